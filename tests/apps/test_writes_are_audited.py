"""The watch itself: it sees a write without an audit row, in a transaction or outside any, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.audited import Watch, watching

from parindex.organisations import audit
from parindex.organisations.models import Membership, Setting, User

HERE = str(Path(__file__))


def _setting(name: str) -> Setting:
    return Setting.objects.create(name=name, value="1", source="Quyết định")


@pytest.fixture
def seen(admin: User) -> Any:
    """What a watch over this very file sees of a function that it calls."""

    def of(write: Any) -> list[str]:
        with watching(Watch(product=HERE)) as watch:
            write()
        return watch.offences

    return of


def test_a_write_with_its_audit_row_in_one_transaction_is_in_order(seen: Any, admin: User) -> None:
    def write() -> None:
        with transaction.atomic():
            _setting("a")
            audit.record(by=admin, action="thử.ghi", subject="a")

    assert seen(write) == []


def test_a_write_without_an_audit_row_is_seen(seen: Any) -> None:
    def write() -> None:
        with transaction.atomic():
            _setting("a")

    assert seen(write) == ["INSERT INTO organisations_setting"]


def test_a_write_outside_any_transaction_is_seen_for_update_and_delete_too(seen: Any) -> None:
    _setting("a")
    assert seen(lambda: Setting.objects.filter(name="a").update(value="2")) == ["UPDATE organisations_setting"]
    assert seen(lambda: Setting.objects.filter(name="a").delete()) == ["DELETE FROM organisations_setting"]
    assert seen(lambda: Setting.objects.bulk_create([Setting(name="b", value="1", source="x")])) == [
        "INSERT INTO organisations_setting"
    ]


def test_an_audit_row_of_another_transaction_does_not_count(seen: Any, admin: User) -> None:
    def write() -> None:
        with transaction.atomic():
            audit.record(by=admin, action="thử.ghi", subject="a")
        with transaction.atomic():
            _setting("a")

    assert seen(write) == ["INSERT INTO organisations_setting"]


def test_an_audit_row_in_the_block_around_counts_and_one_rolled_back_does_not(seen: Any, admin: User) -> None:
    def good() -> None:
        with transaction.atomic():
            with transaction.atomic():
                _setting("a")
            audit.record(by=admin, action="thử.ghi", subject="a")

    def bad() -> None:
        with transaction.atomic():
            _setting("b")
            with pytest.raises(ValueError, match="thử"), transaction.atomic():
                audit.record(by=admin, action="thử.ghi", subject="b")
                raise ValueError("thử")

    assert seen(good) == []
    assert seen(bad) == ["INSERT INTO organisations_setting"]


def test_what_is_rolled_back_was_not_written(seen: Any) -> None:
    def write() -> None:
        with pytest.raises(ValueError, match="thử"), transaction.atomic():
            _setting("a")
            raise ValueError("thử")

    assert seen(write) == []


def test_reading_signing_in_and_what_a_test_itself_writes_are_no_writes_of_the_product(seen: Any, admin: User) -> None:
    def read() -> None:
        list(Membership.objects.all())
        admin.save(update_fields=["last_login"])

    assert seen(read) == []
    with watching(Watch(product="/nowhere")) as watch:
        _setting("a")
    assert watch.offences == []
