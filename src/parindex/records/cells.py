"""How the text of a cell becomes a value: one SQL expression per column type. NULL means: not understood.

Vietnamese writing decides: days before months, a comma before decimals, dots between thousands. What could be read in
two ways is refused, never guessed: `1.670` is 1670 where whole numbers are asked for, and refused among decimals.
"""

from parindex.records.engine import literal
from parindex.records.schema import Column, ColumnType
from parindex.records.text import BLANKS

LONGEST_TEXT = 4000  # characters kept in one cell
FIRST_YEAR, LAST_YEAR = 1990, 2100

SQL_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.CODE: "VARCHAR",
    ColumnType.DATE: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DECIMAL: "DECIMAL(18,4)",
    ColumnType.CHOICE: "VARCHAR",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.UNIT: "VARCHAR",
}
LOOKED_UP = {ColumnType.CHOICE, ColumnType.BOOLEAN, ColumnType.UNIT}

# Letters whose text is in NFC whatever follows them, and no two blanks: such text needs no further cleaning.
_NEEDS_CLEANING = "[^ -~¡-ʯḀ-ỿ\\x{2010}-\\x{2027}\\x{2030}-\\x{205e}]|  |^ | $"
_SHEET_ERRORS = r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)"

_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
_DAY_FIRST = "|".join(rf"\d{{1,2}}{mark}\d{{1,2}}{mark}\d{{4}}" for mark in ("/", "-", r"\."))

_DAY_SLASHED = r"\d{1,2}/\d{1,2}/\d{4}"
_DAY_SLASHED_CLOCK = r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}"
_DAY_FIRST_CLOCK = rf"({_DAY_FIRST})( {_CLOCK})?"
_YEAR_FIRST_CLOCK = rf"\d{{4}}-\d{{2}}-\d{{2}}([ T]{_CLOCK})?"
_RUN_TOGETHER, _RUN_TOGETHER_DAY = r"\d{14}", r"\d{8}"

_PLAIN_WHOLE = r"-?\d{1,18}"
_GROUPED = r"[1-9]\d{0,2}((\.\d{3})+|( \d{3})+)"
_WHOLE = rf"[+-]?(\d{{1,18}}|{_GROUPED})(,0+)?|[+-]?\d{{1,18}}\.0{{1,2}}"
_DECIMAL_COMMA = rf"[+-]?(\d+|{_GROUPED})(,\d+)?"
_DECIMAL_DOT = r"[+-]?(\d+\.(\d{1,2}|\d{4,})|(0|\d{4,})\.\d{3})"
_THOUSANDS_OR_DECIMALS = r"[+-]?[1-9]\d{0,2}\.\d{3}"


def cleaned(cell: str) -> str:
    """NFC, blanks collapsed, ends trimmed; NULL when nothing is left. Text that is already so costs one look."""
    slow = f"nullif(trim(regexp_replace(nfc_normalize({cell}), {literal(BLANKS)}, ' ', 'g')), '')"
    return f"CASE WHEN regexp_matches({cell}, {literal(_NEEDS_CLEANING)}) THEN {slow} ELSE {cell} END"


def is_sheet_error(cell: str) -> str:
    """Whether the cell holds a spreadsheet's own error, such as #N/A."""
    return f"(starts_with({cell}, '#') AND regexp_full_match(upper(trim({cell})), {literal(_SHEET_ERRORS)}))"


def _matches(cell: str, pattern: str) -> str:
    return f"regexp_full_match({cell}, {literal(pattern)})"


def _text(cell: str, quoted: bool) -> str:
    """Text as it stands unless one look finds a reason to doubt it; then cleaned, unguarded, measured."""
    value = cleaned(cell)
    if quoted:  # exports to CSV put an apostrophe before text that a spreadsheet would run as a formula
        guarded = f"regexp_replace({value}, '^''(''*[=+@-])', '\\1')"
        value = f"CASE WHEN starts_with({cell}, '''') THEN {guarded} ELSE {value} END"
    doubtful = literal(f"{_NEEDS_CLEANING}|^[#']")
    return f"""CASE WHEN regexp_matches({cell}, {doubtful}) OR strlen({cell}) > {LONGEST_TEXT}
        THEN CASE WHEN NOT {is_sheet_error(cell)} AND length({value}) <= {LONGEST_TEXT} THEN {value} END
        ELSE {cell} END"""


def _moment(cell: str) -> str:
    """Two common forms at once; every other one only when they fail. The year is checked by the caller."""
    tidy = cleaned(cell)
    other = f"""CASE
        WHEN {_matches(tidy, _RUN_TOGETHER)} THEN try_strptime({tidy}, '%Y%m%d%H%M%S')
        WHEN {_matches(tidy, _RUN_TOGETHER_DAY)} THEN try_strptime({tidy}, '%Y%m%d')
        WHEN {_matches(tidy, _DAY_FIRST_CLOCK)} THEN TRY_CAST(regexp_replace({tidy},
             '^(\\d+)[-/.](\\d+)[-/.](\\d+)', '\\3-\\2-\\1') AS TIMESTAMP)
        WHEN {_matches(tidy, _YEAR_FIRST_CLOCK)}
             THEN TRY_CAST(replace({tidy}, 'T', ' ') AS TIMESTAMP) END"""
    return f"""CASE
        WHEN {_matches(cell, _DAY_SLASHED_CLOCK)} THEN try_strptime({cell}, '%d/%m/%Y %H:%M')
        WHEN {_matches(cell, _DAY_SLASHED)} THEN try_strptime({cell}, '%d/%m/%Y')
        ELSE date_trunc('second', {other}) END"""


def _integer(cell: str) -> str:
    tidy = cleaned(cell)
    bare = f"regexp_replace(regexp_replace({tidy}, ',0+$|\\.0{{1,2}}$', ''), '[. ]', '', 'g')"
    return f"""CASE WHEN {_matches(cell, _PLAIN_WHOLE)} THEN TRY_CAST({cell} AS BIGINT)
        WHEN {_matches(tidy, _WHOLE)} THEN TRY_CAST({bare} AS BIGINT) END"""


def _decimal(cell: str) -> str:
    tidy = cleaned(cell)
    comma = f"replace(replace(replace({tidy}, '.', ''), ' ', ''), ',', '.')"
    kept = SQL_TYPES[ColumnType.DECIMAL]
    return f"""CASE WHEN {_matches(tidy, _THOUSANDS_OR_DECIMALS)} THEN NULL
        WHEN {_matches(tidy, _DECIMAL_DOT)} THEN TRY_CAST({tidy} AS {kept})
        WHEN {_matches(tidy, _DECIMAL_COMMA)} THEN TRY_CAST({comma} AS {kept}) END"""


def read_cell(column: Column, cell: str, *, quoted: bool) -> str:
    """The value of a cell as SQL, for every type but those looked up by their words (LOOKED_UP).

    `quoted`: the file is CSV, where an apostrophe may guard text that looks like a formula.
    """
    match column.type:
        case ColumnType.DATE | ColumnType.MOMENT:
            return _moment(cell)
        case ColumnType.INTEGER:
            return _integer(cell)
        case ColumnType.DECIMAL:
            return _decimal(cell)
        case _:
            return _text(cell, quoted)


def within_years(column: Column, value: str) -> str:
    """A parsed moment as the column's type; NULL outside the years that can occur."""
    span = f"TIMESTAMP '{FIRST_YEAR}-01-01' AND TIMESTAMP '{LAST_YEAR}-12-31 23:59:59'"
    return f"CAST(CASE WHEN {value} BETWEEN {span} THEN {value} END AS {SQL_TYPES[column.type]})"
