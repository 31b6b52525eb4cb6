"""What was said under an earlier version of a block's set, as it stood when the next one took over: to be read only."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q

from parindex.assessment.rounds.models import Evidence, Remark, RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import left_out, set_of
from parindex.assessment.rounds.sheet import UnitSheet, said_of, talk_of
from parindex.assessment.rounds.totals import counted, stands_of


def earlier_block(round_id: str, code: str, version: int) -> tuple[RoundBlock, datetime] | None:
    """A version of the set before the one in force, with the moment from which it held no more; None when there is none."""
    rows = RoundBlock.objects.filter(round=round_id, code=code, version__in=(version, version + 1))
    found = {one.version: one for one in rows}
    return (found[version], found[version + 1].at) if len(found) == 2 else None


def earlier_sheet(of: RoundUnit, block: RoundBlock, until: datetime) -> UnitSheet:
    """The unit's sheet under that version. Four queries."""
    criteria_set = set_of(block)
    standing = Evidence.objects.filter(of=of, block=block).filter(
        Q(withdrawal__isnull=True) | Q(withdrawal__at__gte=until)
    )
    return UnitSheet(
        of=of,
        block=block,
        set=criteria_set,
        without=left_out(criteria_set, of.unit_id),
        said=said_of(of, block),
        papers=dict(standing.order_by().values_list("leaf").annotate(Count("pk"))),
        talk=talk_of(of, Remark.objects.filter(of=of, at__gte=block.at, at__lt=until)),
        disputed=frozenset(),
        totals=counted(criteria_set, of.unit_id, stands_of(of, block)),
    )


def earlier_remarks(of: RoundUnit, block: RoundBlock, until: datetime, leaf: str) -> Sequence[Remark]:
    """Everything said about a leaf while that version held, oldest first. One query."""
    rows = Remark.objects.filter(of=of, leaf=leaf, at__gte=block.at, at__lt=until)
    return list(rows.select_related("by").order_by("id"))
