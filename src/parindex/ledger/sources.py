"""What people call a source, which source of a register figures come from, whose a source is and how it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db import transaction

from parindex.errors import InputFault
from parindex.ledger.landing import check_may_write, check_source
from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import SourceTitles, batches_in_force, register_named, sources
from parindex.ledger.store import disk_told
from parindex.measures.reconciliation.counting import Counting
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today
from parindex.organisations.rights import NotAllowed, allows, held_roles
from parindex.organisations.roles import Right

LONGEST_NAME = 200  # characters


def _check_owner(by: User, register: str, unit: str) -> None:
    """A source's name and rank count for everybody: who sets them must be able to write for all whose rows are there."""
    check_may_write(by, unit)
    tree = all_units_ever()
    numbers = [number for number, _ in batches_in_force(register)]
    written = set(Batch.objects.filter(number__in=numbers).values_list("unit", flat=True))
    held = held_roles(by, today())
    lacking = [one for one in sorted(written or {tree.agency(unit)}) if not allows(held, Right.IMPORT, one, tree)]
    if lacking and not by.is_superuser:
        raise NotAllowed(
            f"“{by}” chưa đặt được tên hay nguồn chính cho sổ này: sổ có số liệu của “{lacking[0]}”, là đơn vị mà "
            f"“{by}” không có quyền nhập. Hãy nhờ người có quyền nhập cho mọi đơn vị của sổ, hoặc người quản trị."
        )


@disk_told()
def name_source(*, by: User, register: str, source: str, title: str, primary: bool, unit: str) -> None:
    """Give a source its name, and say whether figures come from it when none is asked for."""
    register_named(register)
    _check_owner(by, register, unit)
    name = check_source(source)
    if SourceTitle.objects.filter(register=register, source=name, title=title, primary=primary).exists():
        return
    with transaction.atomic():
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

    `counting`: choices of `Counting` by name; none: as the source's rank says. InputFault for a unit that never was.
    """
    _check_owner(by, register_named(register).name, unit)
    name, choices, words = check_source(source), _checked_counting(counting or {}), owner_name.strip()
    if owner not in all_units_ever().by_id:
        raise InputFault(f"Chủ nguồn “{owner}” không phải mã đơn vị; xem danh sách bằng `parindex units list`.")
    if len(words) > LONGEST_NAME:
        raise InputFault(f"Tên chủ nguồn dài quá {LONGEST_NAME} ký tự; hãy ghi ngắn lại.")
    given = {"owner": owner, "owner_name": words, "counting": choices}
    with transaction.atomic():
        present = SourceTitle.objects.filter(register=register, source=name).first()
        if present and all(getattr(present, field) == value for field, value in given.items()):
            return
        SourceTitle.objects.update_or_create(register=register, source=name, defaults=given)
        audit.record(by=by, action="source.owned", unit=unit, subject=f"{register}/{name}", payload=given)
