"""Reads: who may sign in, with the roles held on a day and the office where each works."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from parindex.organisations.models import Membership, User
from parindex.organisations.rights import Held
from parindex.organisations.roles import Role


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who may sign in. `office`: where he works; "" when nobody wrote it down."""

    username: str
    name: str
    held: tuple[Held, ...]

    @property
    def office(self) -> str:
        """The unit in which he works."""
        return next((one.unit for one in self.held if one.role is Role.MEMBER), "")


def people_on(day: date) -> tuple[Person, ...]:
    """Everybody who may sign in, by user name. Two queries."""
    held: dict[int, list[Held]] = {}
    rows = Membership.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    for person, unit, role in rows.order_by("id").values_list("user", "unit", "role"):
        held.setdefault(person, []).append(Held(unit, Role(role)))
    users = User.objects.filter(is_active=True).order_by("username")
    return tuple(
        Person(username=one.username, name=one.display_name, held=tuple(held.get(one.pk, ()))) for one in users
    )
