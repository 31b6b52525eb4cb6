"""Where the units of a round stand, for lists: state, provisional sums, what is missing and from whom. A fixed number of
queries, however many units.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parindex.assessment.rounds.models import Move, Round, RoundBlock, RoundUnit
from parindex.assessment.rounds.passing import LOCKED, Ended, alone_steps, endings, locked_early
from parindex.assessment.rounds.reading import blocks_in_force
from parindex.assessment.rounds.states import SCORING_STEPS, STEP_OF, State, Step
from parindex.assessment.rounds.totals import Total, kept_totals, spoken_steps
from parindex.assessment.rounds.waiting import Asked, Waiting, counted, waiting
from parindex.assessment.rounds.windows import Span, Windows, windows_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A unit of a round as it stands. `totals` by step: what each leaf has from the last step up to it that spoke.

    `span`: the window of the step it is at; None where none runs. `moved`: how and when it came there; None: never moved.
    `spoke`: the steps that said something themselves; `ended`: how the unit's own steps ended.
    """

    number: int
    unit: str
    block: str
    state: State
    totals: Mapping[Step, Total]
    waiting: tuple[Waiting, ...]
    span: Span | None
    moved: Move | None
    spoke: frozenset[Step]
    ended: Mapping[Step, Ended]

    @property
    def alone(self) -> frozenset[Step]:
        """The steps that were confirmed by who had written himself."""
        return alone_steps(self.ended)

    @property
    def locked(self) -> bool:
        """Whether the deadline ended the self-score."""
        return Step.SELF in self.ended and self.ended[Step.SELF].by_deadline


def _moves(units: Sequence[RoundUnit]) -> list[Move]:
    """Every move, oldest first, with who made it. One query."""
    return list(Move.objects.filter(of__in=[one.pk for one in units]).select_related("by").order_by("id"))


def _locked(leaves: int) -> tuple[Waiting, ...]:
    """What the unit left unscored when the deadline locked it."""
    return (Waiting(LOCKED, Step.SELF, leaves),) if leaves else ()


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
    counts, totals, moves = counted(units, in_force), kept_totals(one.pk for one in units), _moves(units)
    last, spoke = {one.of_id: one for one in moves}, spoken_steps((one.pk for one in units), in_force.values())
    ended = endings((one.of_id, one.name, one.came_from, one.went_to, one.alone) for one in moves)
    asked, unscored = Asked(in_force), locked_early(units, in_force, ended)
    return tuple(
        Standing(
            number=one.pk,
            unit=one.unit_id,
            block=one.block,
            state=State(one.state),
            totals=totals.get(one.pk) or dict.fromkeys(SCORING_STEPS, asked.nothing_yet(one)),
            waiting=(*_locked(unscored.get(one.pk, 0)), *waiting(one, asked.of(one), counts)),
            span=spans.of(STEP_OF[State(one.state)], one.unit_id) if State(one.state) in STEP_OF else None,
            moved=last.get(one.pk),
            spoke=spoke.get(one.pk, frozenset()),
            ended=ended.get(one.pk, {}),
        )
        for one in units
    )
