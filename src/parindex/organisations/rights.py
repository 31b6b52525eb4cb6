"""Who may do what: a role in a unit reaches the units below it; members of a division also see their whole agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from parindex.errors import InputFault
from parindex.organisations.models import Membership, User
from parindex.organisations.roles import ROLE_RIGHTS, ROLE_TITLES, Right, Role
from parindex.organisations.tree import UnitTree


class NotAllowed(InputFault):
    """The person lacks the right. The message is Vietnamese and says which and where to ask."""


class MayNotSee(NotAllowed):
    """The person may not even look at the unit."""


_RIGHT_WORDS = {
    Right.VIEW: "xem số liệu",
    Right.IMPORT: "nhập số liệu",
    Right.ENTER: "tự chấm điểm",
    Right.ADOPT: "chọn bộ tiêu chí",
    Right.PUBLISH: "ghi kết quả công bố",
    Right.PLAN: "lập kế hoạch",
    Right.SETTLE: "quyết định về sai lệch của nguồn",
    Right.RULES: "ghi mốc, hạn và mục tiêu",
    Right.SUBMIT: "duyệt và gửi bản tự chấm, giải trình",
    Right.APPRAISE: "thẩm định",
    Right.DECIDE: "biểu quyết, quyết định ở Hội đồng thẩm định",
    Right.ROUND: "điều hành đợt đánh giá",
    Right.ANNOUNCE: "phê duyệt, công bố kết quả",
    Right.MANAGE: "quản trị đơn vị và người dùng",
}


@dataclass(frozen=True)
class Held:
    """A role that a person holds in a unit."""

    unit: str
    role: Role


_HELD = (
    f"SELECT unit_id, role FROM {Membership._meta.db_table} WHERE user_id = %s AND valid_from <= %s "
    "AND (valid_to IS NULL OR valid_to >= %s) ORDER BY id"
)


def held_roles(user: User, on: date) -> tuple[Held, ...]:
    """The roles that the person holds on a day. Every page and every write asks: plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [user.pk, on, on])
        return tuple(Held(unit, Role(role)) for unit, role in cursor.fetchall())


def allows(held: Iterable[Held], right: Right, unit: str, tree: UnitTree) -> bool:
    """Whether roles held give the right in the unit, as the tree stood."""
    if unit not in tree.by_id:
        return False
    over = {fact.id for fact in tree.above(unit)}
    for one in held:
        if right not in ROLE_RIGHTS[one.role]:
            continue
        if one.unit in over:
            return True
        if right is Right.VIEW and one.unit in tree.by_id and tree.agency(one.unit) in over:
            return True
    return False


def check_may(user: User, right: Right, unit: str, *, tree: UnitTree, on: date) -> None:
    """Raise NotAllowed unless the person holds the right in the unit on that day.

    The tree is the one of the time the data is from: an office that no longer exists keeps its readers.
    """
    if user.is_active and user.is_superuser:
        return
    held = held_roles(user, on) if user.is_active else ()
    if not allows(held, right, unit, tree):
        raise refusal(user, right, unit, tree)


def refusal(user: User, right: Right, unit: str, tree: UnitTree) -> NotAllowed:
    """What is said to who lacks a right in a unit."""
    place = tree.by_id[unit].name if unit in tree.by_id else unit
    kind = MayNotSee if right is Right.VIEW else NotAllowed
    return kind(
        f"“{user}” không có quyền {_RIGHT_WORDS[right]} của đơn vị “{place}”. Quyền này là của: {_holders(right)}, "
        "tại đơn vị đó hoặc cấp trên. Hãy nhờ một người như vậy, hoặc nhờ người quản trị cấp quyền."
    )


def _holders(right: Right) -> str:
    """Who has the right by his role, the administrator apart; he has every right."""
    roles: list[Role] = [
        role for role, rights in ROLE_RIGHTS.items() if right in rights and role is not Role.ADMINISTRATOR
    ]
    return ", ".join(ROLE_TITLES[role] for role in roles or [Role.ADMINISTRATOR])


def check_rules(user: User, *, tree: UnitTree, on: date) -> None:
    """Raise NotAllowed unless the person may write what holds for everybody: the right in every topmost unit."""
    tops = [fact.id for fact in tree.facts if fact.parent is None]
    for unit in tops or [""]:
        check_may(user, Right.RULES, unit, tree=tree, on=on)
