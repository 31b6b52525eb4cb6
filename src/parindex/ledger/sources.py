"""What people call a source, and which source of a register figures come from."""

from django.db import transaction

from parindex.ledger.landing import check_may_write, check_source
from parindex.ledger.models import Batch, SourceTitle
from parindex.ledger.queries import batches_in_force, register_named
from parindex.ledger.store import disk_told
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today
from parindex.organisations.rights import NotAllowed, allows, held_roles
from parindex.organisations.roles import Right


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
