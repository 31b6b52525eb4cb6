"""A file's good rows beside the current ones: which are new, which change, and what exactly would change.

A key that differs from a current one in letter case alone is that key: the row keeps the spelling that it was first
known by, and its cells say what the file says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parindex.records.engine import Connection, name, path_literal, scalar
from parindex.records.exporting import displayed, written
from parindex.records.prepared import CellChange, RowChange
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.typing_rows import alike_sql, canonical_columns, kept_columns, key_sql

MOST_CHANGES = 200  # rows whose changes are told one by one
_COMPARED_NOT = {"source", "key", "state", "row"}
_DATES = {ColumnType.DATE, ColumnType.MOMENT}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """`known`: rows whose key is current in this source; `same`: those of them that say the same."""

    known: int = 0
    same: int = 0
    changes: tuple[RowChange, ...] = ()
    warnings: tuple[str, ...] = ()


def spelt_as(connection: Connection, current: Path, *, source: str, key: str) -> str:
    """The key as the source's current rows spell it; as given when none has it in any letter case."""
    found = connection.execute(
        f"SELECT key FROM read_parquet({path_literal(current)})"
        f" WHERE source = $source AND {alike_sql('key')} = {alike_sql('$key')} ORDER BY key <> $key, key LIMIT 1",
        {"source": source, "key": key},
    ).fetchone()
    return str(found[0]) if found else key


def make_keyed(connection: Connection, schema: str, register: Register, source: str, current: Path | None) -> None:
    """Make `{schema}.keyed`: the good rows with `batch_key`, the key in the spelling that is current."""
    own = key = key_sql(register)
    if current is not None:
        connection.execute(
            f"CREATE TABLE {schema}.respelt AS WITH theirs AS"
            f" (SELECT key AS kept_key FROM read_parquet({path_literal(current)}) WHERE source = $source),"
            f" mine AS (SELECT {own} AS own_key FROM {schema}.good)"
            " SELECT own_key, min(kept_key) AS kept_key FROM"
            " (SELECT own_key FROM mine ANTI JOIN theirs ON own_key = kept_key) AS fresh"
            f" JOIN theirs ON {alike_sql('own_key')} = {alike_sql('kept_key')} GROUP BY own_key",
            {"source": source},
        )
        if scalar(connection, f"SELECT count(*) FROM {schema}.respelt"):
            key = f"coalesce((SELECT kept_key FROM {schema}.respelt WHERE own_key = {own}), {own})"
    connection.execute(f"CREATE VIEW {schema}.keyed AS SELECT *, {key} AS batch_key FROM {schema}.good")


def compare(connection: Connection, schema: str, register: Register, source: str, current: Path) -> Compared:
    """What the good rows say that the current rows of the source do not. Asks for `make_keyed` first."""
    there = {row[0] for row in connection.execute(f"DESCRIBE FROM read_parquet({path_literal(current)})").fetchall()}
    pairs = {
        column: (f"good.{name(column)}", f"old.{name(column)}" if column in there else "NULL")
        for column in canonical_columns(register)
        if column not in _COMPARED_NOT
    }
    same = " AND ".join(f"{new} IS NOT DISTINCT FROM {old}" for new, old in pairs.values())
    both = (
        f"FROM {schema}.keyed AS good JOIN (SELECT * FROM read_parquet({path_literal(current)})"
        " WHERE source = $source AND state = 'present') AS old ON old.key = good.batch_key"
    )
    asked = {"source": source}
    found = connection.execute(f"SELECT count(*), count(*) FILTER ({same}) {both}", asked).fetchone() or (0, 0)
    known, unchanged = int(found[0]), int(found[1])
    if known == unchanged:
        return Compared(known=known, same=unchanged)
    changed = f"{both} WHERE NOT ({same})"
    return Compared(
        known=known,
        same=unchanged,
        changes=_changes(connection, register, pairs, changed, asked),
        warnings=_to_another_year(connection, register, pairs, changed, asked),
    )


def shown(column: Column, value: Any) -> str:
    """A canonical value for people; units by their ids, which others know the names of."""
    return "" if value is None else written(displayed(column)(value))


def _changes(
    connection: Connection, register: Register, pairs: dict[str, tuple[str, str]], changed: str, asked: dict[str, str]
) -> tuple[RowChange, ...]:
    columns = [column for column in kept_columns(register) if column.name in pairs]
    wanted = ", ".join(side for column in columns for side in pairs[column.name])
    rows = connection.execute(
        f"SELECT good.row, {wanted} {changed} ORDER BY good.row LIMIT {MOST_CHANGES}", asked
    ).fetchall()
    return tuple(_change(register, columns, row) for row in rows)


def _change(register: Register, columns: Sequence[Column], found: Sequence[Any]) -> RowChange:
    row, *values = found
    new = dict(zip((column.name for column in columns), values[::2], strict=True))
    return RowChange(
        row=row,
        key=tuple(
            CellChange.of(register.column(part), new=shown(register.column(part), new[part])) for part in register.key
        ),
        cells=tuple(
            CellChange.of(column, old=shown(column, old), new=shown(column, now))
            for column, now, old in zip(columns, values[::2], values[1::2], strict=True)
            if now != old
        ),
    )


def _to_another_year(
    connection: Connection, register: Register, pairs: dict[str, tuple[str, str]], changed: str, asked: dict[str, str]
) -> tuple[str, ...]:
    """A word of warning for each column whose dates the changed rows take to another year: next year's rows may be
    about to overwrite last year's."""
    dated = [
        one for one in register.columns if one.type in _DATES and one.name in pairs and pairs[one.name][1] != "NULL"
    ]
    if not dated:
        return ()
    wanted = []
    for new, old in (pairs[column.name] for column in dated):
        moved = f"FILTER (date_part('year', {new}) <> date_part('year', {old}))"
        wanted += [f"count(*) {moved}", f"min(good.row) {moved}"]
        wanted += [f"arg_min({side}, good.row) {moved}" for side in (old, new)]
    found = connection.execute(f"SELECT {', '.join(wanted)} {changed}", asked).fetchone() or ()
    told = []
    for place, column in enumerate(dated):
        many, row, before, after = found[4 * place : 4 * place + 4]
        if many:
            told.append(
                f"{many} dòng sửa đưa “{column.title}” sang năm khác (dòng {row}: {written(before)} → {written(after)}). "
                "Nếu đây là việc của năm mới thì đừng nhập đè lên dòng cũ: hãy ghi thành dòng mới, khác dòng cũ ở "
                f"{register.key_titles}."
            )
    return tuple(told)
