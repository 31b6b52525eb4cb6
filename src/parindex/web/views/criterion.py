"""A criterion: rule in words, inputs with their grade, points, explanation, and the way down to the rows."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from parindex.assessment.queries import Picture, picture
from parindex.assessment.scores import Entered, KnownFigure, UnitScore
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import percent_text, points_text, ratio_percent_text
from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.threats import amount
from parindex.ledger.queries import primary_source, source_title
from parindex.measures.catalogue import MEASURES
from parindex.organisations.roles import Right
from parindex.scoring.score import AreaScore, CriterionScore, LeafScore
from parindex.web.page import Place, placed, show
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.words import GRADES, SCORED_BY, leaf_state


@dataclass(frozen=True)
class LeafBlock:
    """Everything the page says of one leaf."""

    score: LeafScore
    points: str
    max_points: str
    state: str
    sign: Sign
    rule: str
    explanation: str
    inputs: Table | None
    entered: Entered | None
    grade: str
    policy: str
    basis: tuple[str, ...]
    scored_by: str
    entry_href: str


def figure_text(figure: KnownFigure, unit: str = "") -> str:
    """A figure as people say it: "86/87 = 98,85%", or a bare count."""
    if figure.denominator is None:
        return f"{amount(figure.numerator)} {unit}".strip()
    if not figure.denominator:
        return "không phát sinh"
    share = ratio_percent_text(figure.numerator, figure.denominator)
    return f"{amount(figure.numerator)}/{amount(figure.denominator)} {unit}".strip() + f" = {share}"


def _input_row(place: Place, code: str, score: UnitScore, leaf: str, source: str, shown: str, *, primary: bool) -> Row:
    measure = MEASURES[code]
    href = place.url("measure", code=code) + ("" if primary else f"?nguon={source}")
    points = next(one for one in score.score.leaves() if one.leaf.code == leaf).points
    return Row(
        (
            Cell(shown, note="nguồn chính, dùng để chấm" if primary else "nguồn khác, chỉ để so sánh"),
            Cell(figure_text(score.figures[code], measure.amount or measure.thing), href=href),
            points_text(points),
            Cell("Các dòng làm mất điểm", href=href + ("?" if primary else "&") + "mat=1"),
        )
    )


def _inputs(place: Place, found: Picture, leaf: LeafScore) -> Table | None:
    code = leaf.leaf.measure
    if not code or code not in found.score.figures:
        return None
    register = MEASURES[code].registers[0]
    primary = primary_source(register) or ""
    rows = [
        _input_row(place, code, found.score, leaf.leaf.code, primary, source_title(register, primary), primary=True)
    ]
    for source, other in found.others.items():
        if code in other.figures and other.figures[code] != found.score.figures[code]:
            title = source_title(register, source)
            rows.append(_input_row(place, code, other, leaf.leaf.code, source, title, primary=False))
    return Table(
        columns=(
            Column("Nguồn số liệu", heading=True),
            Column("Con số (mở ra các dòng)"),
            Column("Điểm theo nguồn này", numeric=True),
            Column("Xem"),
        ),
        rows=rows,
        caption=MEASURES[code].title,
        empty_text="Chưa có số liệu.",
        id=f"so-{leaf.leaf.code.replace('.', '-')}",
    )


def _block(place: Place, found: Picture, leaf: LeafScore, criterion: str) -> LeafBlock:
    state, sign = leaf_state(leaf)
    measure = MEASURES.get(leaf.leaf.measure or "")
    grade = found.score.grades.get(leaf.leaf.code, "")
    enterable = leaf.leaf.scored_by != "survey" and place.may(Right.ENTER)
    return LeafBlock(
        score=leaf,
        points=points_text(leaf.points),
        max_points=points_text(leaf.max_points),
        state=state,
        sign=sign,
        rule=rule_in_words(leaf.leaf.rule, leaf.max_points),
        explanation=explain(leaf),
        inputs=_inputs(place, found, leaf),
        entered=found.score.entered.get(leaf.leaf.code),
        grade=GRADES[grade][0] if grade else "",
        policy=measure.policy.text if measure else "",
        basis=tuple(dict.fromkeys((*leaf.leaf.legal_basis, *(measure.basis if measure else ())))),
        scored_by=SCORED_BY[leaf.leaf.scored_by],
        entry_href=place.url("entry", code=leaf.leaf.code) if enterable else "",
    )


def find_criterion(found: Picture, code: str) -> tuple[AreaScore, CriterionScore]:
    """The criterion with a code, or that holds the leaf with the code. Http404 when there is none."""
    for area in found.score.score.areas:
        for one in area.criteria:
            if one.criterion.code == code or any(leaf.leaf.code == code for leaf in one.leaves):
                return area, one
    raise Http404(f"Bộ tiêu chí “{found.criteria_set.title}” không có tiêu chí {code}.")


@placed
def page(place: Place, code: str) -> HttpResponse:
    """One criterion of a unit's period."""
    found = picture(place.unit, place.period.code)
    area, one = find_criterion(found, code)
    return show(
        place,
        "criterion.html",
        section="scores",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Bảng điểm", place.url("sheet")),
            Crumb(f"{area.area.code}. {area.area.name}", f"{place.url('sheet')}#linh-vuc-{area.area.code}"),
            Crumb(f"{one.criterion.code}. {one.criterion.name}"),
        ),
        as_of=found.as_of,
        found=found,
        criterion=one,
        points=points_text(one.points),
        max_points=points_text(one.max_points),
        share=percent_text(one.points * 100 / one.max_points if one.points is not None and one.max_points else None),
        blocks=[_block(place, found, leaf, code) for leaf in one.leaves],
    )
