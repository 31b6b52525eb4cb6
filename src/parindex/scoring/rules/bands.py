"""Threshold bands on a percentage or a count.

Sources: CM13 1.1.4 (above 90 % → 2, "70 % - 90 %" → 1: exactly 90 % gets 1), SL152 4.4.3 (exactly 80 % → 0.75, exactly
50 % → 0.5), TG22 1.4.1. Each edge has its own inclusive flag; bands are listed, never made from cut points.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import Annotated, ClassVar, Literal, NoReturn

from pydantic import Field

from parindex.criteria.fields import NotNegative, Number, Part, at_least
from parindex.errors import InputFault
from parindex.scoring.coverage import HUNDRED, count_probes, percent_probes, span_of
from parindex.scoring.rules.base import (
    EMPTY,
    Explanation,
    Finding,
    Outcome,
    Rule,
    best_findings,
    facts_of,
    percent_of,
)
from parindex.scoring.values import Count, Percent, Ratio, Value


class Band(Part):
    """From `lower` (included unless said otherwise) to `upper` (excluded unless said otherwise); None: open end."""

    lower: NotNegative | None = Field(default=None, alias="from")
    lower_inclusive: bool = Field(default=True, alias="from_inclusive")
    upper: NotNegative | None = Field(default=None, alias="to")
    upper_inclusive: bool = Field(default=False, alias="to_inclusive")
    points: Number

    @cached_property
    def edges(self) -> tuple[Fraction | None, Fraction | None]:
        """Both ends as fractions, converted once."""
        return (
            None if self.lower is None else Fraction(self.lower),
            None if self.upper is None else Fraction(self.upper),
        )

    def holds(self, amount: Fraction) -> bool:
        """Whether `amount` lies in the band."""
        low, high = self.edges
        if low is not None and (amount < low or (amount == low and not self.lower_inclusive)):
            return False
        return high is None or amount < high or (amount == high and self.upper_inclusive)

    def facts(self, prefix: str = "") -> dict[str, str]:
        """Edges, flags and points, for explanations."""
        found = {f"{prefix}points": str(self.points)}
        if self.lower is not None:
            found |= {f"{prefix}from": str(self.lower), f"{prefix}from_inclusive": _flag(self.lower_inclusive)}
        if self.upper is not None:
            found |= {f"{prefix}to": str(self.upper), f"{prefix}to_inclusive": _flag(self.upper_inclusive)}
        return found


def _flag(value: bool) -> str:
    return "true" if value else "false"


class Bands(Rule):
    """On a percentage every amount of [0, 100] must lie in exactly one band, on a count every whole number from 0."""

    shape: Literal["bands"]
    of: Literal["percent", "count"] = "percent"
    bands: Annotated[tuple[Band, ...], at_least(1)]

    takes: ClassVar[tuple[type, ...]] = (Ratio, Percent, Count)

    @property
    def measurable(self) -> bool:
        return True

    @property
    def can_be_empty(self) -> bool:
        return self.of == "percent"

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        if self.of == "count":
            if not isinstance(value, Count):
                self._refuse_kind("số lượng (count)")
            amount = Fraction(value.value)
            return self._in_band(amount, {"count": str(amount)})
        if not isinstance(value, (Ratio, Percent)):
            self._refuse_kind("tử số và mẫu số, hoặc tỷ lệ phần trăm")
        percent = percent_of(value)
        if percent is None:
            return EMPTY
        return self._in_band(percent, facts_of(value, percent))

    def _refuse_kind(self, wanted: str) -> NoReturn:
        raise InputFault(f"quy tắc bands theo {'số lượng' if self.of == 'count' else 'tỷ lệ'} cần {wanted}")

    def _in_band(self, amount: Fraction, facts: dict[str, str]) -> Outcome:
        # more than planned is judged as all of the plan unless a band was written for it
        tried = (amount, HUNDRED) if self.of == "percent" and amount > HUNDRED else (amount,)
        band = next((band for each in tried for band in self.bands if band.holds(each)), None)
        if band is None:
            raise InputFault("giá trị không rơi vào mức nào của quy tắc; hãy kiểm tra các mức của bộ tiêu chí")
        facts |= {"of": self.of} | band.facts()
        better = self._next_better(band)
        if better is not None:
            facts |= better.facts("better_")
        return Outcome(Fraction(band.points), Explanation("band", facts))

    def _next_better(self, band: Band) -> Band | None:
        """The cheapest band that gives more: what was just missed."""
        return min((b for b in self.bands if b.points > band.points), key=lambda b: b.points, default=None)

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        broken = [index for index, band in enumerate(self.bands) if not _possible(band)]
        for index in broken:
            message = "Mức này không chứa giá trị nào; from phải nhỏ hơn to."
            yield Finding("empty_band", ("bands", index), message)
        for index, band in enumerate(self.bands):
            if band.points > max_points:
                message = "Điểm của mức vượt điểm tối đa của tiêu chí."
                yield Finding("over_max", ("bands", index, "points"), message)
        if not broken:
            yield from self._cover()
        best = max(band.points for band in self.bands)
        if best < max_points:
            yield from best_findings(best, max_points, ("bands",))

    def _cover(self) -> Iterable[Finding]:
        """Holes and overlaps, neighbouring ones told as one."""
        probes = count_probes(self._edges()) if self.of == "count" else percent_probes(self._edges())
        for found, group in groupby(probes, key=lambda probe: self._holding(probe.amount)):
            run = list(group)
            span = span_of(run, self.of)
            if not found:
                yield Finding("band_hole", ("bands",), f"Có khoảng trống: {span} không thuộc mức nào.")
            elif len(found) > 1:
                both = " và ".join(f"mức thứ {index + 1}" for index in found)
                yield Finding("band_overlap", ("bands", found[1]), f"Chồng lấn: {span} thuộc cả {both}.")

    def _holding(self, amount: Fraction) -> tuple[int, ...]:
        return tuple(index for index, band in enumerate(self.bands) if band.holds(amount))

    def _edges(self) -> set[Fraction]:
        return {edge for band in self.bands for edge in band.edges if edge is not None}


def _possible(band: Band) -> bool:
    low, high = band.edges
    if low is None or high is None:
        return True
    return low < high or (low == high and band.lower_inclusive and band.upper_inclusive)
