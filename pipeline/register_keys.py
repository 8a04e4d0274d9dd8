"""Keys that name persons and cases become HMAC-SHA256 at landing, and nothing else is kept of them.

Real registers need a key of their own, from the environment: whoever has it could try out docket
numbers. Synthetic registers name nobody; theirs is printed here, so that everyone gets the same.
"""

from __future__ import annotations

import hashlib
import os
from typing import Final

import duckdb

from pipeline.errors import WrongCallError

KEY_VARIABLE: Final = "TIP_DIGEST_KEY"
SYNTHETIC_KEY: Final = "synthetic registers are keyed with this sentence"
LEAST_KEY_LENGTH: Final = 32
_BLOCK_BYTES: Final = 64
# Those of Unicode that people type or that office programs put in their place.
_SPACES: Final = " \t\n\f\r\u00a0\u2009\u202f"


def read_key(is_real: bool) -> bytes:
    """Return the key for real or synthetic registers; refuse a real one without a long key."""
    if not is_real:
        return SYNTHETIC_KEY.encode()
    key = os.environ.get(KEY_VARIABLE, "")
    if len(key) < LEAST_KEY_LENGTH:
        raise WrongCallError(
            "error-register-key", variable=KEY_VARIABLE, length=str(LEAST_KEY_LENGTH)
        )
    return key.encode()


def install_key(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Define `keyed(text)` on a connection: HMAC-SHA256 (RFC 2104), its first 16 hex digits.

    Only the padded key's two forms are kept, as variables of this connection.
    """
    block = hashlib.sha256(key).digest() if len(key) > _BLOCK_BYTES else key
    block = block.ljust(_BLOCK_BYTES, b"\0")
    connection.execute("SET VARIABLE inner_pad = ?::BLOB", [bytes(byte ^ 0x36 for byte in block)])
    connection.execute("SET VARIABLE outer_pad = ?::BLOB", [bytes(byte ^ 0x5C for byte in block)])
    connection.execute(
        "CREATE TEMP MACRO keyed(text) AS left(sha256(getvariable('outer_pad') || "
        "unhex(sha256(getvariable('inner_pad') || encode(text)))), 16)"
    )
    # Docket numbers are compared without case and spaces. One replacement for each kind of space
    # takes a third of the time of a regular expression.
    text = "text"
    for space in _SPACES:
        text = f"replace({text}, chr({ord(space)}), '')"
    connection.execute(f"CREATE TEMP MACRO plain_key(text) AS upper({text})")
