"""The rows behind a figure: the list whose sums the figure is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from parindex.assessment.figures import measure_named, question, rows_behind
from parindex.assessment.queries import Picture, picture
from parindex.assessment.values import KnownFigure
from parindex.documents.wording.numbers import count_text
from parindex.ledger.queries import sources
from parindex.measures.columns import STATUS
from parindex.measures.compute import Rows
from parindex.measures.measure import Measure
from parindex.organisations.roles import Right
from parindex.records.registers import REGISTERS
from parindex.records.schema import Column as RegisterColumn
from parindex.records.schema import Register
from parindex.web.cells import cell_text, is_numeric, width_of
from parindex.web.counting import effect, effect_title
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Sort, Table
from parindex.web.total_form import TotalForm
from parindex.web.views.crumbs import measure_crumbs
from parindex.web.views.fact_words import step_text
from parindex.web.views.figure_words import figure_text
from parindex.web.views.totals import beside
from parindex.web.words import SIGNS, TARGETS


def _home_register(measure: Measure, columns: tuple[str, ...]) -> Register:
    """The register whose rows are listed: the one whose required columns are all there."""
    for name in measure.registers:
        register = REGISTERS[name]
        if {column.name for column in register.columns if column.required} <= set(columns):
            return register
    return REGISTERS[measure.registers[0]]


def _shown(register: Register, measure: Measure, columns: tuple[str, ...]) -> list[RegisterColumn]:
    """The columns to show: the register's own first ones, then what the measure adds."""
    own = [column for column in register.list_columns if column.name in columns]
    names = {column.name for column in own}
    return own + [column for column in measure.added if column.name in columns and column.name not in names]


def row_query(source: str, key: str, **more: str) -> str:
    """The query that names one row; `tu` says from which number one came, `mat` that only costly rows were listed."""
    return "?" + urlencode({"nguon": source, "khoa": key, **more})


def _cells(place: Place, shown: list[RegisterColumn], row: dict[str, Any], href: str) -> list[Cell | str]:
    cells: list[Cell | str] = []
    for number, column in enumerate(shown):
        value = row[column.name]
        text = cell_text(column, value, place.name_of)
        if column.name == STATUS.name and value in SIGNS:
            cells.append(Cell(text, sign=SIGNS[value]))
        else:
            cells.append(Cell(text, href=href) if number == 0 and href else text)
    return cells


def _columns(shown: list[RegisterColumn], last: str) -> list[Column]:
    columns = [
        Column(
            column.title,
            numeric=is_numeric(column),
            width=width_of(column),
            heading=number == 0,
            sort_key=column.name,
        )
        for number, column in enumerate(shown)
    ]
    return [*columns, Column(last, sort_key="num")] if last else columns


@dataclass(frozen=True)
class Asked:
    """Which rows the address asks for."""

    measure: Measure
    source: str | None
    costing: bool
    sort: str = ""
    descending: bool = False

    @property
    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        return ({"nguon": self.source} if self.source else {}) | ({"mat": "1"} if self.costing else {})

    def rows(self, place: Place, page: int) -> Rows:
        """One page of the rows that the figure counts."""
        return rows_behind(
            question(place.unit, place.period, source=self.source),
            self.measure,
            costing=self.costing,
            sort=self.sort,
            descending=self.descending,
            limit=PAGE_ROWS,
            offset=(page - 1) * PAGE_ROWS,
        )


