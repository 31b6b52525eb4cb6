"""“Chỉ tiêu”: every measure of the unit and period with its value, where it comes from, its target and its state."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.http import HttpResponse

from parindex.assessment.queries import Picture, picture
from parindex.assessment.targets import Judged
from parindex.assessment.values import KnownFigure
from parindex.measures.catalogue import MEASURES
from parindex.measures.measure import Measure
from parindex.records.registers import REGISTERS
from parindex.web.list_filters import FiguresForm
from parindex.web.page import Place, placed, show
from parindex.web.paging import kept_query
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Sort, Table
from parindex.web.views.fact_words import step_text
from parindex.web.views.figure_words import figure_text, parts_text
from parindex.web.words import GRADES, TARGETS

_COLUMNS = (
    Column("Chỉ tiêu", heading=True, width="medium", sort_key="ten"),
    Column("Tiêu chí", sort_key="tieu-chi"),
    Column("Tử số, số lượng", numeric=True, sort_key="tu-so"),
    Column("Mẫu số", numeric=True, sort_key="mau-so"),
    Column("Tỷ lệ", numeric=True, sort_key="ty-le"),
    Column("Căn cứ của giá trị", sort_key="can-cu"),
    Column("Mục tiêu", numeric=True, sort_key="muc-tieu"),
    Column("Trạng thái", sort_key="trang-thai"),
)
_STATES = ("unmet", "no_figure", "met", "no_target")  # what needs work first


@dataclass(frozen=True)
class Line:
    """One measure as the list shows it."""

    measure: Measure
    criteria: tuple[str, ...]  # codes of the criteria that it scores
    figure: KnownFigure | None
    grade: str
    differs: str
    target: Judged

    @property
    def register(self) -> str:
        """The measure's own register."""
        return self.measure.registers[0]


def _lines(found: Picture) -> list[Line]:
    scored: dict[str, list[str]] = {}
    for _, criterion, leaf in found.criteria_set.leaves():
        if leaf.measure and criterion.code not in scored.setdefault(leaf.measure, []):
            scored[leaf.measure].append(criterion.code)
    lines = []
    for code, measure in MEASURES.items():
        other = found.score.differing(code)
        lines.append(
            Line(
                measure=measure,
                criteria=tuple(scored.get(code, ())),
                figure=found.score.counting(code),
                grade=found.score.grade_of(code) or "",
                differs=f"số tổng hợp đã ghi khác: {figure_text(other.figure)}" if other else "",
                target=found.target(measure),
            )
        )
    return lines


def _share(line: Line) -> Fraction | None:
    if line.figure is None or not line.figure.denominator:
        return None
    return line.figure.numerator / line.figure.denominator


def _aim(line: Line) -> Fraction | None:
    step = line.target.step
    return Fraction(step.value) if step and line.target.state != "no_target" else None


def _code(line: Line) -> tuple[int, ...] | None:
    """The first criterion as numbers: 1.10 comes after 1.9."""
    if not line.criteria:
        return None
    return tuple(int(part) if part.isdecimal() else 0 for part in line.criteria[0].split("."))


_KEYS: dict[str, Callable[[Line], object]] = {
    "ten": lambda line: line.measure.title.casefold(),
    "tieu-chi": _code,
    "tu-so": lambda line: line.figure.numerator if line.figure else None,
    "mau-so": lambda line: line.figure.denominator if line.figure else None,
    "ty-le": _share,
    "can-cu": lambda line: line.grade or None,
    "muc-tieu": _aim,
    "trang-thai": lambda line: _STATES.index(line.target.state),
}


def _sorted(lines: list[Line], key: str, descending: bool) -> list[Line]:
    """By a column, what has nothing there always last."""
    read = _KEYS[key]
    full = [line for line in lines if read(line) is not None]
    full.sort(key=read, reverse=descending)  # type: ignore[arg-type]
    return full + [line for line in lines if read(line) is None]


def _row(place: Place, line: Line) -> Row:
    href = place.url("measure", code=line.measure.code)
    above, below, share = parts_text(line.figure) if line.figure else ("", "", "")
    grade, (word, sign) = GRADES.get(line.grade), TARGETS[line.target.state]
    aim = ""
    if line.measure.target and line.target.step and line.target.state != "no_target":
        aim = f"từ {step_text(line.measure.target, line.target.step)}"
    first = line.criteria[0] if line.criteria else ""
    return Row(
        (
            Cell(line.measure.title, href=href),
            Cell(", ".join(line.criteria), href=place.url("criterion", code=first)) if first else "",
            Cell(above, href=href) if above else Cell("chưa có", href=href),
            Cell(below, href=href) if below else "",
            Cell(share, href=href) if share else "",
            Cell(grade[0], sign=grade[1], note=line.differs or None) if grade else "",
            Cell(aim, href=place.url("fact", fact=line.measure.target.name)) if aim and line.measure.target else "",
            Cell(word, sign=sign),
        )
    )


def _grouped(place: Place, lines: list[Line]) -> list[Row]:
    """Under a head for each register, in the order of the registers."""
    by_register: dict[str, list[Line]] = {}
    for line in lines:
        by_register.setdefault(line.register, []).append(line)
    rows: list[Row] = []
    for register in REGISTERS:
        if register in by_register:
            title = Cell(REGISTERS[register].title, href=place.url("register", register=register))
            rows.append(Row((title, *([""] * (len(_COLUMNS) - 1))), kind="area", id=f"so-{register}"))
            rows += [_row(place, line) for line in by_register[register]]
    return rows


def _searched(line: Line) -> tuple[str, ...]:
    """All that words are looked for in."""
    return (line.measure.title, line.measure.thing, *line.criteria, REGISTERS[line.register].title)


def _grouped_href(place: Place) -> str:
    """The same list without its order."""
    kept = [(name, value) for name, value in kept_query(place.request) if name != "sort" and value]
    return place.url("figures") + ("?" + urlencode(kept) if kept else "")


@placed
def page(place: Place) -> HttpResponse:
    """All measures from stored figures: by register, or in the order of a column."""
    found = picture(place.unit, place.period.code)
    asked = place.request.GET.get("sort", "")
    key, descending = asked.removeprefix("-"), asked.startswith("-")
    every = _lines(found)
    form = FiguresForm(place.request, "Tìm theo tên, mã tiêu chí, sổ")
    state = form.chosen("trang_thai")
    lines = [line for line in every if (not state or line.target.state == state) and form.fits(_searched(line))]
    known = key in _KEYS
    rows = [_row(place, line) for line in _sorted(lines, key, descending)] if known else _grouped(place, lines)
    table = Table(
        columns=_COLUMNS,
        rows=rows,
        caption=f"Chỉ tiêu {place.period.title}",
        empty_text="Không có chỉ tiêu nào khớp.",
        sort=Sort(key, descending) if known else None,
        query=kept_query(place.request),
        caption_hidden=True,
    )
    return show(
        place,
        "figures.html",
        section="figures",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Chỉ tiêu")),
        as_of=found.as_of,
        found=found,
        table=table,
        known=sum(1 for line in every if line.figure),
        of=len(every),
        shown=len(lines),
        form=form,
        here=place.url("figures"),
        grouped_href=_grouped_href(place) if known else "",
    )
