"""Which amounts to try so that holes and overlaps between bands cannot hide, and how to name the amounts found."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Probe:
    """One amount that stands for all amounts from `low` to `high`: between neighbouring edges nothing changes."""

    low: Fraction
    high: Fraction | None  # None: without end

    @property
    def amount(self) -> Fraction:
        return self.low if self.high is None else (self.low + self.high) / 2


def percent_probes(edges: set[Fraction]) -> list[Probe]:
    """All of [0, 100]: each edge, and the open interval between each two neighbours."""
    cuts = sorted({Fraction(0), HUNDRED} | {edge for edge in edges if edge <= HUNDRED})
    probes = [Probe(cuts[0], cuts[0])]
    for low, high in pairwise(cuts):
        probes += [Probe(low, high), Probe(high, high)]
    return probes


def count_probes(edges: set[Fraction]) -> list[Probe]:
    """Whole numbers only: "to 2, excluded" beside "from 2" leaves nothing open."""
    near = {n for edge in edges for n in (ceil(edge) - 1, ceil(edge), floor(edge) + 1)}
    whole = sorted({0} | {n for n in near if n >= 0})
    return [*(Probe(Fraction(n), Fraction(n)) for n in whole), Probe(Fraction(whole[-1] + 1), None)]


def span_of(run: Sequence[Probe], of: str) -> str:
    """Neighbouring probes as one Vietnamese phrase: "trên 70% đến dưới 80%", "số lượng từ 5 trở lên"."""
    first, last = run[0], run[-1]
    if of == "count":
        if last.high is None:
            return f"số lượng từ {first.low} trở lên"
        return f"số lượng {first.low}" + (f" đến {last.high}" if last.high != first.low else "")
    if first.low == last.high:
        return f"đúng {_percent(first.low)}"
    start = "từ" if first.low == first.high else "trên"
    end = "đến" if last.low == last.high else "đến dưới"
    return f"{start} {_percent(first.low)} {end} {_percent(last.high or HUNDRED)}"


def _percent(amount: Fraction) -> str:
    return f"{amount.numerator / Decimal(amount.denominator):f}%".replace(".", ",")
