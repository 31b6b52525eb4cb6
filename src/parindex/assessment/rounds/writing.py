"""What every write about a leaf of a unit stands on: the unit held for the write, the step it is in, who may do it now."""

from dataclasses import dataclass
from functools import cached_property

from parindex.assessment.rounds.again import barred, check_again
from parindex.assessment.rounds.belonging import own_membership, own_name
from parindex.assessment.rounds.belonging_seen import run_by_own
from parindex.assessment.rounds.fields import within
from parindex.assessment.rounds.judging import leaf_of
from parindex.assessment.rounds.models import RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import round_tree, set_of
from parindex.assessment.rounds.standing import Standing, held_unit, standing_of
from parindex.assessment.rounds.states import STATE_TITLES, STEP_OF, STEP_RIGHT, STEP_TITLES, State, Step
from parindex.assessment.rounds.windows import check_span
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import Held, NotAllowed, allows, check_may
from parindex.organisations.roles import Right, Role
from parindex.organisations.tree import UnitTree

UNIT_STEPS = (Step.SELF, Step.EXPLANATION)  # the unit speaks; in the others those who judge it


@dataclass(frozen=True)
class Writer:
    """A person beside a unit: what he may do about it."""

    standing: Standing

    @property
    def user(self) -> User:
        """The person."""
        return self.standing.user

    @property
    def of(self) -> RoundUnit:
        """The unit in its round."""
        return self.standing.of

    @property
    def held(self) -> tuple[Held, ...]:
        """The roles that he holds."""
        return self.standing.held

    @property
    def tree(self) -> UnitTree:
        """The units over the unit and over his own ones."""
        return self.standing.tree

    @property
    def above_all(self) -> bool:
        """The administrator, who has every right."""
        return self.user.is_active and self.user.is_superuser

    def may(self, right: Right) -> bool:
        """Whether he holds the right in the unit."""
        return self.above_all or allows(self.held, right, self.of.unit_id, self.tree)

    @property
    def of_the_unit(self) -> bool:
        """Whether he may speak for the unit: self-score it, or work in it (its own people explain and bring papers)."""
        if self.may(Right.ENTER):
            return True
        unit = self.of.unit_id
        own = {fact.id for fact in self.tree.below(unit)} if unit in self.tree.by_id else set()
        return any(one.role is Role.CONTRIBUTOR and one.unit in own for one in self.held)

    @property
    def own(self) -> str | None:
        """The unit through which he belongs to the office that is assessed; None for who belongs to another one."""
        return own_membership(self.held, self.of.unit_id, self.tree, self.standing.later)

    def require(self, right: Right) -> None:
        """NotAllowed without the right."""
        if not self.may(right):
            check_may(self.user, right, self.of.unit_id, tree=self.tree, on=today())

    def require_speaks(self, step: Step) -> None:
        """NotAllowed for who may not speak for the unit at one of its own steps."""
        if not self.of_the_unit:
            self.require(STEP_RIGHT[step])

    def require_other_office(self) -> None:
        """NotAllowed for members of the office itself: nobody appraises his own, the secretariat's included."""
        if (own := self.own) is not None:
            name = own_name(own, self.tree, self.standing.later)
            raise NotAllowed(
                f"“{self.user}” thuộc “{name}” nên không được thẩm định hay quyết định điểm của chính cơ quan mình; "
                "hãy để người của cơ quan khác làm."
            )


def run_by_own_people(of: RoundUnit) -> bool:
    """Whether everybody who runs the round of this office today belongs to it: then somebody else enters its survey points.

    Not where nobody runs it: then an administrator does.
    """
    return of.unit_id in run_by_own((of.unit_id,), round_tree(of.round), today())


@dataclass(frozen=True)
class Writing:
    """A write that has begun: inside a transaction, the unit's row held. The right of the step has been checked.

    `only`: the leaves that an amended set asks of a unit past its own step; None where the step takes all. `late`: the
    unit stands before the council already, so that only results of surveys are taken.
    """

    by: Writer
    of: RoundUnit
    step: Step
    only: frozenset[str] | None = None
    late: bool = False

    @cached_property
    def block(self) -> RoundBlock:
        """The set in force of the unit's block."""
        return self.by.standing.set_in_force

    @cached_property
    def set(self) -> CriteriaSet:
        """That set, read."""
        return set_of(self.block)

    @property
    def fields(self) -> frozenset[str]:
        """What the person appraises of the block; empty: all of it."""
        return self.by.standing.fields if self.step in (Step.FIRST, Step.SECOND) else frozenset()

    def within(self, code: str) -> bool:
        """Whether the leaf lies in what the person appraises, or in what the unit is asked to score again."""
        return within(self.set, self.fields, code) and (self.only is None or code in self.only)

    def leaf(self, code: str) -> Leaf:
        """The leaf, when the person may write about it at this step. InputFault for one that is not there or not asked of
        him; NotAllowed for one that another body appraises.
        """
        leaf = leaf_of(self.set, code)
        if self.only is not None and code not in self.only:
            raise barred(self.only, code)
        if self.late and leaf.scored_by != "survey":
            raise _elsewhere(self.of, self.step)
        if not self.within(code):
            raise NotAllowed(
                f"“{self.by.user}” được giao thẩm định: {', '.join(sorted(self.fields))}; "
                f"tiêu chí {code} do người khác thẩm định."
            )
        return leaf


def _elsewhere(of: RoundUnit, step: Step) -> InputFault:
    return InputFault(
        f"Đơn vị đang ở trạng thái “{STATE_TITLES[State(of.state)]}” nên bước “{STEP_TITLES[step]}” không nhận nội dung mới; "
        "chưa có gì thay đổi. Hãy tải lại trang."
    )


def begin(user: User, number: int, step: Step, *, papers: bool = False, survey: bool = False) -> Writing:
    """Hold the unit for a write at a step. `papers`: evidence and explanations, which the unit's own people bring too. A
    unit past its self-score still scores what an amended set asks of it again, by its head. `survey`: a write about one leaf, by
    `Writing.leaf`: results of surveys come in late, so the second appraisal takes them until the council has concluded.

    NotAllowed without the right, and for members of the office where it is judged; InputFault when the unit is in another
    state; `NotOpen` outside the step's window.
    """
    of = held_unit(number)
    by = Writer(standing_of(user, of))
    if step in UNIT_STEPS and not (papers and by.of_the_unit):
        by.require(Right.ENTER)
    if step not in UNIT_STEPS:
        by.require(STEP_RIGHT[step])
        by.require_other_office()
    again = by.standing.again
    if again and step is Step.SELF:
        if not papers:
            by.require(Right.SUBMIT)  # what the unit has sent changes by its head, who sent it
        return Writing(by, of, step, check_again(again))
    if survey and step is Step.SECOND and State(of.state) is State.COUNCIL:
        return Writing(by, of, step, late=True)
    if STEP_OF.get(State(of.state)) is not step:
        raise _elsewhere(of, step)
    check_span(by.standing.window(step), step)
    return Writing(by, of, step)
