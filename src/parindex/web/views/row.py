"""One row of a register: all its cells, where it came from, and what other sources say of the same thing."""

from typing import Any

from django.http import Http404, HttpResponse

from parindex.ledger.queries import batch_number, current_file, register_named, source_title, sources
from parindex.ledger.workspace import workspace
from parindex.records.engine import connect
from parindex.records.listing import one_row
from parindex.records.schema import Register
from parindex.web.cells import cell_text
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table


def _rows(place: Place, register: Register, key: str, first: str) -> dict[str, dict[str, Any]]:
    """The row by source, the asked source first."""
    names = [first, *(name for name in sources(register.name) if name != first)]
    found = {}
    with connect(workspace().temporary) as connection:
        file = current_file(register)
        for name in names:
            row = one_row(connection, file, source=name, key=key, units=place.unit_ids)
            if row:
                found[name] = row
    return found


def _table(place: Place, register: Register, rows: dict[str, dict[str, Any]]) -> Table:
    lines = []
    for column in register.columns:
        if column.personal:
            continue
        texts = [cell_text(column, row[column.name], place.name_of) for row in rows.values()]
        if any(texts):
            differ = len(set(texts)) > 1
            lines.append(
                Row(
                    (
                        column.title,
                        *(Cell(text, sign="warn" if differ and number else None) for number, text in enumerate(texts)),
                    )
                )
            )
    return Table(
        columns=(Column("Cột", heading=True), *(Column(source_title(register.name, name)) for name in rows)),
        rows=lines,
        caption="Nội dung dòng" if len(rows) == 1 else "Cùng một hồ sơ ở các nguồn; chỗ khác nhau có dấu",
        empty_text="Dòng này không có nội dung.",
    )


@placed
def page(place: Place, register: str) -> HttpResponse:
    """The row named by `nguon` and `khoa`."""
    schema = register_named(register)
    source, key = place.request.GET.get("nguon", ""), place.request.GET.get("khoa", "")
    rows = _rows(place, schema, key, source)
    if source not in rows:
        raise Http404("Không có dòng này trong số liệu hiện hành của đơn vị.")
    row = rows[source]
    batch = batch_number(row["batch"])
    return show(
        place,
        "row.html",
        section="records",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Số liệu", place.url("registers")),
            Crumb(schema.title, place.url("register", register=register)),
            Crumb(key.replace("|", " · ")),
        ),
        table=_table(place, schema, rows),
        batch=batch,
        row=row,
        source_title=source_title(register, source),
        register=schema,
    )
