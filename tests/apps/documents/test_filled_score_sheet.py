"""From a scored period to its sheet: every area, criterion and component in order, with words for each figure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from parindex.assessment.queries import Picture, State
from parindex.assessment.scores import Entered, KnownFigure, score_with
from parindex.criteria.loading import load
from parindex.documents.score_sheet import ScoreSheet, build_score_sheet, filling
from parindex.measures.period import parse_period
from parindex.scoring.values import Count, Level

SET = """
id: thu-bang-diem
title: Bộ tiêu chí thử bảng điểm
nature: model
decision: null
year: 2021
block: so
scale: "10"
rounding: {points: 2, index: 2}
ties: shared
ladder: [{name: Tốt, from: "0", inclusive: true}]
exclusions: []
bonus: {max: "0"}
penalty: {max: "0"}
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    criteria:
      - code: "1.1"
        name: Kế hoạch
        components:
          - code: "1.1.1"
            name: Ban hành
            max_points: "2"
            scored_by: unit
            rule: {shape: levels, levels: [{key: in_time, text: đúng hạn, points: "2"}, {key: late, text: trễ, points: "0"}]}
          - code: "1.1.2"
            name: Chất lượng
            max_points: "1"
            scored_by: appraiser
            rule: {shape: levels, levels: [{key: good, text: tốt, points: "1"}, {key: bad, text: kém, points: "0"}]}
      - code: "1.6"
        name: Nhiệm vụ được giao
        max_points: "3"
        scored_by: unit
        measure: assigned_tasks.on_time
        when_empty: full
        rule: {shape: proportional, floor: {at: "80", inclusive: true, below: "0"}}
  - code: "2"
    name: Hài lòng
    criteria:
      - code: "2.1"
        name: Chỉ số hài lòng
        max_points: "4"
        scored_by: survey
        rule: {shape: survey}
"""


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ScoreSheet]:
    monkeypatch.setattr(filling, "unit_on", lambda unit, day: SimpleNamespace(name="Sở Thử nghiệm"))
    monkeypatch.setattr(filling, "is_example", lambda: True)
    criteria_set = load(SET, name="thu.yaml")
    tasks = KnownFigure(measure="assigned_tasks.on_time", numerator=Fraction(86), denominator=Fraction(87))
    plan = Entered(value=Level("in_time"), evidence="Kế hoạch", note="", by="van-phong")
    picture = Picture(
        state=State(tmp_path, "so", "2021", date(2021, 12, 31), "0" * 64, 1),
        unit="so",
        period=parse_period("2021"),
        criteria_set=criteria_set,
        score=score_with(criteria_set, {"assigned_tasks.on_time": tasks}, {"1.1.1": plan}, unit="so"),
        others={},
        as_of=date(2021, 12, 31),
        snapshot=1,
        stale=False,
    )
    yield filling.filled_sheet(picture)


def test_rows_come_in_the_order_of_the_set(sheet: ScoreSheet) -> None:
    assert [(row.kind, row.code) for row in sheet.rows] == [
        ("area", "1"),
        ("criterion", "1.1"),
        ("leaf", "1.1.1"),
        ("leaf", "1.1.2"),
        ("leaf", "1.6"),
        ("area", "2"),
        ("leaf", "2.1"),
    ]


def test_a_criterion_without_components_is_one_row_only(sheet: ScoreSheet) -> None:
    assert [row.code for row in sheet.rows].count("1.6") == 1


def test_a_computed_figure_is_shown_with_its_parts_and_grade(sheet: ScoreSheet) -> None:
    row = next(row for row in sheet.rows if row.code == "1.6")
    assert (row.figure, row.grade, row.state) == ("86/87 = 98,85%", "Tính từ số liệu", "Đã chấm")
    assert (row.points, row.lost) == (Decimal("2.97"), Decimal("0.03"))
    assert row.explanation.endswith(".") and row.rule.endswith(".")


def test_a_judgement_names_its_grade(sheet: ScoreSheet) -> None:
    row = next(row for row in sheet.rows if row.code == "1.1.1")
    assert (row.grade, row.figure, row.lost) == ("Tự chấm có minh chứng", "", Decimal(0))


def test_what_is_not_scored_has_neither_points_nor_loss(sheet: ScoreSheet) -> None:
    for code in ("1.1.2", "2.1", "2"):
        row = next(row for row in sheet.rows if row.code == code)
        assert (row.points, row.lost) == (None, None)


def test_unscored_components_are_not_counted_as_lost(sheet: ScoreSheet) -> None:
    criterion = next(row for row in sheet.rows if row.code == "1.1")
    assert (criterion.points, criterion.lost, criterion.state) == (Decimal(2), Decimal(0), "Chấm một phần")


def test_totals_are_those_of_the_score(sheet: ScoreSheet) -> None:
    assert (sheet.points, sheet.max_points, sheet.scored_max_points) == (Decimal("4.97"), Decimal(10), Decimal(5))
    assert (sheet.index_percent, sheet.index_so_far) == (Decimal("49.70"), Decimal("99.40"))
    assert (sheet.unscored, sheet.year, sheet.unit_name) == (2, 2021, "Sở Thử nghiệm")


def test_the_example_is_marked_and_the_sheet_can_be_built(sheet: ScoreSheet) -> None:
    assert sheet.illustrative
    assert build_score_sheet(sheet) != build_score_sheet(replace(sheet, illustrative=False))


BONUS_LINES = """bonus:
  max: "2"
  lines:
    - {code: T1, name: Bằng khen, points: "1"}
    - {code: T2, name: Sáng kiến, per: "0.5"}
penalty: {max: "1", lines: [{code: P1, name: Báo cáo chậm, per: "0.25"}]}"""


def test_bonus_and_penalty_points_stand_after_the_areas_with_their_sign() -> None:
    criteria_set = load(SET.replace('bonus: {max: "0"}\npenalty: {max: "0"}', BONUS_LINES), name="thu")
    entered = {code: Entered(value=Count(3), evidence="QĐ 1", note="", by="A") for code in ("T2", "P1")}
    score = score_with(criteria_set, {}, entered, unit="so-ldtbxh")
    assert (score.score.points, score.grades) == (Decimal("0.75"), {"T2": "judgement", "P1": "judgement"})
    rows = [row for extra in score.score.extras for row in filling._extra(extra)]
    assert [(row.kind, row.code, row.points) for row in rows] == [
        ("area", "", Decimal("1.50")),
        ("leaf", "T1", None),
        ("leaf", "T2", Decimal("1.50")),
        ("area", "", Decimal("-0.75")),
        ("leaf", "P1", Decimal("-0.75")),
    ]
    assert rows[2].explanation == "3 × 0,5 điểm = 1,5 điểm thưởng."
    assert rows[2].lost is None
