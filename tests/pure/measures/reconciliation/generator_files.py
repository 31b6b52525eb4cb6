"""Generated pairs as registers of an office, and the question whether its two sources agree."""

import random
from collections.abc import Iterable, Mapping, Sequence
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
    dossiers = [{name: one for name, one in row.items() if name not in gone} for pair in pairs for row in pair.rows]
    pauses = [] if without_logs else [row for pair in pairs for row in pair.pauses]
    steps = [] if without_logs else [row for pair in pairs for row in pair.steps]
    if shuffled is not None:
        for rows in (dossiers, pauses, steps):
            random.Random(shuffled).shuffle(rows)
    office.put("dossiers", *dossiers).put("dossier_pauses", *pauses).put("dossier_steps", *steps)
    return office.put("procedures", *([] if without_procedures else PROCEDURES))


def question(office: Office, *, swapped: bool = False, **rest: Any) -> TwoSources:
    """The office's list on the left, the software on the right; the other way round when `swapped`."""
    given: dict[str, Any] = {"calendars": {"c": CLOSED}}
    sides = {
        OFFICE: office.scope(**given),
        SOFTWARE: office.scope(**given, sources=dict.fromkeys(REGISTERS, SOFTWARE) | {"procedures": OFFICE}),
    }
    left, right = (SOFTWARE, OFFICE) if swapped else (OFFICE, SOFTWARE)
    ways: Mapping[str, Any] = {OFFICE: OWNER, SOFTWARE: PLAIN}
    counting = {"left_counting": ways[left], "right_counting": ways[right]}
    return TwoSources(left=sides[left], right=sides[right], **(counting | rest))
