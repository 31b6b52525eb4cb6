"""The audit log: a row a write, chained so that a changed row shows; and what the lock on signing in reads from it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from parindex.organisations import audit
from parindex.organisations.actions import note_sign_in
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.queries import failed_sign_ins


def write(count: int) -> list[AuditEvent]:
    with transaction.atomic():
        for number in range(count):
            audit.record(by="ai", action="thử", subject=f"việc {number}", payload={"số": number})
    return list(AuditEvent.objects.order_by("-number")[:count])[::-1]


@pytest.mark.django_db(transaction=True)
def test_a_row_is_only_written_within_the_transaction_of_its_write() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(by="ai", action="thử", subject="")
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_goes_with_the_write_that_fails() -> None:
    write(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(by="ai", action="thử", subject="")
        raise ZeroDivisionError
    assert AuditEvent.objects.count() == 1
    assert audit.first_broken_row() is None


@pytest.mark.django_db
def test_rows_are_chained_from_the_first() -> None:
    first, second, third = write(3)
    assert first.previous == audit.GENESIS
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert audit.first_broken_row() is None


@pytest.mark.django_db
def test_an_empty_log_is_sound() -> None:
    assert audit.first_broken_row() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"by": "kẻ khác"},
        {"action": "khác"},
        {"unit": "phong-b"},
        {"subject": "khác"},
        {"payload": {"số": 99}},
        {"payload": {}},
        {"at": datetime(2021, 1, 1, tzinfo=UTC)},
        {"previous": "0" * 64},
        {"digest": "f" * 64},
    ],
)
def test_a_changed_row_is_found(change: dict[str, Any]) -> None:
    rows = write(4)
    AuditEvent.objects.filter(number=rows[2].number).update(**change)
    assert audit.first_broken_row() == rows[2].number


@pytest.mark.django_db
def test_a_row_taken_out_or_swapped_is_found() -> None:
    rows = write(4)
    AuditEvent.objects.filter(number=rows[1].number).delete()
    assert audit.first_broken_row() == rows[2].number


@pytest.mark.django_db
def test_a_payload_reads_back_as_it_was_hashed() -> None:
    with transaction.atomic():
        audit.record(
            by="ai",
            action="thử",
            subject="tiếng Việt có dấu, đ và “nháy”",
            payload={"ngày": datetime(2021, 12, 31, tzinfo=UTC), "điểm": 1.5, "không": None, "sâu": [{"a": (1, 2)}]},
        )
    assert audit.first_broken_row() is None


def _signed(name: str, *succeeded: bool) -> None:
    for one in succeeded:
        note_sign_in(by=name, succeeded=one, payload={"address": "127.0.0.1"})


def _ago(minutes: int) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


@pytest.mark.django_db
def test_failures_count_since_the_last_success_and_only_for_that_name() -> None:
    _signed("an", False, False, True, False, False, False)
    _signed("bình", False)
    assert failed_sign_ins("an", since=_ago(10)) == 3
    assert failed_sign_ins("bình", since=_ago(10)) == 1
    assert failed_sign_ins("không ai", since=_ago(10)) == 0
    _signed("an", True)
    assert failed_sign_ins("an", since=_ago(10)) == 0


@pytest.mark.django_db
def test_failures_are_forgotten_after_the_window() -> None:
    _signed("an", False, False)
    assert failed_sign_ins("an", since=datetime.now(UTC) + timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_another_persons_deeds_about_a_name_are_no_sign_ins(admin: User) -> None:
    with transaction.atomic():
        audit.record(by=admin, action="user.created", subject="an")
    assert failed_sign_ins("an", since=_ago(10)) == 0
    assert audit.first_broken_row() is None
