"""The 1,670 dossiers, counted plainly from both exports; and each disagreement's trace, found without the script."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from reading_plainly import Row, causes, moment, must, so_rows, software_rows, state

from parindex.worktime.calendar import shipped_calendar
from parindex.worktime.due import due_moment

CALENDAR = shipped_calendar()
SO = {row["Mã hồ sơ"]: row for row in so_rows()}
SOFTWARE = {row["MaHoSo"]: row for row in software_rows()}
CAUSES = causes()
BAD = {"late", "overdue"}


def our_state(row: Row) -> str:
    return state(must(row["Ngày hẹn trả"]), moment(row["Ngày kết thúc xử lý"]))


def their_state(row: Row) -> str:
    return state(must(row["NgayHenTra"]), moment(row["NgayKetThucXuLy"]))


def with_cause(cause: str) -> list[tuple[Row, Row]]:
    return [(SO[code], SOFTWARE[code]) for code, found in CAUSES.items() if found == cause]


def test_the_department_counts_1663_early_1_late_and_6_open_none_on_the_day() -> None:
    assert Counter(our_state(row) for row in SO.values()) == {"early": 1663, "late": 1, "pending": 6}


def test_the_province_counts_30_late_and_12_overdue_of_the_same_codes() -> None:
    found = Counter(their_state(row) for row in SOFTWARE.values())
    assert SO.keys() == SOFTWARE.keys()
    assert len(SO) == 1670
    assert (found["late"], found["overdue"], found["pending"]) == (30, 12, 6)
    assert found["early"] + found["on_time"] == 1622


def test_nothing_open_is_due_on_the_very_last_day_so_that_no_reading_of_it_matters() -> None:
    assert all(
        must(row["NgayHenTra"]).date() != date(2021, 12, 31) for row in SOFTWARE.values() if not row["NgayKetThucXuLy"]
    )


def test_judged_to_the_minute_the_provinces_counts_are_the_same() -> None:
    late = [
        row for row in SOFTWARE.values() if (end := moment(row["NgayKetThucXuLy"])) and end > must(row["NgayHenTra"])
    ]
    assert len(late) == 30


def test_exactly_41_codes_disagree_and_they_are_the_planted_ones() -> None:
    differ = {code for code in SO if (our_state(SO[code]) in BAD) != (their_state(SOFTWARE[code]) in BAD)}
    assert differ == CAUSES.keys()
    assert Counter(CAUSES.values()) == {
        "C01": 12, "C02": 9, "C03": 3, "C04": 5, "C06": 3, "C08": 3, "C09": 3, "C18": 3,
    }  # fmt: skip


def test_the_departments_late_dossier_is_late_for_the_province_too() -> None:
    (ours,) = [row for row in SO.values() if our_state(row) == "late"]
    assert their_state(SOFTWARE[ours["Mã hồ sơ"]]) == "late"
    assert ours["Mã hồ sơ"] not in CAUSES


def test_the_six_open_ones_are_open_and_due_in_2022_in_both() -> None:
    for row in (row for row in SO.values() if our_state(row) == "pending"):
        theirs = SOFTWARE[row["Mã hồ sơ"]]
        assert must(row["Ngày hẹn trả"]).year == must(theirs["NgayHenTra"]).year == 2022
        assert row["Trạng thái"] == theirs["Trạng thái hồ sơ"] == "Đang xử lý"


def test_not_closed_c01_has_a_result_signed_in_time_and_stands_open_in_the_software() -> None:
    for ours, theirs in with_cause("C01"):
        assert must(ours["Ngày ký kết quả"]).date() <= must(ours["Ngày hẹn trả"]).date()
        assert ours["Số văn bản kết quả"]
        assert ours["Ngày trả kết quả"]
        assert not theirs["NgayKetThucXuLy"]
        assert theirs["Trạng thái hồ sơ"] == "Đang xử lý"


def test_late_click_c02_was_signed_and_handed_over_in_time_and_closed_later() -> None:
    for ours, theirs in with_cause("C02"):
        due = must(theirs["NgayHenTra"]).date()
        assert must(theirs["Ngày ký"]).date() <= due < must(theirs["NgayKetThucXuLy"]).date()
        assert must(ours["Ngày trả kết quả"]).date() <= due


def test_hand_over_c03_ends_in_the_software_on_the_day_of_collection() -> None:
    for ours, theirs in with_cause("C03"):
        due = must(theirs["NgayHenTra"]).date()
        assert must(ours["Ngày kết thúc xử lý"]).date() <= due < must(ours["Ngày trả kết quả"]).date()
        assert theirs["NgayKetThucXuLy"] == theirs["NgayTra"]
        assert must(theirs["NgayTra"]).date() == must(ours["Ngày trả kết quả"]).date()


def test_paper_supplement_c04_is_written_down_only_by_the_department() -> None:
    for ours, theirs in with_cause("C04"):
        assert must(ours["Ngày yêu cầu bổ sung"]) < must(ours["Ngày bổ sung"]) < must(ours["Ngày kết thúc xử lý"])
        assert not theirs["Yêu cầu bổ sung"]
        assert not theirs["Ngày công dân bổ sung"]
        asked, came = must(ours["Ngày yêu cầu bổ sung"]).date(), must(ours["Ngày bổ sung"]).date()
        stood = CALENDAR.working_days(asked + timedelta(days=1), came)
        first = due_moment(must(ours["Ngày tiếp nhận"]), days=int(theirs["Thời gian giải quyết"]), calendar=CALENDAR)
        assert must(ours["Ngày hẹn trả"]).date() == CALENDAR.nth_working_day_after(first.date(), stood)


def test_extension_c06_has_one_apology_and_the_software_counts_the_first_due_day() -> None:
    for ours, theirs in with_cause("C06"):
        assert ours["Văn bản xin lỗi"] == theirs["Số văn bản xin lỗi"] != ""
        assert must(ours["Gia hạn đến"]).date() == must(ours["Ngày hẹn trả"]).date()
        assert must(theirs["NgayHenTra"]).date() < must(theirs["Ngày hẹn lại"]).date()


def test_calendar_c08_is_due_earlier_in_the_software_only_because_days_off_are_missing() -> None:
    missing = {
        date(2021, 2, 15),
        date(2021, 2, 16),
        date(2021, 4, 30),
        date(2021, 5, 3),
        date(2021, 9, 2),
        date(2021, 9, 3),
    }
    for ours, theirs in with_cause("C08"):
        wrong, right = must(theirs["NgayHenTra"]).date(), must(ours["Ngày hẹn trả"]).date()
        days = int(theirs["Thời gian giải quyết"])
        received = must(ours["Ngày tiếp nhận"])
        assert days == int(ours["Thời hạn giải quyết (ngày làm việc)"])
        assert due_moment(received, days=days, calendar=CALENDAR).date() == right
        between = {received.date() + timedelta(days=n) for n in range((right - received.date()).days)}
        assert len(missing & between) == CALENDAR.working_days(wrong, right) - CALENDAR.is_working_day(wrong)


def test_configuration_c09_has_fewer_days_in_the_software_than_published() -> None:
    for ours, theirs in with_cause("C09"):
        assert int(theirs["Thời gian giải quyết"]) < int(ours["Thời hạn giải quyết (ngày làm việc)"])


def test_epidemic_c18_is_noted_in_both_and_spans_the_closure() -> None:
    for ours, theirs in with_cause("C18"):
        assert "giãn cách" in ours["Ghi chú"].lower()
        assert "giãn cách" in theirs["Ghi chú"].lower()
        assert must(ours["Ngày tiếp nhận"]).date() < date(2021, 7, 19)
        assert must(ours["Ngày kết thúc xử lý"]).date() > date(2021, 8, 6)


def test_disagreements_gather_in_the_epidemic_at_years_end_and_in_few_procedures() -> None:
    months = Counter(must(SO[code]["Ngày tiếp nhận"]).month for code in CAUSES)
    procedures = Counter(SO[code]["Mã TTHC"] for code in CAUSES)
    assert months[7] + months[8] + months[9] >= 20
    assert months[11] + months[12] >= 10
    assert sum(count for _, count in procedures.most_common(3)) >= 23


def test_the_flow_collapses_from_the_middle_of_july_to_september() -> None:
    days = [must(row["Ngày tiếp nhận"]).date() for row in SO.values()]
    before = sum(date(2021, 3, 1) <= day <= date(2021, 6, 30) for day in days) / 4
    during = sum(date(2021, 7, 19) <= day <= date(2021, 9, 30) for day in days) / 2.5
    assert during < before / 3


@pytest.mark.parametrize("code", ["C04", "C06", "C18"])
def test_where_the_department_moved_the_due_day_the_file_says_why(code: str) -> None:
    for ours, _ in with_cause(code):
        assert ours["Ngày bổ sung"] or ours["Gia hạn đến"] or ours["Ghi chú"]


def test_every_other_due_moment_of_the_department_is_the_legal_one() -> None:
    moved = 0
    for row in SO.values():
        if row["Ngày bổ sung"] or row["Gia hạn đến"] or row["Ghi chú"].startswith("Tạm dừng"):
            moved += 1
            continue
        days = int(row["Thời hạn giải quyết (ngày làm việc)"])
        assert must(row["Ngày hẹn trả"]) == due_moment(must(row["Ngày tiếp nhận"]), days=days, calendar=CALENDAR)
    assert moved == 5 + 3 + 3 + 12  # and twelve whose supplement both sides recorded


def test_the_provinces_due_moments_keep_the_clock_time_of_reception() -> None:
    for row in SOFTWARE.values():
        received, due = must(row["NgayTiepNhan"]), must(row["NgayHenTra"])
        clock = datetime.combine(received.date(), due.time()) - received
        assert timedelta(0) < clock <= timedelta(minutes=15)
