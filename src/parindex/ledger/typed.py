"""One row as typed on screen, through the importer of files: the same reading, the same checks, the same messages."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from parindex.errors import InputFault
from parindex.ledger.landing import names_below
from parindex.ledger.store import not_writable
from parindex.ledger.workspace import workspace
from parindex.records.engine import connect
from parindex.records.importing import RowError, prepare, write_batch
from parindex.records.listing import all_rows
from parindex.records.messages import reason
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import needed
from parindex.records.reading.old_encodings import old_font_in
from parindex.records.reading.totals import is_total_label
from parindex.records.schema import ColumnType, Register
from parindex.records.typing_rows import kept_columns

LONGEST_TYPED = 30_000  # characters of one value that reach the importer, whose own limit is far lower


class RowFault(InputFault):
    """The row was judged and refused. `errors`: each fault with its column's title and how to mend it."""

    def __init__(self, message: str, errors: tuple[RowError, ...] = ()) -> None:
        super().__init__(message)
        self.errors = errors


def _texts(register: Register, values: Mapping[str, str]) -> dict[str, str]:
    """Every kept column's title with its text; what is not given is empty."""
    known = {column.name for column in register.columns}
    for name, text in values.items():
        if name not in known:
            raise InputFault(f"Sổ “{register.title}” không có cột “{name}”.")
        if len(text) > LONGEST_TYPED:
            column = register.column(name)
            message = reason("too_long", column, text)
            error = RowError(row=1, column=column.title, value=text[:200], code="too_long", message=message)
            raise RowFault(f"{column.title}: {message}", (error,))
    return {column.title: values.get(column.name, "").replace("\0", " ") for column in kept_columns(register)}


def _write(texts: Mapping[str, str], into: Path) -> None:
    """A file for the importer. An empty row comes first: bare numbers right under a header would be passed over as
    the numbers of columns."""
    try:
        into.write_bytes(json.dumps([dict.fromkeys(texts, ""), texts], ensure_ascii=False).encode("utf-8", "replace"))
    except OSError as error:
        raise not_writable(error) from error


def _no_row(register: Register, values: Mapping[str, str], unit: str) -> RowFault:
    """What was typed looks like an empty row, a total or a header: say which cells are wanting."""
    columns = [register.column(name) for name in needed(register, unit) if not values.get(name, "").strip()]
    errors = tuple(
        RowError(row=1, column=one.title, value="", code="missing", message=reason("missing", one, ""))
        for one in columns
    )
    said = " ".join(error.message for error in errors)
    return RowFault(f"Nội dung này giống một dòng trống, dòng tổng cộng hoặc dòng tiêu đề. {said}".strip(), errors)


def _looks_passed_over(texts: Mapping[str, str]) -> bool:
    """Whether the importer of files would pass such a row over, if it were not complete."""
    written = [text for text in texts.values() if text.strip()]
    return not written or is_total_label(written[0]) or written[0] in texts


def judge(register: Register, *, source: str, unit: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The typed texts as one canonical row; RowFault when it cannot be taken. Dates are day first, as the form says."""
    dated = frozenset(one.name for one in register.columns if one.type in (ColumnType.DATE, ColumnType.MOMENT))
    texts = _texts(register, values)
    if old := old_font_in(texts.values()):
        raise RowFault(
            f"Chữ ở ô ghi “{old.example[:60]}” gõ bằng bảng mã {old.title}, không phải Unicode. "
            "Hãy chọn bảng mã Unicode trong bộ gõ (UniKey) rồi gõ lại."
        )
    with workspace().scratch() as folder, connect(folder) as connection:
        typed, made = folder / "dong.json", folder / "dong.parquet"
        _write(texts, typed)
        try:
            prepared = prepare(
                connection,
                register,
                typed,
                source=source,
                unit=unit,
                unit_names=names_below(unit),
                current=None,
                choices=ReadingChoices(day_first=dated),
            )
        except InputFault as fault:
            if _looks_passed_over(texts):
                raise _no_row(register, values, unit) from fault
            raise
        if prepared.errors:
            errors = tuple(replace(error, row=1) for error in prepared.errors)
            raise RowFault(" ".join(f"{error.column}: {error.message}" for error in errors), errors)
        write_batch(connection, prepared, made)
        (row,) = all_rows(connection, made)
    return {**row, "row": 1}
