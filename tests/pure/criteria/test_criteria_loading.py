"""Reading a criteria set: what is accepted, and what is reported with place, line and how to mend it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from parindex.criteria.loading import load, load_bytes
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import Problem, SetFault
from parindex.errors import InputFault

GOOD = """\
id: bo-thu
title: Bộ thử
nature: model
decision: null
year: 2021
block: so
scale: "10"
rounding: {points: 2, index: 2}
ladder:
  - {name: Tốt, from: "80", inclusive: true}
  - {name: Chưa tốt, from: "0", inclusive: true}
exclusions:
  - {units: [thanh-tra], codes: ["1.1", "2"]}
areas:
  - code: "1"
    name: Chỉ đạo
    criteria:
      - code: "1.1"
        name: Kế hoạch
        components:
          - code: "1.1.1"
            name: Ban hành
            max_points: "2.5"
            scored_by: unit
            rule: {shape: levels, levels: [{key: a, text: có, points: "2.5"}, {key: b, text: không, points: "0"}]}
            evidence: [Kế hoạch đã ký]
          - code: "1.1.2"
            name: Thực hiện
            max_points: "2.5"
            scored_by: appraiser
            measure: plan_items.done
            when_empty: zero
            rule: {shape: proportional}
  - code: "2"
    name: Hài lòng
    criteria:
      - code: "2.1"
        name: Điều tra
        max_points: "5"
        scored_by: survey
        rule: {shape: survey}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(SetFault) as caught:
        load(text, name="bo-thu.yaml")
    return caught.value.problems


@pytest.fixture
def good() -> CriteriaSet:
    return load(GOOD, name="bo-thu.yaml")


def change(*pairs: tuple[str, str]) -> str:
    text = GOOD
    for old, new in pairs:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def test_a_good_set_is_read_as_a_frozen_tree(good):
    assert [leaf.code for _, _, leaf in good.leaves()] == ["1.1.1", "1.1.2", "2.1"]
    assert [area.max_points for area in good.areas] == [5, 5]
    assert good.areas[0].criteria[0].max_points == Decimal(5)
    assert good.areas[1].criteria[0].leaf is good.by_code["2.1"]
    assert good.areas[0].criteria[0].leaf is None
    with pytest.raises(ValueError, match="frozen"):
        good.title = "khác"


def test_leaves_come_with_the_area_and_criterion_they_stand_under(good):
    assert [(area.code, criterion.code, leaf.code) for area, criterion, leaf in good.leaves()] == [
        ("1", "1.1", "1.1.1"),
        ("1", "1.1", "1.1.2"),
        ("2", "2.1", "2.1"),
    ]


def test_points_are_decimals_and_defaults_are_the_documented_ones(good):
    leaf = good.by_code["1.1.1"]
    assert isinstance(leaf.max_points, Decimal)
    assert (leaf.measure, leaf.when_empty, leaf.legal_basis) == (None, None, ())
    assert (good.ties, good.bonus) == ("shared", None)


def test_the_digest_depends_on_the_words_and_not_on_the_system_that_saved_them(good):
    assert len(good.digest) == 64
    assert load_bytes(GOOD.encode(), name="x").digest == good.digest
    assert load_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), name="x").digest == good.digest
    assert load(GOOD.replace("Bộ thử", "Bộ thử 2"), name="x").digest != good.digest


def test_lines_of_leaves_and_of_what_is_inside_them_are_known(good):
    assert good.line_of("1.1.2") == 27
    assert good.line_of("1.1.2", ("rule", "floor")) == 33
    assert good.line_of("2.1", ("max_points",)) == 39
    assert good.line_of("9.9") is None


def test_an_official_set_carries_its_decision():
    decision = "{number: 1602/QĐ-UBND-HC, date: 2021-10-21, issuer: UBND tỉnh Đồng Tháp}"
    official = load(
        change(("decision: null", f"decision: {decision}"), ("nature: model", "nature: official")), name="x"
    )
    assert official.decision is not None
    assert official.decision.date == date(2021, 10, 21)


def test_a_date_may_be_written_the_vietnamese_way():
    text = change(("decision: null", "decision: {number: 1/QĐ-UBND, date: 21/10/2021, issuer: UBND tỉnh}"))
    assert load(text, name="x").decision.date == date(2021, 10, 21)


def test_codes_that_differ_only_in_a_trailing_zero_are_two_codes():
    text = change(
        ('code: "1.1.1"', 'code: "1.1"'), ('code: "1.1.2"', 'code: "1.10"'), ('code: "1.1"\n', 'code: "1.9"\n')
    )
    codes = [leaf.code for _, _, leaf in load(text.replace('["1.1", "2"]', '["1.9"]'), name="x").leaves()]
    assert codes == ["1.1", "1.10", "2.1"]


