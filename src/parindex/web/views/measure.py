"""The rows behind a figure: the list whose sums the figure is."""

from typing import Any

from django.http import HttpResponse

from parindex.assessment.figures import measure_named, question, rows_behind
from parindex.assessment.queries import picture
from parindex.assessment.scores import KnownFigure
from parindex.documents.wording.numbers import count_text
from parindex.ledger.queries import primary_source, source_title, sources
from parindex.measures.measure import Measure
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.web.cells import cell_text, is_numeric
from parindex.web.page import Place, placed, show
from parindex.web.paging import PAGE_ROWS, kept_query, page_number, paging
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.criterion import figure_text
from parindex.web.words import STATUSES

# Columns that a measure adds to its register's own, with what they are called.
_ADDED = {
    "status": "Tình trạng",
    "remaining": "Còn lại (mét giá)",
    "allowed": "Số cấp phó tối đa",
    "excess": "Vượt",
    "decree": "Theo",
    "short": "Còn thiếu",
    "dossiers_this_way": "Số hồ sơ trong kỳ",
    "reviewed": "Ngày rà soát xong",
    "document": "Văn bản",
}


def _home_register(measure: Measure, columns: tuple[str, ...]) -> Register:
    """The register whose rows are listed: the one whose required columns are all there."""
    for name in measure.registers:
        register = REGISTERS[name]
        if {column.name for column in register.columns if column.required} <= set(columns):
            return register
    return REGISTERS[measure.registers[0]]


def _shown(register: Register, columns: tuple[str, ...]) -> list[str]:
    """The columns to show: the register's own first ones, then what the measure adds."""
    own = [column.name for column in register.list_columns if column.name in columns]
    return own + [name for name in _ADDED if name in columns and name not in own]


def _row(place: Place, register: Register, shown: list[str], row: dict[str, Any], source: str) -> Row:
    known = {column.name: column for column in register.columns}
    cells: list[Cell | str] = []
    for number, name in enumerate(shown):
        text = cell_text(known.get(name), row[name], place.name_of)
        if name == "status" and row[name] in STATUSES:
            word, sign = STATUSES[row[name]]
            cells.append(Cell(word, sign=sign))
        elif number == 0:
            cells.append(Cell(text, href=place.url("row", register=register.name) + row_query(source, str(row["key"]))))
        else:
            cells.append(text)
    lost = row["num"] != row["den"] if row["den"] is not None else bool(row["num"])
    cells.append(Cell("Mất điểm", sign="bad") if lost and row.get("costs", True) else Cell("Đạt", sign="good"))
    return Row(tuple(cells))


def row_query(source: str, key: str) -> str:
    """The query that names one row."""
    from urllib.parse import urlencode

    return "?" + urlencode({"nguon": source, "khoa": key})


def _table(place: Place, measure: Measure, source: str | None, *, costing: bool) -> Table:
    request = place.request
    asked = question(place.unit, place.period, source=source)
    page = page_number(request)
    listed = rows_behind(asked, measure, costing=costing, limit=PAGE_ROWS, offset=(page - 1) * PAGE_ROWS)
    register = _home_register(measure, listed.columns)
    used = source or primary_source(register.name) or ""
    if used not in sources(register.name):
        used = primary_source(register.name) or ""
    shown = _shown(register, listed.columns)
    known = {column.name: column for column in register.columns}
    columns = [
        Column(
            known[name].title if name in known else _ADDED[name],
            numeric=is_numeric(known[name])
            if name in known
            else name not in {"status", "decree", "reviewed", "document"},
            heading=number == 0,
        )
        for number, name in enumerate(shown)
    ]
    rows = [_row(place, register, shown, dict(zip(listed.columns, row, strict=True)), used) for row in listed.rows]
    return Table(
        columns=[*columns, Column("Tính vào")],
        rows=rows,
        caption=("Các dòng làm mất điểm" if costing else "Các dòng được đếm")
        + f": {count_text(listed.total)} {measure.thing}",
        empty_text="Không có dòng nào." if not costing else "Không có dòng nào làm mất điểm.",
        query=kept_query(place.request),
        paging=paging(page, listed.total),
        narrow="scroll",
    )


@placed
def page(place: Place, code: str) -> HttpResponse:
    """A figure and its rows; `nguon` asks for another source, `mat` for only the rows that cost points."""
    measure = measure_named(code)
    source = place.request.GET.get("nguon") or None
    costing = place.request.GET.get("mat") == "1" and measure.costs != "FALSE"
    found = picture(place.unit, place.period.code)
    holder = found.score if source is None else found.others.get(source, found.score)
    figure: KnownFigure | None = holder.figures.get(code)
    criterion = next((c for _, c, leaf in found.criteria_set.leaves() if leaf.measure == code), None)
    if criterion is None:
        register = code.partition(".")[0]
        criterion = next(
            (c for _, c, leaf in found.criteria_set.leaves() if (leaf.measure or "").startswith(f"{register}.")), None
        )
    crumbs = [Crumb("Tổng quan", place.url("overview")), Crumb("Bảng điểm", place.url("sheet"))]
    if criterion:
        crumbs.append(Crumb(f"{criterion.code}. {criterion.name}", place.url("criterion", code=criterion.code)))
    register = measure.registers[0]
    here = place.url("measure", code=code)
    return show(
        place,
        "measure.html",
        section="scores",
        crumbs=(*crumbs, Crumb(measure.title)),
        as_of=found.as_of,
        measure=measure,
        figure=figure_text(figure, measure.amount or measure.thing) if figure else "chưa có số liệu",
        source_title=source_title(register, source or primary_source(register) or ""),
        costing=costing,
        can_cost=measure.costs != "FALSE",
        source_query=f"nguon={source}&" if source else "",
        here=here,
        other_sources=[
            (source_title(register, name), here + ("" if name == primary_source(register) else f"?nguon={name}"))
            for name in sources(register)
            if name != (source or primary_source(register))
        ],
        rows=_table(place, measure, source, costing=costing),
    )
