"""Pairs of dossier sources with planted causes: rows of both sources, their logs, and the cause that each pair must get.

`so` is the office's own list, `mot_cua` the software. In most pairs the software is the strict side.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.pure.measures.reconciliation.generator_course import END_FAULTS, LAW, Case, Course, after, between

Row = dict[str, Any]
OFFICE, SOFTWARE = "so", "mot_cua"
LIMITS = {f"1.00{n:04}": n for n in (3, 5, 7, 10, 15)}  # procedures and their published limits


@dataclass
class Pair:
    """A dossier in both sources. `primaries`: the first of them in the program's order must be primary."""

    code: str
    left: Row | None
    right: Row | None
    primaries: frozenset[str] = frozenset()
    planted: frozenset[str] = frozenset()
    agreed: bool = False
    pauses: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)  # further rows of dossiers

    @property
    def rows(self) -> list[Row]:
        """Its rows of the register."""
        return [row for row in (self.left, self.right, *self.others) if row is not None]


class Maker:
    """Draws courses and writes them down as the two sources would."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.number = 0

    def code(self, day: date) -> str:
        """A new code of the usual pattern."""
        self.number += 1
        return f"000.00.19.H20-{day:%y%m%d}-{self.number:04}"

    def at(self, day: date, first: time = time(7, 10), last: time = time(14, 50)) -> datetime:
        """A minute of working hours."""
        while True:
            minute = self.rng.randrange(first.hour * 60 + first.minute, last.hour * 60 + last.minute)
            if not 11 * 60 + 25 <= minute < 13 * 60 + 35:
                return datetime.combine(day, time(minute // 60, minute % 60))

    def day(self, first: date = date(2021, 1, 11), last: date = date(2021, 10, 15)) -> date:
        """A working day."""
        while True:
            found = first + timedelta(days=self.rng.randrange((last - first).days + 1))
            if LAW.is_working_day(found):
                return found

    def course(self, **known: Any) -> Course:
        """A course without anything special about it, but for what is given."""
        received = known.pop("received", None) or self.at(self.day())
        known.setdefault("filed", received)
        known.setdefault("days", self.rng.choice(sorted(LIMITS.values())))
        known.setdefault("unit", self.rng.choice("ab"))
        return Course(received=received, **known)

    def case(self, planted: Iterable[str], make: Callable[[], Course], *, clear: int = 0) -> Case:
        """A case in which these faults make the strict side late; `clear`: working days that no boundary may be nearer."""
        faults = frozenset(planted)
        for _ in range(4000):
            course = make()
            strict, lenient = course.due(faults), course.due()
            traced = all(course.due(faults - {one}) != strict for one in faults - END_FAULTS)
            if strict < course.received.date() or not traced:
                continue
            ends = faults & END_FAULTS
            days = between(course.received.date(), lenient) if ends else between(strict, lenient)
            days = [day for day in days if not course.pauses or day > course.pauses[-1][1].date()]
            if not days:
                continue
            done = self.rng.choice(days)
            said = None if "C01" in ends else after(max(done, strict), self.rng.randint(1, 4)) if ends else done
            case = Case(course=course, planted=faults, done=done, said=said)
            tried = [
                faults,
                frozenset[str](),
                *(faults - {one} for one in faults),
                *(frozenset({one}) for one in faults),
            ]
            if case.sound and case.primaries and all(case.edge(one) >= clear for one in tried):
                return case
        raise AssertionError(f"no case found for {sorted(faults)}")

    def row(self, source: str, code: str, course: Course, due: date, done: date | None, **rest: Any) -> Row:
        """The row of a source that has this due day and this end; every column that evidence may need is filled."""
        clock = self.rng.choice((time(17), time(17), time(0), time(23, 59)))
        plain: Row = {
            "source": source,
            "code": code,
            "key": code,
            "procedure": next(name for name, days in LIMITS.items() if days == course.days),
            "procedure_name": f"Thủ tục {course.days} ngày",
            "field": "Lao động",
            "unit": course.unit,
            "channel": "direct",
            "filed": course.filed,
            "received": course.received,
            "days": course.days,
            "due": datetime.combine(due, clock),
            "created_at": course.received + timedelta(minutes=self.rng.randint(1, 20)),
            "synced": "yes",
            "stage": "in_progress",
        }
        if done is not None:
            finished = max(self.at(done), course.received + timedelta(minutes=30))
            handed = after(done, self.rng.choice((0, 0, 1)))
            plain |= {
                "finished": finished,
                "returned": max(self.at(handed, last=time(16, 30)), finished + timedelta(minutes=5)),
                "result": f"{self.number}/QĐ",
                "result_signed": done,
                "stage": None,
                "state_text": self.rng.choice(("Đã trả kết quả", "Đã trả", "10")),
            }
        if source == SOFTWARE:
            plain |= {"note": self.rng.choice((None, "đã kiểm tra")), "step": "Trả kết quả" if done else "Thẩm định"}
        return plain | rest

    def paired(self, code: str, rows: dict[str, Row], case: Case) -> Pair:
        """Both rows as a pair."""
        left, right = rows.get(OFFICE), rows.get(SOFTWARE)
        return Pair(code=code, left=left, right=right, primaries=case.primaries, planted=case.planted)

    def pause_rows(self, source: str, code: str, course: Course, recorded: str, count: int | None = None) -> list[Row]:
        """The log of the course's pauses in one source."""
        return [
            {
                "source": source,
                "key": f"{code}|supplement|{number}",
                "dossier": code,
                "unit": course.unit,
                "kind": "supplement",
                "number": number,
                "began": asked,
                "ended": came,
                "document": f"Phiếu số {number}/PYC",
                "recorded": recorded,
            }
            for number, (asked, came) in enumerate(course.pauses[:count], start=1)
        ]
