"""The office in which a person works. It is asked for where a role over many offices is given: nobody judges his own."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from parindex.errors import InputFault
from parindex.organisations.models import Membership, User
from parindex.organisations.queries import all_units_ever, today, unit_tree
from parindex.organisations.rights import check_may
from parindex.organisations.roles import ROLE_RIGHTS, ROLE_TITLES, Right, Role
from parindex.organisations.tree import UnitTree

JUDGING = frozenset({Right.APPRAISE, Right.DECIDE, Right.ROUND})
_OFFICES = ("department", "district", "commune")  # kinds of units that are scored as a whole


def _over_offices(unit: str, tree: UnitTree) -> bool:
    return unit in tree.by_id and any(fact.kind in _OFFICES and fact.id != unit for fact in tree.below(unit))


def judges_offices(role: Role, unit: str, tree: UnitTree | None = None) -> bool:
    """Whether who holds the role in the unit judges offices (sở, xã) under it; who administers the system does not count.
    `tree`: of every unit that ever was; read where it is not given.
    """
    if role is Role.ADMINISTRATOR or not JUDGING & ROLE_RIGHTS[role]:
        return False
    return _over_offices(unit, tree or all_units_ever())


def _on(day: date) -> QuerySet[Membership]:
    return Membership.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def judges_without_office(on: date) -> tuple[str, ...]:
    """Names of those who may sign in and judge offices on the day, and of whom nobody wrote down where they work. Who holds
    a role in an office itself belongs to it by that. Two queries.
    """
    tree = all_units_ever()
    rows = _on(on).filter(user__is_active=True).order_by("user__username")
    judges: dict[str, None] = {}
    placed = set()
    for username, unit, text in rows.values_list("user__username", "unit", "role"):
        if text == Role.MEMBER.value or not _over_offices(unit, tree):
            placed.add(username)
        elif judges_offices(Role(text), unit, tree):
            judges[username] = None
    return tuple(name for name in judges if name not in placed)


def check_office_known(user: User | None, role: Role, unit: str, office: str, on: date) -> None:
    """InputFault when the role judges offices under the unit and it is not known where the person works: neither `office`
    says so nor a row of his.
    """
    if office or not judges_offices(role, unit):
        return
    if user is None or not _on(on).filter(user=user, role=Role.MEMBER.value).exists():
        raise InputFault(
            f"Vai trò “{ROLE_TITLES[role]}” đứng trên nhiều cơ quan: hãy nêu cơ quan nơi người này làm việc (--office), để người "
            "này không thẩm định, biểu quyết về chính cơ quan mình. Không thuộc cơ quan nào được chấm thì nêu cơ quan cấp trên."
        )


def put_into_office(by: User, user: User, unit: str, since: date) -> bool:
    """Write down that the person works in the unit from a day on, no longer where he did; whether that is new. Part of the
    write of an action: no audit row of its own.

    NotAllowed without the right to manage both offices; InputFault for a unit that never was, or when a later day has
    been written down already.
    """
    ever, now = all_units_ever(), unit_tree(today())
    if unit not in ever.by_id:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
    check_may(by, Right.MANAGE, unit, tree=now if unit in now.by_id else ever, on=today())
    rows = Membership.objects.filter(user=user, role=Role.MEMBER.value)
    standing = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    if standing.filter(unit=unit, valid_from__lte=since, valid_to__isnull=True).exists():
        return False
    later = standing.filter(valid_from__gte=since).first()
    if later is not None:
        raise InputFault(
            f"“{user}” đã được ghi làm việc ở “{later.unit_id}” từ ngày {later.valid_from:%d/%m/%Y}; hãy ghi ngày sau đó."
        )
    for before in standing:
        check_may(by, Right.MANAGE, before.unit_id, tree=now if before.unit_id in now.by_id else ever, on=today())
    standing.update(valid_to=since - timedelta(days=1))
    Membership.objects.create(user=user, unit_id=unit, role=Role.MEMBER.value, valid_from=since)
    return True
