"""Two people changed one row: both versions side by side. Writing over the other one is a step of its own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from parindex.documents.wording.numbers import moment_text
from parindex.ledger.rows import StaleRow
from parindex.web.cells import cell_text
from parindex.web.local_time import local
from parindex.web.page import Place, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.row_form import RowForm, form_columns

AGAIN = "sua-tiep"  # the button that goes back to one's own text


def _rows(place: Place, form: RowForm, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Row]:
    rows = []
    for column in form_columns(form.register):
        own = cell_text(column, mine.get(column.name), place.name_of)
        other = cell_text(column, theirs.get(column.name), place.name_of)
        if own or other:
            marked = Cell(own or "(trống)", sign="warn") if own != other else own
            rows.append(Row((column.title, marked, other or "(trống)" if theirs else "")))
    return rows


def clash_page(
    place: Place, form: RowForm, clash: StaleRow, *, over: str, crumbs: tuple[Crumb, ...], drop_href: str
) -> HttpResponse:
    """The page; its form carries all that was typed, and the batch `over` that it would replace."""
    who, when = clash.by, moment_text(local(clash.at))
    typed = dict(form.values)
    if "nguon" in form.fields:
        typed["nguon"] = str(form.cleaned_data.get("nguon") or "")
    return show(
        place,
        "row_clash.html",
        section="records",
        crumbs=crumbs,
        status=409,
        register=form.register,
        new=form.seen is None,
        gone=not clash.theirs,
        who=who,
        when=when,
        table=Table(
            columns=(
                Column("Cột", heading=True, width="medium"),
                Column("Nội dung của tôi", width="text"),
                Column(f"Bản đang có: {who}, {when}", width="text"),
            ),
            rows=_rows(place, form, clash.mine, clash.theirs),
            caption="Hai bản cạnh nhau; chỗ khác nhau có dấu",
            empty_text="Không có nội dung nào.",
            narrow="flow",
        ),
        typed=[*typed.items(), ("thay", over)],
        again=AGAIN,
        here=place.request.get_full_path(),
        drop_href=drop_href,
    )
