"""A file's tables as rows of text, and the words that stand before them."""

from dataclasses import dataclass
from pathlib import PurePath

from parindex.criteria.official_table.excel import excel_tables
from parindex.criteria.official_table.word import word_tables
from parindex.errors import InputFault

MAX_BYTES = 20_000_000
Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """`rows`: cells as text, "" for none; lines of a cell are kept. `before`: paragraphs or lines above the table."""

    rows: tuple[Row, ...]
    before: tuple[str, ...] = ()


def tables(data: bytes, name: str) -> tuple[Grid, ...]:
    """The tables of a .docx, the sheets of a .xlsx. InputFault: another kind of file, broken, too large."""
    if len(data) > MAX_BYTES:
        raise InputFault(f"Tệp {name} lớn hơn 20 MB, không phải một bảng tiêu chí.")
    kind = PurePath(name).suffix.lower()
    readers = {".docx": word_tables, ".xlsx": excel_tables}
    if kind not in readers:
        old = {".doc": ".docx", ".xls": ".xlsx", ".pdf": ".docx hoặc .xlsx"}.get(kind, ".docx hoặc .xlsx")
        raise InputFault(f"Tệp {name} không phải Word (.docx) hay Excel (.xlsx); hãy lưu lại thành {old} rồi nhập.")
    return tuple(Grid(rows, before) for before, rows in readers[kind](data, name))
