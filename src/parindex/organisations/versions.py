"""What a set of unit versions may not say, who may write them, and the writing itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from parindex.errors import InputFault
from parindex.organisations.models import Unit, UnitVersion, User
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitFact, UnitTree, tree_on


def by_start(facts: Iterable[UnitFact]) -> dict[tuple[str, date], UnitFact]:
    """Versions by unit and first day, by which they are told apart."""
    return {(fact.id, fact.valid_from): fact for fact in facts}


def _overlaps(facts: Iterable[UnitFact]) -> str | None:
    """The first unit two of whose versions are valid on one day, or None."""
    last: dict[str, UnitFact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.id, fact.valid_from)):
        before = last.get(fact.id)
        if before and (before.valid_to is None or before.valid_to >= fact.valid_from):
            return fact.id
        last[fact.id] = fact
    return None


def check_manages(by: User, new: Iterable[UnitFact], known: Iterable[UnitFact]) -> None:
    """The right to manage every present unit that the versions touch; a new unit without a parent needs it over all.

    NotAllowed without it.
    """
    newest = {fact.id: fact for fact in known}
    tree = UnitTree(today(), tuple(newest.values()))
    given = tuple(new)
    brought = {fact.id for fact in given}
    for fact in given:
        if fact.id in newest or not fact.parent:
            check_may(by, Right.MANAGE, fact.id, tree=tree, on=today())
        if fact.parent and (fact.parent in newest or fact.parent not in brought):
            check_may(by, Right.MANAGE, fact.parent, tree=tree, on=today())


def _circle(facts: Iterable[UnitFact], new: Iterable[UnitFact]) -> str | None:
    """A unit that is its own superior on the first day of some new version, or None."""
    known = tuple(facts)
    for day in {fact.valid_from for fact in new}:
        parents = {fact.id: fact.parent for fact in tree_on(day, known).facts}
        for start in parents:
            at, steps = parents[start], 0
            while at is not None and at != start and steps <= len(parents):
                at, steps = parents.get(at), steps + 1
            if at == start:
                return start
    return None


def check_versions(merged: Iterable[UnitFact], new: Iterable[UnitFact]) -> None:
    """InputFault when, of all versions as they would stand, a new one has a parent that is nowhere, two of a unit
    overlap, or a unit is under itself.
    """
    facts, brought = tuple(merged), tuple(new)
    known = {fact.id for fact in facts}
    for fact in brought:
        if fact.parent and fact.parent not in known:
            raise InputFault(f"Đơn vị “{fact.id}”: không có đơn vị cấp trên “{fact.parent}” trong tệp hay hệ thống.")
    if clash := _overlaps(facts):
        raise InputFault(
            f"Đơn vị “{clash}” có hai giai đoạn chồng nhau; hãy ghi ngày kết thúc của giai đoạn trước, "
            f"ví dụ {today() - timedelta(days=1):%d/%m/%Y}."
        )
    if circle := _circle(facts, brought):
        raise InputFault(f"Đơn vị “{circle}” nằm dưới chính nó qua các đơn vị cấp trên; hãy sửa cột Đơn vị cấp trên.")


def write_versions(new: Iterable[UnitFact]) -> None:
    """Write versions that were checked, inside the transaction of the action that writes them."""
    given = tuple(new)
    for unit in {fact.id for fact in given}:
        Unit.objects.get_or_create(id=unit)
    for fact in given:
        UnitVersion.objects.update_or_create(
            unit_id=fact.id,
            valid_from=fact.valid_from,
            defaults={
                "name": fact.name,
                "abbreviation": fact.abbreviation,
                "kind": fact.kind,
                "parent_id": fact.parent,
                "valid_to": fact.valid_to,
            },
        )
