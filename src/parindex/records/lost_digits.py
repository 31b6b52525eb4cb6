"""Codes that a spreadsheet took for numbers: 007 saved as 7, 20210304000012 as 2,02103E+13.

Evidence that zeros were lost: in the same column stand codes of digits that begin with 0. A code of digits that is
shorter than all of those and does not begin with 0 has lost them. Without such evidence 7 is simply the code 7.
"""

from parindex.records.cells import cleaned
from parindex.records.engine import Connection, literal
from parindex.records.reading.raw import RawTable
from parindex.records.schema import ColumnType, Register
from parindex.records.second_look import Doubt

_LONGEST = 20  # digits of a code: longer ones are no candidates, and need no look
_WITH_ZERO = r"0\d+"
_SCIENTIFIC = r"\d([.,]\d+)?[eE]\+\d{2,3}"


def _shorter_than(width: int) -> str:
    return rf"[1-9]\d{{0,{width - 2}}}"


def lost_digits(connection: Connection, raw: RawTable, register: Register) -> tuple[Doubt, ...]:
    """What must be doubted in the file's columns of codes."""
    doubts = []
    for column in register.columns:
        if column.type is not ColumnType.CODE or column.personal or column.name not in raw.header.cells:
            continue
        cell = raw.cell(column.name)
        zero = f"starts_with({cell}, '0') AND strlen({cell}) <= {_LONGEST}"
        found = connection.execute(
            f"SELECT min(strlen({cell})) FILTER ({zero} AND regexp_full_match({cell}, {literal(_WITH_ZERO)})),"
            f" bool_or(contains({cell}, 'E+') OR contains({cell}, 'e+'))"
            f" FROM {raw.schema}.raw WHERE rowid >= {raw.first_row - 1}"
        ).fetchone()
        width, scientific = found or (None, None)
        if width:
            doubts.append(_doubt(column.name, "lost_zeros", _shorter_than(int(width))))
        if scientific:
            doubts.append(_doubt(column.name, "code_as_number", _SCIENTIFIC))
    return tuple(doubts)


def _doubt(column: str, code: str, pattern: str) -> Doubt:
    return Doubt(
        column=column,
        code=code,
        holds=lambda cell: f"coalesce(regexp_full_match({cleaned(cell)}, {literal(pattern)}), false)",
    )
