"""Reports: the software's own date, the reports that a year asks for, and what nobody recorded."""

from datetime import date
from typing import Any

import pytest
from measure_rows import Office

from parindex.measures.expected_reports import KINDS, expected_reports
from parindex.measures.facts import Step

Row = dict[str, Any]
REPORT: Row = {"kind": "Báo cáo CCHC", "period": "Quý I", "receiver": "Sở Nội vụ"}


def report(period: str, due: date, sent: date | None, **more: Any) -> Row:
    return REPORT | {"period": period, "due": due, "sent": sent, "document": sent and "1/BC"} | more


FOUR = (
    report("Quý I", date(2021, 3, 15), date(2021, 3, 12)),
    report("6 tháng đầu năm", date(2021, 6, 15), date(2021, 6, 15)),
    report("Quý III/2021", date(2021, 9, 15), date(2021, 9, 14)),
    report("Năm 2021", date(2021, 12, 15), date(2021, 12, 13)),
)


@pytest.mark.parametrize(("entered", "in_time"), [(None, 1), (date(2021, 3, 15), 1), (date(2021, 3, 16), 0)])
def test_a_report_typed_in_after_its_day_is_late_unless_a_local_fact_says_otherwise(
    office: Office, entered: date | None, in_time: int
) -> None:
    office.put("reports", report("Quý I", date(2021, 3, 15), date(2021, 3, 12), entered=entered))
    assert office.parts("reports.on_time") == (in_time, 1)
    assert office.parts("reports.late") == (1 - in_time, None)
    assert office.parts("reports.on_time", facts={"report_software_entry": "ignored"}) == (1, 1)


def test_the_year_asks_for_four_reports_with_their_own_windows() -> None:
    assert [(one.code, one.cut_from, one.cut_to, one.due) for one in expected_reports(2021, 20)] == [
        ("2021-Q1", date(2020, 12, 15), date(2021, 3, 14), date(2021, 3, 20)),
        ("2021-H1", date(2020, 12, 15), date(2021, 6, 14), date(2021, 6, 20)),
        ("2021-Q3", date(2021, 6, 15), date(2021, 9, 14), date(2021, 9, 20)),
        ("2021-Y", date(2020, 12, 15), date(2021, 12, 14), date(2021, 12, 20)),
    ]


@pytest.mark.parametrize("day", [5, 20])
def test_the_query_expects_what_the_function_says(office: Office, day: int) -> None:
    office.put("reports", report("Quý I", date(2020, 3, 15), None))
    listed = office.listed("reports.expected_sent", facts={"cchc_report_day": str(day)})
    expected = sorted(expected_reports(2021, day), key=lambda one: f"Báo cáo CCHC|{one.code}")
    found = [(row["key"], row["period"], row["cut_from"], row["cut_to"], row["due"]) for row in listed]
    assert found == [(f"Báo cáo CCHC|{one.code}", one.period, one.cut_from, one.cut_to, one.due) for one in expected]
    assert {(row["recorded"], row["status"], row["num"], row["den"]) for row in listed} == {(False, "unmet", 0, 1)}


def test_four_reports_in_time_are_all_that_is_expected(office: Office) -> None:
    office.put("reports", *FOUR)
    assert office.parts("reports.expected_sent") == (4, 4)
    assert [row["status"] for row in office.listed("reports.expected_sent")] == ["early", "on_time", "early", "early"]


def test_a_report_that_nobody_recorded_is_not_silently_fine(office: Office) -> None:
    office.put("reports", *FOUR[:3])
    assert office.parts("reports.on_time") == (3, 3)
    assert office.parts("reports.expected_sent") == (3, 4)
    (row,) = office.listed("reports.expected_sent", costing=True)
    assert (row["key"], row["period"], row["recorded"], row["row"]) == ("Báo cáo CCHC|2021-Y", "Năm", False, None)


def test_before_its_day_a_report_is_not_expected_yet(office: Office) -> None:
    office.put("reports", FOUR[0])
    assert office.parts("reports.expected_sent", as_of=date(2021, 6, 20)) == (1, 1)
    assert office.parts("reports.expected_sent", as_of=date(2021, 6, 21)) == (1, 2)
    assert office.parts("reports.expected_sent", "2021-Q1") == (1, 1)


def test_an_empty_register_says_nothing(office: Office) -> None:
    assert office.parts("reports.expected_sent") == (0, 0)


