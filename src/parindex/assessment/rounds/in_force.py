"""Rows that name a leaf but no version of the set: which of them speak of the set in force."""

from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from parindex.assessment.rounds.models import Remark, RoundBlock, SiteCheck

Said = TypeVar("Said", Remark, SiteCheck)


def of_set_in_force(rows: QuerySet[Said], block: RoundBlock | None = None) -> QuerySet[Said]:
    """Only rows at or after the moment from which their block's set holds; those of a version before were copied then.

    A check on the spot of the unit as a whole (`leaf` "") belongs to no version. `block`: the version in force, where it
    is known; else it is looked up in the same query.
    """
    if block is not None:
        since = rows.filter(at__gte=block.at)
    else:
        newest = RoundBlock.objects.filter(round=OuterRef("of__round"), code=OuterRef("of__block")).order_by("-version")
        since = rows.filter(at__gte=Subquery(newest.values("at")[:1]))
    return since | rows.filter(leaf="")
