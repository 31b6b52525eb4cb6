"""What a command gives back: an object for `--json`, and text for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """`data` is the contract's object; `text` says the same to a person. `ok` False makes the exit code 2."""

    data: Mapping[str, Any]
    text: str
    ok: bool = True


def number(value: Fraction | None) -> int | str | None:
    """A numerator or denominator: an integer when it is one, else a decimal string."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")


def plain(value: object) -> object:
    """Values of rows as JSON has them: ISO 8601 dates, decimals as strings."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Path):
        return str(value)
    return value


def as_json(data: Mapping[str, Any]) -> str:
    """One JSON object."""
    return json.dumps(data, ensure_ascii=False, default=plain)


def text_table(titles: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Columns in a fixed-width font; those in `right` are aligned right."""
    widths = [max(len(row[at]) for row in (titles, *rows)) for at in range(len(titles))]

    def line(cells: Sequence[str]) -> str:
        parts = (
            cell.rjust(w) if at in right else cell.ljust(w)
            for at, (cell, w) in enumerate(zip(cells, widths, strict=True))
        )
        return "  ".join(parts).rstrip()

    return "\n".join([line(titles), "  ".join("─" * width for width in widths), *(line(row) for row in rows)])
