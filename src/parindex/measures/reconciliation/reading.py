"""From the rows of the query to differences, each with its cause chosen."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import overload

from parindex.measures.reconciliation.calendars import Days
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.deciding import Behind, Decision, Tested, decide
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side, TwoSources
from parindex.measures.reconciliation.proofs import DueMoments, Proofs
from parindex.measures.reconciliation.testing import APART, SECTION, WITHIN
from parindex.measures.reconciliation.values import ShownValues
from parindex.records.engine import Connection
from parindex.records.registers import REGISTERS

_OWN, _SIDE = 5, 7  # texts of a difference itself, and of each of its sides
_NOTHING = ShownValues("{}", REGISTERS["dossiers"])


class Made(Sequence[Difference]):
    """Differences in the order of their keys, each made when somebody looks: of tens of thousands people open few."""

    def __init__(self, make: Callable[[Decision, str], Difference], told: Sequence[tuple[Decision, str]]) -> None:
        self._make, self._told = make, told
        self._made: list[Difference | None] = [None] * len(told)

    @overload
    def __getitem__(self, at: int) -> Difference: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Difference]: ...
    def __getitem__(self, at: int | slice) -> Difference | Sequence[Difference]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        found = self._made[at]
        if found is None:
            found = self._made[at] = self._make(*self._told[at])
        return found

    def __len__(self) -> int:
        return len(self._told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as the lists that it stands for

    def __repr__(self) -> str:
        return f"<{len(self)} differences>"


def _tested(part: str) -> Tested:
    code, gain, end, decides = part.split(WITHIN)
    return Tested(
        code=code,
        holds=True,
        gain=int(gain),
        end=date.fromisoformat(end) if end else None,
        decides=bool(decides),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class Differences:
    """The differences of one comparison. Decisions are kept by what they rest on: of thousands of rows most are alike."""

    def __init__(self, comparison: Comparison, two: TwoSources) -> None:
        self._comparison, self._days = comparison, Days(two.left)
        self._as_of = datetime.combine(max(two.left.as_of, two.right.as_of), time(23, 59, 59))
        self._really = comparison.causes[-1].code
        self._proposals = {one.code: one.proposal for one in comparison.causes}
        self._register, self._due_names = REGISTERS[comparison.register], tuple(comparison.due_titles)
        self._known: dict[tuple[str, bool], Decision] = {}

    def read(self, connection: Connection, query: str) -> tuple[Made, Made]:
        """The disagreements and what both sources have behind alike, of the rows of `testing.tests_sql`, in their order."""
        differ: list[tuple[Decision, str]] = []
        alike: list[tuple[Decision, str]] = []
        for rests_on, agreed, text in connection.execute(query).fetchall():
            (alike if agreed else differ).append((self._decided(rests_on, agreed), text))
        return Made(self._difference, differ), Made(self._difference, alike)

    def none(self) -> tuple[Made, Made]:
        """What is read where there is no difference."""
        return Made(self._difference, ()), Made(self._difference, ())

    def _decided(self, rests_on: str, agreed: bool) -> Decision:
        found = self._known.get((rests_on, agreed))
        if found is None:
            calendar, due, reached, closed_suffices, unknown, *present = rests_on.split(APART)
            behind = Behind(
                calendar=int(calendar),
                due=date.fromisoformat(due) if due else None,
                reached=date.fromisoformat(reached),
                closed_suffices=bool(closed_suffices),
            )
            tests = [_tested(part) for part in present if part]
            tests += [Tested(code=code, holds=None) for code in unknown.split(WITHIN) if code]
            found = decide(tests, behind, self._days, really=self._really)
            if agreed and found.cause == UNDETERMINED:  # both sources say themselves that it is behind
                found = Decision(cause=self._really, secondary=found.secondary)
            self._known[rests_on, agreed] = found
        return found

    def _side(self, texts: Sequence[str]) -> Side:
        key, status, unit, due, judged_due, end, shown = texts
        if not key:
            return Side(key="", status=status, values=_NOTHING)
        return Side(
            key=key,
            status=status,
            unit=unit,
            due=_moment(due),
            judged_due=_moment(judged_due),
            end=_moment(end),
            values=ShownValues(shown, self._register),
        )

    def _difference(self, decision: Decision, text: str) -> Difference:
        texts = text.split(SECTION)
        unit, group, group_title, calendar, told = texts[:_OWN]
        left, right = self._side(texts[_OWN : _OWN + _SIDE]), self._side(texts[_OWN + _SIDE : _OWN + 2 * _SIDE])
        return Difference(
            key=left.key or right.key,
            unit=unit,
            group=group,
            group_title=group_title or group,
            left=left,
            right=right,
            cause=decision.cause,
            secondary=decision.secondary,
            evidence=Proofs((decision.cause, *decision.secondary), told),
            lacking=self._lacking(decision) if decision.cause == UNDETERMINED else (),
            dues=self._dues(texts[_OWN + 2 * _SIDE :], int(calendar)),
            proposal=self._proposals.get(decision.cause, ""),
            repaired=bool(left.key and right.key and left.key.lower() != right.key.lower()),
        )

    def _dues(self, told: Sequence[str], calendar: int) -> DueMoments:
        reckoned = self._comparison.reckoned
        if reckoned is None:
            return DueMoments((), dict)
        return DueMoments(self._due_names, partial(reckoned, told, self._days.calendar(calendar), self._as_of))

    def _lacking(self, decision: Decision) -> tuple[str, ...]:
        missing = tuple(dict.fromkeys(self._comparison.cause(code).lacking for code in decision.unknown))
        if not decision.unexplained:
            return missing
        return (
            f"Còn {decision.unexplained} ngày làm việc chưa giải thích được bằng các nguyên nhân đã thấy.",
            *missing,
        )
