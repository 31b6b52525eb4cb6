"""Every set in `criteria_sets/` reads, passes all checks and says what it is."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.criteria.loading import load_bytes
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.rules import rule_in_words
from parindex.scoring.check import check_set
from parindex.scoring.rules import RULES
from parindex.scoring.score import score
from parindex.scoring.values import Count, Ratio

FILES = sorted((Path(__file__).parents[2] / "criteria_sets").glob("*.yaml"))
MODEL = next(path for path in FILES if path.stem == "mau-cap-so-2021")
MEASURES = (
    "plan_items.done",
    "reports.on_time",
    "reports.late",
    "assigned_tasks.on_time",
    "archive_backlog.processed",
    "procedure_reviews.reviewed",
    "procedure_reviews.with_proposal",
    "procedures.decided_in_time",
    "procedures.on_database_in_time",
    "service_766.synced",
    "service_766.on_time",
    "service_766.online_procedures",
    "service_766.online_with_dossiers",
    "service_766.online_with_e_result",
    "service_766.payable_online",
    "service_766.paid_online",
    "service_766.e_result",
    "service_766.digitised",
    "service_766.reused",
    "service_766.personal_store",
    "service_766.population_data",
    "petitions.on_time",
    "petitions.satisfied",
    "dossiers.rate_completed",
    "dossiers.late",
    "dossiers.overdue",
    "leadership.within_limit",
    "training.completed",
    "online_services.used",
    "postal_services.used",
)
# names of the plan's annex that later parts refer to (2022 plan of the Sở LĐTBXH Đồng Tháp)
ANNEX = {
    "1": ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
    "2": ["2.1", "2.2"],
    "3": ["3.1", "3.2", "3.3", "3.4"],
    "4": ["4.1", "4.2", "4.3"],
    "5": ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6"],
    "6": ["6.1", "6.2", "6.3", "6.4"],
    "7": ["7.1", "7.2", "7.3", "7.4", "7.5"],
}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def shipped(request):
    return load_bytes(request.param.read_bytes(), name=request.param.name)


@pytest.fixture
def model():
    return load_bytes(MODEL.read_bytes(), name=MODEL.name)


def test_a_shipped_set_passes_every_check(shipped):
    assert check_set(shipped, measures=MEASURES) == ()


def test_a_shipped_set_has_the_name_of_its_file(shipped):
    assert (MODEL.parent / f"{shipped.id}.yaml").is_file()


def test_a_model_set_says_so_in_its_title(shipped):
    assert shipped.nature == "official" or ("mẫu" in shipped.title and "minh họa" in shipped.title)


def test_every_leaf_names_evidence_and_reads_as_whole_phrases(shipped):
    for _, _, leaf in shipped.leaves():
        assert leaf.evidence, leaf.code
        for text in (*leaf.evidence, *leaf.legal_basis):
            # a comma inside an unquoted YAML list cuts a phrase in two; the second half starts in lower case
            assert text[0].isupper(), f"{leaf.code}: {text}"
            assert text.count("(") == text.count(")"), f"{leaf.code}: {text}"


def test_every_leaf_has_its_rule_in_words(shipped):
    for _, _, leaf in shipped.leaves():
        words = rule_in_words(leaf.rule, leaf.max_points)
        assert words.endswith(".")
        assert "điểm" in words
        assert words[0].isupper()


def test_the_model_set_has_the_annex_of_the_plan(model):
    assert {area.code: [criterion.code for criterion in area.criteria] for area in model.areas} == ANNEX


def test_the_model_set_keeps_the_codes_under_which_the_plan_cites_two_components(model):
    assert model.by_code["3.2.5"].name == "Kết quả giải quyết thủ tục hành chính"
    assert model.by_code["4.1.2"].name.startswith("Thực hiện quy định về cơ cấu số lượng lãnh đạo")


def test_the_model_set_adds_up_to_one_hundred_with_twenty_from_surveys(model):
    assert sum(area.max_points for area in model.areas) == model.scale == 100
    assert sum(leaf.max_points for _, _, leaf in model.leaves() if leaf.scored_by == "survey") == 20


def test_the_model_set_uses_every_shape_that_needs_no_other_unit_and_no_choice(model):
    rare = {"judgement", "choice", "best_of_block"}
    assert {leaf.rule["shape"] for _, _, leaf in model.leaves()} == set(RULES) - rare


def ratio(above, below):
    return Ratio(Fraction(above), Fraction(below))


def test_the_known_facts_of_2021_lose_points(model):
    """Facts of the plan's part II, as values: a late report, a late task, the backlog, leaders, training."""
    facts = {
        "1.2.1": (Count(1), "1.25"),
        "1.6": (ratio(86, 87), "2.97"),
        "1.7.1": (ratio(78, 100), "1.17"),
        "3.2.3": (ratio(1663, 1664), "2"),
        "3.2.5": (Count(1), "1.95"),
        "3.2.4": (Count(0), "1"),
        "3.3.2": (ratio(36, 120), "1.5"),
        "3.3.3": (ratio(4, 36), "1"),
        "4.1.2": (ratio(6, 8), "1"),
        "5.6": (ratio(5, 8), "1.88"),
    }
    scored = score(model, {code: value for code, (value, _) in facts.items()})
    found = {leaf.leaf.code: leaf for leaf in scored.leaves()}
    assert {code: found[code].points for code in facts} == {c: Decimal(points) for c, (_, points) in facts.items()}
    assert explain(found["1.6"]) == "86/87 = 98,85%; 98,85% × 3 điểm = 2,97 điểm, mất 0,03 điểm."


def test_the_province_s_figures_would_lose_more_on_dossiers(model):
    """30 finished late and 12 open overdue in the province's software, 1 and 0 in the department's own book."""
    found = {leaf.leaf.code: leaf.points for leaf in score(model, {"3.2.4": Count(12), "3.2.5": Count(30)}).leaves()}
    assert (found["3.2.4"], found["3.2.5"]) == (Decimal(0), Decimal("0.5"))


def test_a_model_set_without_values_scores_nothing_and_says_what_is_missing(model):
    empty = score(model, {})
    assert (empty.points, empty.index_percent, empty.index_so_far) == (0, 0, None)
    assert len(empty.unscored) == len(list(model.leaves()))
