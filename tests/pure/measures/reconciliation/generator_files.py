"""Generated pairs as registers of an office, and the question whether its two sources agree."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from measure_rows import Office
from tests.pure.measures.reconciliation.generator import LIMITS, OFFICE, SOFTWARE, Pair, Row
from tests.pure.measures.reconciliation.generator_course import CLOSED

from parindex.measures.reconciliation.counting import OWNER
from parindex.measures.reconciliation.counting import SOFTWARE as PLAIN
from parindex.measures.reconciliation.model import TwoSources
from parindex.records.registers import REGISTERS

PROCEDURES: list[Row] = [
    {
        "key": code,
        "code": code,
        "name": f"Thủ tục {days} ngày",
        "field": "Lao động",
        "online_level": "3",
        "postal": False,
        "days": days,
    }
    for code, days in LIMITS.items()
]


def filled(office: Office, register: str, rows: Sequence[Row]) -> None:
    """The rows as the register's current file."""
    office.put(register, *rows)


def put(
    office: Office,
    pairs: Sequence[Pair],
    *,
    without: Iterable[str] = (),
    without_logs: bool = False,
    without_procedures: bool = False,
    shuffled: int | None = None,
) -> Office:
    """The pairs as files. `without`: columns of dossiers that neither source fills."""
    gone = frozenset(without)
    dossiers = [
        {column: one for column, one in row.items() if column not in gone} for pair in pairs for row in pair.rows
    ]
    pauses = [] if without_logs else [row for pair in pairs for row in pair.pauses]
    steps = [] if without_logs else [row for pair in pairs for row in pair.steps]
    if shuffled is not None:
        for rows in (dossiers, pauses, steps):
            random.Random(shuffled).shuffle(rows)
    given = {"dossiers": dossiers, "dossier_pauses": pauses, "dossier_steps": steps}
    for register, rows in (given | {"procedures": [] if without_procedures else PROCEDURES}).items():
        filled(office, register, rows)
    return office


def question(
    office: Office, *, swapped: bool = False, period: str = "2021", as_of: date | None = None, **rest: Any
) -> TwoSources:
    """The office's list on the left, the software on the right; the other way round when `swapped`."""
    given: dict[str, Any] = {"period": period, "as_of": as_of, "calendars": {"c": CLOSED}}
    sides = {
        OFFICE: office.scope(**given),
        SOFTWARE: office.scope(**given, sources=dict.fromkeys(REGISTERS, SOFTWARE) | {"procedures": OFFICE}),
    }
    left, right = (SOFTWARE, OFFICE) if swapped else (OFFICE, SOFTWARE)
    ways: Mapping[str, Any] = {OFFICE: OWNER, SOFTWARE: PLAIN}
    counting = {"left_counting": ways[left], "right_counting": ways[right]}
    return TwoSources(left=sides[left], right=sides[right], **(counting | rest))
