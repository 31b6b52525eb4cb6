"""Which rounds and units count: not a round that was cancelled, not a unit that has left, and what it missed since."""

from parindex.assessment.rounds.models import Move, Round, RoundBlock, RoundCancellation, RoundUnit, StepScore
from parindex.assessment.rounds.reading import round_named
from parindex.assessment.rounds.states import OUTSIDE
from parindex.errors import InputFault


def running_round(round_id: str) -> Round:
    """The round; InputFault when there is none, and when it was cancelled."""
    found = round_named(round_id)
    if RoundCancellation.objects.filter(round=found).exists():
        raise InputFault(f"“{found.title}” đã bị hủy; hãy mở đợt khác.")
    return found


def assessed_units(round_id: str, block: str) -> tuple[RoundUnit, ...]:
    """The units of a block that the round assesses, with the round, in its order. One query."""
    rows = RoundUnit.objects.filter(round=round_id, block=block).exclude(state__in=[one.value for one in OUTSIDE])
    return tuple(rows.select_related("round").order_by("id"))


def missed_versions(of: RoundUnit) -> tuple[RoundBlock, ...]:
    """The versions of its block's set that came after a unit had left, oldest first; none that has scores of it. Two queries."""
    left = Move.objects.filter(of=of, went_to__in=[one.value for one in OUTSIDE]).order_by("id").last()
    if left is None:
        return ()
    rows = RoundBlock.objects.filter(round=of.round_id, code=of.block, version__gt=1, at__gt=left.at)
    return tuple(rows.exclude(pk__in=StepScore.objects.filter(of=of).values("block")).order_by("version"))
