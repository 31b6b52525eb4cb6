"""Every set in `criteria_sets/` reads, passes all checks and says what it is."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.criteria.loading import load_bytes
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.rules import rule_in_words
from parindex.measures.catalogue import MEASURES
from parindex.scoring.check import check_set
from parindex.scoring.rules import RULES
from parindex.scoring.score import score
from parindex.scoring.values import Count, Ratio, parse_value

FILES = sorted((Path(__file__).parents[2] / "criteria_sets").glob("*.yaml"))
MODEL = next(path for path in FILES if path.stem == "mau-cap-so-2021")
OFFICE_2026 = {"1": "14", "2": "9", "3": "22", "4": "10", "5": "12", "6": "8", "7": "17", "8": "8"}
COMMUNE_2026 = {"1": "13", "2": "7", "3": "30", "4": "9", "5": "12", "6": "9", "7": "20"}
# words of an organisation that ended on 30/6/2025, and of online services before 15/8/2022
PAST_WORDS = re.compile(r"mức độ [234]|huyện|\bquận\b|thị trấn|thị xã|lao động – thương binh", re.IGNORECASE)
PAST_LAW = re.compile(
    r"61/2018/NĐ-CP|107/2021/NĐ-CP|43/2011/NĐ-CP|24/2014/NĐ-CP|107/2020/NĐ-CP|45/2025/NĐ-CP|90/2020/NĐ-CP|01/2011/QH13|năm 2015"
)
# what a measure's leaf must cite in 2026, by the beginning of the measure's name
CITED_2026 = {
    "service_766.": ("766/QĐ-TTg",),
    "petitions.": ("766/QĐ-TTg", "20/2008/NĐ-CP"),
    "dossiers.": ("118/2025/NĐ-CP",),
    "portal_content.": ("42/2022/NĐ-CP",),
    "leadership.": ("150/2025/NĐ-CP", "370/2025/NĐ-CP"),
    "staff_evaluations.": ("335/2025/NĐ-CP",),
}
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
    rare = {"judgement", "choice", "best_of_block", "each"}
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


def best(rule, max_points):
    """The value that earns everything under a rule, in its JSON shape."""
    match rule["shape"]:
        case "levels":
            return {"level": max(rule["levels"], key=lambda level: Decimal(level["points"]))["key"]}
        case "all_of":
            return {"met": [True] * len(rule["conditions"])}
        case "sum_of":
            return {"met": [True] * len(rule["items"])}
        case "bands" if rule.get("of") == "count":
            return {"count": max(int(band.get("from", "0")) for band in rule["bands"])}
        case "states":
            return {"counts": {max(rule["weights"], key=lambda state: Decimal(rule["weights"][state])): 1}}
        case "deduction":
            return {"counts": {}}
        case "choice":
            return {"choice": rule["options"][-1]["key"], "value": best(rule["options"][-1]["rule"], max_points)}
        case "best_of_block":
            return {"amount": "7", "best": "7"}
        case "judgement":
            return {"points": str(max_points)}
        case _:  # bands on percent, proportional, survey
            return {"percent": "100"}


def test_a_unit_that_does_everything_right_gets_every_point(shipped):
    values = {leaf.code: parse_value(best(leaf.rule, leaf.max_points)) for _, _, leaf in shipped.leaves()}
    scored = score(shipped, values)
    assert [(leaf.leaf.code, leaf.lost) for leaf in scored.leaves() if leaf.lost] == []
    assert (scored.points, scored.index_percent) == (shipped.scale, 100)


def test_a_count_feeds_a_rule_on_counts_and_a_rate_feeds_a_rule_on_rates(shipped):
    for _, _, leaf in shipped.leaves():
        if leaf.measure is not None:
            on_counts = leaf.rule["shape"] == "deduction" or leaf.rule.get("of") == "count"
            assert MEASURES[leaf.measure].is_count == on_counts, leaf.code


def read(name):
    path = MODEL.with_name(f"{name}.yaml")
    return load_bytes(path.read_bytes(), name=path.name)


@pytest.fixture
def office():
    return read("mau-cap-so-2026")


@pytest.fixture
def commune():
    return read("mau-cap-xa-2026")


@pytest.fixture(params=["mau-cap-so-2026", "mau-cap-xa-2026"])
def of_2026(request):
    return read(request.param)


def size(criteria_set):
    """Areas, criteria, leaves, and leaves that stand under a criterion with components."""
    criteria = [criterion for area in criteria_set.areas for criterion in area.criteria]
    leaves = sum(len(criterion.leaves) for criterion in criteria)
    return len(criteria_set.areas), len(criteria), leaves, sum(len(criterion.components) for criterion in criteria)


def from_surveys(criteria_set):
    return sum(leaf.max_points for _, _, leaf in criteria_set.leaves() if leaf.scored_by == "survey")


def text_of(leaf):
    return " ".join((leaf.name, *leaf.evidence, *leaf.legal_basis, rule_in_words(leaf.rule, leaf.max_points)))


def test_the_sets_of_2026_say_what_they_are(office, commune):
    for criteria_set, block, level in ((office, "so", "cấp sở"), (commune, "xa", "cấp xã")):
        assert (criteria_set.nature, criteria_set.decision, criteria_set.year) == ("model", None, 2026)
        assert criteria_set.block == block
        assert criteria_set.title.endswith("(mẫu, minh họa)")
        assert level in criteria_set.title


def test_the_office_of_2026_has_eight_areas_that_add_up_to_one_hundred(office):
    assert {area.code: area.max_points for area in office.areas} == {c: Decimal(p) for c, p in OFFICE_2026.items()}
    assert sum(area.max_points for area in office.areas) == office.scale == 100
    assert size(office) == (8, 39, 74, 57)
    assert from_surveys(office) == Decimal("26.5")


def test_the_commune_of_2026_has_seven_areas_that_add_up_to_one_hundred(commune):
    assert {area.code: area.max_points for area in commune.areas} == {c: Decimal(p) for c, p in COMMUNE_2026.items()}
    assert sum(area.max_points for area in commune.areas) == commune.scale == 100
    assert size(commune) == (7, 33, 50, 29)
    assert from_surveys(commune) == Decimal("25.5")


def test_a_set_of_2026_uses_every_shape_and_has_leaves_at_two_depths(of_2026):
    assert {leaf.rule["shape"] for _, _, leaf in of_2026.leaves()} == set(RULES) - {"each"}  # of bonus lines
    assert {code.count(".") for code in of_2026.by_code} == {1, 2}


def test_a_set_of_2026_has_no_word_and_no_decree_of_the_past(of_2026):
    text = MODEL.with_name(f"{of_2026.id}.yaml").read_text(encoding="utf-8")
    assert PAST_WORDS.findall(text) == []
    assert PAST_LAW.findall(text) == []
    assert "toàn trình" in text
    assert "một phần" in text


def test_every_leaf_of_2026_cites_something_and_a_measure_its_own_decree(of_2026):
    for _, _, leaf in of_2026.leaves():
        assert leaf.legal_basis, leaf.code
        for start, numbers in CITED_2026.items():
            if leaf.measure is not None and leaf.measure.startswith(start):
                for number in numbers:
                    assert number in " ".join(leaf.legal_basis), f"{leaf.code}: {number}"


def test_both_sets_of_2026_cover_the_groups_of_decision_766(office, commune):
    for criteria_set in (office, commune):
        cited = " ".join(
            text for _, _, leaf in criteria_set.leaves() for text in leaf.legal_basis if "766/QĐ-TTg" in text
        )
        for group in ("công khai", "tiến độ", "số hóa", "dịch vụ trực tuyến", "thanh toán trực tuyến", "hài lòng"):
            assert group in cited, f"{criteria_set.id}: {group}"


def test_the_commune_of_2026_has_its_centre_and_the_duties_of_a_commune(commune):
    assert commune.by_code["3.1"].name == "Công khai TTHC tại Trung tâm Phục vụ hành chính công cấp xã"
    duties = [leaf.name.partition(":")[0] for code, leaf in commune.by_code.items() if code.startswith("3.4.")]
    assert duties == ["Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội"]
    assert any("đặc khu" in text_of(leaf) for _, _, leaf in commune.leaves())


def test_the_excluded_criteria_of_2026_leave_the_base(office, commune):
    for criteria_set, unit, base in ((office, "thanh-tra-tinh", "65.5"), (commune, "dac-khu-vi-du", "99")):
        values = {leaf.code: parse_value(best(leaf.rule, leaf.max_points)) for _, _, leaf in criteria_set.leaves()}
        scored = score(criteria_set, values, unit=unit)
        assert (scored.max_points, scored.points, scored.index_percent) == (Decimal(base), Decimal(base), 100)
