"""Starts full and loses for each fault. Source: TG22 reports (2; -0.25 late, -0.5 missing, -1 missing for the year).

The source does not say whether it stops at 0; TCPL breaks a floor of zero on purpose. So the floor is declared.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from parindex.criteria.fields import Number, at_least
from parindex.errors import InputFault
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule, best_findings
from parindex.scoring.values import Count, Counts, Value


class Deduction(Rule):
    """points = start + Σ per × count, not under `floor`; `floor` null lets it go below zero.

    `per` holds negative points by kind of fault, `names` says the kinds in Vietnamese.
    """

    shape: Literal["deduction"]
    start: Number
    per: Annotated[Mapping[str, Number], at_least(1)]
    names: Mapping[str, str] = {}
    floor: Number | None

    takes: ClassVar[tuple[type, ...]] = (Counts, Count)

    @property
    def measurable(self) -> bool:
        return len(self.per) == 1

    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        counts = self._counts(value)
        total, lines = Fraction(self.start), []
        for key, each in self.per.items():
            count = counts.get(key, 0)
            lost = Fraction(each) * count
            total += lost
            name = self.names.get(key, "")
            lines.append({"key": key, "name": name, "count": str(count), "each": str(each), "points": str(lost)})
        facts = {"start": str(self.start), "sum": str(total)}
        if self.floor is not None and total < Fraction(self.floor):
            total = Fraction(self.floor)
            facts["floor"] = str(self.floor)
        return Outcome(total, Explanation("deduction", facts, tuple(lines)))

    def _counts(self, value: Value) -> Mapping[str, int | Fraction]:
        if isinstance(value, Count):
            if len(self.per) != 1:
                raise InputFault(f"cần số lượng theo từng loại (counts): {', '.join(self.per)}")
            return {next(iter(self.per)): value.value}
        if not isinstance(value, Counts):
            self.refuse(value)
        unknown = sorted(set(value.by_key) - set(self.per))
        if unknown:
            raise InputFault(f"không có loại lỗi “{unknown[0]}”; các loại: {', '.join(self.per)}")
        return dict(value.by_key)

    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        yield from best_findings(self.start, max_points, ("start",))
        for key, each in self.per.items():
            if each >= 0:
                yield Finding("not_negative", ("per", key), 'Điểm trừ phải là số âm, ví dụ "-0.25".')
        if self.floor is not None and self.floor > self.start:
            yield Finding("floor_above_start", ("floor",), "Điểm sàn cao hơn điểm ban đầu.")
        for key in self.names:
            if key not in self.per:
                yield Finding("unknown_key", ("names", key), f"Danh sách điểm trừ không có “{key}”.")
