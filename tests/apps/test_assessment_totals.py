"""Entered totals: a lawful second grade of input, beside what the rows give or in its place, never hidden by it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.assessment import totals
from parindex.assessment.actions import enter_total, withdraw_total
from parindex.assessment.figures import answer, question
from parindex.assessment.models import Adoption, EnteredTotal
from parindex.assessment.queries import picture
from parindex.assessment.totals import checked_total, entered_totals, total_entry, total_history
from parindex.assessment.values import decimal_text, exact_number
from parindex.cli.commands.measures import _entry
from parindex.errors import InputFault
from parindex.ledger.actions import name_source, undo_batch
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.period import parse_period
from parindex.organisations import audit
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role

EARLY, LATE = ("NV-1", "30/06/2021", "29/06/2021"), ("NV-2", "30/06/2021", "05/07/2021")
TASKS, LATE_REPORTS = "assigned_tasks.on_time", "reports.late"
Enter = Callable[..., EnteredTotal]


@pytest.fixture
def enter(admin: User) -> Enter:
    def enter(
        numerator: str, denominator: str | None = None, measure: str = TASKS, by: User | None = None, **rest: Any
    ) -> EnteredTotal:
        return enter_total(
            by=by or admin,
            unit="so",
            period=rest.pop("period", "2021"),
            measure=measure,
            numerator=Decimal(numerator),
            denominator=None if denominator is None else Decimal(denominator),
            document=rest.pop("document", "Báo cáo số 142/BC-SLĐTBXH ngày 15/12/2021, trang 3"),
            **rest,
        )

    return enter


def points(leaf: str = "1.1") -> Decimal | None:
    found = picture("so", "2021").score.score
    return next(one.points for one in found.leaves() if one.leaf.code == leaf)


def test_a_total_scores_where_no_rows_do(adopted: Adoption, enter: Enter) -> None:
    enter("3", "4")
    enter("1", measure=LATE_REPORTS)
    found = picture("so", "2021").score
    assert (points("1.1"), points("1.2")) == (Decimal(3), Decimal(1))
    assert found.grades == {"1.1": "entered_total", "1.2": "entered_total"}
    assert found.figures == {}


def test_rows_win_over_a_total_and_both_are_kept(
    adopted: Adoption, enter: Enter, bring: Callable[..., Any], admin: User
) -> None:
    enter("4", "4")
    assert points() == Decimal(4)
    report = bring(EARLY, LATE)
    found = picture("so", "2021").score
    assert (points(), found.grades["1.1"]) == (Decimal(2), "computed")
    other = found.differing(TASKS)
    assert other is not None
    assert (other.figure.numerator, other.figure.denominator) == (4, 4)
    undo_batch(by=admin, number=report.batch)
    assert (points(), picture("so", "2021").score.grades["1.1"]) == (Decimal(4), "entered_total")


def test_another_sources_rows_beside_a_total_do_not_break_the_page(
    adopted: Adoption, enter: Enter, bring: Callable[..., Any], admin: User
) -> None:
    """The primary source has no rows, its total was entered, and another source has rows that score lower."""
    name_source(by=admin, register="assigned_tasks", source="so", title="Sổ", primary=True, unit="so")
    enter("4", "4")
    bring(EARLY, LATE, source="mot_cua")
    found = picture("so", "2021")
    assert points() == Decimal(4)
    assert set(found.others) == {"mot_cua"}
    assert [one.code for one in found.threats] == []


def test_a_total_that_differs_from_the_rows_needs_an_explanation(
    adopted: Adoption, enter: Enter, bring: Callable[..., Any]
) -> None:
    bring(EARLY, LATE)
    with pytest.raises(InputFault, match=r"1/2.*giải trình vì sao"):
        enter("2", "2")
    assert entered_totals("so", "2021") == {}
    enter("2", "2", note="Một nhiệm vụ được gia hạn bằng văn bản")
    enter("1", "2")
    assert entered_totals("so", "2021")[TASKS].note == ""
    assert picture("so", "2021").score.differing(TASKS) is None


def test_rows_of_other_times_do_not_push_a_total_aside(
    adopted: Adoption, enter: Enter, bring: Callable[..., Any]
) -> None:
    bring(("NV-9", "30/06/2022", ""))
    found = picture("so", "2021").score
    assert (found.figures[TASKS].denominator, points()) == (0, None)
    enter("3", "4")
    found = picture("so", "2021").score
    assert (points(), found.grade_of(TASKS), found.differing(TASKS)) == (Decimal(3), "entered_total", None)


def test_the_explanation_is_asked_for_by_the_rows_as_they_are_now(
    units: object, enter: Enter, bring: Callable[..., Any]
) -> None:
    """Nobody chose a set, so that no figure is stored: the rows are asked."""
    bring(EARLY)
    with pytest.raises(InputFault, match="1/1"):
        enter("3", "4")
    enter("3", "4", period="2020")


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "words"),
    [
        (TASKS, "5", "4", "lớn hơn mẫu số"),
        (TASKS, "-1", "4", "số âm"),
        (TASKS, "1", "-4", "số âm"),
        (TASKS, "NaN", "4", "không phải một số"),
        (TASKS, "1", "Infinity", "không phải một số"),
        (TASKS, "sNaN", "4", "không phải một số"),
        (TASKS, "1", None, "mẫu số"),
        (TASKS, "1", "0", "tử số cũng phải là 0"),
        (TASKS, "1E+30", "1E+30", "18 chữ số"),
        (TASKS, "1E+999999", "1E+999999", "18 chữ số"),
        (TASKS, "0.00001", "4", "4 chữ số thập phân"),
        (TASKS, "1E-999999", "4", "4 chữ số thập phân"),
        (TASKS, "1234567890123456.7891", "1234567890123456.7891", "18 chữ số"),
        (LATE_REPORTS, "1", "2", "không có mẫu số"),
        (LATE_REPORTS, "1.5", None, "số nguyên"),
        ("assigned_tasks.khong_co", "1", "2", "Không có chỉ tiêu"),
    ],
)
def test_numbers_that_cannot_be_are_refused_in_words_and_nothing_is_kept(
    adopted: Adoption, enter: Enter, measure: str, numerator: str, denominator: str | None, words: str
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(InputFault, match=words):
        enter(numerator, denominator, measure)
    assert not EnteredTotal.objects.exists()
    assert AuditEvent.objects.count() == events


@given(
    above=st.decimals(min_value=0, max_value=Decimal(10) ** 13, places=4),
    more=st.decimals(min_value=0, max_value=Decimal(10) ** 12, places=4),
)
def test_lawful_numbers_are_kept_exactly(above: Decimal, more: Decimal) -> None:
    figure = checked_total(MEASURES["archive_backlog.processed"], above, above + more)
    assert figure.denominator is not None
    assert (exact_number(decimal_text(figure.numerator)), figure.numerator) == (figure.numerator, Decimal(above))
    assert exact_number(decimal_text(figure.denominator)) == figure.denominator == Decimal(above + more)


def test_nothing_at_all_to_count_is_a_lawful_total(adopted: Adoption, enter: Enter) -> None:
    enter("0", "0")
    leaf = next(one for one in picture("so", "2021").score.score.leaves() if one.leaf.code == "1.1")
    assert (leaf.state, leaf.empty) == ("excluded", True)


@pytest.mark.parametrize("rest", [{"document": " \n "}, {"document": "x" * 1001}, {"note": "x" * 1001}])
def test_the_document_is_named_and_fits(adopted: Adoption, enter: Enter, rest: dict[str, str]) -> None:
    with pytest.raises(InputFault):
        enter("1", "2", **rest)
    assert not EnteredTotal.objects.exists()


def test_the_newest_total_counts_and_every_entry_stays(adopted: Adoption, enter: Enter, admin: User) -> None:
    enter("1", "4")
    enter("3", "4")
    enter("3", "4")
    assert points() == Decimal(3)
    assert [row.numerator for row in total_history("so", "2021", TASKS)] == ["3", "1"], "the same again is no entry"
    withdraw_total(by=admin, unit="so", period="2021", measure=TASKS, reason=" ghi nhầm ")
    assert points() is None
    newest, *before = total_history("so", "2021", TASKS)
    assert (newest.withdrawn, newest.note, len(before)) == (True, "ghi nhầm", 2)
    enter("3", "4")
    assert points() == Decimal(3)
    assert audit.first_broken_row() is None


def test_only_what_stands_can_be_taken_back_and_only_with_a_reason(
    adopted: Adoption, enter: Enter, admin: User
) -> None:
    order: dict[str, Any] = {"by": admin, "unit": "so", "period": "2021", "measure": TASKS}
    with pytest.raises(InputFault, match="không có số tổng hợp"):
        withdraw_total(**order, reason="ghi nhầm")
    enter("1", "4")
    for reason in ("  ", "x" * 1001):
        with pytest.raises(InputFault, match="lý do"):
            withdraw_total(**order, reason=reason)
    withdraw_total(**order, reason="ghi nhầm")
    with pytest.raises(InputFault, match="không có số tổng hợp"):
        withdraw_total(**order, reason="ghi nhầm")


def test_the_attached_file_is_kept_by_its_bytes_under_its_own_name(
    adopted: Adoption, enter: Enter, tmp_path: Path
) -> None:
    scan = tmp_path / "tep"
    scan.write_bytes(b"%PDF-1.7 minh hoa")
    entry = enter("1", "4", file=scan, file_name="Báo cáo số 142 #1.pdf")
    scan.unlink()
    assert workspace().store.path(entry.file_digest).read_bytes() == b"%PDF-1.7 minh hoa"
    assert entered_totals("so", "2021")[TASKS].file_name == "Báo cáo số 142 #1.pdf"
    assert total_entry("so", "2021", TASKS, entry.pk) == entry
    for wrong in (("so-khac", "2021", TASKS), ("so", "2020", TASKS), ("so", "2021", LATE_REPORTS)):
        assert total_entry(*wrong, entry.pk) is None


def test_totals_of_one_period_do_not_count_in_another(adopted: Adoption, enter: Enter) -> None:
    for code in ("2021-BC", "2021-M05", "2021-01-15..2021-03-14", "2020"):
        enter("1", "4", period=code)
    assert points() is None
    assert EnteredTotal.objects.filter(period="2021-01-15..2021-03-14").exists()
    enter("2", "4", period="2021-01-01..2021-12-31")
    assert points() == Decimal(2), "the days of the whole year are the year"


@pytest.mark.parametrize("role", Role)
def test_only_who_may_self_score_enters_and_withdraws(
    adopted: Adoption, enter: Enter, people: dict[Role, User], role: Role
) -> None:
    order: dict[str, Any] = {"by": people[role], "unit": "so", "period": "2021", "measure": TASKS, "reason": "nhầm"}
    if Right.ENTER in ROLE_RIGHTS[role]:
        enter("1", "4", by=people[role])
        withdraw_total(**order)
        return
    with pytest.raises(NotAllowed):
        enter("1", "4", by=people[role])
    enter("1", "4")
    with pytest.raises(NotAllowed):
        withdraw_total(**order)
    assert set(entered_totals("so", "2021")) == {TASKS}


def test_totals_are_read_in_one_query_however_many(
    adopted: Adoption, enter: Enter, django_assert_num_queries: Any
) -> None:
    for number in range(1, 9):
        enter(str(number), "9")
    with django_assert_num_queries(1):
        assert totals.entered_totals("so", "2021")[TASKS].figure.numerator == 8


def test_the_command_line_gives_the_total_where_no_rows_are_and_both_where_they_differ(
    adopted: Adoption, enter: Enter, bring: Callable[..., Any]
) -> None:
    def said() -> dict[str, Any]:
        asked = question("so", parse_period("2021"))
        (one,) = answer(asked, [MEASURES[TASKS]])
        return dict(_entry(one, entered_totals("so", "2021").get(TASKS)))

    assert (said()["grade"], said()["numerator"]) == (None, None)
    enter("3", "4")
    found = said()
    assert (found["grade"], found["numerator"], found["denominator"], found["value"]) == (
        "entered_total",
        3,
        4,
        "75.00",
    )
    bring(EARLY, LATE)
    found = said()
    assert (found["grade"], found["numerator"], found["denominator"]) == ("computed", 1, 2)
    assert (found["entered"]["numerator"], found["entered"]["denominator"]) == (3, 4)
    enter("1", "2")
    assert "entered" not in said()
