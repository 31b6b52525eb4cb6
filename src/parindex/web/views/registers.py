"""The registers: what there is, a list with filter and sort, the imports that made it."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse

from parindex.documents.wording.numbers import count_text, moment_text
from parindex.ledger.queries import batches, current_file, holding, register_named, source_title, sources
from parindex.ledger.workspace import workspace
from parindex.organisations.roles import Right
from parindex.records.engine import connect
from parindex.records.listing import Filter, Listed, list_rows
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.web.cells import cell_text, is_numeric
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.paging import PAGE_ROWS, kept_query, page_number, paging
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Sort, Table
from parindex.web.views.measure import row_query


def _summary(place: Place, register: Register) -> Row:
    held = holding(register.name, place.unit_ids)
    href = place.url("register", register=register.name)
    if not held.rows:
        return Row((Cell(register.title, href=href), register.criterion, "chưa có", "", Cell("Cần nhập", sign="open")))
    names = ", ".join(source_title(register.name, name) for name in sources(register.name))
    return Row(
        (
            Cell(register.title, href=href),
            register.criterion,
            count_text(held.rows),
            names,
            Cell(moment_text(local(held.newest))),
        )
    )


@placed
def index(place: Place) -> HttpResponse:
    """All registers, with what is in them."""
    table = Table(
        columns=(
            Column("Sổ", heading=True, width="medium"),
            Column("Tiêu chí"),
            Column("Số dòng đã nhận", numeric=True),
            Column("Nguồn"),
            Column("Lần nhập gần nhất"),
        ),
        rows=[_summary(place, register) for register in REGISTERS.values()],
        caption="Các sổ theo dõi",
        empty_text="Chưa có sổ nào.",
        caption_hidden=True,
    )
    return show(
        place,
        "registers.html",
        section="records",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Số liệu")),
        table=table,
    )


class FilterForm(forms.Form):
    """Words to look for, and the source."""

    tim = forms.CharField(label="Tìm", required=False, max_length=100)
    nguon = forms.ChoiceField(label="Nguồn", required=False)

    def __init__(self, *args: object, register: str, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        choices = [(name, source_title(register, name)) for name in sources(register)]
        self.fields["nguon"].choices = [("", "Tất cả"), *choices]  # type: ignore[attr-defined]


def _rows_table(place: Place, register: Register, listed: Listed, wanted: Filter, page: int) -> Table:
    columns = register.list_columns
    rows = []
    for row in listed.rows:
        href = place.url("row", register=register.name) + row_query(row["source"], row["key"])
        texts = [cell_text(column, row[column.name], place.name_of) for column in columns]
        rows.append(Row((Cell(texts[0], href=href), *texts[1:], source_title(register.name, row["source"]))))
    return Table(
        columns=[
            *(
                Column(column.title, numeric=is_numeric(column), sort_key=column.name, heading=number == 0)
                for number, column in enumerate(columns)
            ),
            Column("Nguồn"),
        ],
        rows=rows,
        caption=register.title,
        empty_text="Không có dòng nào khớp." if wanted.words or wanted.source else "Sổ chưa có dòng nào; hãy nhập tệp.",
        sort=Sort(wanted.sort, wanted.descending) if wanted.sort else None,
        query=kept_query(place.request),
        paging=paging(page, listed.total),
        narrow="scroll",
        caption_hidden=True,
    )


def _batches_table(place: Place, register: Register) -> Table:
    may_undo = place.may(Right.IMPORT)
    rows = []
    for batch in batches(register.name):
        if batch.unit not in place.unit_ids or not batch.is_import:
            continue
        undone = getattr(batch, "undone_by", None)
        state = Cell(f"Đã hoàn tác (lần {undone.number})", sign="none") if undone else Cell("Còn hiệu lực", sign="good")
        href = place.url("undo", register=register.name) + "?" + urlencode({"lan": batch.number})
        rows.append(
            Row(
                (
                    str(batch.number),
                    batch.file_name,
                    source_title(register.name, batch.source),
                    count_text(batch.rows),
                    str(batch.by),
                    moment_text(local(batch.at)),
                    state,
                    Cell("Hoàn tác", href=href) if may_undo and not undone else "",
                )
            )
        )
    return Table(
        columns=(
            Column("Lần", numeric=True),
            Column("Tệp", heading=True),
            Column("Nguồn"),
            Column("Số dòng", numeric=True),
            Column("Người nhập"),
            Column("Lúc"),
            Column("Trạng thái"),
            Column("Việc"),
        ),
        rows=rows,
        caption="Các lần nhập",
        empty_text="Chưa có lần nhập nào.",
        id="lan-nhap",
    )


@placed
def page(place: Place, register: str) -> HttpResponse:
    """One register: filter, list, imports."""
    schema = register_named(register)
    form = FilterForm(place.request.GET or None, register=register)
    form.is_valid()
    chosen = getattr(form, "cleaned_data", {})
    sort = place.request.GET.get("sort", "")
    wanted = Filter(
        units=place.unit_ids,
        source=chosen.get("nguon") or None,
        words=chosen.get("tim") or "",
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
    )
    number = page_number(place.request)
    with connect(workspace().temporary) as connection:
        listed = list_rows(
            connection, schema, current_file(schema), wanted, limit=PAGE_ROWS, offset=(number - 1) * PAGE_ROWS
        )
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
        rows=_rows_table(place, schema, listed, wanted, number),
        batches=_batches_table(place, schema),
        import_href=place.url("import", register=register) if place.import_unit else "",
        template_href=place.url("template", register=register),
        export_href=place.url("export", register=register),
    )
