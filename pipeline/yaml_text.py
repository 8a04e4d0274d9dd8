"""YAML as plain values: read by libyaml where PyYAML has it, six to eight times as fast."""

from __future__ import annotations

from typing import Any, Final

import yaml

# Both make plain values only: nothing in a file can name a class or a function.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """Return the values written in `text`; raises yaml.YAMLError where it is not YAML."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, see above
