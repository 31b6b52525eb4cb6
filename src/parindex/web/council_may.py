"""What pages offer a person before the council: bringing a score there, keeping a check on the spot."""

from parindex.assessment.rounds.belonging import own_membership
from parindex.assessment.rounds.council import DISPUTABLE
from parindex.assessment.rounds.site_checks import CHECKED_IN
from parindex.assessment.rounds.states import State
from parindex.organisations.roles import Right
from parindex.web.rendering.shell import Crumb
from parindex.web.round_here import Here


def council_crumb(here: Here) -> Crumb:
    """The list of what is before the council."""
    return Crumb("Hội đồng thẩm định", here.url("round_council"))


def from_elsewhere(here: Here, unit: str, *rights: Right) -> bool:
    """Whether the person holds one of the rights over the unit and does not belong to it."""
    own = own_membership(here.place.held, unit, here.place.tree)
    return own is None and any(here.may(right, unit) for right in rights)


def may_raise_for(here: Here) -> list[tuple[str, str]]:
    """The units, with names, of which the person may bring a score before the council now; the action checks again."""
    return [
        (one.unit_id, here.place.name_of(one.unit_id))
        for one in here.units
        if State(one.state) in DISPUTABLE
        and (here.may(Right.SUBMIT, one.unit_id) or from_elsewhere(here, one.unit_id, *_raising(State(one.state))))
    ]


def _raising(state: State) -> tuple[Right, ...]:
    """What lets somebody of another office bring a score before the council: its members may while the unit is there."""
    return (Right.APPRAISE, Right.DECIDE) if state is State.COUNCIL else (Right.APPRAISE,)


def may_inspect(here: Here) -> list[tuple[str, str]]:
    """The units, with names, of which the person may keep a check on the spot now; the action checks again."""
    return [
        (one.unit_id, here.place.name_of(one.unit_id))
        for one in here.units
        if State(one.state) in CHECKED_IN and from_elsewhere(here, one.unit_id, Right.APPRAISE, Right.DECIDE)
    ]