CASES: list[tuple[str, list[tuple[str, str]], str, str, int, str]] = [
    ("số không nháy", [('max_points: "5"', "max_points: 5")], "unquoted", "Tiêu chí 2.1, max_points", 39, '"5"'),
    ("số lẻ không nháy", [('max_points: "5"', "max_points: 5.10")], "unquoted", "Tiêu chí 2.1, max_points", 39, "1.10"),
    ("mã không nháy", [('code: "2.1"', "code: 2.10")], "unquoted", "Tiêu chí 2.10, code", 37, '"2.10"'),
    (
        "dấu phẩy thập phân",
        [('"2.5"', '"2,5"')],
        "not_a_number",
        "Tiêu chí thành phần 1.1.1, max_points",
        23,
        "dấu chấm",
    ),
    (
        "trường lạ",
        [("evidence:", "evidences:")],
        "unknown_field",
        "Tiêu chí thành phần 1.1.1, evidences",
        26,
        "chính tả",
    ),
    ("thiếu trường", [('max_points: "5"\n        ', "")], "missing", "Tiêu chí 2.1, max_points", 37, "Thiếu"),
    (
        "giá trị lạ",
        [("scored_by: survey", "scored_by: people")],
        "not_allowed",
        "Tiêu chí 2.1, scored_by",
        40,
        "appraiser",
    ),
    (
        "kiểu danh sách",
        [("[Kế hoạch đã ký]", "Kế hoạch")],
        "wrong_type",
        "Tiêu chí thành phần 1.1.1, evidence",
        26,
        "Cần một danh sách",
    ),
    ("quy tắc không hình dạng", [("{shape: survey}", "{weight: cao}")], "no_shape", "Tiêu chí 2.1, rule", 41, "shape"),
    ("quy tắc là chữ", [("{shape: survey}", "survey")], "wrong_type", "Tiêu chí 2.1, rule", 41, "khối"),
    (
        "điểm bằng 0",
        [('max_points: "5"', 'max_points: "0"')],
        "out_of_range",
        "Tiêu chí 2.1, max_points",
        39,
        "lớn hơn 0",
    ),
    ("tên trống", [("name: Điều tra", 'name: " "')], "blank", "Tiêu chí 2.1, name", 38, "trống"),
    ("mã có dấu", [('code: "2.1"', 'code: "mục 1"')], "bad_code", "Tiêu chí mục 1, code", 37, "không dấu"),
    ("năm sai", [("year: 2021", "year: 21")], "out_of_range", "year", 5, "1990"),
    (
        "ngày sai",
        [("decision: null", "decision: {number: a, date: mai, issuer: b}")],
        "not_a_day",
        "decision.date",
        4,
        "2021",
    ),
    ("id có dấu", [("id: bo-thu", "id: bộ thử")], "wrong_type", "id", 1, "không dấu"),
    ("thang đảo ngược", [('from: "80"', 'from: "0"')], "ladder_order", "ladder", 9, "cao xuống thấp"),
    ("thang trùng tên", [("name: Chưa tốt", "name: Tốt")], "ladder_names", "ladder", 9, "trùng tên"),
    (
        "cờ có nháy",
        [("inclusive: true", 'inclusive: "true"')],
        "wrong_type",
        "ladder[1].inclusive",
        10,
        "true hoặc false",
    ),
    ("loại trừ mã lạ", [('"1.1", "2"', '"1.1", "7"')], "unknown_code", "exclusions[1].codes[2]", 13, "không có mã 7"),
    (
        "chính thức không quyết định",
        [("nature: model", "nature: official")],
        "decision_missing",
        "decision",
        4,
        "quyết định",
    ),
    (
        "danh sách lĩnh vực trống",
        [(GOOD[GOOD.index("areas:") :], "areas: []\n")],
        "too_few",
        "areas",
        14,
        "ít nhất một",
    ),
]


