"""Finding rows by words: a second derived file holds every text column folded, so that no page folds a million cells.

The file stands beside the current rows, row for row in their order, made when words are first looked for. Columns with
few different texts stay apart: kept as dictionaries, they are looked through text by text instead of row by row. The
others are joined to one text a row, looked through only where the first have not shown the word.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from parindex.accents import fold
from parindex.errors import InputFault
from parindex.records.engine import Connection, copy_to_parquet, literal, name, path_literal, scalar
from parindex.records.schema import Column, ColumnType, Register

MOST_WORDS = 8
KEPT = ("state", "source", "unit")  # besides the folded columns: what nearly every list is narrowed by
_KEPT, _JOINED = "kept ", "many texts"  # no column of a register has a blank in its name
_REPEATED = 20  # a column whose texts each stand in so many rows has few of them
_SUFFIX = ".texts.parquet"
_TEXTUAL = {ColumnType.TEXT, ColumnType.CODE, ColumnType.CHOICE}


def _folded(register: Register, column: str) -> str:
    """A column as `fold` would give it: strip_accents leaves đ alone. Choices are found by their titles."""
    about: Column = register.column(column)
    if about.type is ColumnType.CHOICE:
        titles = " ".join(
            f"WHEN {literal(choice.value)} THEN {literal(fold(choice.title))}" for choice in about.choices
        )
        return f"CASE {name(column)} {titles} ELSE {name(column)} END" if titles else name(column)
    return f"replace(strip_accents(lower({name(column)})), 'đ', 'd')"


def _searched(connection: Connection, register: Register, file: Path) -> tuple[list[str], list[str]]:
    """The text columns with few different texts, and those with many; none without any text."""
    there = {row[0] for row in connection.execute(f"DESCRIBE FROM read_parquet({path_literal(file)})").fetchall()}
    texts = [c.name for c in register.columns if not c.personal and c.type in _TEXTUAL and c.name in there]
    if not texts:
        return [], []
    asked = ", ".join(f"approx_count_distinct({name(text)})" for text in texts)
    found = connection.execute(f"SELECT count(*), {asked} FROM read_parquet({path_literal(file)})").fetchone() or (0,)
    few = [text for text, different in zip(texts, found[1:], strict=True) if 0 < different * _REPEATED <= found[0]]
    many = [text for text, different in zip(texts, found[1:], strict=True) if different * _REPEATED > found[0]]
    return few, many


def _query(connection: Connection, register: Register, file: Path) -> str:
    """The rows of the word file: what every list is narrowed by, the columns with few texts, the others as one."""
    few, many = _searched(connection, register, file)
    folded = [f"{_folded(register, column)} AS {name(column)}" for column in few]
    # a word has no blank in it, so it is never found across the seam of two texts
    joined = f"concat_ws(chr(10), {', '.join(_folded(register, column) for column in many)})" if many else "''"
    kept = [f"{name(column)} AS {name(f'{_KEPT}{column}')}" for column in KEPT]
    shown = ", ".join([*kept, *folded, f"{joined} AS {name(_JOINED)}"])
    return f"SELECT {shown} FROM read_parquet({path_literal(file)}, file_row_number = true) ORDER BY file_row_number"


def _word_file(connection: Connection, register: Register, file: Path) -> tuple[str, list[str]]:
    """The relation of folded texts with `file_row_number`, and the columns to look through, the quickest first. Made
    once; where it cannot be written the words are looked for all the same, only slower."""
    place = file.with_name(file.stem + _SUFFIX)
    relation = f"read_parquet({path_literal(place)}, file_row_number = true)"
    if not place.exists() or place.stat().st_mtime_ns < file.stat().st_mtime_ns:
        query = _query(connection, register, file)
        try:
            copy_to_parquet(connection, query, place, paged=True)
        except InputFault:
            relation = f"(SELECT *, row_number() OVER () - 1 AS file_row_number FROM ({query}))"
    names = [column[0] for column in connection.execute(f"FROM {relation} LIMIT 0").description or ()]
    return relation, [one for one in names if one != "file_row_number" and not one.startswith(_KEPT)]


def find_rows(
    connection: Connection, register: Register, file: Path, words: Sequence[str], kept: Mapping[str, str], into: str
) -> int:
    """Put the rows of `file` whose text columns hold all of the folded words into the connection's variable `into`, one
    bit a row: a million rows are an eighth of a megabyte, and asking for a bit is quicker than a join. Returns how many.

    `kept`: a test in SQL for each of some columns of KEPT.
    """
    relation, columns = _word_file(connection, register, file)
    tests = [f"{name(f'{_KEPT}{column}')} {test}" for column, test in kept.items()]
    for word in words[:MOST_WORDS]:
        tests.append("(" + " OR ".join(f"contains({name(column)}, {literal(word)})" for column in columns) + ")")
    rows = scalar(connection, f"SELECT num_rows FROM parquet_file_metadata({path_literal(file)})")
    bits = f"SELECT bitstring_agg(file_row_number, 0, {rows}) FROM {relation} WHERE {' AND '.join(tests) or 'true'}"
    connection.execute(f"SET VARIABLE {into} = ({bits})")
    return scalar(connection, f"SELECT bit_count(getvariable({literal(into)}))")


def is_found(variable: str) -> str:
    """The SQL test whether the row `file_row_number` is among those of `find_rows`."""
    return f"get_bit(getvariable({literal(variable)}), CAST(file_row_number AS INTEGER)) = 1"
