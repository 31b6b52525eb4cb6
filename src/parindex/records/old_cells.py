"""Text of old Vietnamese fonts in the cells under a header that is Unicode: an office has filled in our template."""

from parindex.errors import InputFault
from parindex.records.engine import Connection, scalar
from parindex.records.reading.old_encodings import how_to_save, old_font_in
from parindex.records.reading.raw import RawTable
from parindex.records.schema import ColumnType, Register

_TEXTS = {ColumnType.TEXT, ColumnType.CHOICE, ColumnType.UNIT}
_LOOKED_AT = 500  # first rows, and as many more spread over the file


def refuse_old_fonts(connection: Connection, raw: RawTable, register: Register) -> None:
    """InputFault when the text of a sample of rows makes sense in an old font only: nothing is converted by guessing."""
    columns = [one for one in register.columns if one.type in _TEXTS and one.name in raw.header.cells]
    if not columns:
        return
    first = raw.first_row - 1
    step = max(1, scalar(connection, f"SELECT count(*) FROM {raw.schema}.raw") // _LOOKED_AT)
    cells = ", ".join(raw.cell(column.name) for column in columns)
    found = connection.execute(
        "SELECT cell, min(row) FROM"
        f" (SELECT rowid + 1 AS row, unnest([{cells}]) AS cell FROM {raw.schema}.raw"
        f" WHERE rowid >= {first} AND (rowid < {first + _LOOKED_AT} OR rowid % {step} = 0))"
        " WHERE length(cell) < strlen(cell) GROUP BY cell ORDER BY min(row), cell"
    ).fetchall()
    rows: dict[str, int] = dict(found)
    if old := old_font_in(rows):
        raise InputFault(
            f"Chữ trong tệp gõ bằng bảng mã {old.title}, không phải Unicode: dòng {rows[old.example]} "
            f"ghi “{old.example[:60]}”. {how_to_save(old.font)}"
        )
