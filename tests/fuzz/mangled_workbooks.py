"""Workbooks that no program would write: members and cells of valid ones changed and rezipped."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final, Protocol

Members = dict[str, bytes]

# What stands in an attribute or between two tags: places, numbers and names at the edge of sense.
VALUES: Final = (
    b"", b"0", b"-1", b"1", b"65535", b"4294967295", b"99999999999999999999", b"1e999", b"nan",
    b"A0", b"A1", b"XFD1048576", b"ZZZZ99999999", b"A1:XFD1048576", b"s", b"e", b"b", b"d", b"str",
    b"inlineStr", b"#DIV/0!", b"1900-02-29", b"0000-00-00T99:99:99", b"PT99999999H", b"date",
    b"float", b"../../../../etc/passwd", b"file:///etc/passwd", b"http://localhost/x",
    b"xl/workbook.xml", b"rId1", b"\xff\xfe", "\N{COMBINING DIAERESIS}ж".encode(), b"&a;", b"&#0;",
    b"<v>1</v>", b"<f>A1</f>", b"]]>", b"<!--",
)  # fmt: skip
# What stands before the root of a member.
PROLOGUES: Final = (
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<?xml version="1.0" encoding="UTF-16"?>',
    b'<?xml version="1.0" encoding="windows-1251"?>',
    b'<?xml version="1.0" encoding="nothing"?>',
    b"\xef\xbb\xbf",
)
_TAG: Final = re.compile(rb"<[^<>]*>")
_VALUE: Final = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)')
DEEPEST: Final = 20_000


class Chance(Protocol):
    """What chooses: a fuzzer's provider of data, or a random generator dressed as one."""

    def ConsumeIntInRange(self, low: int, high: int) -> int: ...  # noqa: N802 - atheris's name

    def ConsumeBytes(self, count: int) -> bytes: ...  # noqa: N802


def unpack(workbook: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mangle(members: Members, chance: Chance) -> bytes:
    """Return a workbook with one to four of its parts changed, or an archive that is none."""
    changed = dict(members)
    for _ in range(chance.ConsumeIntInRange(1, 4)):
        names = sorted(changed)
        if not names:
            break
        name = names[chance.ConsumeIntInRange(0, len(names) - 1)]
        change = _CHANGES[chance.ConsumeIntInRange(0, len(_CHANGES) - 1)]
        made = change(changed[name], chance)
        if made is None:
            del changed[name]
        else:
            changed[name] = made
    return damage(pack(changed, chance), chance)


def pack(members: Members, chance: Chance) -> bytes:
    """Return the members as an archive; now and then one stands in it twice."""
    stream = io.BytesIO()
    method = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)[chance.ConsumeIntInRange(0, 1)]
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def damage(workbook: bytes, chance: Chance) -> bytes:
    """Return an archive whole, cut off, or with a few of its bytes changed."""
    how = chance.ConsumeIntInRange(0, 7)
    if how == 0:
        return workbook[: chance.ConsumeIntInRange(0, len(workbook))]
    if how == 1:
        return _overwrite(workbook, chance)
    return workbook


def _choose(pattern: re.Pattern[bytes], content: bytes, chance: Chance) -> re.Match[bytes] | None:
    found = list(pattern.finditer(content))
    return found[chance.ConsumeIntInRange(0, len(found) - 1)] if found else None


def _replace_value(content: bytes, chance: Chance) -> bytes:
    found = _choose(_VALUE, content, chance)
    value = VALUES[chance.ConsumeIntInRange(0, len(VALUES) - 1)]
    return content if found is None else content[: found.start()] + value + content[found.end() :]


def _replace_value_freely(content: bytes, chance: Chance) -> bytes:
    found = _choose(_VALUE, content, chance)
    value = chance.ConsumeBytes(chance.ConsumeIntInRange(0, 64))
    return content if found is None else content[: found.start()] + value + content[found.end() :]


def _drop_tag(content: bytes, chance: Chance) -> bytes:
    found = _choose(_TAG, content, chance)
    return content if found is None else content[: found.start()] + content[found.end() :]


def _repeat_tag(content: bytes, chance: Chance) -> bytes:
    found = _choose(_TAG, content, chance)
    times = chance.ConsumeIntInRange(1, 100)
    if found is None:
        return content
    return content[: found.end()] + times * found[0] + content[found.end() :]


def _nest(content: bytes, chance: Chance) -> bytes:
    found = _choose(_TAG, content, chance)
    depth = chance.ConsumeIntInRange(1, DEEPEST)
    if found is None:
        return content
    return content[: found.end()] + b"<a>" * depth + b"</a>" * depth + content[found.end() :]


def _add_prologue(content: bytes, chance: Chance) -> bytes:
    prologue = PROLOGUES[chance.ConsumeIntInRange(0, len(PROLOGUES) - 1)]
    return prologue + content[content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0 :]


def _cut(content: bytes, chance: Chance) -> bytes:
    return content[: chance.ConsumeIntInRange(0, len(content))]


def _overwrite(content: bytes, chance: Chance) -> bytes:
    made = bytearray(content)
    for _ in range(chance.ConsumeIntInRange(1, 8) if made else 0):
        made[chance.ConsumeIntInRange(0, len(made) - 1)] = chance.ConsumeIntInRange(0, 255)
    return bytes(made)


def _swell(content: bytes, chance: Chance) -> bytes:
    """Return a member that unpacks to much more than it takes."""
    return content + b" " * (1 << chance.ConsumeIntInRange(10, 24))


def _compress(content: bytes, chance: Chance) -> bytes:
    return zlib.compress(content)


def _drop(content: bytes, chance: Chance) -> None:
    return None


_CHANGES: Final[tuple[Callable[[bytes, Chance], bytes | None], ...]] = (
    _replace_value, _replace_value, _replace_value, _replace_value_freely, _drop_tag, _repeat_tag,
    _nest, _add_prologue, _cut, _overwrite, _swell, _compress, _drop,
)  # fmt: skip
