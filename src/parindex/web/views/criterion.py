"""A criterion: rule in words, inputs with their grade, points, explanation, and the way down to the rows."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from parindex.assessment.queries import Picture, picture
from parindex.assessment.values import COMPUTED, JUDGEMENT, TOTAL, Entered, KnownFigure, Total
from parindex.documents.wording.explaining import explain
from parindex.documents.wording.numbers import points_text, ratio_percent_text
from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.set_changes import SCORED_BY
from parindex.measures.catalogue import MEASURES
from parindex.organisations.roles import Right
from parindex.records.registers import REGISTERS
from parindex.scoring.score import AreaScore, CriterionScore, LeafScore, score
from parindex.scoring.values import Value
from parindex.web.page import Place, placed, show
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.crumbs import area_crumb, score_crumbs
from parindex.web.views.figure_words import figure_text
from parindex.web.words import GRADES, leaf_state


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
    total: Total | None
    total_href: str
    differs: str
    grade: str
    grade_sign: Sign
    register_href: str
    register_title: str
    policy: str
    basis: tuple[str, ...]
    scored_by: str
    entry_href: str


def _points(found: Picture, leaf: LeafScore, value: Value) -> str:
    """What the leaf would get for a value."""
    score_of_one = score(found.criteria_set, {leaf.leaf.code: value}, unit=found.unit)
    return points_text(next(one.points for one in score_of_one.leaves() if one.leaf.code == leaf.leaf.code))


def _input_row(place: Place, found: Picture, leaf: LeafScore, figure: KnownFigure, source: str) -> Row:
    """A figure as one source gives it: "" is the register's primary source."""
    measure = MEASURES[figure.measure]
    register = measure.registers[0]
    href = place.url("measure", code=measure.code) + (f"?nguon={source}" if source else "")
    costly = measure.costs != "FALSE"
    used = found.score.grade_of(measure.code) == COMPUTED
    own = "nguồn chính, dùng để chấm" if used else "nguồn chính, không có dòng nào của kỳ"
    note = "nguồn khác, chỉ để so sánh" if source else own
    return Row(
        (
            Cell(
                place.source_title(register, source or place.primary(register)),
                note=note,
            ),
            Cell(figure_text(figure, measure.amount or measure.thing), href=href),
            points_text(leaf.points) if used and not source else _points(found, leaf, figure.value),
            Cell("Các dòng làm mất điểm", href=href + ("&" if source else "?") + "mat=1") if costly else "",
        )
    )


def _inputs(place: Place, found: Picture, leaf: LeafScore) -> tuple[Table | None, str]:
    """Where the leaf's number comes from, source by source, and how an entered total differs from the computed one."""
    code = leaf.leaf.measure
    if not code or (code not in found.score.figures and code not in found.score.totals):
        return None, ""
    measure, own = MEASURES[code], found.score.figures.get(code)
    rows = [_input_row(place, found, leaf, own, "")] if own else []
    for source, other in found.others.items():
        if own and code in other.figures and other.figures[code] != own:
            rows.append(_input_row(place, found, leaf, other.figures[code], source))
    differs = ""
    thing = measure.amount or measure.thing
    if total := found.score.totals.get(code):
        text = figure_text(total.figure, thing)
        used = found.score.grade_of(code) == TOTAL
        note = "dùng để chấm, chưa có dòng nào của kỳ" if used else "đã ghi, giữ để so sánh"
        href = f"{place.url('measure', code=code)}#so-tong-hop"
        name = Cell(GRADES["entered_total"][0], note=note)
        rows.append(Row((name, Cell(text, href=href), _points(found, leaf, total.figure.value), "")))
        if own and found.score.differing(code):
            differs = f"Số tổng hợp đã ghi ({text}) khác số tính từ các dòng ({figure_text(own)})."
    table = Table(
        columns=(
            Column("Nguồn số liệu", heading=True),
            Column("Con số (mở ra các dòng)"),
            Column("Điểm theo nguồn này", numeric=True),
            Column("Xem"),
        ),
        rows=rows,
        caption=measure.title,
        empty_text="Chưa có số liệu.",
        id=f"so-{leaf.leaf.code.replace('.', '-')}",
    )
    return table, differs


def _block(place: Place, found: Picture, leaf: LeafScore) -> LeafBlock:
    state, sign = leaf_state(leaf)
    measure = MEASURES.get(leaf.leaf.measure or "")
    grade = GRADES.get(found.score.grades.get(leaf.leaf.code, ""))
    enterable = leaf.leaf.scored_by != "survey" and place.may(Right.ENTER)
    inputs, differs = _inputs(place, found, leaf)
    empty = REGISTERS[measure.registers[0]] if measure and measure.code not in found.score.figures else None
    return LeafBlock(
        score=leaf,
        points=points_text(leaf.points),
        max_points=points_text(leaf.max_points),
        state=state,
        sign=sign,
        rule=rule_in_words(leaf.leaf.rule, leaf.max_points),
        explanation=explain(leaf),
        inputs=inputs,
        entered=found.score.entered.get(leaf.leaf.code)
        if found.score.grades.get(leaf.leaf.code) == JUDGEMENT
        else None,
        total=found.score.totals.get(measure.code) if measure else None,
        total_href=f"{place.url('measure', code=measure.code)}#so-tong-hop" if measure else "",
        differs=differs,
        grade=grade[0] if grade else "",
        grade_sign=grade[1] if grade else "none",
        register_href=place.url("register", register=empty.name) if empty else "",
        register_title=empty.title if empty else "",
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
            *score_crumbs(place),
            area_crumb(place, area.area),
            Crumb(f"{one.criterion.code}. {one.criterion.name}"),
        ),
        as_of=found.as_of,
        found=found,
        criterion=one,
        points=points_text(one.points),
        max_points=points_text(one.max_points),
        share=ratio_percent_text(one.points or 0, one.scored_max_points),
        scored_points=points_text(one.scored_max_points),
        blocks=[_block(place, found, leaf) for leaf in one.leaves],
    )
