"""The score sheet: every area, criterion and leaf with points, where the value came from, and why."""

from collections.abc import Mapping

from django.http import HttpResponse

from parindex.assessment.queries import Picture, picture
from parindex.documents.wording.explaining import explain, explain_line
from parindex.documents.wording.extras import EXTRA_TITLES, exceeding_in_words, extra_in_words
from parindex.documents.wording.grades import GRADE_WORDS
from parindex.documents.wording.numbers import points_text
from parindex.organisations.roles import Right
from parindex.scoring.score import AreaScore, CriterionScore, ExtraScore, LeafScore, SetScore, lost_points_of
from parindex.web.kept import Kept
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table, render_table
from parindex.web.views.figure_words import figure_text
from parindex.web.words import GRADES, leaf_state

_SHEETS = Kept()
_COLUMNS = (
    Column("Mã", width="code"),
    Column("Lĩnh vực, tiêu chí", heading=True, width="medium"),
    Column("Tối đa", numeric=True),
    Column("Điểm", numeric=True),
    Column("Mất", numeric=True),
    Column("Trạng thái"),
    Column("Căn cứ"),
    Column("Giải trình", width="wide"),
)


def _notes(found: Picture) -> Mapping[str, str]:
    """Leaf → the total that was entered where the rows give another."""
    notes = {}
    for leaf in found.score.score.leaves():
        if other := found.score.differing(leaf.leaf.measure):
            notes[leaf.leaf.code] = f"{GRADE_WORDS['entered_total']} khác: {figure_text(other.figure)}"
    return notes


def _grade_cell(found: Picture, leaf: LeafScore, notes: Mapping[str, str]) -> Cell | str:
    words = GRADES.get(found.score.grades.get(leaf.leaf.code, ""))
    return Cell(words[0], sign=words[1], note=notes.get(leaf.leaf.code)) if words else ""


def _leaf_row(leaf: LeafScore, grade: Cell | str, href: str, kind: str, name: str) -> Row:
    state, sign = leaf_state(leaf)
    lost = "" if leaf.lost is None else points_text(leaf.lost, fixed=True)
    return Row(
        (
            leaf.leaf.code,
            Cell(name, href=href),
            points_text(leaf.max_points, fixed=True),
            points_text(leaf.points, fixed=True),
            lost,
            Cell(state, sign=sign),
            grade,
            explain(leaf),
        ),
        kind="criterion" if kind == "criterion" else "leaf",
    )


def _criterion_rows(place: Place, one: CriterionScore, grades: Mapping[str, Cell | str]) -> list[Row]:
    href = place.url("criterion", code=one.criterion.code)
    if one.criterion.leaf is not None:
        leaf = one.leaves[0]
        return [_leaf_row(leaf, grades[leaf.leaf.code], href, "criterion", one.criterion.name)]
    lost = "" if one.points is None else points_text(lost_points_of(one.leaves), fixed=True)
    head = Row(
        (
            one.criterion.code,
            Cell(one.criterion.name, href=href),
            points_text(one.max_points, fixed=True),
            points_text(one.points, fixed=True),
            lost,
            "",
            "",
            "",
        ),
        kind="criterion",
    )
    return [
        head,
        *(
            _leaf_row(leaf, grades[leaf.leaf.code], f"{href}#tc-{leaf.leaf.code}", "leaf", leaf.leaf.name)
            for leaf in one.leaves
        ),
    ]


def _extra_rows(extra: ExtraScore) -> list[Row]:
    """Bonus or penalty points under the areas; what is taken off stands with its sign."""
    sign = "" if extra.kind == "bonus" else "−"
    head = Row(
        (
            "",
            EXTRA_TITLES[extra.kind],
            points_text(extra.max_points, fixed=True),
            f"{sign}{points_text(extra.points, fixed=True)}",
            *("", "", ""),
            f"{extra_in_words(extra).capitalize()}.",
        ),
        kind="area",
        id=f"diem-{extra.kind}",
    )
    lines = [
        Row(
            (
                line.leaf.code,
                line.leaf.name,
                points_text(line.max_points, fixed=True),
                f"{sign if line.points else ''}{points_text(line.points, fixed=True)}",
                *("", "", ""),
                explain_line(line, extra.kind),
            ),
            kind="leaf",
            id=f"diem-{line.leaf.code}",
        )
        for line in extra.lines
    ]
    return [head, *lines]


def _area_row(area: AreaScore) -> Row:
    leaves = tuple(leaf for criterion in area.criteria for leaf in criterion.leaves)
    return Row(
        (
            area.area.code,
            area.area.name,
            points_text(area.max_points, fixed=True),
            points_text(area.points, fixed=True),
            points_text(lost_points_of(leaves) or 0, fixed=True),
            *("", "", ""),
        ),
        kind="area",
        id=f"linh-vuc-{area.area.code}",
    )


def _total_row(score: SetScore) -> Row:
    unscored = f"Chưa chấm {len(score.unscored)} tiêu chí thành phần" if score.unscored else ""
    return Row(
        (
            "",
            "Tổng cộng",
            points_text(score.max_points, fixed=True),
            points_text(score.points, fixed=True),
            points_text(lost_points_of(score.leaves()) or 0, fixed=True),
            *("", ""),
            " ".join(filter(None, (unscored, exceeding_in_words(score)))),
        ),
        kind="total",
    )


def sheet_table(place: Place, found: Picture) -> Table:
    """The whole sheet as a table."""
    score, notes = found.score.score, _notes(found)
    grades = {leaf.leaf.code: _grade_cell(found, leaf, notes) for leaf in score.leaves()}
    rows: list[Row] = []
    for area in score.areas:
        rows.append(_area_row(area))
        for criterion in area.criteria:
            rows.extend(_criterion_rows(place, criterion, grades))
    for extra in score.extras:
        rows += _extra_rows(extra)
    rows.append(_total_row(score))
    return Table(
        columns=_COLUMNS,
        rows=rows,
        caption=score.criteria_set.title,
        empty_text="Bộ tiêu chí chưa có tiêu chí.",
        id="bang-diem",
        narrow="flow",
        caption_hidden=True,
    )


def _entries(place: Place, found: Picture) -> list[tuple[str, str]]:
    """Bonus and penalty lines that the person may enter: what they are called, and where."""
    if not place.may(Right.ENTER):
        return []
    lines = [line.leaf for extra in found.score.score.extras for line in extra.lines]
    return [(f"{leaf.code}. {leaf.name}", place.url("entry", code=leaf.code)) for leaf in lines]


@placed
def page(place: Place) -> HttpResponse:
    """The score sheet of a unit's period."""
    found = picture(place.unit, place.period.code)
    return show(
        place,
        "sheet.html",
        section="scores",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Bảng điểm")),
        as_of=found.as_of,
        found=found,
        sheet=_SHEETS.piece(found.state, lambda: render_table(sheet_table(place, found))),
        file=place.url("sheet_file"),
        entries=_entries(place, found),
    )
