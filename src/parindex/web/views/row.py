"""One row of a register: its cells, how it counts in the figures, where it came from, what other sources say."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse

from parindex.assessment.figures import question
from parindex.assessment.queries import Picture, assessed_periods, picture
from parindex.assessment.row_counting import measures_counting
from parindex.documents.wording.numbers import moment_text
from parindex.ledger.queries import batch_number, current_file, register_named, sources
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.records.engine import connect
from parindex.records.listing import one_row
from parindex.records.schema import Register
from parindex.web.cells import cell_text
from parindex.web.counting import effect, effect_sentence, lateness
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.reconciliation_choices import comparison_href
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.batches import what_was_done
from parindex.web.views.crumbs import criterion_of, measure_crumbs
from parindex.web.views.dossier_time import DossierTime, dossier_time
from parindex.web.views.measure import row_query
from parindex.web.views.row_history import history_table


def _rows(place: Place, register: Register, key: str, first: str) -> dict[str, dict[str, Any]]:
    """The row by source, the asked source first."""
    names = [first, *(name for name in sources(register.name) if name != first)]
    found = {}
    with connect(workspace().temporary) as connection:
        file = current_file(register)
        for name in names:
            row = one_row(connection, file, source=name, key=key, units=place.unit_ids)
            if row and row["state"] == "present":
                found[name] = row
    return found


def _may_write(place: Place, row: Mapping[str, Any]) -> bool:
    return place.may_import_for(row["unit"] or place.unit)


def _table(place: Place, register: Register, rows: Mapping[str, Mapping[str, Any]]) -> Table:
    lines = []
    for column in register.columns:
        if column.personal:
            continue
        texts = [cell_text(column, row[column.name], place.name_of) for row in rows.values()]
        if any(texts):
            differ = len(set(texts)) > 1
            cells = [Cell(text, sign="warn" if differ and number else None) for number, text in enumerate(texts)]
            lines.append(Row((column.title, *cells)))
    return Table(
        columns=(
            Column("Cột", heading=True, width="medium"),
            *(Column(place.source_title(register.name, name), width="text") for name in rows),
        ),
        rows=lines,
        caption="Nội dung dòng" if len(rows) == 1 else "Cùng một việc ở các nguồn; chỗ khác nhau có dấu",
        empty_text="Dòng này không có nội dung.",
        narrow="flow",
    )


def _effects(place: Place, found: Picture, register: str, row: Mapping[str, Any]) -> Table:
    """Every figure of the period that lists the row: those that score a criterion first."""
    source = row["source"]
    primary = source == place.primary(register)
    asked = question(place.unit, place.period, source=source)
    shares = measures_counting(asked, register, row["key"], row["batch"])
    rows, unscored = [], []
    for code, (num, den) in shares.items():
        measure, home, counted = MEASURES[code], criterion_of(found, code), {"num": num, "den": den}
        how = effect(measure, counted)
        other = not primary and source in sources(measure.registers[0])
        name = Cell(measure.title, href=place.url("measure", code=code) + (f"?nguon={source}" if other else ""))
        line = (name, effect_sentence(measure, counted), Cell(how.word, sign=how.sign))
        if home:
            one = home[1]
            href = place.url("criterion", code=one.code)
            rows.append(Row((*line, Cell(f"{one.code}. {one.name}", href=href))))
        else:
            unscored.append(Row((*line, "")))
    note = "" if primary else "; nguồn này chỉ để so sánh, không dùng để chấm"
    return Table(
        columns=(
            Column("Con số", heading=True, width="medium"),
            Column("Dòng này", width="text"),
            Column("Tính vào"),
            Column("Tiêu chí", width="medium"),
        ),
        rows=rows + unscored,
        caption=f"Dòng này được tính vào đâu, {place.period.title}{note}",
        empty_text="Dòng này không nằm trong con số nào của kỳ này.",
        id="tinh-vao",
    )


def _crumbs(place: Place, register: Register, source: str, title: str, found: Picture | None) -> tuple[Crumb, ...]:
    """Back to the number that one came from (`tu`), else to the register."""
    came_from = place.request.GET.get("tu", "")
    if found is None or came_from not in MEASURES:
        return (
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Số liệu", place.url("registers")),
            Crumb(register.title, place.url("register", register=register.name)),
            Crumb(title),
        )
    own = MEASURES[came_from].registers[0]
    other = source != place.primary(own) and source in sources(own)
    query = [f"nguon={source}"] * other + ["mat=1"] * (place.request.GET.get("mat") == "1")
    href = place.url("measure", code=came_from) + ("?" + "&".join(query) if query else "")
    return *measure_crumbs(place, found, came_from), Crumb(MEASURES[came_from].title, href), Crumb(title)


def _withdrawn(place: Place, register: Register, source: str, key: str) -> HttpResponse:
    """A row that has left the register: only its history is there."""
    with connect(workspace().temporary) as connection:
        row = one_row(connection, current_file(register), source=source, key=key, units=place.unit_ids)
    if row is None:
        raise Http404("Không có dòng này trong số liệu hiện hành của đơn vị.")
    return show(
        place,
        "row_withdrawn.html",
        section="records",
        crumbs=_crumbs(place, register, source, key.replace("|", " · "), None),
        register=register,
        register_href=place.url("register", register=register.name),
        source_title=place.source_title(register.name, source),
        history=history_table(place, register, source, key),
        may_write=_may_write(place, row),
    )


def _time(place: Place, row: dict[str, Any], found: Picture | None) -> DossierTime | None:
    """How a dossier's deadline is reckoned, for the unit and day that its figures are for."""
    asked = question(place.unit, place.period, source=row["source"], as_of=found.as_of if found else None)
    return dossier_time(place, asked, row, found is not None)


@placed
def page(place: Place, register: str) -> HttpResponse:
    """The row named by `nguon` and `khoa`."""
    schema = register_named(register)
    source, key = place.request.GET.get("nguon", ""), place.request.GET.get("khoa", "")
    rows = _rows(place, schema, key, source)
    if source not in rows:
        return _withdrawn(place, schema, source, key)
    row = rows[source]
    batch = batch_number(row["batch"])
    assessed = place.period.code in assessed_periods(place.unit)
    found = picture(place.unit, place.period.code) if assessed else None
    crumbs = _crumbs(place, schema, source, key.replace("|", " · "), found)
    query = row_query(source, key) if _may_write(place, row) else ""
    return show(
        place,
        "row.html",
        section="scores" if found and place.request.GET.get("tu") in MEASURES else "records",
        crumbs=crumbs,
        as_of=found.as_of if found else None,
        found=found,
        table=_table(place, schema, rows),
        effects=_effects(place, found, register, row) if found else None,
        time=_time(place, row, found) if register == "dossiers" else None,
        history=history_table(place, schema, source, key),
        late=lateness(schema, row, found.as_of) if found else None,
        batch=batch,
        what=what_was_done(batch) if batch else "",
        imported=moment_text(local(batch.at)) if batch else "",
        row=row,
        source_title=place.source_title(register, source),
        register=schema,
        register_href=place.url("register", register=register),
        batch_href=place.url("batch", register=register, number=str(row["batch"])),
        edit_href=place.url("row_edit", register=register) + query if query else "",
        comparison_href=comparison_href(place, register, khoa=key) if len(rows) > 1 else "",
        withdraw_href=place.url("row_withdraw", register=register) + query if query else "",
    )
