"""What happens by itself when a window has closed: steps are locked and explanations end."""

from parindex.assessment.rounds.models import RoundUnit
from parindex.assessment.rounds.moving import at_deadline
from parindex.assessment.rounds.reading import round_tree
from parindex.assessment.rounds.states import STEP_OF, TRANSITIONS
from parindex.assessment.rounds.windows import windows_of
from parindex.organisations.queries import today

AT_DEADLINE = "hết hạn"  # in whose name the audit log has what happens by itself


def pass_deadlines(*, by: str) -> tuple[str, ...]:
    """Move every unit whose step's window has closed, by the transitions that happen at a deadline; the units that moved.

    `by`: the name in which the audit log has it: nobody presses a button. Each unit in a transaction of its own, one audit
    row each; doing it twice changes nothing.
    """
    moved = []
    for way in TRANSITIONS.values():
        if not way.by_deadline:
            continue
        waiting = RoundUnit.objects.filter(state=way.source.value).select_related("round").order_by("round", "id")
        by_round: dict[str, list[RoundUnit]] = {}
        for one in waiting:
            by_round.setdefault(one.round_id, []).append(one)
        for round_id, units in by_round.items():
            windows, tree = windows_of(round_id), round_tree(units[0].round)
            for one in units:
                span = windows.of(STEP_OF[way.source], one.unit_id)
                if span and span.closes < today() and at_deadline(by, one, way, tree):
                    moved.append(one.unit_id)
    return tuple(moved)


def on_new_day(**_: object) -> None:
    """The worker has begun, or has seen the date change."""
    pass_deadlines(by=AT_DEADLINE)
