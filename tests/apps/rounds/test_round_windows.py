"""When a step takes writes: one span a unit, lengthened by dated extensions, refused in words outside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, ARound

from parindex.assessment.rounds.models import Window
from parindex.assessment.rounds.setting_windows import extend_window, set_window
from parindex.assessment.rounds.standing import standing_of
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.windows import NotOpen, Span, Windows, check_open, checked_days, window_of, windows_of
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed

DAY = today()
DAYS = st.integers(0, 60).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
SPANS = st.tuples(DAYS, DAYS).map(lambda two: Span(opens=min(two), closes=max(two)))


def test_every_step_of_the_small_round_is_open_today(a_round: ARound) -> None:
    for step in Step:
        check_open(a_round.round.id, step, HEALTH)
        span = window_of(a_round.round.id, step, COMMUNE)
        assert span == Span(opens=DAY - timedelta(days=10), closes=DAY + timedelta(days=30))


def test_both_days_of_a_window_are_open_and_the_days_around_it_are_not(a_round: ARound) -> None:
    span = window_of(a_round.round.id, Step.SELF, HEALTH)
    assert span
    for day in (span.opens, span.closes):
        check_open(a_round.round.id, Step.SELF, HEALTH, on=day)
    with pytest.raises(NotOpen, match=f"nhận từ ngày {span.opens:%d/%m/%Y}"):
        check_open(a_round.round.id, Step.SELF, HEALTH, on=span.opens - timedelta(days=1))
    with pytest.raises(NotOpen, match=f"đã hết hạn ngày {span.closes:%d/%m/%Y}"):
        check_open(a_round.round.id, Step.SELF, HEALTH, on=span.closes + timedelta(days=1))


def test_a_step_without_a_window_is_closed_and_says_whom_to_ask(a_round: ARound) -> None:
    Window.objects.filter(step=Step.COUNCIL.value).delete()
    assert window_of(a_round.round.id, Step.COUNCIL, HEALTH) is None
    with pytest.raises(NotOpen, match="Chưa đặt thời gian cho bước “Hội đồng”"):
        check_open(a_round.round.id, Step.COUNCIL, HEALTH)


def test_the_newest_window_counts_and_leaves_the_older_one_on_record(a_round: ARound) -> None:
    by = a_round.people["thuong-truc"]
    set_window(by=by, round=a_round.round.id, step=Step.SELF, opens=DAY, closes=DAY, reason="Chờ văn bản")
    assert window_of(a_round.round.id, Step.SELF, HEALTH) == Span(opens=DAY, closes=DAY)
    assert Window.objects.filter(step=Step.SELF.value).count() == 2
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.by, event.subject) == ("round.window_set", "thuong-truc", "2021: self")
    assert event.payload["before"] == [str(DAY - timedelta(days=10)), str(DAY + timedelta(days=30))]


def test_a_window_that_was_set_before_changes_with_a_reason_only(a_round: ARound) -> None:
    by, one = a_round.people["thuong-truc"], a_round.round.id
    before = Window.objects.count()
    for reason in ("", "  ", "x" * 1001):
        with pytest.raises(InputFault, match="Cần ghi lý do đặt lại thời gian"):
            set_window(by=by, round=one, step=Step.SELF, opens=DAY, closes=DAY, reason=reason)
    assert Window.objects.count() == before
    set_window(by=by, round=one, step=Step.SELF, opens=DAY, closes=DAY, reason="Chờ văn bản của Bộ")
    assert AuditEvent.objects.latest("number").payload["reason"] == "Chờ văn bản của Bộ"
    assert Window.objects.latest("id").reason == "Chờ văn bản của Bộ"


def test_setting_the_same_window_again_adds_nothing(a_round: ARound) -> None:
    by = a_round.people["thuong-truc"]
    for _ in range(2):
        closes = DAY + timedelta(days=3)
        set_window(by=by, round=a_round.round.id, step=Step.SELF, opens=DAY, closes=closes, reason="Chờ văn bản")
    assert Window.objects.filter(step=Step.SELF.value).count() == 2
    assert AuditEvent.objects.filter(action="round.window_set").count() == 1


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (date(2026, 2, 2), date(2026, 2, 1), "trước ngày bắt đầu"),
        (date(1999, 2, 2), date(2026, 2, 1), "từ 2000 đến 2100"),
        (date(2026, 2, 2), date(2101, 2, 1), "từ 2000 đến 2100"),
    ],
)
def test_days_that_cannot_be_are_refused(a_round: ARound, opens: date, closes: date, words: str) -> None:
    before = Window.objects.count()
    with pytest.raises(InputFault, match=words):
        checked_days(Step.SELF, opens, closes)
    with pytest.raises(InputFault, match=words):
        set_window(by=a_round.people["thuong-truc"], round=a_round.round.id, step=Step.SELF, opens=opens, closes=closes)
    assert Window.objects.count() == before


def test_an_extension_opens_the_step_for_its_unit_alone(a_round: ARound) -> None:
    by = a_round.people["thuong-truc"]
    days = {"opens": DAY - timedelta(5), "closes": DAY - timedelta(1)}
    set_window(by=by, round=a_round.round.id, step=Step.SELF, reason="Rút ngắn", **days)
    with pytest.raises(NotOpen):
        check_open(a_round.round.id, Step.SELF, HEALTH)
    late = DAY + timedelta(days=2)
    given = extend_window(
        by=by, round=a_round.round.id, unit=HEALTH, step=Step.SELF, closes=late, reason="Chờ số liệu của Bộ"
    )
    assert given == Span(opens=DAY - timedelta(5), closes=late, extension="Chờ số liệu của Bộ")
    check_open(a_round.round.id, Step.SELF, HEALTH)
    with pytest.raises(NotOpen):
        check_open(a_round.round.id, Step.SELF, BUILDING)
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.unit) == ("round.window_extended", HEALTH)
    assert event.payload["reason"] == "Chờ số liệu của Bộ"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": "  "}, "lý do gia hạn"),
        ({"reason": "x" * 1001}, "1000 ký tự"),
        ({"unit": "khong-co"}, "không ở trong đợt"),
        ({"closes": DAY}, "phải sau ngày đó"),
        ({"closes": date(2101, 1, 1)}, "từ 2000 đến 2100"),
        ({"round": "khong-co"}, "Không có đợt đánh giá"),
    ],
)
def test_an_extension_that_extends_nothing_is_refused(a_round: ARound, change: dict[str, object], words: str) -> None:
    order = {
        "round": a_round.round.id,
        "unit": HEALTH,
        "step": Step.SELF,
        "closes": DAY + timedelta(days=40),
        "reason": "Có lý do",
    }
    before = Window.objects.count(), AuditEvent.objects.count()
    with pytest.raises(InputFault, match=words):
        extend_window(by=a_round.people["thuong-truc"], **(order | change))  # type: ignore[arg-type]
    assert (Window.objects.count(), AuditEvent.objects.count()) == before


def test_a_step_without_a_common_window_is_not_extended(a_round: ARound) -> None:
    Window.objects.filter(step=Step.SECOND.value).delete()
    with pytest.raises(InputFault, match="hãy đặt thời gian chung trước"):
        extend_window(
            by=a_round.people["thuong-truc"],
            round=a_round.round.id,
            unit=HEALTH,
            step=Step.SECOND,
            closes=DAY,
            reason="Có lý do",
        )


def test_a_newer_extension_may_take_days_back_but_never_below_the_common_window(a_round: ARound) -> None:
    by, name = a_round.people["thuong-truc"], a_round.round.id
    for days in (50, 40):
        extend_window(
            by=by, round=name, unit=HEALTH, step=Step.SELF, closes=DAY + timedelta(days=days), reason="Có lý do"
        )
    span = window_of(name, Step.SELF, HEALTH)
    assert span
    assert span.closes == DAY + timedelta(days=40)
    set_window(by=by, round=name, step=Step.SELF, opens=DAY, closes=DAY + timedelta(days=90), reason="Chờ văn bản")
    assert window_of(name, Step.SELF, HEALTH) == Span(opens=DAY, closes=DAY + timedelta(days=90))


def test_only_who_runs_the_round_sets_its_windows(a_round: ARound) -> None:
    before = Window.objects.count()
    for name in ("tham-dinh", "chu-tich", "hoi-dong-1", f"lanh-dao.{HEALTH}", "nguoi-xem"):
        by = a_round.people[name]
        with pytest.raises(NotAllowed, match="điều hành đợt đánh giá"):
            set_window(by=by, round=a_round.round.id, step=Step.SELF, opens=DAY, closes=DAY)
        with pytest.raises(NotAllowed):
            extend_window(
                by=by,
                round=a_round.round.id,
                unit=HEALTH,
                step=Step.SELF,
                closes=DAY + timedelta(days=60),
                reason="Xin thêm",
            )
    assert Window.objects.count() == before


@given(common=SPANS, own=SPANS)
def test_an_extension_only_ever_closes_a_window_later(common: Span, own: Span) -> None:
    one = Windows(common={Step.SELF: common}, extended={(Step.SELF, HEALTH): own})
    span = one.of(Step.SELF, HEALTH)
    assert span
    assert (span.opens, span.closes) == (common.opens, max(common.closes, own.closes))
    assert one.of(Step.SELF, BUILDING) == common
    assert Windows(common={}, extended={(Step.SELF, HEALTH): own}).of(Step.SELF, HEALTH) is None


def test_windows_of_a_round_are_read_in_one_query(a_round: ARound, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = windows_of(a_round.round.id)
        assert all(found.of(step, unit) for step in Step for unit in a_round.of)


def test_a_window_that_was_set_again_for_all_is_nobodys_extension(a_round: ARound) -> None:
    by, closes = a_round.people["thuong-truc"], DAY + timedelta(days=90)
    set_window(by=by, round=a_round.round.id, step=Step.SELF, opens=DAY, closes=closes, reason="Chờ văn bản")
    span = standing_of(by, a_round.of[HEALTH]).window(Step.SELF)
    assert span == Span(opens=DAY, closes=closes) == window_of(a_round.round.id, Step.SELF, HEALTH)
