"""What a person may do about a leaf right now: which forms a page offers. Each action behind them checks again."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from parindex.assessment.rounds.again import still_open
from parindex.assessment.rounds.fields import within
from parindex.assessment.rounds.models import RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.standing import standing_of
from parindex.assessment.rounds.states import STEP_RIGHT, Step
from parindex.assessment.rounds.windows import NotOpen, check_span
from parindex.assessment.rounds.writing import UNIT_STEPS, Writer, run_by_own_people
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.roles import Right
from parindex.scoring.extras import scored_leaf


@dataclass(frozen=True)
class Offers:
    """For one person and one unit, today. `step`: the one that takes writes, None when none does; `closed`: why not.
    `again`: an amended set asks the unit to score the leaf once more, past its own step, which its head does.
    """

    writer: Writer
    step: Step | None
    closed: str
    fields: Collection[str]
    again: bool = False

    @property
    def block(self) -> RoundBlock:
        """The set in force of the unit's block."""
        return self.writer.standing.set_in_force

    def about(self, leaf: str) -> "Offers":
        """The same for one leaf: the unit's own people score it again where an amended set asks for it, whatever step the
        unit is at. Who judges the unit there goes on judging; results of surveys are taken until the council has concluded.
        """
        if self.step is Step.COUNCIL and self._enters_survey(leaf):
            return replace(self, step=Step.SECOND, closed="", fields=self.writer.standing.fields)
        judges = self.speaks and self.step not in UNIT_STEPS
        if judges or leaf not in still_open(self.writer.standing.again, today()):
            return self
        if not self.writer.of_the_unit:
            return self
        return replace(self, step=Step.SELF, closed="", fields=frozenset(), again=True)

    @property
    def asked_again(self) -> Collection[str]:
        """The leaves that an amended set asks of the unit once more today, where it has no step of its own to do."""
        return () if self.step in UNIT_STEPS else tuple(still_open(self.writer.standing.again, today()))

    def _enters_survey(self, code: str) -> bool:
        leaf = scored_leaf(set_of(self.block), code)
        if leaf is None or leaf.scored_by != "survey" or self.writer.own is not None:
            return False
        return self.writer.may(Right.APPRAISE) and (self.writer.may(Right.ROUND) or run_by_own_people(self.writer.of))

    @property
    def speaks(self) -> bool:
        """Whether he may speak at the step at all: the unit's head or coordinator, or who judges it from elsewhere."""
        if self.step is None or self.closed:
            return False
        allowed = self.writer.may(STEP_RIGHT[self.step])
        return allowed and (self.step in UNIT_STEPS or self.writer.own is None)

    @property
    def accepts(self) -> bool:
        """Whether he may accept in one go what stands before the step."""
        return self.speaks and self.step in (Step.SELF, Step.FIRST, Step.SECOND)

    def scores(self, criteria_set: CriteriaSet, leaf: Leaf) -> bool:
        """Whether he may score the leaf now. The council decides on its own page."""
        if not self.accepts or not within(criteria_set, self.fields, leaf.code):
            return False
        if self.step is Step.SELF:
            return leaf.scored_by == "unit" and (not self.again or self.writer.may(Right.SUBMIT))
        if leaf.scored_by != "survey" or self.writer.may(Right.ROUND):
            return True
        return run_by_own_people(self.writer.of)

    def papers(self, criteria_set: CriteriaSet, leaf: str) -> bool:
        """Whether he may attach papers to the leaf, and leave notes about it."""
        if self.step in UNIT_STEPS:
            return not self.closed and self.writer.of_the_unit
        return self.speaks and within(criteria_set, self.fields, leaf)

    def asks(self, criteria_set: CriteriaSet, leaf: str) -> bool:
        """Whether he may ask the unit to explain the leaf."""
        return self.step is Step.FIRST and self.papers(criteria_set, leaf)

    @property
    def explains(self) -> bool:
        """Whether he may explain in the unit's name."""
        return self.step is Step.EXPLANATION and not self.closed and self.writer.of_the_unit


def offers_of(user: User, of: RoundUnit) -> Offers:
    """What the person may do about the unit today. One query."""
    found, closed = standing_of(user, of), ""
    if found.step is not None:
        try:
            check_span(found.window(found.step), found.step)
        except NotOpen as fault:
            closed = str(fault)
    fields = found.fields if found.step in (Step.FIRST, Step.SECOND) else frozenset[str]()
    return Offers(Writer(found), found.step, closed, fields)
