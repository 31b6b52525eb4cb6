"""From an assessed period to its score sheet."""

from parindex.assessment.queries import Picture
from parindex.documents.score_sheet.sheet import ScoreSheet, ScoreSheetRow
from parindex.documents.wording.explaining import explain, explain_line
from parindex.documents.wording.extras import EXTRA_TITLES, extra_in_words
from parindex.documents.wording.grades import GRADE_WORDS
from parindex.documents.wording.numbers import count_text, percent_text, ratio_percent_text
from parindex.documents.wording.rules import rule_in_words
from parindex.organisations.queries import is_example, unit_on
from parindex.scoring.score import AreaScore, CriterionScore, ExtraScore, LeafScore, lost_points_of
from parindex.scoring.values import Count, Percent, Ratio, Value

_STATES = {
    "scored": "Đã chấm",
    "partly_scored": "Chấm một phần",
    "not_scored": "Chưa chấm",
    "excluded": "Không tính",
}


def filled_sheet(picture: Picture) -> ScoreSheet:
    """The sheet of the period as it stands. Reads the unit's name and whether the workspace is an example."""
    score = picture.score.score
    rows: list[ScoreSheetRow] = []
    for area in score.areas:
        rows.append(_area(area))
        for criterion in area.criteria:
            rows.extend(_criterion(criterion, picture))
    for extra in score.extras:
        rows.extend(_extra(extra))
    return ScoreSheet(
        unit_name=unit_on(picture.unit, picture.as_of).name,
        year=picture.period.year,
        set_title=picture.criteria_set.title,
        illustrative=is_example(),
        as_of=picture.as_of,
        rows=tuple(rows),
        points=score.points,
        max_points=score.max_points,
        scored_max_points=score.scored_max_points,
        index_percent=score.index_percent,
        index_so_far=score.index_so_far,
        unscored=len(score.unscored),
    )


def _area(area: AreaScore) -> ScoreSheetRow:
    leaves = [leaf for criterion in area.criteria for leaf in criterion.leaves]
    return ScoreSheetRow(
        kind="area",
        code=area.area.code,
        name=area.area.name,
        max_points=area.max_points,
        points=area.points if any(leaf.points is not None for leaf in leaves) else None,
        lost=lost_points_of(leaves),
    )


def _extra(extra: ExtraScore) -> list[ScoreSheetRow]:
    """Bonus or penalty points after the areas; what is taken off stands with its sign."""
    sign = 1 if extra.kind == "bonus" else -1
    head = ScoreSheetRow(
        kind="area",
        code="",
        name=EXTRA_TITLES[extra.kind],
        max_points=extra.max_points,
        points=sign * extra.points,
        lost=None,
        explanation=extra_in_words(extra).capitalize(),
    )
    lines = [
        ScoreSheetRow(
            kind="leaf",
            code=line.leaf.code,
            name=line.leaf.name,
            max_points=line.max_points,
            points=None if line.points is None else sign * line.points,
            lost=None,
            figure=_figure(line.value),
            rule=rule_in_words(line.leaf.rule, line.max_points),
            explanation=explain_line(line, extra.kind),
            state=_STATES[line.state],
        )
        for line in extra.lines
    ]
    return [head, *lines]


def _criterion(criterion: CriterionScore, picture: Picture) -> list[ScoreSheetRow]:
    leaves = [_leaf(leaf, picture) for leaf in criterion.leaves]
    if not criterion.criterion.components:
        return leaves
    head = ScoreSheetRow(
        kind="criterion",
        code=criterion.criterion.code,
        name=criterion.criterion.name,
        max_points=criterion.max_points,
        points=criterion.points,
        lost=lost_points_of(criterion.leaves),
        state=_STATES[criterion.state],
    )
    return [head, *leaves]


def _leaf(leaf: LeafScore, picture: Picture) -> ScoreSheetRow:
    code = leaf.leaf.code
    return ScoreSheetRow(
        kind="leaf",
        code=code,
        name=leaf.leaf.name,
        max_points=leaf.max_points,
        points=leaf.points,
        lost=leaf.lost,
        figure=_figure(leaf.value),
        rule=rule_in_words(leaf.leaf.rule, leaf.leaf.max_points),
        explanation=explain(leaf),
        grade=_grade(leaf, picture),
        state=_STATES[leaf.state],
    )


def _grade(leaf: LeafScore, picture: Picture) -> str:
    """Where the value comes from, and the total that was entered where the rows give another."""
    words = GRADE_WORDS.get(picture.score.grades.get(leaf.leaf.code, ""), "")
    other = picture.score.differing(leaf.leaf.measure)
    return f"{words}; {GRADE_WORDS['entered_total'].lower()}: {_figure(other.figure.value)}" if other else words


def _figure(value: Value | None) -> str:
    match value:
        case Ratio():
            shown = ratio_percent_text(value.numerator, value.denominator)
            return f"{count_text(value.numerator)}/{count_text(value.denominator)} = {shown}"
        case Count():
            return count_text(value.value)
        case Percent():
            return percent_text(value.value)
        case _:
            return ""
