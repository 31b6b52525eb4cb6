"""Finding rows by words: a second derived file holds every text column folded, so that no page folds a million cells.

The file stands beside the current rows, row for row in their order, made when words are first looked for. Columns stay
apart: those with few different texts are kept as dictionaries, and looked through text by text instead of row by row.
"""

from collections.abc import Sequence
from pathlib import Path

from parindex.errors import InputFault
from parindex.records.engine import Connection, copy_to_parquet, literal, name, path_literal
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.text import fold

MOST_WORDS = 8
KEPT = ("state", "source", "unit")  # besides the folded columns: what nearly every list is narrowed by
_SUFFIX = ".words.parquet"
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


def _searched(connection: Connection, register: Register, file: Path) -> list[str]:
    """The text columns with anything in them."""
    there = {row[0] for row in connection.execute(f"DESCRIBE FROM read_parquet({path_literal(file)})").fetchall()}
    texts = [c.name for c in register.columns if not c.personal and c.type in _TEXTUAL and c.name in there]
    if not texts:
        return []
    filled = connection.execute(
        f"SELECT {', '.join(f'count({name(text)})' for text in texts)} FROM read_parquet({path_literal(file)})"
    ).fetchone()
    return [text for text, count in zip(texts, filled or (), strict=False) if count]


def _word_file(connection: Connection, register: Register, file: Path) -> tuple[str, list[str]]:
    """The relation with the folded columns and the row number `n`, and the columns' names. Made once; where it cannot
    be written the words are looked for all the same, only slower."""
    place = file.with_name(file.stem + _SUFFIX)
    if not place.exists() or place.stat().st_mtime_ns < file.stat().st_mtime_ns:
        columns = _searched(connection, register, file)
        folded = ", ".join(f"{_folded(register, column)} AS {name(column)}" for column in columns) or "NULL AS nothing"
        source = f"read_parquet({path_literal(file)}, file_row_number = true)"
        kept = ", ".join(f"{name(column)} AS {name(f'kept {column}')}" for column in KEPT)
        query = f"SELECT file_row_number AS n, {kept}, {folded} FROM {source} ORDER BY n"
        try:
            copy_to_parquet(connection, query, place, compression="lz4")
        except InputFault:
            return f"({query})", columns
    relation = f"read_parquet({path_literal(place)})"
    found = connection.execute(f"DESCRIBE FROM {relation}").fetchall()
    return relation, [row[0] for row in found if row[0] not in ("n", "nothing") and not row[0].startswith("kept ")]


def rows_with(connection: Connection, register: Register, file: Path, words: Sequence[str]) -> tuple[str, str]:
    """FROM and WHERE of the rows of `file` whose text columns hold all of the folded words, the words quoted in. `n` is
    the row's number; the columns KEPT stand there as `"kept …"`."""
    relation, columns = _word_file(connection, register, file)
    wanted = " AND ".join(
        "(" + (" OR ".join(f"contains({name(column)}, {literal(word)})" for column in columns) or "false") + ")"
        for word in words[:MOST_WORDS]
    )
    return f"FROM {relation}", wanted or "true"
