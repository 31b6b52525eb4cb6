"""The right over a round as a whole: over every unit that is in it, or in one of its blocks."""

from collections.abc import Iterable

from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import allows, check_may, held_roles
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree


def check_over_all(by: User, right: Right, units: Iterable[str], tree: UnitTree) -> None:
    """NotAllowed, naming the first unit where it is missing, unless the person has the right in every one of them."""
    if by.is_active and by.is_superuser:
        return
    held = held_roles(by, today()) if by.is_active else ()
    for unit in units:
        if not allows(held, right, unit, tree):
            check_may(by, right, unit, tree=tree, on=today())
