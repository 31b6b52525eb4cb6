"""What a decision on a difference rests on, as one digest: another digest, and the decision has to be looked at again.

Only what people wrote counts, never what was computed of it up to some day: the same difference asked for up to another day
has the same digest.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from parindex.assessment.reconciliation_asked import Pair, pair_of
from parindex.ledger.queries import register_named
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import Difference, Side, TwoSources
from parindex.records.engine import Connection
from parindex.records.row_digests import RowsSaid, row_digests

# Registers beside the compared one, with the column that names the row they speak of.
LOGS: Mapping[str, Mapping[str, str]] = {  # of the same source: nobody is judged by another's log
    "dossiers": {"dossier_pauses": "dossier", "dossier_steps": "dossier"}
}
PUBLISHED: Mapping[str, Mapping[str, str]] = {
    "dossiers": {"procedures": "code"}
}  # of their own primary source, by group
_LIMIT = ("days", "valid_from", "valid_to")  # what dossiers are judged by of a published procedure


def registers_of(kind: str, register: str) -> tuple[str, ...]:
    """Every register that a comparison reads."""
    return (register, *LOGS.get(kind, ()), *PUBLISHED.get(kind, ()))


class Digests:
    """The digests of some differences of one comparison. Reads the rows of both sources and what they are judged by."""

    def __init__(
        self,
        connection: Connection,
        *,
        kind: str,
        register: str,
        two: TwoSources,
        countings: tuple[Counting, Counting],
        differences: Sequence[Difference],
    ) -> None:
        self._connection, self._kind, self._register = connection, kind, register
        self._scopes, self._countings = (two.left, two.right), countings
        self._sides = [
            self._rows(scope, {side.key for side in sides if side.key})
            for scope, sides in (
                (two.left, [one.left for one in differences]),
                (two.right, [one.right for one in differences]),
            )
        ]
        groups = {one.group for one in differences if one.group}
        self._published = self._named(two.left, PUBLISHED.get(kind, {}), groups, only=_LIMIT)
        self._days_off = cache(self._off)
        self.by_pair: Mapping[Pair, str] = {pair_of(one): self._digest(one) for one in differences}

    def _named(
        self, scope: Scope, registers: Mapping[str, str], keys: set[str], *, only: tuple[str, ...] = ()
    ) -> list[dict[str, RowsSaid]]:
        """The digests of the rows of each register; empty for one of which the scope has no rows."""
        found: list[dict[str, RowsSaid]] = []
        for name, column in registers.items():
            source, read = scope.sources.get(name), (self._connection, register_named(name), scope.files[name])
            found.append({} if source is None else row_digests(*read, source=source, keys=keys, by=column, only=only))
        return found

    def _rows(self, scope: Scope, keys: set[str]) -> list[dict[str, RowsSaid]]:
        return self._named(scope, {self._register: "key", **LOGS.get(self._kind, {})}, keys)

    def _off(self, unit: str) -> list[date]:
        scope = self._scopes[0]
        calendar = scope.calendars.get(unit, scope.calendar)
        return sorted((*calendar.days_off, *calendar.worked_saturdays))

    def _closed(self, one: Difference) -> Sequence[date]:
        """The days off and the Saturdays worked of the unit between the first and the last day that the rows name."""
        there = (self._sides[at][0].get(side.key) for at, side in enumerate((one.left, one.right)))
        named = [day for row in there if row for day in row.days]
        if not named:
            return ()
        days = self._days_off(one.unit)
        return days[bisect_left(days, min(named)) : bisect_right(days, max(named))]

    def _side(self, at: int, side: Side) -> str:
        rows = (said.get(side.key) for said in self._sides[at])
        return "|".join((*(row.digest if row else "" for row in rows), repr(self._countings[at])))

    def _digest(self, one: Difference) -> str:
        """The same whichever source stands left."""
        sides = sorted(self._side(at, side) for at, side in enumerate((one.left, one.right)))
        published = [said[one.group].digest for said in self._published if one.group in said]
        return hashlib.sha256(repr((sides, published, list(self._closed(one)))).encode()).hexdigest()
