"""How the text of a cell becomes a value: one SQL expression per column type. NULL means: not understood.

Vietnamese writing decides: days before months, a comma before decimals, dots between thousands. What could be read in
two ways is refused, never guessed: `1.670` is 1670 where whole numbers are asked for, and refused among decimals.
"""

from enum import StrEnum

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
_DOUBTFUL_TEXT = f"{_NEEDS_CLEANING}|^[#']"
_SHEET_ERRORS = r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)"

_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
_DAY_FIRST = "|".join(rf"\d{{1,2}}{mark}\d{{1,2}}{mark}\d{{4}}" for mark in ("/", "-", r"\."))

_PLAIN_MOMENT = r"\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d{2}(:\d{2})?)?"
_DAY_FIRST_CLOCK = rf"(?i:ngày )?({_DAY_FIRST})( {_CLOCK})?"
_YEAR_FIRST_CLOCK = rf"\d{{4}}-\d{{2}}-\d{{2}}([ T]{_CLOCK})?"
_THREE_NUMBERS = r"^(?i:ngày )?(\d+)[-/.](\d+)[-/.](\d+)"
_IN_WORDS = rf"(?i:ngày )?(\d{{1,2}}) (?i:tháng) (\d{{1,2}}),? (?i:năm) (\d{{4}})( {_CLOCK})?"
_RUN_TOGETHER, _RUN_TOGETHER_DAY = r"\d{14}", r"\d{8}"

_PLAIN_WHOLE = r"-?\d{1,18}"
_GROUPED = r"[1-9]\d{0,2}((\.\d{3})+|( \d{3})+)"
_WHOLE = rf"[+-]?(\d{{1,18}}|{_GROUPED})(,0+)?|[+-]?\d{{1,18}}\.0{{1,2}}"
_DECIMAL_COMMA = rf"[+-]?(\d+|{_GROUPED})(,\d+)?"
_DECIMAL_DOT = r"[+-]?(\d+\.(\d{1,2}|\d{4,})|(0|\d{4,})\.\d{3})"
_THOUSANDS_OR_DECIMALS = r"[+-]?[1-9]\d{0,2}\.\d{3}"


def cleaned(cell: str) -> str:
    """NFC, blanks collapsed, ends trimmed; NULL when nothing is left. Text that is already so costs one look."""
    return (
        f"CASE WHEN regexp_matches({cell}, {literal(_NEEDS_CLEANING)}) THEN nullif({_tidy(cell)}, '') ELSE {cell} END"
    )


def is_sheet_error(cell: str) -> str:
    """Whether the cell holds a spreadsheet's own error, such as #N/A."""
    return f"(starts_with({cell}, '#') AND regexp_full_match(upper(trim({cell})), {literal(_SHEET_ERRORS)}))"


def doubted(column: Column, cell: str) -> str:
    """The cell cleaned, where one look does not recognise it as it stands; NULL where it does.

    Nearly all cells of a file are recognised at once: what follows for the others may be slow.
    """
    match column.type:
        case ColumnType.DATE | ColumnType.MOMENT:
            known = _matches(cell, _PLAIN_MOMENT)
        case ColumnType.INTEGER:
            known = _matches(cell, _PLAIN_WHOLE)
        case ColumnType.DECIMAL:
            known = "false"
        case _:
            known = f"NOT regexp_matches({cell}, {literal(_DOUBTFUL_TEXT)}) AND strlen({cell}) <= {LONGEST_TEXT}"
    return f"CASE WHEN {known} THEN NULL ELSE {_tidy(cell)} END"


class DateOrder(StrEnum):
    """Which number of a date in numbers is the day. MIXED: months first, but texts that can only be dd/MM are too."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"
    MIXED = "mixed"


def read_cell(column: Column, cell: str, tidy: str, *, quoted: bool, order: DateOrder = DateOrder.DAY_FIRST) -> str:
    """The value of a cell as SQL, for every type but those looked up by their words (LOOKED_UP).

    `tidy` holds what `doubted` gave. `quoted`: the file is CSV, where an apostrophe may guard text that looks like a
    formula. Moments still need `within_years`.
    """
    match column.type:
        case ColumnType.DATE | ColumnType.MOMENT:
            plain, other = _plain_moment(cell, order), _moment(tidy, order)
        case ColumnType.INTEGER:
            plain, other = f"TRY_CAST({cell} AS BIGINT)", _integer(tidy)
        case ColumnType.DECIMAL:
            plain, other = f"CAST(NULL AS {SQL_TYPES[column.type]})", _decimal(tidy)
        case _:
            plain, other = cell, _text(cell, tidy, quoted)
    return f"CASE WHEN {tidy} IS NULL THEN {plain} ELSE {other} END"


def within_years(column: Column, value: str) -> str:
    """A parsed moment as the column's type; NULL outside the years that can occur."""
    span = f"TIMESTAMP '{FIRST_YEAR}-01-01' AND TIMESTAMP '{LAST_YEAR}-12-31 23:59:59'"
    return f"CAST(CASE WHEN {value} BETWEEN {span} THEN {value} END AS {SQL_TYPES[column.type]})"