def _table(place: Place, asked: Asked) -> Table:
    measure = asked.measure
    page = page_number(place.request)
    listed = asked.rows(place, page)
    if page > last_page(listed.total):
        page = last_page(listed.total)
        listed = asked.rows(place, page)
    register = _home_register(measure, listed.columns)
    used = asked.source if asked.source in sources(register.name) else place.primary(register.name)
    shown, last = _shown(register, measure, listed.columns), effect_title(measure)
    more = {"tu": measure.code} | ({"mat": "1"} if asked.costing else {})
    rows = []
    for values in listed.rows:
        row = dict(zip(listed.columns, values, strict=True))
        href = place.url("row", register=register.name) + row_query(str(used), str(row["key"]), **more)
        if row.get("row", 1) is None:  # what should be in the register and is not: nothing to open
            href = ""
        cells = _cells(place, shown, row, href)
        if last:
            found = effect(measure, row)
            cells.append(Cell(found.word, sign=found.sign))
        rows.append(Row(tuple(cells)))
    kind = "Các dòng làm mất điểm" if asked.costing else "Các dòng được đếm"
    return Table(
        columns=_columns(shown, last),
        rows=rows,
        caption=f"{kind}: {count_text(listed.total)} {measure.thing}",
        empty_text="Không có dòng nào làm mất điểm." if asked.costing else "Không có dòng nào.",
        sort=Sort(asked.sort, asked.descending) if asked.sort else None,
        query=kept_query(place.request),
        paging=paging(page, listed.total),
        narrow="list" if len(rows) <= CARD_ROWS else "scroll",
    )


def _other_sources(place: Place, asked: Asked, here: str) -> list[tuple[str, str]]:
    """Titles and addresses of the same number from the register's other sources."""
    register = asked.measure.registers[0]
    now = asked.source or place.primary(register)
    return [
        (place.source_title(register, name), here + ("" if name == place.primary(register) else f"?nguon={name}"))
        for name in sources(register)
        if name != now
    ]


def _facts(place: Place, found: Picture, measure: Measure) -> list[tuple[str, str, str]]:
    """Title, value in force and address of the dated facts that the measure reads."""
    facts = [found.facts[fact.name] for fact in measure.facts if fact.name in found.facts]
    return [(fact.title, step_text(fact, fact.on(found.as_of)), place.url("fact", fact=fact.name)) for fact in facts]


def _target(place: Place, found: Picture, measure: Measure) -> tuple[str, str, Sign, str]:
    """The target in words, whether it is met as a word with its sign, and its address."""
    judged = found.target(measure)
    word, sign = TARGETS[judged.state]
    if measure.target is None:
        return "", word, sign, ""
    text = f"từ {step_text(measure.target, judged.step)}" if judged.step and judged.state != "no_target" else ""
    return text, word, sign, place.url("fact", fact=measure.target.name)


@placed
def page(place: Place, code: str) -> HttpResponse:
    """A figure and its rows; `nguon` asks for another source, `mat` for only the rows that cost points."""
    measure = measure_named(code)
    register = measure.registers[0]
    source = place.request.GET.get("nguon") or None
    if source == place.primary(register):
        source = None
    if source is not None and source not in sources(register):
        raise Http404(f"Sổ “{REGISTERS[register].title}” không có số liệu từ nguồn “{source}”.")
    can_cost = measure.costs != "FALSE"
    sort = place.request.GET.get("sort", "")
    costing = can_cost and place.request.GET.get("mat") == "1"
    asked = Asked(measure, source, costing, sort.removeprefix("-"), sort.startswith("-"))
    found = picture(place.unit, place.period.code)
    holder = found.score if source is None else found.others.get(source, found.score)
    figure: KnownFigure | None = holder.figures.get(code)
    here = place.url("measure", code=code)
    turned = Asked(measure, source, not asked.costing).query
    return show(
        place,
        "measure.html",
        section="figures",
        crumbs=(*measure_crumbs(place, found, code), Crumb(measure.title)),
        as_of=found.as_of,
        found=found,
        measure=measure,
        figure=figure_text(figure, measure.amount or measure.thing) if figure else "",
        register_href=place.url("register", register=register),
        register_title=REGISTERS[register].title,
        source_title=place.source_title(register, source or place.primary(register)),
        costing=asked.costing,
        turned_href=(here + ("?" + urlencode(turned) if turned else "")) if can_cost else "",
        other_sources=_other_sources(place, asked, here),
        target=_target(place, found, measure),
        facts=_facts(place, found, measure),
        beside=beside(place, found, measure),
        total_form=TotalForm(measure) if place.may(Right.ENTER) else None,
        rows=_table(place, asked),
    )
