"""Legal documents: the programme's dates, the steps of the procedure, days of posting under both laws, reviews."""

from datetime import date, timedelta
from typing import Any

import pytest
from measure_rows import Office

LAST = date(2021, 12, 31)
ISSUED: dict[str, Any] = {
    "posted_from": date(2021, 5, 1),
    "posted_to": date(2021, 5, 31),
    "comments": "12/BTH",
    "appraisal_sent": date(2021, 6, 2),
    "appraised": date(2021, 6, 15),
    "appraisal": "61/BC-STP",
    "submitted": date(2021, 7, 1),
    "issued": date(2021, 7, 15),
    "effective": date(2021, 8, 1),
    "gazetted": date(2021, 7, 30),
}


@pytest.mark.parametrize(("late_by", "in_time"), [(-1, 1), (0, 1), (1, 0)])
def test_a_text_is_on_schedule_when_submitted_by_its_day(office: Office, late_by: int, in_time: int) -> None:
    due = date(2021, 9, 30)
    office.put("legal_documents", {"due": due, "submitted": due + timedelta(days=late_by)})
    assert office.parts("legal_documents.on_schedule") == (in_time, 1)


def test_where_the_set_judges_by_the_day_of_issue_a_local_fact_says_so(office: Office) -> None:
    office.put(
        "legal_documents", {"due": date(2021, 9, 30), "submitted": date(2021, 9, 1), "issued": date(2021, 10, 8)}
    )
    assert office.parts("legal_documents.on_schedule") == (1, 1)
    assert office.parts("legal_documents.on_schedule", facts={"legal_document_done": "issued"}) == (0, 1)


def test_texts_not_yet_due_and_texts_only_reviewed_are_not_on_the_schedule(office: Office) -> None:
    half = date(2021, 6, 30)
    office.put(
        "legal_documents",
        {"due": half},
        {"due": LAST},
        {"due": LAST, "submitted": date(2021, 6, 1)},
        {"review_due": half, "reviewed": half},
    )
    assert office.keys("legal_documents.on_schedule", as_of=half) == ["k003"]
    assert office.keys("legal_documents.on_schedule", "2021-H1") == ["k001"]


def test_a_text_with_every_step_followed_the_procedure(office: Office) -> None:
    office.put("legal_documents", ISSUED)
    assert office.parts("legal_documents.full_procedure") == (1, 1)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"needs_proposal": True}, "đề nghị xây dựng"),
        ({"posted_from": None, "posted_to": None}, "đăng lấy ý kiến"),
        ({"posted_from": date(2021, 5, 2)}, "lấy ý kiến chưa đủ ngày"),
        ({"comments": None}, "tổng hợp, giải trình ý kiến"),
        ({"appraisal_sent": date(2021, 5, 30)}, "gửi thẩm định khi chưa hết thời gian lấy ý kiến"),
        ({"appraised": None}, "báo cáo thẩm định"),
        ({"appraisal": None}, "báo cáo thẩm định"),
        ({"appraised": date(2021, 7, 2)}, "trình trước khi thẩm định"),
        ({"submitted": None}, "tờ trình"),
        ({"effective": None}, "ngày có hiệu lực"),
        ({"gazetted": None}, "đăng Công báo"),
    ],
)
def test_each_missing_step_is_named(office: Office, change: dict[str, Any], missing: str) -> None:
    office.put("legal_documents", ISSUED | change)
    (row,) = office.listed("legal_documents.full_procedure", costing=True)
    assert row["missing"] == missing


def test_a_shortened_procedure_needs_no_posting(office: Office) -> None:
    short = {"posted_from": None, "posted_to": None, "comments": None, "shortened": True}
    office.put("legal_documents", ISSUED | short, ISSUED | {"needs_proposal": True, "proposed": date(2021, 1, 5)})
    assert office.parts("legal_documents.full_procedure") == (2, 2)
    assert office.keys("legal_documents.posted_long_enough") == ["k002"]


def test_a_text_is_gazetted_only_once_it_is_in_force(office: Office) -> None:
    office.put("legal_documents", ISSUED | {"gazetted": None})
    assert office.parts("legal_documents.full_procedure", as_of=date(2021, 7, 31)) == (1, 1)
    assert office.parts("legal_documents.full_procedure", as_of=date(2021, 8, 1)) == (0, 1)


@pytest.mark.parametrize(
    ("posted_from", "days", "enough"),
    [
        (date(2021, 5, 1), 29, 0),
        (date(2021, 5, 1), 30, 1),
        (date(2025, 3, 31), 29, 0),  # begun under the law of 2015
        (date(2025, 3, 31), 30, 1),
        (date(2025, 4, 1), 19, 0),  # begun under the law of 2025
        (date(2025, 4, 1), 20, 1),
    ],
)
def test_a_draft_is_posted_as_long_as_the_law_of_its_first_day_says(
    office: Office, posted_from: date, days: int, enough: int
) -> None:
    row = {"posted_from": posted_from, "posted_to": posted_from + timedelta(days=days)}
    office.put("legal_documents", row)
    (found,) = office.listed("legal_documents.posted_long_enough", str(posted_from.year))
    assert (found["num"], found["den"], found["posted_days"]) == (enough, 1, days)


@pytest.mark.parametrize(("effective", "fine"), [(date(2021, 7, 1), 1), (date(2021, 7, 2), 0), (None, 0)])
def test_a_detailing_text_takes_effect_with_the_higher_one(office: Office, effective: date | None, fine: int) -> None:
    office.put("legal_documents", {"higher_effective": date(2021, 7, 1), "effective": effective})
    assert office.parts("legal_documents.effect_with_higher") == (fine, 1)
    assert office.parts("legal_documents.effect_with_higher", as_of=date(2021, 6, 30)) == (0, 0)


def test_a_review_is_in_time_on_its_last_day(office: Office) -> None:
    due = date(2021, 6, 30)
    office.put(
        "legal_documents",
        {"review_due": due, "reviewed": due},
        {"review_due": due, "reviewed": date(2021, 7, 1)},
        {"review_due": due},
    )
    assert [row["status"] for row in office.listed("legal_documents.reviewed")] == ["on_time", "late", "overdue"]
    assert office.parts("legal_documents.reviewed") == (1, 3)


def test_only_reviews_that_ask_for_something_wait_to_be_handled(office: Office) -> None:
    done = {"reviewed": date(2021, 6, 30)}
    office.put(
        "legal_documents",
        *(done | {"review_result": result} for result in ("fits", "expired", "amend", "replace", "abolish")),
        done | {"review_result": "replace", "review_handled": date(2021, 12, 20)},
    )
    assert office.parts("legal_documents.review_handled") == (1, 4)
    assert office.parts("legal_documents.review_handled", as_of=date(2021, 12, 19)) == (0, 4)
