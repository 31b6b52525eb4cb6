"""Where the units of a round stand, for lists: state, provisional sums, what is missing and from whom. A fixed number of
queries, however many units.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parindex.assessment.rounds.models import Move, Round, RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import blocks_in_force
from parindex.assessment.rounds.states import SCORING_STEPS, STEP_OF, State, Step
from parindex.assessment.rounds.totals import Total, kept_totals
from parindex.assessment.rounds.waiting import Asked, Waiting, counted, waiting
from parindex.assessment.rounds.windows import Span, Windows, windows_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A unit of a round as it stands. `totals` by step: what each leaf has from the last step up to it that spoke.

    `span`: the window of the step it is at; None where none runs. `moved`: how and when it came there; None: never moved.
    """

    number: int
    unit: str
    block: str
    state: State
    totals: Mapping[Step, Total]
    waiting: tuple[Waiting, ...]
    span: Span | None
    moved: Move | None

    @property
    def alone(self) -> bool:
        """Whether the last move was confirmed by who had scored himself."""
        return self.moved is not None and self.moved.alone


def _last_moves(units: Sequence[RoundUnit]) -> dict[int, Move]:
    """The newest move of each unit, with who made it. One query."""
    rows = Move.objects.filter(of__in=[one.pk for one in units]).select_related("by").order_by("id")
    return {one.of_id: one for one in rows}


def standings(
    round_: Round,
    units: Sequence[RoundUnit],
    *,
    blocks: Mapping[str, RoundBlock] | None = None,
    windows: Windows | None = None,
) -> tuple[Standing, ...]:
    """How units of one round stand, in the order given. `blocks`, `windows`: where they have been read already."""
    in_force = blocks or blocks_in_force(round_.pk)
    spans = windows or windows_of(round_.pk)
    counts, totals, moves = counted(units, in_force), kept_totals(one.pk for one in units), _last_moves(units)
    asked = Asked(in_force)
    return tuple(
        Standing(
            number=one.pk,
            unit=one.unit_id,
            block=one.block,
            state=State(one.state),
            totals=totals.get(one.pk) or dict.fromkeys(SCORING_STEPS, asked.nothing_yet(one)),
            waiting=waiting(one, asked.of(one), counts),
            span=spans.of(STEP_OF[State(one.state)], one.unit_id) if State(one.state) in STEP_OF else None,
            moved=moves.get(one.pk),
        )
        for one in units
    )
