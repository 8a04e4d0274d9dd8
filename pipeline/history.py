"""What the store already knows that an incoming file should be compared with."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.errors import StoreUnavailableError
from pipeline.incoming import Incoming
from pipeline.store import open_store

_QUERY = """
SELECT agency, indicator, year, report_year, dimension, category, value, status, source, file,
       locator
FROM (
    SELECT *, 'total' AS dimension, 'total' AS category FROM agency_year
    UNION ALL BY NAME SELECT * FROM agency_breakdown
)
WHERE list_contains(?, agency) AND year <= ? AND report_year IS NULL
"""


def read_history(store: Path, incoming: Incoming) -> dict[str, pd.DataFrame]:
    """Return, by table, current rows of the store that the file's rows are compared with.

    Earlier years stand under the file's own source, whichever source told them, so that the rules
    of one source see a series go on. The file's own years keep their source: another source may
    disagree. Empty where there is no store, or nothing to compare.
    """
    frame = incoming.tables.get("agency")
    if frame is None or frame.empty or frame["year"].isna().all():
        return {}
    years = frame["year"].dropna()
    agencies = sorted(set(frame["agency"].dropna()))
    try:
        with open_store(store) as connection:
            known = connection.execute(_QUERY, [agencies, int(years.max())]).df()
    except StoreUnavailableError:
        return {}
    own = incoming.source.id
    is_same_year = known["year"].isin(set(years))
    known = known[~(is_same_year & (known["source"] == own))]
    known = _prefer_own(known, own, is_same_year)
    return {"agency": _shape(known, frame)} if len(known) else {}


def _prefer_own(known: pd.DataFrame, own: str, is_same_year: pd.Series) -> pd.DataFrame:
    """Return one telling of each earlier figure, the source's own first, as the source's."""
    same = known[is_same_year.reindex(known.index)]
    earlier = known[~is_same_year.reindex(known.index)]
    keys = ["agency", "indicator", "year", "dimension", "category"]
    order = (earlier["source"] != own).sort_values(kind="stable").index
    return pd.concat([earlier.loc[order].drop_duplicates(keys).assign(source=own), same])


def _shape(known: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    shaped = known.assign(version="", is_current=True, printed=known["value"].astype("string"))
    return shaped.reindex(columns=frame.columns).astype(frame.dtypes.to_dict())
