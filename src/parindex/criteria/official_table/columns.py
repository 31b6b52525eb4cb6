"""Which column holds what: by the words of the header, over one line or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parindex.accents import fold

# Tried in this order; a header cell belongs to the first that knows it.
_WORDS: tuple[tuple[str, str], ...] = (
    ("code", r"^(?:stt|tt|so tt|so thu tu|ma|ma so|ma tieu chi|ky hieu)$"),
    ("survey", r"xhh|xa hoi hoc|khao sat"),
    (
        "other",
        r"tu (?:danh gia|cham)|tham dinh|dat duoc|snv|ghi chu|chi so|don vi (?:chu tri|phu trach|tham muu)|co quan",
    ),
    ("evidence", r"kiem chung|minh chung|tai lieu chung minh|ho so chung minh"),
    (
        "text",
        r"cach (?:cham|tinh)|phuong phap (?:cham|tinh|danh gia)|huong dan|thang diem chi tiet|noi dung cham|muc cham",
    ),
    ("max", r"diem toi da|diem chuan|thang diem|^diem$|so diem|khung diem|diem quy dinh"),
    ("name", r"linh vuc|tieu chi|noi dung|ten"),
)


@dataclass(frozen=True)
class Columns:
    """Column numbers from 0; `code`, `text`, `evidence`, `survey` None: the table has no such column."""

    name: int
    max: int
    code: int | None = None
    text: int | None = None
    evidence: int | None = None
    survey: int | None = None


def bare(text: str) -> str:
    """Lower case, no accents, single spaces."""
    return " ".join(fold(text).split())


def find_columns(rows: Sequence[Sequence[str]], within: int = 30) -> tuple[Columns, int] | None:
    """The columns and the number of the first row below the header; None when no header is there."""
    for height in (1, 2):
        for number in range(min(len(rows), within)):
            found = _columns(rows[number : number + height])
            if found is not None:
                return found, number + height
    return None


def _columns(header: Sequence[Sequence[str]]) -> Columns | None:
    width = max((len(row) for row in header), default=0)
    found: dict[str, int] = {}
    for column in range(width):
        text = bare(" ".join(row[column] for row in header if column < len(row)))
        kind = next((kind for kind, pattern in _WORDS if text and re.search(pattern, text)), None)
        if kind is not None and kind != "other":
            found.setdefault(kind, column)
    return Columns(**found) if {"name", "max"} <= found.keys() else None
