"""The sheet that gives refused rows back: as they came, with what is wrong and why, ready to be mended and imported."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from parindex.records.engine import Connection
from parindex.records.messages import SHORT
from parindex.records.prepared import Prepared, RowError, iterate_errors
from parindex.records.reading.headers import ERROR_SHEET_LABELS
from parindex.records.sheets import HEADER, LAST_ROW, workbook, write_text


def _own_columns(prepared: Prepared) -> dict[int, str]:
    """Cell → label of what is given back: known columns by their titles, others as the file called them.

    Personal columns stay out: they are read and dropped, and an error sheet is kept like any other file.
    """
    header, register = prepared.raw.header, prepared.register
    known = {cell: register.column(name) for name, cell in header.cells.items()}
    labels = {}
    for cell, label in enumerate(header.labels):
        column = known.get(cell)
        if column is not None and not column.personal:
            labels[cell] = column.title
        elif column is None and label in header.unknown:
            labels[cell] = label
    return labels


def _refused(connection: Connection, prepared: Prepared) -> Iterator[tuple[tuple[Any, ...], list[RowError]]]:
    """Each refused row with its cells as text and all its faults, in the order of the file."""
    schema = prepared.raw.schema
    cells = ", ".join(f"cell_{cell}" for cell in _own_columns(prepared)) or "NULL"
    errors = iterate_errors(connection, schema, prepared.register)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid + 1, {cells} FROM {schema}.raw"
            f" WHERE rowid + 1 IN (SELECT row FROM {schema}.errors) ORDER BY rowid"
        )
        for row, faults in groupby(errors, key=lambda error: error.row):
            found = cursor.fetchone()
            if found is None or found[0] != row:
                raise RuntimeError(f"row {row} has faults but is not in the table it came from")
            yield found[1:], list(faults)


def write_error_sheet(connection: Connection, prepared: Prepared, into: Path) -> None:
    """Write the refused rows as .xlsx. Text stays text: nothing a user typed becomes a formula or a link.

    A sheet holds 1.048.575 rows; of more, the first are written and the last line says how many are left out.
    """
    labels = list(_own_columns(prepared).values())
    with workbook(into, streaming=True) as book:
        sheet = book.add_worksheet("Dòng bị trả lại")
        head, wrapped = book.add_format(HEADER), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(labels) - 1, 0), 20)
        sheet.set_column(len(labels), len(labels) + 2, 16)
        sheet.set_column(len(labels) + 3, len(labels) + 3, 70)
        for place, label in enumerate([*labels, *ERROR_SHEET_LABELS]):
            write_text(sheet, 0, place, label, head)
        for number, (cells, faults) in enumerate(_refused(connection, prepared), start=1):
            if number == LAST_ROW and prepared.rejected > LAST_ROW:
                write_text(sheet, number, 0, f"Còn {prepared.rejected - number + 1} dòng khác không ghi vừa trang này.")
                break
            for place, cell in enumerate(cells):
                write_text(sheet, number, place, cell or "")
            sheet.write_number(number, len(labels), faults[0].row)
            shorts = dict.fromkeys(SHORT.get(fault.code, "Không hợp lý") for fault in faults)
            write_text(sheet, number, len(labels) + 1, "; ".join(shorts))
            write_text(sheet, number, len(labels) + 2, "; ".join(dict.fromkeys(fault.column for fault in faults)))
            write_text(sheet, number, len(labels) + 3, "\n".join(fault.message for fault in faults), wrapped)
