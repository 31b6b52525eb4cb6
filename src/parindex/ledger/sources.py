"""What people call a source, which source of a register figures come from, whose a source is and how it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from parindex.errors import InputFault
from parindex.ledger.landing import check_may_write, check_source
from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import SourceTitles, batches_in_force, current_file, register_named, sources
from parindex.ledger.store import disk_told
from parindex.ledger.workspace import workspace
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import Counting
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today
from parindex.organisations.rights import NotAllowed, allows, check_may, held_roles
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree
from parindex.records.engine import connect, path_literal

LONGEST_NAME = 200  # characters


def _written_for(register: str) -> set[str]:
    """The units for which the register's rows in force were brought."""
    numbers = [number for number, _ in batches_in_force(register)]
    return set(Batch.objects.filter(number__in=numbers).values_list("unit", flat=True))


def _check_owner(by: User, register: str, unit: str) -> None:
    """A source's name and rank count for everybody: who sets them must be able to write for all whose rows are there."""
    check_may_write(by, unit)
    tree, written = all_units_ever(), _written_for(register)
    held = held_roles(by, today())
    lacking = [one for one in sorted(written or {tree.agency(unit)}) if not allows(held, Right.IMPORT, one, tree)]
    if lacking and not by.is_superuser:
        raise NotAllowed(
            f"“{by}” chưa đặt được tên hay nguồn chính cho sổ này: sổ có số liệu của “{lacking[0]}”, là đơn vị mà "
            f"“{by}” không có quyền nhập. Hãy nhờ người có quyền nhập cho mọi đơn vị của sổ, hoặc người quản trị."
        )


@disk_told()
def name_source(*, by: User, register: str, source: str, title: str, primary: bool, unit: str) -> None:
    """Give a source its name, and say whether figures come from it when none is asked for.

    A change of rank that changes how a source is counted beside another needs what `own_source` needs for that.
    """
    register = register_named(register).name
    _check_owner(by, register, unit)
    name = check_source(source)
    if SourceTitle.objects.filter(register=register, source=name, title=title, primary=primary).exists():
        return
    with transaction.atomic():
        _check_may_rank(by, register, unit, name, primary=primary)
        if primary:
            SourceTitle.objects.filter(register=register, primary=True).update(primary=False)
        SourceTitle.objects.update_or_create(
            register=register, source=name, defaults={"title": title, "primary": primary}
        )
        payload = {"title": title, "primary": primary}
        audit.record(by=by, action="source.named", unit=unit, subject=f"{register}/{name}", payload=payload)


@dataclass(frozen=True, kw_only=True)
class SourceFacts:
    """What is known of one source of a register. `counting`: its own way; None: as the comparison has it for its rank."""

    source: str
    title: str
    owner: str
    owner_name: str
    primary: bool
    counting: Counting | None


def source_facts(register: str, *names: str) -> tuple[SourceFacts, ...]:
    """The facts of the sources, in the order asked. Two queries."""
    rows = {row.source: row for row in SourceTitle.objects.filter(register=register)}
    titles = SourceTitles()
    first = next((name for name, row in rows.items() if row.primary), None) or next(iter(sources(register)), None)
    found = []
    for name in names:
        row, primary = rows.get(name), name == first
        own = row.counting if row else {}
        found.append(
            SourceFacts(
                source=name,
                title=titles.of(register, name),
                owner=row.owner if row else "",
                owner_name=row.owner_name if row else "",
                primary=primary,
                counting=Counting(**own) if own else None,
            )
        )
    return tuple(found)


def _checked_counting(choices: Mapping[str, str]) -> dict[str, str]:
    known = [field.name for field in fields(Counting)]
    for name in choices:
        if name not in known:
            raise InputFault(f"Cách đếm không có mục “{name}”; các mục: {', '.join(known)}.")
    Counting(**choices)
    return dict(choices)


