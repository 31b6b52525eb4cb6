"""Writes: units, people, roles, settings. Each checks its right, runs in one transaction, leaves one audit row."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parindex.errors import InputFault
from parindex.measures.catalogue import FACTS
from parindex.measures.facts import BEGINNING, Fact
from parindex.organisations import audit
from parindex.organisations.home_offices import check_office_known, put_into_office
from parindex.organisations.models import Membership, Setting, User
from parindex.organisations.queries import all_units_ever, today, unit_facts, unit_tree
from parindex.organisations.rights import check_may, check_rules
from parindex.organisations.roles import Right, Role
from parindex.organisations.signals import rules_changed
from parindex.organisations.tree import UnitFact
from parindex.organisations.versions import by_start, check_manages, check_versions, write_versions


def save_units(*, by: User, facts: Iterable[UnitFact]) -> Mapping[str, int]:
    """Add or correct unit versions (same id and start day: corrected). All or nothing.

    Raises InputFault for an unknown parent or versions that overlap; NotAllowed without the right to manage.
    """
    new, present = tuple(facts), unit_facts()
    check_manages(by, new, present)
    before = by_start(present)
    merged = before | by_start(new)
    if merged == before:
        return {"units": len(new)}
    check_versions(merged.values(), new)
    with transaction.atomic():
        write_versions(new)
        audit.record(by=by, action="units.saved", subject=f"{len(new)} đơn vị", payload={"ids": [f.id for f in new]})
    return {"units": len(new)}


def create_administrator(*, by: str, username: str, password: str) -> User:
    """The first person of a new workspace. `by` names the program, since nobody exists yet to check."""
    with transaction.atomic():
        if User.objects.exists():
            raise InputFault("Không gian làm việc đã có người dùng; người quản trị tạo thêm người khác.")
        user = User.objects.create(
            username=username, display_name="Quản trị", password=make_password(password), is_superuser=True
        )
        audit.record(by=by, action="user.created", subject=username, payload={"administrator": True})
    return user


def create_user(
    *,
    by: User,
    username: str,
    display_name: str,
    password: str,
    unit: str,
    role: Role,
    valid_from: date,
    office: str = "",
) -> User:
    """A person with one role in one unit. `office`: the unit in which he works, needed for a role that judges offices
    under its unit. InputFault for a name that is taken, a unit that never existed, or the office missing.
    """
    check_may(by, Right.MANAGE, unit, tree=unit_tree(today()), on=today())
    if unit not in {fact.id for fact in unit_facts()}:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise InputFault(f"Đã có người dùng “{username}”; hãy chọn tên đăng nhập khác.")
        check_office_known(None, role, unit, office, valid_from)
        user = User.objects.create(username=username, display_name=display_name, password=make_password(password))
        Membership.objects.create(user=user, unit_id=unit, role=role.value, valid_from=valid_from)
        if office:
            put_into_office(by, user, office, valid_from)
        payload = {"role": role.value, "office": office}
        audit.record(by=by, action="user.created", unit=unit, subject=username, payload=payload)
    return user


def grant_role(*, by: User, username: str, unit: str, role: Role, valid_from: date, office: str = "") -> None:
    """Give a person one more role in a unit; who holds it already keeps it. `office` as in `create_user`, when it is not
    known. InputFault for a person or unit that is not there, or the office missing.
    """
    check_may(by, Right.MANAGE, unit, tree=unit_tree(today()), on=today())
    if unit not in {fact.id for fact in unit_facts()}:
        raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
    user = User.objects.filter(username=username).first()
    if user is None:
        raise InputFault(f"Không có người dùng “{username}”.")
    with transaction.atomic():
        check_office_known(user, role, unit, office, valid_from)
        moved = bool(office) and put_into_office(by, user, office, valid_from)
        held = Membership.objects.filter(user=user, unit_id=unit, role=role.value, valid_to__isnull=True)
        has = held.filter(valid_from__lte=valid_from).exists()
        if has and not moved:
            return
        if not has:
            Membership.objects.create(user=user, unit_id=unit, role=role.value, valid_from=valid_from)
        payload = {"role": role.value, "office": office}
        audit.record(by=by, action="role.granted", unit=unit, subject=username, payload=payload)


def set_office(*, by: User, username: str, unit: str, valid_from: date) -> None:
    """Write down in which office a person works from a day on; the one before ends with the day before.

    As `put_into_office`; InputFault also for a person who is not there. The same again changes nothing.
    """
    with transaction.atomic():
        user = User.objects.filter(username=username).first()
        if user is None:
            raise InputFault(f"Không có người dùng “{username}”; xem danh sách bằng `parindex users list`.")
        if put_into_office(by, user, unit, valid_from):
            payload = {"valid_from": valid_from.isoformat()}
            audit.record(by=by, action="office.set", unit=unit, subject=username, payload=payload)


def _check_fact(fact: Fact, value: str) -> None:
    """InputFault unless the value is one that the fact can have."""
    if fact.choices:
        known = dict(fact.choices)
        if value not in known:
            listed = ", ".join(f"{one} ({words})" for one, words in known.items())
            raise InputFault(f"“{fact.title}” không nhận “{value}”; hãy chọn một trong: {listed}.")
    elif fact.unit:
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number < 10**9 or number != round(number, 4):
            raise InputFault(
                f"“{fact.title}” tính bằng {fact.unit}: “{value}” không đọc được; hãy ghi một số từ 0 trở lên, "
                "tối đa 4 chữ số thập phân, ví dụ 80 hoặc 12.5."
            )
    elif not value.strip():
        raise InputFault(f"“{fact.title}” chưa có giá trị; hãy ghi giá trị theo văn bản.")


def save_setting(*, by: User, name: str, value: str, source: str, valid_from: date = BEGINNING) -> None:
    """Give a dated fact this workspace's value from a day on, with the document where it is written.

    InputFault for a value that the fact cannot have, or when no document is named.
    """
    check_rules(by, tree=all_units_ever(), on=today())
    value, source = value.strip(), source.strip()
    if name in FACTS:
        _check_fact(FACTS[name], value)
    if not source:
        raise InputFault(f"“{name}”: cần nêu văn bản căn cứ (số, ký hiệu, ngày, cơ quan ban hành).")
    if Setting.objects.filter(name=name, value=value, source=source, valid_from=valid_from).exists():
        return
    with transaction.atomic():
        Setting.objects.update_or_create(name=name, valid_from=valid_from, defaults={"value": value, "source": source})
        payload = {"value": value, "source": source, "valid_from": valid_from.isoformat()}
        audit.record(by=by, action="setting.saved", subject=name, payload=payload)
    rules_changed.send_robust(sender=Setting)


def note_sign_in(*, by: str, succeeded: bool, payload: Mapping[str, Any]) -> None:
    """Write down that someone signed in, or failed to."""
    with transaction.atomic():
        action = "sign_in.succeeded" if succeeded else "sign_in.failed"
        audit.record(by=by, action=action, subject=by, payload=payload)
