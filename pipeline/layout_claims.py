"""The layout of published claims: claims.yaml, an expression over facts for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

from pipeline.errors import UnknownLayoutError
from pipeline.observations import Row
from pipeline.sources import Source, SourceTable, refuse_file
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml

_CLAIM_TEXTS: Final = ("statement", "method", "explanation")


def read_claims(source: Source, table: SourceTable) -> Iterator[Row]:
    """Published claims (claims.yaml): an expression over facts for each."""
    path = source.path(table)
    try:
        claims = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise refuse_file(source, table, fault) from fault
    for claim in claims or ():
        try:
            published = claim["published"]
            texts = {
                f"{name}_{language}": claim[name][language]
                for name in _CLAIM_TEXTS
                for language in LANGUAGES
            }
            yield {
                "id": claim["id"],
                "topic": claim["topic"],
                "period_end": int(claim["period_end"]),
                "locator": claim["locator"],
                "published": float(published["value"]),
                "unit": published["unit"],
                "qualifier": published["qualifier"],
                "decimals": int(published.get("decimals", 0)),
                "expression": claim["expression"] or "",
                "compare": claim["compare"] or "",
                "digest": int(claim.get("digest", 0)),
                **texts,
            }
        except (KeyError, TypeError, ValueError) as fault:
            raise UnknownLayoutError(
                "error-claim-incomplete",
                file=source.place(table),
                claim=str(claim.get("id", "?")),
                key=str(fault),
            ) from fault