@pytest.mark.parametrize(
    ("pairs", "code", "where", "line", "says"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_mistake_is_reported_with_code_place_line_and_remedy(pairs, code, where, line, says):
    found = [problem for problem in problems(change(*pairs)) if problem.code == code]
    assert [(problem.where, problem.line) for problem in found] == [(where, line)]
    assert says in found[0].message


def test_points_that_do_not_add_up_are_told_by_area():
    (problem,) = problems(change(('max_points: "5"', 'max_points: "4"')))
    assert (problem.code, problem.where, problem.line) == ("points_do_not_add_up", "scale", 7)
    assert problem.message == ("Tổng điểm tối đa các tiêu chí là 9, khác thang điểm 10 (Lĩnh vực 1: 5; Lĩnh vực 2: 4).")


def test_the_same_code_twice_is_reported_where_it_comes_again():
    found = problems(change(('code: "1.1.2"', 'code: "1.1.1"')))
    assert [(p.code, p.where, p.line) for p in found] == [("duplicate_code", "Tiêu chí thành phần 1.1.1", 27)]
    assert "dòng 21" in found[0].message


def test_a_criterion_with_components_and_a_rule_is_reported_once():
    text = change(
        ("        components:", '        max_points: "5"\n        rule: {shape: survey}\n        components:')
    )
    found = problems(text)
    assert [(p.code, p.where, p.line) for p in found] == [("components_and_rule", "Tiêu chí 1.1", 20)]
    assert "max_points, rule" in found[0].message


def test_an_empty_list_of_components_is_reported():
    text = change(('        max_points: "5"', "        components: []"))
    assert "no_components" in [problem.code for problem in problems(text)]


def test_all_problems_come_at_once_in_the_order_of_the_file():
    text = change(
        ("year: 2021", "year: 21"), ('code: "1.1.2"', 'code: "1.1.1"'), ("scored_by: survey", "scored_by: x"),
        ('scale: "10"', 'scale: "11"'), ("evidence:", "evidenz:"),
    )  # fmt: skip
    found = problems(text)
    assert [problem.code for problem in found] == [
        "out_of_range", "points_do_not_add_up", "unknown_field", "duplicate_code", "not_allowed",
    ]  # fmt: skip
    assert [problem.line for problem in found] == sorted(problem.line or 0 for problem in found)


def test_the_message_lists_each_problem_on_its_line_and_is_an_input_fault():
    with pytest.raises(InputFault) as caught:
        load(change(("year: 2021", "year: 21"), ('max_points: "5"', "max_points: 5")), name="bo-thu.yaml")
    assert str(caught.value).splitlines() == [
        "Bộ tiêu chí bo-thu.yaml có 2 lỗi cần sửa:",
        "- dòng 5, year: Phải từ 1990 trở lên.",
        '- dòng 39, Tiêu chí 2.1, max_points: Phải đặt trong dấu nháy kép: "5".',
    ]


def test_a_file_with_hundreds_of_mistakes_shows_the_first_ones():
    fault = SetFault("x", [Problem("missing", f"mục {n}", "Thiếu.", n) for n in range(1, 201)])
    assert len(fault.problems) == 200
    assert str(fault).splitlines()[-1] == "- … và 150 lỗi nữa"


@pytest.fixture
def only_problem() -> Callable[[str | bytes], Problem]:
    def read(content: str | bytes) -> Problem:
        with pytest.raises(SetFault) as caught:
            load_bytes(content, name="x") if isinstance(content, bytes) else load(content, name="x")
        (problem,) = caught.value.problems
        return problem

    return read


BILLION = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param("", "empty", id="tệp trống"),
        pytest.param("# chỉ có chú thích\n", "empty", id="chỉ có chú thích"),
        pytest.param("- a\n- b\n", "not_a_mapping", id="danh sách thay vì khối"),
        pytest.param("một dòng chữ", "not_a_mapping", id="một dòng chữ"),
        pytest.param("id: [a, b\ntitle: x", "yaml_syntax", id="ngoặc không đóng"),
        pytest.param("id: a\n\ttitle: b", "yaml_syntax", id="thụt lề bằng Tab"),
        pytest.param("id: a\x00b", "yaml_syntax", id="ký tự không in được"),
        pytest.param("id: a\n---\nid: b", "many_documents", id="hai tài liệu"),
        pytest.param(BILLION, "alias", id="bom YAML"),
        pytest.param("id: *nobody", "alias", id="bí danh không có neo"),
        pytest.param("[" * 5000, "too_deep", id="lồng nhau quá sâu"),
        pytest.param(b"id: " + "bộ".encode("cp1258", "ignore") + b"\xff", "not_utf8", id="không phải UTF-8"),
        pytest.param("id: \ud800", "not_utf8", id="ký tự thay thế lẻ"),
        pytest.param(b"#" * 2_000_001, "too_large", id="quá 2 MB"),
        pytest.param("#" * 2_000_001, "too_large", id="quá 2 MB dạng chữ"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\xd0\xcf", "not_utf8", id="tệp Excel đổi đuôi"),
    ],
)
def test_what_is_not_a_criteria_set_is_refused_before_anything_is_built(only_problem, content, code):
    problem = only_problem(content)
    assert problem.code == code
    assert problem.message.endswith(".")


def test_a_tab_is_named_as_the_cause(only_problem):
    problem = only_problem("areas:\n\t- code")
    assert (problem.line, "Tab" in problem.message) == (2, True)


def test_the_line_of_a_broken_byte_is_given(only_problem):
    assert only_problem(b"id: a\ntitle: \xff\n").line == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param(change(("block: so", "block: so\nblock: huyen")), "duplicate_key", 7, id="trường viết hai lần"),
        pytest.param(change(("block: so", "? [a, b]\n: x\nblock: so")), "bad_key", 6, id="tên trường là danh sách"),
        pytest.param(change(("block: so", "block: !!python/name:os.system so")), "unknown_tag", 6, id="nhãn Python"),
    ],
)
def test_yaml_that_would_be_silently_misread_is_reported(text, code, line):
    found = problems(text)
    assert [(problem.code, problem.line) for problem in found] == [(code, line)]


@pytest.mark.parametrize("bare", ["1.5e+3", "1_000", "1:30", ".inf", "0x10", "-5", "true"])
def test_every_way_of_writing_a_number_without_quotes_is_caught(bare):
    found = problems(change(('max_points: "5"', f"max_points: {bare}")))
    assert [problem.code for problem in found] == ["unquoted"]
