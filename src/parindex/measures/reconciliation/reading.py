"""From the rows of the query to differences, each with its cause chosen."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from parindex.measures.reconciliation.calendars import Days
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.deciding import Behind, Decision, Tested, decide
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side
from parindex.measures.reconciliation.proofs import DueMoments, Proofs
from parindex.measures.reconciliation.testing import APART, WITHIN
from parindex.measures.reconciliation.values import ShownValues
from parindex.records.engine import Connection
from parindex.records.registers import REGISTERS

_NOTHING = ShownValues("{}", REGISTERS["dossiers"])


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles while tens of thousands of records without any are made: each search looks at all of them."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def _tested(part: str) -> Tested:
    code, gain, end, decides = part.split(WITHIN)
    return Tested(
        code=code,
        holds=True,
        gain=int(gain),
        end=date.fromisoformat(end) if end else None,
        decides=bool(decides),
    )


class Differences:
    """The differences of one comparison. Decisions are kept by what they rest on: of thousands of rows most are alike."""

    def __init__(self, comparison: Comparison, days: Days) -> None:
        self._comparison, self._days = comparison, days
        self._really = comparison.causes[-1].code
        self._proposals = {one.code: one.proposal for one in comparison.causes}
        self._register, self._due_names = REGISTERS[comparison.register], tuple(comparison.due_titles)
        self._known: dict[tuple[str, bool], Decision] = {}

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

    def _side(
        self,
        key: str | None,
        status: str,
        unit: str | None,
        due: datetime | None,
        judged_due: datetime | None,
        end: datetime | None,
        shown: str | None,
    ) -> Side:
        if key is None:
            return Side(key="", status=status, values=_NOTHING)
        values = ShownValues(shown or "{}", self._register)
        return Side(key=key, status=status, unit=unit or "", due=due, judged_due=judged_due, end=end, values=values)

    def read(self, connection: Connection, query: str) -> Sequence[Difference]:
        """The differences that the rows of `testing.tests_sql` tell of, in their order."""
        with _uncollected():
            return [self._difference(row) for row in connection.execute(query).fetchall()]

    def _difference(self, row: tuple[Any, ...]) -> Difference:
        key, unit, group, group_title, rests_on, told, dues, *sides = row
        left, right = self._side(*sides[:7]), self._side(*sides[7:])
        decision = self._decided(rests_on, left.behind and left.status == right.status)
        return Difference(
            key=key,
            unit=unit or "",
            group=group or "",
            group_title=group_title or group or "",
            left=left,
            right=right,
            cause=decision.cause,
            secondary=decision.secondary,
            evidence=Proofs((decision.cause, *decision.secondary), told),
            lacking=self._lacking(decision) if decision.cause == UNDETERMINED else (),
            dues=DueMoments(self._due_names, dues),
            proposal=self._proposals.get(decision.cause, ""),
            repaired=bool(left.key and right.key and left.key.lower() != right.key.lower()),
        )

    def _lacking(self, decision: Decision) -> tuple[str, ...]:
        missing = tuple(dict.fromkeys(self._comparison.cause(code).lacking for code in decision.unknown))
        if not decision.unexplained:
            return missing
        return (
            f"Còn {decision.unexplained} ngày làm việc chưa giải thích được bằng các nguyên nhân đã thấy.",
            *missing,
        )
