"""The page of the working calendar: what it shows, who maintains it, what a wrong entry says."""

from collections.abc import Callable

import pytest
from django.test import Client
from example_workspace import BASE
from reading import read

from parindex.assessment import refreshing
from parindex.organisations.calendar_models import CalendarDayRow, LocalClosureRow, OfficeHoursRow
from parindex.organisations.roles import Role

PAGE = f"{BASE}/quy-dinh/lich/"
DAY = {
    "scope": "so-ldtbxh",
    "day": "19/07/2021",
    "kind": "substitute_day",
    "name": "Nghỉ theo quyết định của tỉnh",
    "document": "Quyết định số 1/QĐ-UBND",
    "announced": "16/07/2021",
}


@pytest.fixture(autouse=True)
def no_new_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures follow the calendar, which takes seconds: tried with the figures, not here."""
    monkeypatch.setattr(refreshing, "refresh_stale", lambda: 0)


@pytest.fixture
def secretary(new_person: Callable[..., Client]) -> Client:
    return new_person(Role.SECRETARIAT, "dong-thap")


@pytest.fixture
def administrator(as_person: Callable[[str], Client]) -> Client:
    return as_person("quan-tri")


def test_the_calendar_shows_the_year_with_its_documents(coordinator: Client) -> None:
    text = read(coordinator.get(PAGE)).text
    assert "Lịch làm việc năm 2021" in text
    assert "250 ngày làm việc" in text
    assert "21/04/2021" in text
    assert "TB-LĐTBXH" in text
    assert "Thêm ngày nghỉ" not in text


def test_another_year_can_be_looked_at_and_an_incomplete_one_says_so(coordinator: Client) -> None:
    assert "249 ngày làm việc" in read(coordinator.get(PAGE, {"nam": "2026"})).text
    assert "chưa công bố đủ ngày nghỉ" in read(coordinator.get(PAGE, {"nam": "2027"})).text
    assert "năm 2027" in read(coordinator.get(PAGE, {"nam": "9999"})).text
    assert "năm 2021" in read(coordinator.get(PAGE, {"nam": "hai nghìn"})).text


def test_a_local_day_off_is_entered_shown_and_withdrawn(secretary: Client) -> None:
    answer = secretary.post(f"{PAGE}them/ngay/", DAY, follow=True)
    text = read(answer).text
    assert "249 ngày làm việc" in text
    assert "Nghỉ theo quyết định của tỉnh" in text
    row = CalendarDayRow.objects.get()
    assert (row.unit_id, str(row.announced)) == ("so-ldtbxh", "2021-07-16")
    asked = read(secretary.get(f"{PAGE}rut/ngay/{row.pk}/")).text
    assert "nhật ký vẫn giữ" in asked
    answer = secretary.post(f"{PAGE}rut/ngay/{row.pk}/", {"reason": "Nhập nhầm"}, follow=True)
    assert "250 ngày làm việc" in read(answer).text
    assert secretary.get(f"{PAGE}rut/ngay/{row.pk}/").status_code == 404


def test_hours_are_chosen_by_name_or_written_out(secretary: Client) -> None:
    scope = {"scope": "so-ldtbxh", "document": "Quyết định số 2", "valid_from": "01/01/2021"}
    answer = secretary.post(f"{PAGE}them/gio/", scope | {"table": "gio_8_5"}, follow=True)
    assert "8,5 giờ" in read(answer).text
    assert OfficeHoursRow.objects.get().day_minutes == 510
    own = {f"day_{day}": "07:30-11:30, 13:30-17:30" for day in range(5)} | {"table": ""}
    answer = secretary.post(f"{PAGE}them/gio/", scope | own | {"valid_from": "01/06/2021"}, follow=True)
    assert "07:30–11:30, 13:30–17:30" in read(answer).text


def test_a_closure_says_whether_it_stops_deadlines(secretary: Client) -> None:
    closure = {
        "scope": "so-ldtbxh",
        "first": "19/07/2021",
        "last": "01/08/2021",
        "reason": "Giãn cách xã hội theo Chỉ thị 16",
        "document": "Quyết định số 3",
        "no_reception": "on",
    }
    text = read(secretary.post(f"{PAGE}them/dong-cua/", closure, follow=True)).text
    assert "Không dừng thời hạn" in text
    assert "250 ngày làm việc" in text
    text = read(secretary.post(f"{PAGE}them/dong-cua/", closure | {"clock_stopped": "on"}, follow=True)).text
    assert "Dừng thời hạn" in text
    assert "240 ngày làm việc" in text
    assert LocalClosureRow.objects.count() == 2


def test_rows_of_a_unit_below_are_listed_with_their_scope_and_taken_back_there(secretary: Client) -> None:
    room = {"scope": "ld-vl-bh", "document": "Quyết định số 4"}
    secretary.post(f"{PAGE}them/ngay/", DAY | room)
    secretary.post(f"{PAGE}them/gio/", room | {"table": "gio_8_5", "valid_from": "01/01/2021"})
    closure = {"first": "12/07/2021", "last": "16/07/2021", "reason": "Giãn cách", "clock_stopped": "on"}
    text = read(secretary.post(f"{PAGE}them/dong-cua/", room | closure, follow=True)).text
    assert "250 ngày làm việc" in text  # of the whole agency
    for words in ("19/07/2021", "8,5 giờ", "Giãn cách"):
        assert words in text
    for kind, row in (("ngay", CalendarDayRow), ("gio", OfficeHoursRow), ("dong-cua", LocalClosureRow)):
        number = row.objects.get().pk
        assert f"{PAGE}rut/{kind}/{number}/" in secretary.get(PAGE).content.decode()
        secretary.post(f"{PAGE}rut/{kind}/{number}/", {"reason": "Nhập nhầm"})
    secretary.get(PAGE)  # shows the message of the last withdrawal, once
    assert "Giãn cách" not in read(secretary.get(PAGE)).text


def test_the_row_that_holds_is_the_one_shown_and_taken_back(secretary: Client, administrator: Client) -> None:
    secretary.post(f"{PAGE}them/ngay/", DAY)
    administrator.post(f"{PAGE}them/ngay/", DAY | {"scope": "", "name": "Nghỉ toàn tỉnh"})
    own = CalendarDayRow.objects.get(unit="so-ldtbxh")
    whole = CalendarDayRow.objects.get(unit=None)
    page = secretary.get(PAGE).content.decode()
    assert "Nghỉ theo quyết định của tỉnh" in page
    assert f"{PAGE}rut/ngay/{own.pk}/" in page
    assert f"{PAGE}rut/ngay/{whole.pk}/" not in page  # not one office's to take back


def test_after_an_entry_its_year_is_shown_also_one_that_is_not_counted_yet(administrator: Client) -> None:
    day = DAY | {"scope": "", "kind": "public_holiday", "announced": "", "day": "01/01/2028"}
    text = read(administrator.post(f"{PAGE}them/ngay/", day, follow=True)).text
    assert "Lịch làm việc năm 2028" in text
    assert "01/01/2028" in text
    assert "chưa dùng để tính" in text
    assert "250 ngày làm việc" in read(administrator.get(PAGE)).text


def test_a_year_declared_whole_names_its_document_and_can_be_taken_back(administrator: Client) -> None:
    year = {"year": "2027", "document": "Thông báo số 5"}
    text = read(administrator.post(f"{PAGE}them/nam/", year, follow=True)).text
    assert "Đã đánh dấu đủ ngày nghỉ theo Thông báo số 5" in text
    assert "chưa công bố đủ" not in text


@pytest.mark.parametrize(
    ("what", "change", "words"),
    [
        ("ngay", {"day": "hôm nay"}, "ngày/tháng/năm, ví dụ 17/03/2022"),
        ("ngay", {"day": "18/07/2021", "announced": ""}, "rơi vào cuối tuần"),
        ("ngay", {"document": ""}, "hãy ghi văn bản căn cứ"),
        ("ngay", {"kind": "half_day"}, "phải ghi giờ"),
        ("ngay", {"sessions": "bảy giờ"}, "không đọc được"),
        ("ngay", {"scope": "don-vi-la"}, "don-vi-la"),
        ("gio", {"valid_from": "01/01/2021", "table": "", "day_0": "25:00-26:00"}, "không có trên đồng hồ"),
        ("gio", {"valid_from": "01/01/2021", "table": ""}, "ít nhất một ngày có giờ"),
        ("dong-cua", {"first": "02/08/2021", "last": "01/08/2021", "reason": "x"}, "trước ngày đầu"),
        ("nam", {"year": "1900"}, "2020"),
    ],
)
def test_a_wrong_entry_says_how_to_mend_it_and_keeps_what_was_typed(
    what: str, change: dict[str, str], words: str, secretary: Client
) -> None:
    answer = secretary.post(f"{PAGE}them/{what}/", DAY | change)
    page = read(answer)
    assert answer.status_code == 400
    assert words in page.text
    assert not CalendarDayRow.objects.exists()


def test_who_may_not_write_rules_sees_the_calendar_and_no_forms(coordinator: Client) -> None:
    assert coordinator.get(f"{PAGE}them/ngay/").status_code == 403
    assert coordinator.post(f"{PAGE}them/ngay/", DAY).status_code == 403
    assert not CalendarDayRow.objects.exists()


def test_an_unknown_entry_is_not_found(secretary: Client) -> None:
    assert secretary.get(f"{PAGE}them/khac/").status_code == 404
    assert secretary.get(f"{PAGE}rut/khac/1/").status_code == 404
    assert secretary.get(f"{PAGE}rut/ngay/999/").status_code == 404
