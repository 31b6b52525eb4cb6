"""`measures`: the known facts of 2021 come out of the rows, and each figure lists the rows it counted."""

import pytest
from cli_process import run_parindex

PLACE = ("--unit", "so-ldtbxh", "--period", "2021")
KEYS = {"code", "numerator", "denominator", "value", "policy", "grade"}
NAMED = {
    "reports.on_time", "assigned_tasks.on_time", "archive_backlog.processed", "leadership.within_limit", "training.completed",
    "online_services.used", "postal_services.used", "procedure_reviews.reviewed", "procedure_reviews.with_proposal",
    "dossiers.received", "dossiers.early", "dossiers.on_time", "dossiers.late", "dossiers.pending", "dossiers.overdue",
    "dossiers.rate_completed", "dossiers.rate_received", "dossiers.rate_766", "dossiers.rate_online",
}  # fmt: skip


@pytest.fixture(scope="module")
def computed(demo):
    return run_parindex("measures", "compute", *PLACE, "--json", workspace=demo).data


@pytest.fixture(scope="module")
def figures(computed):
    return {one["code"]: one for one in computed["measures"]}


def test_every_measure_of_the_contract_is_listed(parindex):
    assert {one["code"] for one in parindex("measures", "list", "--json").data["measures"]} >= NAMED


def test_the_catalogue_says_targets_and_dated_facts_with_their_sources(parindex):
    listed = {one["code"]: one for one in parindex("measures", "list", "--json").data["measures"]}
    facts = {fact["name"]: fact for fact in listed["leadership.within_limit"]["facts"]}
    assert set(facts["province_class"]) == {"name", "title", "unit", "steps"}
    assert set(facts["province_class"]["steps"][0]) == {"value", "valid_from", "source", "confirmed"}
    assert all(one["target"] is None or one["target"]["steps"] for one in listed.values())


def test_every_figure_has_the_keys_of_the_contract(computed, figures):
    assert isinstance(computed["snapshot"], int)
    assert set(figures) >= NAMED
    assert {figures[code]["grade"] for code in NAMED} == {"computed"}
    for one in figures.values():
        assert set(one) >= KEYS
        assert isinstance(one["policy"], str)
        assert one["policy"]
        assert one["grade"] in {"computed", None}
        assert (one["grade"] is None) == (one["numerator"] is None)
        if one["value"] is not None:
            assert len(one["value"].partition(".")[2]) == 2


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "value"),
    [
        ("reports.on_time", 8, 9, "88.89"),
        ("assigned_tasks.on_time", 86, 87, "98.85"),
        ("archive_backlog.processed", 195, 250, "78.00"),
        ("dossiers.received", 1670, None, None),
        ("dossiers.late", 1, None, None),
        ("dossiers.pending", 6, None, None),
        ("dossiers.overdue", 0, None, None),
    ],
)
def test_the_facts_of_2021(figures, code, numerator, denominator, value):
    one = figures[code]
    assert (one["numerator"], one["denominator"], one["value"]) == (numerator, denominator, value)


def test_early_and_on_the_due_day_are_the_other_1663(figures):
    assert figures["dossiers.early"]["numerator"] + figures["dossiers.on_time"]["numerator"] == 1663


def test_the_other_source_says_thirty_late_and_twelve_overdue(parindex, demo):
    ran = parindex("measures", "compute", *PLACE, "--source", "mot_cua_dien_tu", "--json", workspace=demo)
    found = {one["code"]: one["numerator"] for one in ran.data["measures"]}
    assert (found["dossiers.late"], found["dossiers.overdue"]) == (30, 12)


def test_an_office_without_rows_has_no_figures_rather_than_zeros(parindex, office):
    for one in parindex("measures", "compute", *PLACE, "--json", workspace=office).data["measures"]:
        assert (one["numerator"], one["denominator"], one["value"], one["grade"]) == (None, None, None, None)


def test_a_quarter_before_its_reports_has_nothing_to_divide(parindex, office, files):
    landed = parindex("records", "import", "reports", files / "reports-2021.csv", "--source", "so", workspace=office)
    assert landed.code == 0
    asked = ("measures", "compute", "--unit", "so-ldtbxh", "--period", "2020", "--json")
    one = next(one for one in parindex(*asked, workspace=office).data["measures"] if one["code"] == "reports.on_time")
    assert (one["numerator"], one["denominator"], one["value"]) == (0, 0, None)


def test_as_of_an_earlier_day_fewer_reports_are_due(parindex, demo):
    ran = parindex("measures", "compute", *PLACE, "--as-of", "30/06/2021", "--json", workspace=demo)
    assert ran.data["as_of"] == "2021-06-30"
    assert next(one for one in ran.data["measures"] if one["code"] == "reports.on_time")["denominator"] == 4


@pytest.mark.parametrize("code", ["assigned_tasks.on_time", "dossiers.late", "leadership.within_limit"])
def test_the_rows_behind_a_figure_add_up_to_it(parindex, demo, figures, code):
    rows = parindex("measures", "rows", code, *PLACE, "--json", workspace=demo).data["rows"]
    assert sum(int(row["num"]) for row in rows) == figures[code]["numerator"]
    if figures[code]["denominator"] is not None:
        assert sum(int(row["den"]) for row in rows) == figures[code]["denominator"]


def test_the_one_late_task_is_found_by_name(parindex, demo):
    ran = parindex("measures", "rows", "assigned_tasks.on_time", "--costing", *PLACE, "--json", workspace=demo)
    (late,) = ran.data["rows"]
    assert late["unit"] == "ld-vl-bh"


def test_the_text_of_the_rows_has_titles_names_and_vietnamese_dates(parindex, demo):
    text = parindex("measures", "rows", "assigned_tasks.on_time", "--costing", *PLACE, workspace=demo).out
    for words in ("Trễ hạn", "06/09/2021", "Phòng Lao động – Việc làm – Bảo hiểm"):
        assert words in text
    for code in ("late", "2021-09-06", "ld-vl-bh"):
        assert code not in text


def test_rows_that_are_groups_and_no_row_of_a_register_are_shown_too(parindex, demo):
    ran = parindex("measures", "rows", "staff_evaluations.within_quota", *PLACE, workspace=demo)
    assert ran.code == 0
    assert "Mức cho phép" in ran.out


def test_a_division_has_its_own_figure(parindex, demo):
    ran = parindex("measures", "compute", "--unit", "ld-vl-bh", "--period", "2021", "--json", workspace=demo)
    one = next(one for one in ran.data["measures"] if one["code"] == "assigned_tasks.on_time")
    assert one["numerator"] == one["denominator"] - 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("compute", "--unit", "don-vi-la", "--period", "2021"), "don-vi-la"),
        (("compute", "--unit", "so-ldtbxh", "--period", "2021-13"), "2021-13"),
        (("compute", "--unit", "so-ldtbxh", "--period", "năm nay"), "năm nay"),
        (("compute", *PLACE, "--as-of", "31/02/2021"), "31/02/2021"),
        (("compute", *PLACE, "--source", "nguồn lạ"), "nguồn lạ"),
        (("compute", *PLACE, "--snapshot", "999"), "999"),
        (("compute", *PLACE, "--engine", "spark"), "spark"),
        (("compute", "--period", "2021"), "--unit"),
        (("rows", "reports.lạ", *PLACE), "reports.on_time"),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, tuple) else "",
)
def test_a_question_that_cannot_be_answered_is_refused(parindex, demo, arguments, word):
    assert word in parindex("measures", *arguments, "--json", workspace=demo).refused()
