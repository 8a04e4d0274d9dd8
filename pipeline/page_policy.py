"""The security policy a page carries: it runs its own scripts and nothing else, and asks no host.

A page is one file, opened from a disk, so the policy stands in the page itself and names each
script by its hash (Content Security Policy 3, 2.3.1): a script that anything adds to the page, or
a text that turns out to be one, does not run. Styles may stand in the page; they can load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

_SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# A block of data, which no browser runs. Quarto calls its scripts application/javascript.
_DATA: Final = re.compile(r'type="application/[^"]*json"')
# Quarto keeps styles, and its dashboards their modules, in addresses: there `data:` is let in.
_STYLE_ADDRESS: Final = re.compile(r'<link\b[^>]{0,100}\bhref="data:text/css')
_SCRIPT_ADDRESS: Final = re.compile(r'<script\b[^>]{0,100}\bsrc="data:')
_CHARSET: Final = '<meta charset="utf-8">'


def set_policy(html: str) -> str:
    """Return the page with its policy, before anything the policy is about.

    Refuses a page without the line that says its encoding: the policy stands behind it.
    """
    if _CHARSET not in html:
        raise ValueError("the page does not say its encoding")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{write_policy(html)}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n{policy}", 1)


def write_policy(html: str) -> str:
    """Return the policy for a page's own scripts; data blocks (JSON) are not run and not named."""
    hashes = dict.fromkeys(
        f"'sha256-{hash_script(found['text'])}'"
        for found in _SCRIPT.finditer(html)
        if not _DATA.search(found["attributes"])
    )
    scripts = [*hashes, *_find_addresses(_SCRIPT_ADDRESS, html)]
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + (" ".join(scripts) or "'none'"),
            " ".join(["style-src 'unsafe-inline'", *_find_addresses(_STYLE_ADDRESS, html)]),
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _find_addresses(pattern: re.Pattern[str], html: str) -> list[str]:
    return ["data:"] if pattern.search(html) else []


def hash_script(text: str) -> str:
    """Return the hash of a script's text as a browser takes it: of its bytes in UTF-8."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
