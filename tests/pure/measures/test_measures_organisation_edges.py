"""Chapters 4 to 7 at the days where a decree begins or ends, at the limits of a quota, a band and a rate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from measure_rows import Office

from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.compute import rows
from parindex.measures.facts import Fact, Step

D = date


def deputies(office: Office, day: date, **row: object) -> tuple[object, object, object]:
    """(allowed, excess, status) of one unit on a scoring day."""
    whole = {"unit_kind": "division", "counted": D(2020, 1, 1), "headcount": 10, "heads": 1, "deputies": 2} | row
    office.put("leadership", whole)
    (found,) = office.listed("leadership.within_limit", as_of=day, facts=row.pop("facts", {}))
    return found["allowed"], found["excess"], found["status"]


@pytest.mark.parametrize(
    ("headcount", "in_2021", "in_2026"), [(7, 1, 1), (8, 2, 1), (9, 2, 1), (10, 2, 2), (14, 2, 2), (15, 3, 3)]
)
def test_a_division_may_have_so_many_deputies(office: Office, headcount: int, in_2021: int, in_2026: int) -> None:
    assert deputies(office, D(2021, 12, 31), headcount=headcount)[0] == in_2021
    assert deputies(office, D(2026, 1, 1), headcount=headcount)[0] == in_2026


@pytest.mark.parametrize(
    ("day", "allowed", "decree"),
    [
        (D(2020, 11, 24), None, None),
        (D(2020, 11, 25), 2, "107/2020"),
        (D(2025, 2, 28), 2, "107/2020"),
        (D(2025, 3, 1), 2, "45/2025"),
        (D(2025, 6, 30), 2, "45/2025"),
        (D(2025, 7, 1), None, None),
        (D(2025, 12, 31), None, None),
        (D(2026, 1, 1), 2, "370/2025"),
    ],
)
def test_the_decree_in_force_on_the_scoring_day_decides(
    office: Office, day: date, allowed: int | None, decree: str | None
) -> None:
    office.put(
        "leadership",
        {"unit_kind": "division", "counted": D(2020, 1, 1), "headcount": 10, "heads": 1, "deputies": 2},
    )
    (found,) = office.listed("leadership.within_limit", as_of=day)
    assert found["allowed"] == allowed
    assert (decree or "") in (found["decree"] or "")
    assert found["den"] == int(allowed is not None)
    assert (found["decree"] is None) == (decree is None)


@pytest.mark.parametrize(("choice", "allowed"), [("45", 2), ("370", 1), ("", None)])
def test_the_second_half_of_2025_is_unknown_until_an_office_says_which_ladder(
    office: Office, choice: str, allowed: int | None
) -> None:
    office.put(
        "leadership", {"unit_kind": "division", "counted": D(2025, 1, 1), "headcount": 8, "heads": 1, "deputies": 2}
    )
    for day in (D(2025, 7, 1), D(2025, 12, 31)):
        (found,) = office.listed("leadership.within_limit", as_of=day, facts={"leadership.ladder_2025": choice})
        assert found["allowed"] == allowed
        assert found["status"] == {2: "met", 1: "unmet", None: "no_limit"}[allowed]
    (after,) = office.listed("leadership.within_limit", as_of=D(2026, 1, 1), facts={"leadership.ladder_2025": choice})
    assert after["allowed"] == 1


@pytest.mark.parametrize(("inner", "in_2021", "in_2026"), [(0, 2, 2), (1, 1, 1), (3, 1, 1), (4, 2, None)])
def test_a_branch_goes_by_its_inner_units(office: Office, inner: int, in_2021: int, in_2026: int | None) -> None:
    assert deputies(office, D(2021, 12, 31), unit_kind="branch", inner_units=inner)[0] == in_2021
    assert deputies(office, D(2026, 12, 31), unit_kind="branch", inner_units=inner)[0] == in_2026


def test_a_unit_too_many_after_a_reorganisation_has_five_years(office: Office) -> None:
    over = {"headcount": 7, "reorganised": D(2025, 7, 1)}
    assert deputies(office, D(2026, 1, 1), **over) == (1, 1, "grace")
    assert office.parts("leadership.within_limit", "2026") == (1, 1)
    assert deputies(office, D(2030, 6, 30), **over)[2] == "grace"
    assert deputies(office, D(2030, 7, 1), **over)[2] == "unmet"
    assert deputies(office, D(2021, 12, 31), headcount=7, reorganised=D(2019, 3, 1))[2] == "unmet"


def test_posts_used_may_equal_what_was_assigned_and_not_one_more(office: Office) -> None:
    count = {"kind": "civil", "year": 2021, "counted": D(2021, 6, 30), "assigned": 7}
    office.put("headcount", count | {"used": 7}, count | {"used": 8, "unit": "b"})
    (good, bad) = office.listed("headcount.within_assigned")
    assert (good["num"], good["excess"], bad["num"], bad["excess"]) == (1, 0, 0, 1)
    assert office.parts("headcount.service_within_assigned") == (0, 0)


def test_the_reduction_is_netted_over_units_and_never_below_nothing(office: Office) -> None:
    def row(unit: str, year: int, assigned: int) -> dict[str, object]:
        counted = D(year, 12, 31)
        return {"unit": unit, "kind": "civil", "year": year, "counted": counted, "assigned": assigned, "used": 1}

    office.put(
        "headcount", row("a", 2015, 10), row("a", 2021, 8), row("b", 2015, 10), row("b", 2021, 11), row("c", 2021, 4)
    )
    assert office.parts("headcount.reduced") == (1, 20)
    office.put("headcount", row("a", 2015, 10), row("a", 2021, 12))
    assert office.parts("headcount.reduced") == (0, 10)


def test_the_base_year_changes_with_2022_and_an_office_may_set_its_own(office: Office) -> None:
    def row(year: int, assigned: int) -> dict[str, object]:
        return {"kind": "civil", "year": year, "counted": D(year, 12, 31), "assigned": assigned, "used": 1}

    office.put("headcount", row(2015, 20), row(2017, 19), row(2021, 18), row(2022, 17))
    assert office.parts("headcount.reduced", "2021") == (2, 20)
    assert office.parts("headcount.reduced", "2022") == (1, 18)
    assert office.parts("headcount.reduced", "2021", facts={"headcount.base_year": "2017"}) == (1, 19)


def test_people_placed_beyond_one_post_do_not_fill_another(office: Office) -> None:
    post = {"counted": D(2021, 12, 31), "approved": D(2020, 7, 24)}
    office.put("job_positions", post | {"places": 2, "placed": 3}, post | {"places": 2, "placed": 1})
    assert office.parts("job_positions.placed") == (3, 4)
    assert len(office.listed("job_positions.placed", costing=True)) == 2


def test_one_condition_unmet_or_one_finding_makes_a_case_faulty(office: Office) -> None:
    good = dict.fromkeys(("planned", "qualification", "politics", "age", "term", "procedure"), "met")
    good |= {"planned": "not_applicable", "decided": D(2021, 5, 4)}
    office.put("appointments", good, good | {"politics": "unmet"}, good | {"violation": "Thiếu bước lấy phiếu"})
    assert office.parts("appointments.compliant") == (1, 3)
    assert office.parts("appointments.violations") == (2, None)
    assert [row["unmet"] for row in office.listed("appointments.compliant")] == [None, "Lý luận chính trị", None]


def test_discipline_is_counted_by_the_day_of_the_decision_and_by_form(office: Office) -> None:
    office.put(
        "staff_discipline",
        {"decided": D(2020, 12, 31), "form": "warning"},
        {"decided": D(2021, 1, 1), "form": "warning"},
        {"decided": D(2021, 12, 31), "form": "dismissal"},
    )
    assert office.parts("staff_discipline.cases") == (2, None)
    counts = {form: office.parts(f"staff_discipline.{form}")[0] for form in ("reprimand", "warning", "dismissal")}
    assert counts == {"reprimand": 0, "warning": 1, "dismissal": 1}


@pytest.mark.parametrize(("evaluated", "good"), [(D(2021, 12, 14), 1), (D(2021, 12, 15), 0), (None, 0)])
def test_a_yearly_evaluation_has_to_come_before_the_fifteenth_of_december(
    office: Office, evaluated: date | None, good: int
) -> None:
    office.put("staff_evaluations", {"ended": D(2021, 12, 31), "evaluated": evaluated})
    assert office.parts("staff_evaluations.on_time") == (good, 1)


def test_from_2026_a_period_without_a_known_deadline_only_has_to_be_evaluated(office: Office) -> None:
    office.put("staff_evaluations", {"ended": D(2026, 1, 31), "evaluated": D(2026, 12, 30)}, {"ended": D(2026, 2, 28)})
    assert office.parts("staff_evaluations.on_time", "2026") == (1, 2)
    assert [row["status"] for row in office.listed("staff_evaluations.on_time", "2026")] == ["no_due", "no_due"]
    assert office.parts("staff_evaluations.on_time", "2026", facts={"staff_evaluations.last_day": "12-14"}) == (1, 2)


def people(ended: date, classes: str, group: str = "civil") -> list[dict[str, object]]:
    names = {"x": "excellent", "t": "good", "h": "completed"}
    return [
        {"ended": ended, "period": "Kỳ", "evaluated": ended, "staff_group": group, "classification": names[one]}
        for one in classes
    ]


@pytest.mark.parametrize(("classes", "kept"), [("xttttt", 1), ("xtttt", 0), ("xxtttttttttt", 1), ("x", 0), ("ttt", 1)])
def test_one_in_five_may_be_excellent(office: Office, classes: str, kept: int) -> None:
    office.put("staff_evaluations", *people(D(2021, 12, 31), classes))
    assert office.parts("staff_evaluations.within_quota") == (kept, 1)


def test_the_quota_is_by_unit_until_2025_and_by_unit_and_group_from_2026(office: Office) -> None:
    for year, parts in ((2025, (1, 1)), (2026, (1, 2))):
        ended = D(year, 12, 31)
        office.put("staff_evaluations", *people(ended, "x", "leader"), *people(ended, "ttttt", "civil"))
        assert office.parts("staff_evaluations.within_quota", str(year)) == parts


@pytest.mark.parametrize(
    ("score", "right"),
    [
        ("90", "excellent"),
        ("89.99", "good"),
        ("70", "good"),
        ("69.99", "completed"),
        ("50", "completed"),
        ("49.99", "failed"),
    ],
)
def test_the_score_gives_the_class_from_2026(office: Office, score: str, right: str) -> None:
    row = {"ended": D(2026, 1, 31), "evaluated": D(2026, 1, 31), "score": Decimal(score)}
    office.put(
        "staff_evaluations", *({**row, "classification": one} for one in ("excellent", "good", "completed", "failed"))
    )
    listed = office.listed("staff_evaluations.consistent", "2026")
    fitting = {one["classification"] for one in listed if one["num"]}
    assert fitting == ({"excellent", "good"} if right == "excellent" else {right})
    assert {one["by_score"] for one in listed} == {right}


def test_scores_of_2025_are_not_judged_by_the_decree_of_2026(office: Office) -> None:
    row = {"evaluated": D(2025, 12, 10), "score": Decimal(95), "classification": "failed"}
    office.put("staff_evaluations", row | {"ended": D(2025, 12, 31)})
    assert office.listed("staff_evaluations.consistent", "2025") == []
    office.put("staff_evaluations", row | {"ended": D(2026, 1, 1)})
    assert office.parts("staff_evaluations.consistent", "2026") == (0, 1)


def test_the_weakest_line_of_the_training_plan_is_not_the_mean(office: Office) -> None:
    lines = ((10, 10), (10, 12), (3, 2), (4, 1))
    office.put("training", *({"year": 2021, "quota": quota, "completed": done} for quota, done in lines))
    assert office.figure("training.lowest_line").value == Decimal("25.00")
    assert office.parts("training.people") == (23, 27)
    assert office.parts("training.completed") == (2, 4)
    assert len(office.listed("training.lowest_line", costing=True)) == 2


def test_the_report_of_a_budget_year_is_due_in_the_next(office: Office) -> None:
    office.put(
        "budget_autonomy", {"year": 2020, "reported": D(2021, 1, 31)}, {"year": 2021, "reported": D(2021, 12, 31)}
    )
    assert office.parts("budget_autonomy.reported", "2021") == (1, 1)
    assert office.parts("budget_autonomy.reported", "2021", facts={"budget_autonomy.report_day": "01-30"}) == (0, 1)
    assert office.keys("budget_autonomy.reported", "2022") == ["k002"]


def test_added_income_may_reach_the_salary_fund_and_not_pass_it(office: Office) -> None:
    row = {"year": 2021, "salary_fund": Decimal(100)}
    office.put("budget_autonomy", row | {"added_income": Decimal(100)}, row | {"added_income": Decimal("100.5")})
    listed = office.listed("budget_autonomy.added_income")
    assert [one["over_limit"] for one in listed] == [False, True]
    assert office.parts("budget_autonomy.added_income") == (Fraction("200.5"), 200)
    assert MEASURES["budget_autonomy.added_income"].may_exceed


@pytest.mark.parametrize(
    ("revenue", "invests", "group"),
    [("9.9", None, "4"), ("10", None, "3"), ("99.9", None, "3"), ("100", False, "2"), ("100", True, "1")],
)
def test_the_rate_gives_the_group_of_a_service_unit(
    office: Office, revenue: str, invests: bool | None, group: str
) -> None:
    row = {"year": 2021, "revenue": Decimal(revenue), "expense": Decimal(100), "invests": invests}
    office.put("service_units_autonomy", *({**row, "granted_group": one} for one in "1234"))
    fitting = [one["granted_group"] for one in office.listed("service_units_autonomy.group_consistent") if one["num"]]
    assert fitting == [group]


def test_before_the_decree_of_2021_no_group_is_judged(office: Office) -> None:
    office.put(
        "service_units_autonomy",
        {"year": 2021, "revenue": Decimal(5), "expense": Decimal(100), "granted_group": "3", "surplus": Decimal(10)},
    )
    for code in ("service_units_autonomy.group_consistent", "service_units_autonomy.fund_set_aside"):
        assert office.parts(code, as_of=D(2021, 8, 14)) == (0, 0)
        assert office.parts(code, as_of=D(2021, 8, 15)) == (0, 1)


def test_secret_documents_are_left_out_and_both_signatures_are_needed(office: Office) -> None:
    sent = {"direction": "out", "issued": D(2021, 3, 18), "sent": D(2021, 3, 18), "form": "electronic"}
    both = {"signed_by_person": True, "signed_by_agency": True}
    office.put(
        "e_documents", sent | both, sent | both | {"secret": True}, sent | both | {"signed_by_person": False}, sent
    )
    assert office.parts("e_documents.signed") == (1, 3)
    assert office.parts("e_documents.signed_by_agency") == (2, 3)
    assert office.parts("e_documents.signed_by_person") == (1, 3)


def test_each_item_of_the_portal_is_judged_by_the_decree_of_its_own_day(office: Office) -> None:
    delays = FACTS["portal_content.delay.legal_documents"]
    steps = (
        *(step for step in delays.steps if step.valid_from < D(2022, 8, 15)),
        Step(value="4", valid_from=D(2022, 8, 15), source="thử"),
    )
    facts = FACTS | {delays.name: Fact(name=delays.name, title=delays.title, steps=steps)}
    item = {"category": "legal_documents", "required": True}
    # Friday 12/8/2022 is under the old decree, Monday 15/8/2022 under the new; both came four working days later.
    office.put(
        "portal_content",
        item | {"arose": D(2022, 8, 12), "published": D(2022, 8, 18)},
        item | {"arose": D(2022, 8, 15), "published": D(2022, 8, 19)},
    )
    scope = office.scope("2022")

    listed = rows(office.connection, MEASURES["portal_content.on_time"], replace(scope, facts=facts))
    found = [dict(zip(listed.columns, row, strict=True)) for row in listed.rows]
    assert [(one["allowed"], one["due"], one["num"]) for one in found] == [
        (2, D(2022, 8, 16), 0),
        (4, D(2022, 8, 19), 1),
    ]
    assert "43/2011" in found[0]["rule"]


def test_news_of_a_saturday_is_in_time_on_monday(office: Office) -> None:
    news = {"category": "news", "required": True, "arose": D(2021, 3, 20)}
    office.put("portal_content", news | {"published": D(2021, 3, 22)}, news | {"published": D(2021, 3, 23)}, news)
    assert office.parts("portal_content.on_time") == (1, 3)
    assert office.parts("portal_content.late") == (2, None)
    assert office.parts("portal_content.late", facts={"portal_content.delay.news": ""}) == (0, None)


def test_a_process_follows_its_procedure_within_the_days_that_the_office_set(office: Office) -> None:
    changed = {"code": "Q", "changed": D(2021, 3, 19), "issued": D(2021, 3, 24)}
    office.put("iso_processes", changed)
    assert office.parts("iso_processes.updated") == (0, 0)
    assert office.parts("iso_processes.updated", facts={"iso_processes.update_days": "3"}) == (1, 1)
    assert office.parts("iso_processes.updated", facts={"iso_processes.update_days": "2"}) == (0, 1)


def test_a_process_counts_from_its_newest_version_until_it_is_withdrawn(office: Office) -> None:
    office.put("procedures", {"code": "P1"}, {"code": "P2"})
    version = {"code": "Q1", "procedure": "P1", "issued": D(2020, 1, 6), "announced": D(2020, 2, 3)}
    office.put("iso_processes", version | {"version": "01"}, version | {"version": "02", "issued": D(2021, 5, 4)})
    assert office.parts("iso_processes.covered") == (1, 2)
    assert office.parts("iso_processes.announced") == (0, 1)
    office.put("iso_processes", version | {"withdrawn": D(2021, 12, 31)})
    assert office.parts("iso_processes.covered") == (0, 2)
    assert office.parts("iso_processes.covered", as_of=D(2021, 12, 30)) == (1, 2)


def test_one_internal_audit_a_year_is_seen_and_actions_are_closed_in_time(office: Office) -> None:
    due = D(2021, 6, 30)
    office.put(
        "iso_audits",
        {"kind": "audit", "due": due, "done": D(2021, 7, 2)},
        {"kind": "action", "due": due, "done": due},
        {"kind": "action", "due": due, "done": D(2021, 7, 1)},
        {"kind": "action", "due": due},
    )
    assert office.parts("iso_audits.internal_audits") == (1, None)
    assert office.parts("iso_audits.internal_audits", "2021-H1") == (0, None)
    assert office.parts("iso_audits.planned_done") == (1, 1)
    assert office.parts("iso_audits.corrected") == (1, 3)


def test_the_answer_in_the_middle_is_not_satisfied_and_a_blank_is_no_answer(office: Office) -> None:
    office.put("survey_answers", *({"level": level, "answered": D(2021, 10, 18)} for level in (1, 3, 4, 5, None)))
    assert office.parts("survey_answers.satisfied") == (2, 4)
    assert office.parts("survey_answers.satisfied", facts={"survey_answers.satisfied_from": "5"}) == (1, 4)
    assert "SIPAS" in MEASURES["survey_answers.satisfied"].title


def test_what_is_from_memory_says_so() -> None:
    from_memory = {
        "headcount.base_year", "staff_evaluations.last_day", "budget_autonomy.report_day", "service_units_autonomy.full_from",
        "service_units_autonomy.development_fund_1", "portal_content.delay.news", "survey_answers.satisfied_from",
    }  # fmt: skip
    for name in from_memory:
        assert not any(step.confirmed for step in FACTS[name].steps), name
    assert [step.confirmed for step in FACTS["staff_evaluations.excellent_quota"].steps] == [False, True]
