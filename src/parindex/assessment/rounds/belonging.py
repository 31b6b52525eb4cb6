"""Who belongs to an office that is assessed: nobody appraises it, votes on it or concludes for it who works there.

The secretariat's own office is no exception (it is ranked itself); another member of the council acts then.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from parindex.organisations.models import Membership, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.tree import UnitTree


def home_units(unit: str, tree: UnitTree) -> frozenset[str]:
    """The agency of a unit with all its parts, and the unit with all below it."""
    if unit not in tree.by_id:
        return frozenset((unit,))
    return frozenset(fact.id for top in {unit, tree.agency(unit)} for fact in tree.below(top))


def members_of(units: Iterable[str], on: date) -> frozenset[int]:
    """Ids of the people who hold any role in one of the units on a day."""
    rows = Membership.objects.filter(unit__in=list(units), valid_from__lte=on)
    return frozenset(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).values_list("user", flat=True))


def belongs(user: User, unit: str, *, tree: UnitTree, on: date) -> bool:
    """Whether the person holds any role in the unit, under it or in its agency."""
    return user.pk in members_of(home_units(unit, tree), on)


def check_not_own(user: User, unit: str, *, tree: UnitTree, on: date, what: str) -> None:
    """Raise NotAllowed when the person belongs to the unit. `what`: what somebody else has to do, e.g. "biểu quyết"."""
    if belongs(user, unit, tree=tree, on=on):
        place = tree.by_id[unit].name if unit in tree.by_id else unit
        raise NotAllowed(
            f"“{user}” thuộc “{place}” nên không được {what} cho chính cơ quan mình; một thành viên khác làm việc này."
        )
