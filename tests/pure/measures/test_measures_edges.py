"""The edges one by one, each as small as it can be."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from measure_rows import Office

from parindex.measures.catalogue import MEASURES
from parindex.measures.compute import rows

LAST = date(2021, 12, 31)


def dossier(due: datetime | None, finished: datetime | None, received: datetime | None = None) -> dict[str, object]:
    return {
        "procedure": "P1",
        "received": received or datetime(2021, 5, 4, 8),
        "due": due,
        "finished": finished,
    }


def state(office: Office, **rest: object) -> str:
    names = ("early", "on_time", "late", "pending", "overdue")
    found = [name for name in names if office.figure(f"dossiers.{name}", **rest).numerator]
    assert len(found) <= 1
    return found[0] if found else "none"


def test_a_report_due_on_the_last_day_and_sent_that_day_is_in_time(office: Office) -> None:
    office.put("reports", {"due": LAST, "sent": LAST})
    assert office.parts("reports.on_time") == (1, 1)
    assert office.parts("reports.late") == (0, None)


def test_a_report_due_the_day_after_the_period_belongs_to_the_next(office: Office) -> None:
    office.put("reports", {"due": date(2022, 1, 1), "sent": LAST})
    assert office.parts("reports.on_time") == (0, 0)
    assert office.parts("reports.on_time", "2022") == (1, 1)


def test_a_report_never_sent_is_late(office: Office) -> None:
    office.put("reports", {"due": date(2021, 3, 25), "sent": None})
    assert office.parts("reports.on_time") == (0, 1)
    assert office.parts("reports.late") == (1, None)


def test_work_not_yet_due_is_not_counted_unless_it_is_done(office: Office) -> None:
    half = date(2021, 6, 30)
    office.put("assigned_tasks", {"due": date(2021, 7, 1), "submitted": None}, {"due": LAST, "submitted": half})
    assert office.keys("assigned_tasks.on_time", as_of=half) == ["k002"]


def test_what_was_done_after_the_as_of_day_counts_as_open(office: Office) -> None:
    office.put("assigned_tasks", {"due": date(2021, 6, 30), "submitted": date(2021, 7, 1)})
    assert office.listed("assigned_tasks.on_time", as_of=date(2021, 6, 30)) == []  # still in time that day
    (open_then,) = office.listed("assigned_tasks.on_time", "2021-H1")  # the last day of a window is over
    (late_now,) = office.listed("assigned_tasks.on_time")
    assert (open_then["status"], open_then["num"]) == ("overdue", 0)
    assert (late_now["status"], late_now["num"]) == ("late", 0)


def test_a_task_without_a_deadline_is_not_counted(office: Office) -> None:
    office.put("assigned_tasks", {"due": None, "submitted": LAST})
    assert office.parts("assigned_tasks.on_time") == (0, 0)


@pytest.mark.parametrize(
    ("due", "finished", "expected"),
    [
        (datetime(2021, 6, 1, 17), datetime(2021, 5, 31, 23, 59), "early"),
        (datetime(2021, 6, 1, 8), datetime(2021, 6, 1, 16, 59), "on_time"),  # after the minute, on the day
        (datetime(2021, 6, 1, 23, 59), datetime(2021, 6, 2), "late"),
        (datetime(2021, 12, 31, 8), None, "pending"),  # due on the as-of day: that day is not over
        (datetime(2021, 12, 30, 17), None, "overdue"),
        (datetime(2022, 1, 3), datetime(2022, 1, 1), "pending"),
        (datetime(2021, 12, 30), datetime(2022, 1, 1), "overdue"),
        (None, datetime(2021, 6, 1), "none"),
        (None, None, "none"),
    ],
)
def test_a_dossier_has_one_state_by_the_day(
    office: Office, due: datetime | None, finished: datetime | None, expected: str
) -> None:
    office.put("dossiers", dossier(due, finished))
    assert state(office) == expected


def test_a_dossier_without_a_due_date_is_never_silently_on_time(office: Office) -> None:
    office.put("dossiers", dossier(None, datetime(2021, 6, 1)), dossier(datetime(2021, 6, 1), datetime(2021, 5, 30)))
    assert office.parts("dossiers.rate_completed") == (1, 1)
    assert office.parts("dossiers.rate_received") == (1, 2)
    assert office.parts("dossiers.rate_766") == (1, 2)


def test_the_same_dossier_goes_through_its_states_as_the_days_pass(office: Office) -> None:
    office.put("dossiers", dossier(datetime(2021, 6, 10, 17), datetime(2021, 6, 20, 9)))
    seen = [state(office, as_of=date(2021, 6, day)) for day in (9, 10, 11, 19, 20)]
    assert seen == ["pending", "pending", "overdue", "overdue", "late"]


def test_a_dossier_received_in_the_last_minute_of_the_year_is_of_that_year(office: Office) -> None:
    office.put(
        "dossiers", dossier(None, None, datetime(2021, 12, 31, 23, 59, 59)), dossier(None, None, datetime(2022, 1, 1))
    )
    assert office.parts("dossiers.received") == (1, None)
    assert office.parts("dossiers.received", "2021-Q4") == (1, None)
    assert office.parts("dossiers.received", "2021-9M") == (0, None)


def test_a_dossier_received_after_the_as_of_day_is_not_there_yet(office: Office) -> None:
    office.put("dossiers", dossier(None, None, datetime(2021, 7, 1)))
    assert office.parts("dossiers.received", as_of=date(2021, 6, 30)) == (0, None)


def test_received_is_the_sum_of_the_states_and_of_those_without_a_due_date(office: Office) -> None:
    dues = [None, *(datetime(2021, 12, day) for day in (1, 15, 31))]
    ends = [None, *(datetime(2021, 12, day, 9) for day in (1, 15, 30))]
    office.put("dossiers", *(dossier(due, end) for due in dues for end in ends))
    states = sum(
        office.figure(f"dossiers.{name}").numerator for name in ("early", "on_time", "late", "pending", "overdue")
    )
    assert office.figure("dossiers.received").numerator == 16
    assert states == 12


def test_units_outside_the_scope_and_other_sources_and_withdrawn_rows_are_not_counted(office: Office) -> None:
    done = {"due": LAST, "submitted": LAST}
    office.put(
        "assigned_tasks",
        done,
        done | {"unit": "x"},
        done | {"source": "khac"},
        done | {"state": "withdrawn"},
    )
    assert office.keys("assigned_tasks.on_time") == ["k001"]


def test_two_sources_are_never_put_together(office: Office) -> None:
    done = {"due": LAST, "submitted": LAST, "key": "same"}
    office.put("assigned_tasks", done | {"source": "so"}, done | {"source": "khac", "submitted": None})
    assert office.parts("assigned_tasks.on_time", sources={"assigned_tasks": "so"}) == (1, 1)
    assert office.parts("assigned_tasks.on_time", sources={"assigned_tasks": "khac"}) == (0, 1)
    assert office.parts("assigned_tasks.on_time", sources={"assigned_tasks": None}) == (0, 0)


def test_a_source_with_a_quote_in_its_name_is_a_value_not_sql(office: Office) -> None:
    office.put("assigned_tasks", {"due": LAST, "submitted": LAST, "source": "so' OR '1'='1"})
    assert office.parts("assigned_tasks.on_time") == (0, 0)
    assert office.parts("assigned_tasks.on_time", sources={"assigned_tasks": "so' OR '1'='1"}) == (1, 1)


@pytest.mark.parametrize(
    ("as_of", "province_class", "headcount", "deputies_allowed"),
    [
        *((LAST, "II", headcount, allowed) for headcount, allowed in ((7, 1), (8, 2), (14, 2), (15, 3))),
        *((LAST, "III", headcount, allowed) for headcount, allowed in ((7, 1), (8, 2), (14, 2), (15, 3))),
        *((LAST, "I", headcount, allowed) for headcount, allowed in ((8, 1), (9, 2), (14, 2), (15, 3))),
        *((LAST, "special", headcount, allowed) for headcount, allowed in ((9, 1), (10, 2), (14, 2), (15, 3))),
        *((date(2026, 6, 1), "II", headcount, allowed) for headcount, allowed in ((9, 1), (10, 2), (14, 2), (15, 3))),
        (date(2020, 11, 25), "II", 8, 2),
        (date(2025, 6, 30), "II", 8, 2),
        (date(2026, 1, 1), "II", 8, 1),
    ],
)
@pytest.mark.parametrize("kind", ["division", "office"])
def test_the_number_of_deputies_allowed_follows_the_headcount_and_the_decree_of_the_day(
    office: Office, kind: str, as_of: date, province_class: str, headcount: int, deputies_allowed: int
) -> None:
    row = {"unit_kind": kind, "counted": date(2020, 11, 25), "headcount": headcount, "heads": 1}
    office.put(
        "leadership", row | {"deputies": deputies_allowed}, row | {"deputies": deputies_allowed + 1, "unit": "b"}
    )
    within, over = office.listed(
        "leadership.within_limit", str(as_of.year), as_of=as_of, facts={"province_class": province_class}
    )
    assert (within["num"], within["den"], within["allowed"], within["excess"]) == (1, 1, deputies_allowed, 0)
    assert (over["num"], over["den"], over["allowed"], over["excess"]) == (0, 1, deputies_allowed, 1)


@pytest.mark.parametrize(("headcount", "allowed"), [(7, 1), (8, 2), (30, 2)])
def test_an_inspectorate_has_its_own_ladder_until_2025(office: Office, headcount: int, allowed: int) -> None:
    office.put("leadership", {"unit_kind": "inspectorate", "counted": LAST, "headcount": headcount, "deputies": 0})
    (row,) = office.listed("leadership.within_limit")
    assert row["allowed"] == allowed


@pytest.mark.parametrize("as_of", [date(2020, 11, 24), date(2025, 7, 1), date(2025, 12, 31)])
def test_where_no_limit_is_known_a_unit_is_listed_but_not_called_over(office: Office, as_of: date) -> None:
    """ "Not known is not zero": the reference leaves these days open, and a gap must accuse nobody."""
    office.put(
        "leadership", {"unit_kind": "division", "counted": date(2020, 1, 1), "headcount": 9, "heads": 1, "deputies": 5}
    )
    figure = office.figure("leadership.within_limit", str(as_of.year), as_of=as_of)
    assert (figure.numerator, figure.denominator, figure.value) == (0, 0, None)
    (row,) = office.listed("leadership.within_limit", str(as_of.year), as_of=as_of)
    assert (row["allowed"], row["excess"], row["decree"]) == (None, None, None)
    assert office.listed("leadership.within_limit", str(as_of.year), as_of=as_of, costing=True) == []


def test_the_newest_count_of_a_unit_up_to_the_day_is_the_one_that_speaks(office: Office) -> None:
    row = {"unit_kind": "division", "headcount": 9, "heads": 1}
    office.put(
        "leadership",
        row | {"counted": date(2021, 6, 30), "deputies": 2},
        row | {"counted": LAST, "deputies": 3},
    )
    assert office.parts("leadership.within_limit", as_of=date(2021, 12, 30)) == (1, 1)
    assert office.parts("leadership.within_limit") == (0, 1)
    assert office.keys("leadership.within_limit", costing=True) == ["k002"]


def test_a_training_line_is_met_at_its_quota_and_short_below(office: Office) -> None:
    line = {"year": 2021, "quota": 3}
    office.put("training", *(line | {"completed": done} for done in (2, 3, 4)), line | {"year": 2020, "completed": 0})
    assert office.parts("training.completed") == (2, 3)
    assert [row["short"] for row in office.listed("training.completed")] == [1, 0, 0]


def test_a_procedure_abolished_on_the_day_is_out_and_one_in_force_from_the_day_is_in(office: Office) -> None:
    offered = {"online_level": "4", "postal": False}
    office.put(
        "procedures",
        offered | {"code": "A", "valid_to": LAST},
        offered | {"code": "B", "valid_to": date(2022, 1, 1)},
        offered | {"code": "C", "valid_from": LAST},
        offered | {"code": "D", "valid_from": date(2022, 1, 1)},
    )
    assert [row["code"] for row in office.listed("online_services.used")] == ["B", "C"]


def test_two_dossiers_of_one_procedure_use_it_once(office: Office) -> None:
    office.put("procedures", {"code": "P1", "online_level": "3", "postal": True})
    sent = dossier(None, None) | {"channel": "online", "return_channel": "postal"}
    office.put("dossiers", sent, sent)
    assert office.parts("online_services.used") == (1, 1)
    assert office.parts("postal_services.used") == (1, 1)
    assert office.listed("online_services.used")[0]["dossiers_this_way"] == 2


def test_a_procedure_reviewed_twice_is_one_procedure_and_two_reviews(office: Office) -> None:
    office.put("procedures", {"code": "P1", "online_level": "none", "postal": False})
    office.put(
        "procedure_reviews",
        {"procedure": "P1", "reviewed": date(2021, 3, 1), "proposal": True},
        {"procedure": "P1", "reviewed": date(2021, 9, 1), "proposal": None},
    )
    assert office.parts("procedure_reviews.reviewed") == (1, 1)
    assert office.parts("procedure_reviews.with_proposal") == (1, 2)


def test_a_page_of_rows_is_a_part_of_the_same_list(office: Office) -> None:
    office.put("dossiers", *(dossier(None, None) for _ in range(25)))
    measure, scope = MEASURES["dossiers.received"], office.scope()
    pages = [rows(office.connection, measure, scope, limit=10, offset=start) for start in (0, 10, 20, 30)]
    assert [len(page.rows) for page in pages] == [10, 10, 5, 0]
    assert {page.total for page in pages} == {25}
    whole = rows(office.connection, measure, scope)
    assert tuple(row for page in pages for row in page.rows) == whole.rows


def test_rows_that_cost_points_are_the_difference_between_denominator_and_numerator(office: Office) -> None:
    office.put(
        "assigned_tasks",
        *({"due": LAST, "submitted": LAST} for _ in range(86)),
        {"due": date(2021, 6, 1), "submitted": date(2021, 6, 2)},
    )
    figure = office.figure("assigned_tasks.on_time")
    costing = office.listed("assigned_tasks.on_time", costing=True)
    assert figure.denominator is not None
    assert figure.denominator - figure.numerator == len(costing) == 1
    assert str(figure.value) == "98.85"


def test_a_folder_with_accents_signs_and_brackets_is_a_folder(office: Office) -> None:
    odd = office.folder / "Hồ sơ năm 2021 #1 [50%] 'x'"
    odd.mkdir()
    office.folder = odd
    office.put("archive_backlog", {"inventory": LAST, "total": 3, "processed": 1})
    assert office.parts("archive_backlog.processed") == (Fraction(1), Fraction(3))
