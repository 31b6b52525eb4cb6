"""Which rounds a reorganisation touches: units that end inside the period of a round that still assesses them."""

from collections.abc import Iterable
from dataclasses import dataclass

from parindex.assessment.rounds.models import RoundUnit
from parindex.assessment.rounds.states import OUTSIDE, State
from parindex.measures.period import parse_period
from parindex.organisations.lineage import ENDS, LineageFact


@dataclass(frozen=True)
class Touched:
    """A unit that ends while a round assesses it."""

    unit: str
    round: str
    title: str
    period: str

    def __str__(self) -> str:
        return (
            f"“{self.unit}” đang được chấm trong “{self.title}”: người điều hành đợt cần chuyển sang đơn vị kế thừa hoặc thôi "
            "chấm đơn vị này."
        )


def rounds_touched(lines: Iterable[LineageFact]) -> tuple[Touched, ...]:
    """What the secretariat of rounds has to settle after the lines. One query."""
    ends = {line.came_from: line.effective for line in lines if line.kind in ENDS and line.came_from}
    rows = RoundUnit.objects.filter(unit__in=ends).exclude(state__in=[one.value for one in (*OUTSIDE, State.ANNOUNCED)])
    found = rows.order_by("round", "id").values_list("unit_id", "round", "round__title", "round__period")
    return tuple(Touched(*one) for one in found if ends[one[0]] <= parse_period(one[3]).last)
