"""Who belongs to which office: nobody appraises, votes on or concludes the office that he belongs to.

The secretariat's own office is no exception (it is ranked itself); another member of the council acts then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from parindex.organisations.gone import went_into
from parindex.organisations.lineage import LineageKind
from parindex.organisations.models import Lineage, Membership, User
from parindex.organisations.queries import today, unit_tree
from parindex.organisations.rights import Held, NotAllowed, held_roles
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role
from parindex.organisations.tree import UnitTree

WHOLE = (LineageKind.MERGE.value, LineageKind.SPLIT.value)  # the first unit is there no more; its people went on


@dataclass(frozen=True)
class Later:
    """What became of units since the day that a round goes by: the tree of today, and which whole units went into which
    others since, in the order of their days. Roles are those of today, so who belongs to an office is asked of both days.
    """

    tree: UnitTree
    gone: tuple[tuple[str, str], ...] = ()


def later_than(tree: UnitTree) -> Later:
    """Read once a tree, and kept with it: a page asks for every unit. Two queries; none for the tree of today."""
    kept = vars(tree)
    if "later" not in kept:
        kept["later"] = _later_than(tree)
    found: Later = kept["later"]
    return found


def _later_than(tree: UnitTree) -> Later:
    now, before = today(), went_into(tree)  # who took over an office inside the period belongs to it too
    if tree.day >= now:
        return Later(tree, before)
    gone = Lineage.objects.filter(
        kind__in=WHOLE, came_from__isnull=False, became__isnull=False, effective__gt=tree.day, effective__lte=now
    )
    pairs = gone.order_by("effective", "id").values_list("came_from_id", "became_id")
    return Later(unit_tree(now), (*before, *((str(old), str(new)) for old, new in pairs)))


def _under(tops: Iterable[str], tree: UnitTree) -> set[str]:
    """The units of the offices (sở) of `tops`, as the tree has them."""
    offices = {office for top in tops if top in tree.by_id for office in (top, tree.agency(top))}
    return {fact.id for office in offices for fact in tree.below(office)}


def home_units(unit: str, tree: UnitTree, later: Later | None = None) -> frozenset[str]:
    """The unit, those below it, and those of its agency (sở): on the tree's day and today, when what whole units went into
    counts too. `later`: what is known of that; read where it is not given.
    """
    then = later or later_than(tree)
    tops = {unit, tree.agency(unit)} if unit in tree.by_id else {unit}
    home = {unit} | _under(tops, tree)
    for old, new in then.gone:
        if old in tops:
            tops.add(new)
    return frozenset(home | tops | _under(tops, then.tree))


def own_membership(held: Iterable[Held], unit: str, tree: UnitTree, later: Later | None = None) -> str | None:
    """The unit through which somebody with these roles belongs to `unit`: itself, one below it, or one of its agency (sở).

    None for who belongs to another office. `later` as in `home_units`.
    """
    home = home_units(unit, tree, later)
    return next((one.unit for one in held if one.unit in home), None)


def _valid_on(rows: QuerySet[Membership], on: date) -> QuerySet[Membership]:
    return rows.filter(Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def held_by_runners(on: date) -> dict[int, tuple[tuple[str, ...], tuple[Held, ...]]]:
    """Whoever runs rounds on a day, those whose role says so and who may sign in, by id: the units over which he does, and
    every role that he holds. Administrators, who may do everything, are not meant. Two queries.
    """
    roles = [role.value for role, may in ROLE_RIGHTS.items() if Right.ROUND in may and role is not Role.ADMINISTRATOR]
    rows = _valid_on(Membership.objects.filter(role__in=roles, user__is_active=True), on)
    over: dict[int, list[str]] = {}
    for user, unit in rows.values_list("user", "unit"):
        over.setdefault(user, []).append(unit)
    held: dict[int, list[Held]] = {}
    for user, unit, role in _valid_on(Membership.objects.filter(user__in=over), on).values_list("user", "unit", "role"):
        held.setdefault(user, []).append(Held(unit, Role(role)))
    return {user: (tuple(units), tuple(held[user])) for user, units in over.items()}


def check_not_own(user: User, unit: str, *, tree: UnitTree, on: date, what: str) -> None:
    """NotAllowed when the person belongs to the unit on the day. `what`: words of what he may not do, e.g. "thẩm định"."""
    own = own_membership(held_roles(user, on), unit, tree)
    if own is not None:
        name = own_name(own, tree)
        raise NotAllowed(
            f"“{user}” thuộc “{name}” nên không được {what} cho chính cơ quan mình; hãy để người khác làm."
        )


def own_name(unit: str, tree: UnitTree, later: Later | None = None) -> str:
    """What a unit through which somebody belongs to an office is called; as today where it was not there before."""
    now = (later or later_than(tree)).tree
    return next((one.by_id[unit].name for one in (tree, now) if unit in one.by_id), unit)
