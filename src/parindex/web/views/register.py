"""One register: its rows with filters, order and pages; the figures that read it; the newest writes."""

from django.http import HttpResponse
from django.utils.http import urlencode

from parindex.assessment.queries import assessed_periods, picture
from parindex.ledger.queries import current_file, register_named, sources
from parindex.ledger.workspace import workspace
from parindex.records.engine import connect
from parindex.records.listing import Filter, Listed, list_rows
from parindex.records.schema import Register
from parindex.web.cells import cell_text, is_numeric, width_of
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import comparison_href
from parindex.web.register_filter import SOURCE, FilterForm
from parindex.web.register_state import measures_of
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Sort, Table
from parindex.web.views.batches import NEWEST, batches_table
from parindex.web.views.figure_words import figure_text
from parindex.web.views.measure import row_query


def _columns(register: Register) -> list[Column]:
    own = [
        Column(
            column.title, numeric=is_numeric(column), sort_key=column.name, width=width_of(column), heading=not place
        )
        for place, column in enumerate(register.list_columns)
    ]
    return [*own, Column("Nguồn", sort_key=SOURCE)]


def _rows_table(place: Place, form: FilterForm, listed: Listed, wanted: Filter, page: int) -> Table:
    register = form.register
    rows = []
    for row in listed.rows:
        href = place.url("row", register=register.name) + row_query(row["source"], row["key"])
        texts = [cell_text(column, row[column.name], place.name_of) for column in register.list_columns]
        rows.append(Row((Cell(texts[0] or "(trống)", href=href), *texts[1:], _source(place, register, row["source"]))))
    return Table(
        columns=_columns(register),
        rows=rows,
        caption=register.title,
        empty_text="Không có dòng nào khớp." if form.narrows else _empty_text(place),
        sort=Sort(wanted.sort, wanted.descending) if wanted.sort else None,
        query=kept_query(place.request),
        paging=paging(page, listed.total),
        narrow="list" if len(rows) <= CARD_ROWS else "scroll",
        caption_hidden=True,
    )


def _source(place: Place, register: Register, name: str) -> str:
    return place.source_title(register.name, name)


def _empty_text(place: Place) -> str:
    if place.import_unit is None:
        return "Sổ chưa có dòng nào; đề nghị văn phòng của đơn vị nhập số liệu."
    return "Sổ chưa có dòng nào. Việc đầu tiên: thêm dòng, hoặc tải mẫu nhập, điền rồi nhập tệp."


def _listed(schema: Register, wanted: Filter, page: int) -> Listed:
    with connect(workspace().temporary) as connection:
        offset = (page - 1) * PAGE_ROWS
        columns = [column.name for column in schema.list_columns]
        file = current_file(schema)
        return list_rows(connection, schema, file, wanted, limit=PAGE_ROWS, offset=offset, columns=columns)


def _figures(place: Place, register: str) -> Table:
    """The figures that read the register, with their value where the period is assessed."""
    assessed = place.period.code in assessed_periods(place.unit)
    known = picture(place.unit, place.period.code).score.figures if assessed else {}
    rows = []
    for measure in measures_of(register):
        figure = known.get(measure.code)
        href = place.url("measure", code=measure.code) if assessed else None
        value = figure_text(figure, measure.amount or measure.thing) if figure else "chưa có số liệu"
        rows.append(Row((Cell(measure.title, href=href), value, measure.policy.text)))
    return Table(
        columns=(
            Column("Con số", heading=True, width="medium"),
            Column(place.period.title.capitalize(), width="text"),
            Column("Cách đếm", width="wide"),
        ),
        rows=rows,
        caption="Các con số tính từ sổ này",
        empty_text="Chưa có con số nào tính từ sổ này.",
        id="con-so",
        caption_hidden=True,
    )


def filter_form(place: Place, schema: Register) -> FilterForm:
    """The filters that the address asks for, also for who exports the list."""
    titles = [(name, place.source_title(schema.name, name)) for name in sources(schema.name)]
    units = [(fact.id, fact.name) for fact in place.tree.below(place.unit)]
    form = FilterForm(schema, place.request.GET or None, sources=titles, units=units)
    form.is_valid()
    return form


@placed
def page(place: Place, register: str) -> HttpResponse:
    """One register: filter, list, figures, writes."""
    schema = register_named(register)
    form = filter_form(place, schema)
    wanted = form.wanted(place.unit_ids)
    number = page_number(place.request)
    listed = _listed(schema, wanted, number)
    if number > last_page(listed.total):
        number = last_page(listed.total)
        listed = _listed(schema, wanted, number)
    asked = [pair for pair in kept_query(place.request) if pair[1]]
    return show(
        place,
        "register.html",
        section="records",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Số liệu", place.url("registers")),
            Crumb(schema.title),
        ),
        register=schema,
        form=form,
        rows=_rows_table(place, form, listed, wanted, number),
        figures=_figures(place, register),
        batches=batches_table(place, register, limit=NEWEST),
        batches_href=place.url("batches", register=register),
        here=place.url("register", register=register),
        add_href=place.url("row_new", register=register) if place.import_unit else "",
        import_href=place.url("import", register=register) if place.import_unit else "",
        template_href=place.url("template", register=register),
        export_href=place.url("export", register=register) + (f"?{urlencode(asked)}" if asked else ""),
        narrowed=form.narrows,
        comparison_href=comparison_href(place, register),
    )