def _tidy(cell: str) -> str:
    return f"trim(regexp_replace(nfc_normalize({cell}), {literal(BLANKS)}, ' ', 'g'))"


def _matches(cell: str, pattern: str) -> str:
    return f"regexp_full_match({cell}, {literal(pattern)})"


def _plain_moment(cell: str, order: DateOrder) -> str:
    def read(day: str) -> str:
        clock = f"try_strptime({cell}, ['{day} %H:%M', '{day} %H:%M:%S'])"
        return f"CASE WHEN strlen({cell}) > 10 THEN {clock} ELSE try_strptime({cell}, '{day}') END"

    return _in_order(order, read("%d/%m/%Y"), read("%m/%d/%Y"))


def _in_order(order: DateOrder, day_first: str, month_first: str) -> str:
    match order:
        case DateOrder.DAY_FIRST:
            return day_first
        case DateOrder.MONTH_FIRST:
            return month_first
        case DateOrder.MIXED:
            return f"coalesce({month_first}, {day_first})"


def _text(cell: str, tidy: str, quoted: bool) -> str:
    value = f"nullif({tidy}, '')"
    if quoted:  # exports to CSV put an apostrophe before text that a spreadsheet would run as a formula
        guarded = f"regexp_replace({tidy}, '^''(''*[=+@-])', '\\1')"
        value = f"CASE WHEN starts_with({cell}, '''') THEN {guarded} ELSE {value} END"
    return f"CASE WHEN NOT {is_sheet_error(tidy)} AND length({tidy}) <= {LONGEST_TEXT} THEN {value} END"


def _moment(tidy: str, order: DateOrder) -> str:
    """The rarer forms, to the second."""

    def turned(parts: str) -> str:
        return f"TRY_CAST(regexp_replace({tidy}, {literal(_THREE_NUMBERS)}, '{parts}') AS TIMESTAMP)"

    in_numbers = _in_order(order, turned(r"\3-\2-\1"), turned(r"\3-\1-\2"))
    in_words = f"regexp_replace({tidy}, {literal(_IN_WORDS)}, '\\3-\\2-\\1\\4')"
    return f"""date_trunc('second', CASE
        WHEN {_matches(tidy, _DAY_FIRST_CLOCK)} THEN {in_numbers}
        WHEN {_matches(tidy, _YEAR_FIRST_CLOCK)} THEN TRY_CAST(replace({tidy}, 'T', ' ') AS TIMESTAMP)
        WHEN {_matches(tidy, _RUN_TOGETHER)} THEN try_strptime({tidy}, '%Y%m%d%H%M%S')
        WHEN {_matches(tidy, _RUN_TOGETHER_DAY)} THEN try_strptime({tidy}, '%Y%m%d')
        WHEN {_matches(tidy, _IN_WORDS)} THEN TRY_CAST({in_words} AS TIMESTAMP) END)"""


def _integer(tidy: str) -> str:
    bare = f"regexp_replace(regexp_replace({tidy}, ',0+$|\\.0{{1,2}}$', ''), '[. ]', '', 'g')"
    return f"CASE WHEN {_matches(tidy, _WHOLE)} THEN TRY_CAST({bare} AS BIGINT) END"


def _decimal(tidy: str) -> str:
    comma = f"replace(replace(replace({tidy}, '.', ''), ' ', ''), ',', '.')"
    kept = SQL_TYPES[ColumnType.DECIMAL]
    return f"""CASE WHEN {_matches(tidy, _THOUSANDS_OR_DECIMALS)} THEN NULL
        WHEN {_matches(tidy, _DECIMAL_DOT)} THEN TRY_CAST({tidy} AS {kept})
        WHEN {_matches(tidy, _DECIMAL_COMMA)} THEN TRY_CAST({comma} AS {kept}) END"""
