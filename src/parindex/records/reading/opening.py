"""Any file to raw text: by what it is."""

from pathlib import Path

from parindex.errors import InputFault
from parindex.records.engine import Connection, scalar
from parindex.records.reading.choices import NO_CHOICES, ReadingChoices
from parindex.records.reading.delimited import read_delimited
from parindex.records.reading.identity import identify
from parindex.records.reading.json_rows import read_json
from parindex.records.reading.raw import RawTable
from parindex.records.reading.workbook import read_workbook
from parindex.records.schema import Register

_READERS = {"csv": read_delimited, "json": read_json, "xlsx": read_workbook}


def read_file(
    connection: Connection,
    schema: str,
    register: Register,
    path: Path,
    *,
    unit: str | None,
    choices: ReadingChoices = NO_CHOICES,
) -> RawTable:
    """The file's rows as `{schema}.raw`. InputFault when the file as a whole cannot be taken.

    `unit`: the unit that the import is for; without it, a register whose key names the unit needs that column.
    """
    raw = _READERS[identify(path)](connection, schema, register, path, unit=unit, choices=choices)
    if scalar(connection, f"SELECT count(*) FROM {schema}.raw WHERE rowid >= {raw.first_row - 1}") == 0:
        raise InputFault(f"Tệp {path.name} chỉ có dòng tiêu đề, chưa có dòng số liệu nào.")
    return raw
