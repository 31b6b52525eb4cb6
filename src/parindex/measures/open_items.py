"""What was still open on a day: dossiers and tasks that a unit hands over when its work goes to another.

Measures of their own, outside the catalogue: a hand-over counts whatever came in before the day, not what a period saw.
"""

import hashlib
from collections.abc import Mapping

from parindex.accents import fold
from parindex.measures.compute import rows
from parindex.measures.dossier_rows import ENDED_FACTS, STATED
from parindex.measures.measure import Measure, Policy, Scope
from parindex.records.engine import Connection
from parindex.records.text import clean

_POLICY = Policy("open_on_day", "Việc đã nhận đến hết ngày bàn giao và chưa kết thúc vào ngày đó.")


def _open(register: str, thing: str, counted: str, **more: tuple[object, ...]) -> Measure:
    return Measure(
        code=f"{register}.open",
        title=f"Số {thing} đang mở",
        thing=thing,
        registers=(register,),
        counted=f"SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({counted})",
        policy=_POLICY,
        is_count=True,
        costs="FALSE",
        **more,  # type: ignore[arg-type]
    )


OPEN_ITEMS: Mapping[str, Measure] = {
    "dossiers": _open(
        "dossiers",
        "hồ sơ",
        f"SELECT * FROM ({STATED}) WHERE received_on <= $as_of AND ended_as IS NULL",
        facts=ENDED_FACTS,
    ),
    "assigned_tasks": _open(
        "assigned_tasks",
        "nhiệm vụ được giao",
        """SELECT * FROM assigned_tasks WHERE assigned <= $as_of AND NOT coalesce(submitted <= $as_of, FALSE)
            AND NOT coalesce(returned <= $as_of, FALSE)""",
    ),
}
"""By register."""


def open_keys(connection: Connection, register: str, scope: Scope, domain: str = "") -> tuple[str, ...] | None:
    """Keys of the items open at the end of the scope's as-of day, in order; with a `domain` only those of that field.

    None when the register does not say the field of its rows.
    """
    found = rows(connection, OPEN_ITEMS[register], scope)
    if domain and "field" not in found.columns:
        return None
    key = found.columns.index("key")
    if not domain:
        return tuple(row[key] for row in found.rows)
    field, wanted = found.columns.index("field"), fold(clean(domain))
    return tuple(row[key] for row in found.rows if fold(clean(row[field] or "")) == wanted)


def keys_digest(keys: tuple[str, ...]) -> str:
    """SHA-256 of the keys in order, one a line: what both sides can count again from their own list."""
    return hashlib.sha256("".join(f"{key}\n" for key in sorted(keys)).encode()).hexdigest()
