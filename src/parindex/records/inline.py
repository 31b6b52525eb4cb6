"""A few rows as text: one canonical JSON, the same text for the same rows, kept where a file of its own would be too much."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from parindex.records.engine import literal
from parindex.records.schema import Register
from parindex.records.typing_rows import canonical_columns


def _plain(value: object) -> object:
    """A value as JSON has it; the engine casts the text back to the same value."""
    match value:
        case dt.date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return value


def rows_text(register: Register, rows: Sequence[Mapping[str, Any]]) -> str:
    """Canonical rows as JSON: every canonical column, keys sorted, no blanks."""
    columns = canonical_columns(register)
    kept = [{column: _plain(row[column]) for column in columns} for row in rows]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def rows_sql(register: Register, texts: Sequence[tuple[int, str]]) -> str:
    """SQL of the rows in (ordinal, text) batches, as text by canonical column, with their `batch`.

    A column that a text does not know is NULL: it was written before the register had it.
    """
    shape = json.dumps([dict.fromkeys(canonical_columns(register), "VARCHAR")])
    listed = ", ".join(f"({int(ordinal)}, {literal(text)})" for ordinal, text in texts)
    return (
        "SELECT given.*, batch FROM (SELECT batch,"
        f" unnest(from_json(CAST(content AS JSON), {literal(shape)})) AS given"
        f" FROM (VALUES {listed}) AS texts(batch, content))"
    )