@pytest.mark.parametrize(
    ("due", "sent", "status"),
    [
        (date(2021, 3, 5), date(2021, 3, 5), "on_time"),  # the receiving office set an earlier day
        (date(2021, 3, 5), date(2021, 3, 9), "late"),
        (date(2021, 3, 25), date(2021, 3, 20), "on_time"),  # a later day in the register does not help
        (date(2021, 3, 25), date(2021, 3, 21), "late"),
        (date(2021, 3, 15), None, "overdue"),
    ],
)
def test_the_earlier_of_the_two_days_judges(office: Office, due: date, sent: date | None, status: str) -> None:
    office.put("reports", report("Quý I", due, sent))
    (row,) = office.listed("reports.expected_sent", "2021-Q1")
    assert (row["status"], row["num"]) == (status, int(status == "on_time"))


def test_an_earlier_local_day_holds_from_its_first_day(office: Office) -> None:
    office.put("reports", report("Quý I", date(2021, 3, 31), date(2021, 3, 8)))
    assert office.parts("reports.expected_sent", "2021-Q1") == (1, 1)
    assert office.parts("reports.expected_sent", "2021-Q1", facts={"cchc_report_day": "5"}) == (0, 1)
    fact = (
        office.scope()
        .facts["cchc_report_day"]
        .with_local([Step(value="5", valid_from=date(2021, 6, 1), source="Công văn của Sở Nội vụ")])
    )
    scope_facts = {"cchc_report_day": fact}
    days = [scope_facts["cchc_report_day"].on(date(2021, month, 1)) for month in (3, 6)]
    assert [step.value for step in days if step] == ["20", "5"]


@pytest.mark.parametrize(
    ("kind", "regime", "counted"),
    [
        ("Báo cáo CCHC", None, 1),
        ("Báo cáo công tác cải cách hành chính", None, 1),
        ("BÁO CÁO CẢI CÁCH HÀNH CHÍNH", None, 1),
        ("Báo cáo tự chấm điểm Chỉ số CCHC", None, 0),
        ("Báo cáo chuyên đề CCHC", None, 0),
        ("Báo cáo kiểm soát TTHC", None, 0),
        ("Báo cáo định kỳ theo mẫu", "cchc", 1),
        ("Báo cáo CCHC", "other", 0),
    ],
)
def test_reports_of_reform_are_known_by_regime_or_name(
    office: Office, kind: str, regime: str | None, counted: int
) -> None:
    office.put("reports", FOUR[0] | {"kind": kind, "regime": regime})
    assert office.parts("reports.expected_sent", "2021-Q1") == (counted, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *((words, "Q1") for words in ("Quý I", "quý 1", "Quý I năm 2021", "QUÝ I/2021")),
        *((words, "H1") for words in ("6 tháng", "06 tháng đầu năm 2021", "Sáu tháng", "Quý II", "quý 2/2021")),
        *((words, "Q3") for words in ("Quý III", "quý 3", "9 tháng", "Chín tháng năm 2021")),
        *((words, "Y") for words in ("Năm", "năm 2021", "Cả năm 2021", "12 tháng", "Quý IV", "Quý IV và năm 2021")),
    ],
)
def test_a_period_is_known_by_its_words(office: Office, words: str, code: str) -> None:
    month = next(kind.month for kind in KINDS if kind.code == code)
    office.put("reports", report(words, date(2021, month, 10), date(2021, month, 10)))
    recorded = {row["cut_to"].month: row["recorded"] for row in office.listed("reports.expected_sent")}
    assert recorded == {kind.month: kind.code == code for kind in KINDS}


def test_one_late_copy_makes_the_report_late(office: Office) -> None:
    office.put("reports", FOUR[0], FOUR[0] | {"receiver": "UBND tỉnh", "sent": date(2021, 3, 16)})
    (row,) = office.listed("reports.expected_sent", "2021-Q1")
    assert (row["status"], row["num"], row["key"]) == ("late", 0, "k001")


def test_the_report_of_another_year_does_not_stand_in(office: Office) -> None:
    office.put("reports", *(row | {"due": row["due"].replace(year=2020)} for row in FOUR))
    assert office.parts("reports.expected_sent") == (0, 4)
    assert office.parts("reports.expected_sent", "2020") == (0, 4)  # sent a year after they were due


def test_content_that_nobody_checked_is_listed_and_not_counted(office: Office) -> None:
    office.put("reports", *(FOUR[0] | {"complete": found} for found in (True, False, None)))
    assert office.parts("reports.complete") == (1, 2)
    assert len(office.listed("reports.complete")) == 3
