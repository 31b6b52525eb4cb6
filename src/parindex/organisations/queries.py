"""Reads: units, trees, settings, people."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from parindex.accents import fold
from parindex.errors import InputFault
from parindex.measures.catalogue import FACTS
from parindex.measures.facts import Fact, Step
from parindex.organisations.models import AuditEvent, Setting, UnitVersion, User
from parindex.organisations.tree import UnitFact, UnitTree, tree_on


def today() -> date:
    """The day in Vietnam."""
    return timezone.localdate()


_VERSIONS = (
    "SELECT unit_id, name, abbreviation, kind, parent_id, valid_from, valid_to "
    f"FROM {UnitVersion._meta.db_table} ORDER BY valid_from, id"
)


def unit_facts() -> tuple[UnitFact, ...]:
    """Every version of every unit, oldest first. Every page asks: plain SQL, and a version that is known is not made anew."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS)
        return tuple(map(_fact, cursor.fetchall()))


@lru_cache(maxsize=8192)
def _fact(row: tuple[Any, ...]) -> UnitFact:
    unit, name, short, kind, parent, first, last = row
    return UnitFact(
        id=unit,
        name=name,
        abbreviation=short,
        kind=kind,
        parent=parent,
        valid_from=_day(first),
        valid_to=None if last is None else _day(last),
    )


def _day(value: date | str) -> date:
    """SQLite gives the days of plain SQL as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def unit_tree(day: date) -> UnitTree:
    """The tree as it stood on a day."""
    return tree_on(day, unit_facts())


def all_units_ever() -> UnitTree:
    """Every unit that ever was, as it last stood: rights and calendars must also reach offices that are gone."""
    newest = {fact.id: fact for fact in unit_facts()}
    return UnitTree(today(), tuple(newest.values()))


def unit_on(unit: str, day: date) -> UnitFact:
    """The unit as it stood on a day; InputFault naming the units that did exist when it did not."""
    tree = unit_tree(day)
    if unit in tree.by_id:
        return tree.by_id[unit]
    known = ", ".join(list(tree.by_id)[:12]) or "chưa có đơn vị nào"
    raise InputFault(
        f"Không có đơn vị “{unit}” vào ngày {day:%d/%m/%Y}. Các đơn vị khi đó: {known}. "
        "Xem danh sách bằng `parindex units list`."
    )


def unit_names() -> dict[str, str]:
    """Folded id, name and abbreviation of every version → unit id; a name that two units bear is left out."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for fact in unit_facts():
        for word in filter(None, (fact.id, fact.name, fact.abbreviation)):
            key = fold(word)
            if names.setdefault(key, fact.id) != fact.id:
                shared.add(key)
    return {name: unit for name, unit in names.items() if name not in shared}


def local_steps() -> dict[str, tuple[Step, ...]]:
    """The workspace's own steps of dated facts, by name."""
    found: dict[str, tuple[Step, ...]] = {}
    for row in Setting.objects.all():
        step = Step(value=row.value, valid_from=row.valid_from, source=row.source, local=True)
        found[row.name] = (*found.get(row.name, ()), step)
    return found


def facts_in_force() -> dict[str, Fact]:
    """Every fact that measures read: the shipped staircase with the workspace's steps over it."""
    local = local_steps()
    return {name: fact.with_local(local.get(name, ())) for name, fact in FACTS.items()}


def person(username: str | None) -> User:
    """The user called so; None: the workspace's administrator. InputFault when there is none."""
    users = User.objects.filter(is_active=True)
    found = users.filter(username=username) if username else users.filter(is_superuser=True).order_by("id")
    user = found.first()
    if user is None:
        if username:
            raise InputFault(f"Không có người dùng “{username}”; hãy xem lại tên đăng nhập.")
        raise InputFault("Không gian làm việc chưa có người quản trị; tạo bằng `parindex init`.")
    return user


def is_example() -> bool:
    """Whether the workspace holds an example: its pages and documents say so."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {Setting._meta.db_table} WHERE name = 'example' LIMIT 1")
        return cursor.fetchone() is not None


def has_people() -> bool:
    """Whether anybody can sign in yet."""
    return User.objects.exists()


def has_person(username: str) -> bool:
    """Whether the name is taken."""
    return User.objects.filter(username=username).exists()


def default_unit() -> str:
    """The one office of a workspace that serves one: the only department, else the only unit without a parent."""
    facts = unit_facts()
    departments = {fact.id for fact in facts if fact.kind == "department"}
    roots = {fact.id for fact in facts if fact.parent is None}
    for found in (departments, roots):
        if len(found) == 1:
            return found.pop()
    if not facts:
        raise InputFault("Chưa có đơn vị nào; hãy nhập danh sách đơn vị bằng `parindex units import TỆP`.")
    raise InputFault("Có nhiều cơ quan; hãy nêu đơn vị bằng --unit (xem `parindex units list`).")


def failed_sign_ins(username: str, *, since: datetime) -> int:
    """How often signing in under the name failed since the moment, or since it last succeeded."""
    events = AuditEvent.objects.filter(subject=username[:200], at__gte=since)
    good = events.filter(action="sign_in.succeeded").order_by("-number").values_list("number", flat=True).first()
    return events.filter(action="sign_in.failed", number__gt=good or 0).count()