def _gaining(register: str, tree: UnitTree, more: Iterable[str]) -> set[str]:
    """The agencies whose rows the register has, with all that is below them. An office over all others is none of them."""
    home = register_named(register)
    units = {*_written_for(register), *more}
    if batches_in_force(register):
        query = f"SELECT DISTINCT {home.unit_column} FROM read_parquet({path_literal(current_file(home))})"
        with connect(workspace().temporary) as connection:
            units |= {row[0] for row in connection.execute(f"{query} WHERE state = 'present'").fetchall()}
    agencies = {tree.agency(unit) for unit in units if unit in tree.by_id}
    return {fact.id for one in agencies if tree.by_id[one].parent is not None for fact in tree.below(one)}


def _check_may_own(by: User, register: str, unit: str, *, present: str, owner: str) -> None:
    """Whose a source is decides who may excuse its late rows, and its counting moves its rate: neither is said by the
    agencies whose rows these are. The present owner hands it on; the first one is named by himself, or by who may write
    for all whose rows are there.
    """
    if by.is_active and by.is_superuser:
        return
    tree, held = all_units_ever(), held_roles(by, today())
    if present:
        check_may(by, Right.SETTLE, present, tree=tree, on=today())
    elif not allows(held, Right.SETTLE, owner, tree):
        _check_owner(by, register, unit)
    gaining = _gaining(register, tree, (unit,) if _written_for(register) else (unit, owner))
    own = next((one.unit for one in held if one.unit in gaining), None)
    if own is not None:
        raise NotAllowed(
            f"“{by}” thuộc “{tree.by_id[own].name}”, là bên có số liệu trong sổ này, nên không được ghi hay đổi chủ nguồn "
            "và cách đếm của nguồn; hãy nhờ chủ nguồn hiện nay, cấp trên của đơn vị, hoặc người quản trị."
        )


def _check_may_rank(by: User, register: str, unit: str, source: str, *, primary: bool) -> None:
    """A source without a counting of its own counts by its rank: who changes the rank of such a one changes its rate."""
    if register not in {one.register for one in COMPARISONS.values()}:
        return
    rows = {row.source: row for row in SourceTitle.objects.filter(register=register)}
    brought = sources(register)
    titled = next((name for name, row in rows.items() if row.primary), None)
    before = titled or next(iter(brought), None)
    after = source if primary else (titled if titled != source else None) or next(iter(brought), None)
    for one in {before, after} if before != after else ():
        row = rows.get(one or "")
        if one in brought and len(brought) > 1 and not (row and row.counting):
            owner = row.owner if row else ""
            _check_may_own(by, register, unit, present=owner, owner=owner)


def _known_owner(owner: str, unit: str) -> None:
    tree = all_units_ever()
    if owner not in tree.by_id:
        raise InputFault(f"Chủ nguồn “{owner}” không phải mã đơn vị; xem danh sách bằng `parindex units list`.")
    if unit not in tree.by_id:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")


@disk_told()
def own_source(
    *,
    by: User,
    register: str,
    source: str,
    owner: str,
    unit: str,
    owner_name: str = "",
    counting: Mapping[str, str] | None = None,
) -> None:
    """Say which unit owns a source, what letters call it (`owner_name`), and how the source counts a row late.

    `counting`: choices of `Counting` by name; none: as the source's rank says. InputFault for a unit that never was;
    NotAllowed as `_check_may_own` says, and for another name without the right to write for all whose rows are there.
    """
    home, name = register_named(register).name, check_source(source)
    _known_owner(owner, unit)
    choices, words = _checked_counting(counting or {}), owner_name.strip()
    if len(words) > LONGEST_NAME:
        raise InputFault(f"Tên chủ nguồn dài quá {LONGEST_NAME} ký tự; hãy ghi ngắn lại.")
    given: dict[str, Any] = {"owner": owner, "owner_name": words, "counting": choices}
    with transaction.atomic():
        row = SourceTitle.objects.filter(register=home, source=name).first()
        before = {field: getattr(row, field) if row else type(value)() for field, value in given.items()}
        if (before["owner"], before["counting"]) == (owner, choices):
            _check_owner(by, home, unit)
        else:
            _check_may_own(by, home, unit, present=before["owner"], owner=owner)
        if before == given:
            return
        SourceTitle.objects.update_or_create(register=home, source=name, defaults=given)
        payload = given | {"before": before}
        audit.record(by=by, action="source.owned", unit=unit, subject=f"{home}/{name}", payload=payload)
