"""The registers: what there is, a list with filter and sort, the imports that made it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse

from parindex.documents.wording.numbers import count_text, moment_text
from parindex.ledger.queries import batches, current_file, register_named, sources
from parindex.ledger.workspace import workspace
from parindex.organisations.roles import Right
from parindex.records.engine import connect
from parindex.records.listing import Filter, Listed, list_rows
from parindex.records.registers import REGISTERS
from parindex.records.schema import Register
from parindex.web.cells import cell_text, is_numeric, width_of
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Sort, Table
from parindex.web.views.measure import row_query

if TYPE_CHECKING:
    from parindex.ledger.models import Batch


def _summary(place: Place, register: Register, imports: Sequence["Batch"]) -> Row:
    """One register; `imports` are those in force for the unit, newest first."""
    title = Cell(register.title, href=place.url("register", register=register.name))
    if not imports:
        return Row((title, register.criterion, "chưa có", "", Cell("Cần nhập", sign="open")))
    names = dict.fromkeys(place.source_title(register.name, batch.source) for batch in reversed(imports))
    landed = sum(batch.rows for batch in imports)
    return Row((title, register.criterion, count_text(landed), ", ".join(names), moment_text(local(imports[0].at))))


@placed
def index(place: Place) -> HttpResponse:
    """All registers, with what is in them."""
    held: dict[str, list[Batch]] = {}
    for batch in batches():
        if batch.is_import and batch.unit in place.unit_ids and getattr(batch, "undone_by", None) is None:
            held.setdefault(batch.register, []).append(batch)
    table = Table(
        columns=(
            Column("Sổ", heading=True, width="medium"),
            Column("Tiêu chí"),
            Column("Số dòng đã nhận", numeric=True),
            Column("Nguồn"),
            Column("Lần nhập gần nhất"),
        ),
        rows=[_summary(place, register, held.get(register.name, ())) for register in REGISTERS.values()],
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
        empty=not held,
        may_import=place.import_unit is not None,
    )


class FilterForm(forms.Form):
    """Words to look for, and the source."""

    tim = forms.CharField(label="Tìm", required=False, max_length=100, help_text="Không cần gõ dấu.")
    nguon = forms.ChoiceField(label="Nguồn", required=False)

    sort = forms.CharField(widget=forms.HiddenInput, required=False, max_length=70)

    def __init__(self, *args: object, titles: Sequence[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["nguon"].choices = [("", "Tất cả"), *titles]  # type: ignore[attr-defined]


def _rows_table(place: Place, register: Register, listed: Listed, wanted: Filter, page: int) -> Table:
    columns = register.list_columns
    rows = []
    for row in listed.rows:
        href = place.url("row", register=register.name) + row_query(row["source"], row["key"])
        texts = [cell_text(column, row[column.name], place.name_of) for column in columns]
        rows.append(Row((Cell(texts[0], href=href), *texts[1:], place.source_title(register.name, row["source"]))))
    return Table(
        columns=[
            *(
                Column(
                    column.title,
                    numeric=is_numeric(column),
                    sort_key=column.name,
                    width=width_of(column),
                    heading=number == 0,
                )
                for number, column in enumerate(columns)
            ),
            Column("Nguồn"),
        ],
        rows=rows,
        caption=register.title,
        empty_text="Không có dòng nào khớp." if wanted.words or wanted.source else _empty_text(place),
        sort=Sort(wanted.sort, wanted.descending) if wanted.sort else None,
        query=kept_query(place.request),
        paging=paging(page, listed.total),
        narrow="list" if len(rows) <= CARD_ROWS else "scroll",
        caption_hidden=True,
    )


def _empty_text(place: Place) -> str:
    if place.import_unit is None:
        return "Sổ chưa có dòng nào; đề nghị văn phòng của đơn vị nhập số liệu."
    return "Sổ chưa có dòng nào. Việc đầu tiên: tải mẫu nhập, điền rồi nhập tệp."


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
                    place.source_title(register.name, batch.source),
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
        caption_hidden=True,
    )


def _listed(schema: Register, wanted: Filter, page: int) -> Listed:
    with connect(workspace().temporary) as connection:
        offset = (page - 1) * PAGE_ROWS
        return list_rows(connection, schema, current_file(schema), wanted, limit=PAGE_ROWS, offset=offset)


@placed
def page(place: Place, register: str) -> HttpResponse:
    """One register: filter, list, imports."""
    schema = register_named(register)
    titles = [(name, place.source_title(register, name)) for name in sources(register)]
    form = FilterForm(place.request.GET or None, titles=titles)
    form.is_valid()
    chosen = getattr(form, "cleaned_data", {})
    sort = str(chosen.get("sort") or "")
    wanted = Filter(
        units=place.unit_ids,
        source=chosen.get("nguon") or None,
        words=chosen.get("tim") or "",
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
    )
    number = page_number(place.request)
    listed = _listed(schema, wanted, number)
    if number > last_page(listed.total):
        number = last_page(listed.total)
        listed = _listed(schema, wanted, number)
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
        here=place.url("register", register=register),
        import_href=place.url("import", register=register) if place.import_unit else "",
        template_href=place.url("template", register=register),
        export_href=place.url("export", register=register),
    )
