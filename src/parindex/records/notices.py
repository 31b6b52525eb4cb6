"""What a person should know about a file besides its faults."""

from collections.abc import Sequence

from parindex.records.engine import Connection
from parindex.records.reading.raw import RawTable
from parindex.records.schema import Register

_MOST_ROWS = 10
_KINDS = {"empty": "dòng trống", "total": "dòng tổng cộng", "header": "dòng tiêu đề lặp lại"}


def _numbers(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:_MOST_ROWS])
    return f"{shown}…" if len(rows) > _MOST_ROWS else shown


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)


def notices(connection: Connection, raw: RawTable, register: Register) -> tuple[str, ...]:
    """Columns not understood, personal columns dropped, rows passed over, sheets not read."""
    found = list(raw.notices)
    personal = [column.title for column in register.columns if column.personal and column.name in raw.header.cells]
    if personal:
        found.append(f"Cột chứa thông tin cá nhân được bỏ, không lưu: {_quoted(personal)}.")
    if raw.header.unknown:
        found.append(f"Cột không thuộc sổ này, không nhập: {_quoted(raw.header.unknown)}.")
    if raw.header.row > 0:
        found.append(f"Bỏ qua {raw.header.row} dòng phía trên dòng tiêu đề (dòng {raw.header.row + 1}).")
    for kind, words in _KINDS.items():
        rows = connection.execute(
            f"SELECT row FROM {raw.schema}.passed_over WHERE kind = $kind ORDER BY row", {"kind": kind}
        ).fetchall()
        if rows:
            found.append(f"Bỏ qua {len(rows)} {words}: dòng {_numbers([row[0] for row in rows])}.")
    return tuple(found)
