"""Tasks and reports with planted causes, one or two at once: found again, whatever the days of the week between the dates."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from measure_rows import Office
from tests.conftest import FULL

from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.model import TwoSources
from parindex.measures.reconciliation.reconcile import reconcile
from parindex.records.registers import REGISTERS

Row = dict[str, Any]
MINE, THEIRS = "so", "khac"
AS_OF = date(2021, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Work:
    """Something due on a day: `granted` is the extension, `early` the wrong due day of the strict list."""

    faults: frozenset[str]
    due: date
    granted: date | None
    early: date
    done: date
    said: date | None

    def behind(self, wrong: frozenset[str], *, ends: frozenset[str], dues: frozenset[str], granting: str) -> bool:
        """Whether it is late for somebody who makes these faults."""
        due = self.early if wrong & dues else self.due
        if self.granted and granting not in wrong:
            due = self.granted if not wrong & dues or granting in self.faults else due
        end = (self.said or AS_OF) if wrong & ends else self.done
        return end > due


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The faults of a kind of list, and how its rows are written."""

    name: str
    ends: frozenset[str]
    dues: frozenset[str]
    granting: str
    open_end: str
    together: tuple[str, ...]
    write: Callable[[int, Work], tuple[Row, Row]]

    def behind(self, work: Work, wrong: frozenset[str]) -> bool:
        """As `Work.behind`, for this kind."""
        return work.behind(wrong, ends=self.ends, dues=self.dues, granting=self.granting)

    def primaries(self, work: Work) -> frozenset[str]:
        """Each alone enough, or else each indispensable."""
        enough = frozenset(one for one in work.faults if not self.behind(work, work.faults - {one}))
        return enough or frozenset(one for one in work.faults if self.behind(work, frozenset({one})))

    def drawn(self, rng: random.Random, faults: frozenset[str]) -> Work:
        """A work in which these faults, and nothing less, make one list late."""
        while True:
            due = date(2021, 3, 1) + timedelta(days=rng.randrange(200))
            done = due + timedelta(days=rng.randint(-9, 25))
            work = Work(
                faults=faults,
                due=due,
                granted=due + timedelta(days=rng.randint(1, 20)) if self.granting in faults else None,
                early=due - timedelta(days=rng.randint(1, 12)),
                done=done,
                said=None if self.open_end in faults else done + timedelta(days=rng.randint(1, 12)),
            )
            if self.behind(work, faults) and not self.behind(work, frozenset()) and self.primaries(work):
                return work


def task(number: int, work: Work) -> tuple[Row, Row]:
    both: Row = {
        "key": f"NV-{number}",
        "code": f"NV-{number}",
        "assigned_by": "12/UBND",
        "assigned": date(2021, 1, 4),
        "received": date(2021, 1, 4),
        "task": "Báo cáo",
        "submitted": work.done,
        "due": work.due,
    }
    mine = both | ({"extension": "9/UBND", "extended_to": work.granted} if work.granted else {})
    theirs = both | {"due": work.early if "T04" in work.faults else work.due}
    if "T04" in work.faults and work.granted and "T03" not in work.faults:
        theirs |= {"extension": "9/UBND", "extended_to": work.granted}
    ended = work.faults & {"T01", "T02"}
    return mine, theirs | {"accepted": work.said if ended else work.done}


def report(number: int, work: Work) -> tuple[Row, Row]:
    both: Row = {"key": f"BC {number}|Năm|Sở Nội vụ|2021", "kind": f"BC {number}", "period": "Năm", "channel": "axis"}
    both |= {"receiver": "Sở Nội vụ", "due": work.due, "document": f"{number}/BC", "cut_to": date(2021, 1, 31)}
    mine, theirs = both | {"sent": work.done}, both | {"due": work.early if "R03" in work.faults else work.due}
    if "R02" in work.faults:
        return mine, theirs | {"sent": work.done, "entered": work.said}
    if "R05" in work.faults:
        return mine, theirs | {"sent": work.said, "document": f"{number}a/BC"}
    return mine, theirs | {"sent": work.said if "R01" in work.faults else work.done}


KINDS = (
    Kind(
        name="tasks",
        ends=frozenset({"T01", "T02"}),
        dues=frozenset({"T04"}),
        granting="T03",
        open_end="T01",
        together=("T01", "T02", "T03", "T04", "T02 T03", "T02 T04", "T03 T04", "T01 T04", "T01 T03"),
        write=task,
    ),
    Kind(
        name="reports",
        ends=frozenset({"R01", "R02", "R05"}),
        dues=frozenset({"R03"}),
        granting="",
        open_end="",
        together=("R01", "R02", "R03", "R05", "R01 R03", "R02 R03", "R03 R05"),
        write=report,
    ),
)


@pytest.mark.parametrize("seed", range(6 if FULL else 2))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_planted_causes_of_lists_are_found_again(office: Office, kind: Kind, seed: int) -> None:
    rng = random.Random(seed)
    works = [kind.drawn(rng, frozenset(text.split())) for text in kind.together for _ in range(12)]
    rng.shuffle(works)
    rows = []
    for number, work in enumerate(works):
        mine, theirs = kind.write(number, work)
        rows += [mine | {"source": MINE}, theirs | {"source": THEIRS}]
    comparison = COMPARISONS[kind.name]
    office.put(comparison.register, *rows)
    scopes = [office.scope(sources=dict.fromkeys(REGISTERS, one)) for one in (MINE, THEIRS)]
    two = TwoSources(
        left=scopes[0],
        right=scopes[1],
        left_counting=comparison.countings[0],
        right_counting=comparison.countings[1],
    )
    found = {one.key: one for one in reconcile(office.connection, kind.name, two).disagreements}
    assert len(found) == len(works)
    order = [cause.code for cause in comparison.causes]
    wrong = Counter[tuple[str, str]]()
    for number, work in enumerate(works):
        one = found[kind.write(number, work)[0]["key"]]
        expected = min(kind.primaries(work), key=order.index)
        assert one.cause != order[-1], work
        if (one.cause, {one.cause, *one.secondary}) != (expected, set(work.faults)):
            wrong[" ".join(sorted(work.faults)), f"{one.cause} + {' '.join(one.secondary)}"] += 1
    assert wrong.total() * 100 <= 3 * len(works), wrong
