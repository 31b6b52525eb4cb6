"""Who belongs to which office: nobody appraises, votes on or concludes the office that he belongs to.

The secretariat's own office is no exception (it is ranked itself); another member of the council acts then.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from parindex.organisations.models import Membership, User
from parindex.organisations.rights import Held, NotAllowed, held_roles
from parindex.organisations.tree import UnitTree


def home_units(unit: str, tree: UnitTree) -> frozenset[str]:
    """The unit, those below it, and those of its agency (sở)."""
    if unit not in tree.by_id:
        return frozenset((unit,))
    return frozenset(fact.id for top in {unit, tree.agency(unit)} for fact in tree.below(top))


def own_membership(held: Iterable[Held], unit: str, tree: UnitTree) -> str | None:
    """The unit through which somebody with these roles belongs to `unit`: itself, one below it, or one of its agency (sở).

    None for who belongs to another office.
    """
    home = home_units(unit, tree)
    return next((one.unit for one in held if one.unit in home), None)


def members_of(units: Iterable[str], on: date) -> frozenset[int]:
    """Ids of the people who hold any role in one of the units on a day. One query."""
    rows = Membership.objects.filter(unit__in=list(units), valid_from__lte=on)
    return frozenset(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).values_list("user", flat=True))


def check_not_own(user: User, unit: str, *, tree: UnitTree, on: date, what: str) -> None:
    """NotAllowed when the person belongs to the unit on the day. `what`: words of what he may not do, e.g. "thẩm định"."""
    own = own_membership(held_roles(user, on), unit, tree)
    if own is not None:
        name = tree.by_id[own].name if own in tree.by_id else own
        raise NotAllowed(
            f"“{user}” thuộc “{name}” nên không được {what} cho chính cơ quan mình; hãy để người khác làm."
        )
