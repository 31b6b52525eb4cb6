"""The rates of a source before and after the decisions on its differences, side by side (pure)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from parindex.ledger.sources import SourceFacts
from parindex.measures.measure import percent_of
from parindex.measures.official_table import RATES, Rate
from parindex.measures.reconciliation.model import MISSING, Reconciliation

_IN_TIME = ("early", "on_time")
_KINDS: Mapping[str, Mapping[str, Rate]] = {
    "dossiers": {name: rate for name, rate in RATES.items() if name != "rate_online"},
    "": {"rate_due": Rate("Sớm và đúng hạn / đã xong hoặc đã đến hạn", _IN_TIME, (*_IN_TIME, "late", "overdue"))},
}


@dataclass(frozen=True, kw_only=True)
class RateChange:
    """A rate's numerator and denominator before and after."""

    name: str
    title: str
    before: tuple[int, int]
    after: tuple[int, int]
    statuses: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # of the rows of either; none: of all rows

    @property
    def percents(self) -> tuple[Decimal | None, Decimal | None]:
        """Before and after, percent to two decimals; None when there is nothing to divide."""
        first, second = (percent_of(Fraction(above), Fraction(below)) for above, below in (self.before, self.after))
        return first, second


@dataclass(frozen=True, kw_only=True)
class SideRates:
    """One source's rows by status and its rates, as the source has them and after the decisions, each with its policy."""

    source: SourceFacts
    counts: Mapping[str, int]
    counts_after: Mapping[str, int]
    excused: int
    rates: tuple[RateChange, ...]
    policy: str
    policy_after: str


def _parts(rate: Rate, counts: Mapping[str, int]) -> tuple[int, int]:
    """Rows without a due date stand in one column here, finished or not: every rate sums the two."""
    cells = {**counts, "resolved_no_due": counts.get("no_due", 0), "received": sum(counts.values())}
    return sum(cells.get(one, 0) for one in rate.above), sum(cells.get(one, 0) for one in rate.below)


def _statuses(names: Collection[str]) -> tuple[str, ...]:
    """The statuses of the rows that a rate's columns count; () for all."""
    if "received" in names:
        return ()
    return tuple(dict.fromkeys("no_due" if one in {"resolved_no_due", "open_no_due"} else one for one in names))


def moved_rows(found: Reconciliation, side: str, excused: Collection[str]) -> dict[str, tuple[str, str]]:
    """The rows that the source has late and decisions excuse, by its own key: their status and the other side's."""
    moved = {}
    for one in found.disagreements:
        own, other = (one.left, one.right) if side == "left" else (one.right, one.left)
        if one.key in excused and own.behind and not (other.behind and own.status != "overdue"):
            moved[own.key] = (own.status, other.status)
    return moved


def _after(found: Reconciliation, side: str, excused: Collection[str]) -> tuple[dict[str, int], int]:
    """The source's rows by status once the excused ones that it has late take the other side's status."""
    counts = dict(_before(found, side))
    moved = moved_rows(found, side, excused)
    for own, other in moved.values():
        counts[own] -= 1
        if other != MISSING:
            counts[other] = counts.get(other, 0) + 1
    return counts, len(moved)


def _before(found: Reconciliation, side: str) -> Mapping[str, int]:
    return found.left_counts if side == "left" else found.right_counts


def side_rates(
    found: Reconciliation,
    side: Literal["left", "right"],
    source: SourceFacts,
    counting: str,
    excused: Collection[str],
) -> SideRates:
    """The rates of one side. `counting`: its way in words; `excused`: keys of the differences that decisions say do not
    count as late.
    """
    before = _before(found, side)
    after, changed = _after(found, side, excused)
    rates = tuple(
        RateChange(
            name=name,
            title=rate.title,
            before=_parts(rate, before),
            after=_parts(rate, after),
            statuses=(_statuses(rate.above), _statuses(rate.below)),
        )
        for name, rate in _KINDS.get(found.kind, _KINDS[""]).items()
    )
    return SideRates(
        source=source,
        counts=before,
        counts_after=after,
        excused=changed,
        rates=rates,
        policy=f"Theo nguồn “{source.title}”: {counting}.",
        policy_after=(
            f"Như trên; {changed} sai lệch có quyết định không tính trễ hạn đang có hiệu lực thì lấy theo nguồn kia."
            if changed
            else "Như trên; chưa có quyết định nào làm đổi số của nguồn này."
        ),
    )
