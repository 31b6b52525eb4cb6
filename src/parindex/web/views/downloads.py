"""Files to take away: documents, score sheet, templates, rows, refused rows."""

import tempfile
from pathlib import Path

from django.http import Http404, HttpResponse

from parindex.assessment.queries import picture
from parindex.documents.plan import build_plan
from parindex.documents.score_sheet import build_score_sheet
from parindex.documents.score_sheet.filling import filled_sheet
from parindex.ledger.queries import current_file, register_named
from parindex.ledger.workspace import workspace
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.plans.queries import plan_draft
from parindex.records.engine import connect
from parindex.records.exporting import export_rows
from parindex.records.listing import write_narrowed
from parindex.records.template import write_template
from parindex.web.attachment import DOCX, attachment, xlsx_response
from parindex.web.outline_form import sample_outline
from parindex.web.page import Place, placed
from parindex.web.views.register import filter_form


@placed
def score_sheet(place: Place) -> HttpResponse:
    """The printable score sheet."""
    content = build_score_sheet(filled_sheet(picture(place.unit, place.period.code)))
    return xlsx_response(content, f"bang-cham-diem-{place.unit}-{place.period.code}.xlsx")


@placed
def plan_document(place: Place) -> HttpResponse:
    """The plan as an official document."""
    found = picture(place.unit, place.period.code)
    year = place.period.year + 1
    content = build_plan(plan_draft(place.unit, year, found.criteria_set))
    return attachment(content, DOCX, f"ke-hoach-{place.unit}-{year}.docx")


@placed
def outline_sample(place: Place) -> HttpResponse:
    """A plan outline to fill in."""
    year = place.period.year + 1
    return attachment(sample_outline(year).encode(), "application/yaml; charset=utf-8", f"de-cuong-mau-{year}.yaml")


@placed
def template(place: Place, register: str) -> HttpResponse:
    """A register's import template; its unit columns offer the unit and those below it."""
    units = [fact.name for fact in place.tree.below(place.unit)]
    with tempfile.TemporaryDirectory(dir=workspace().temporary) as folder:
        path = Path(folder) / "mau.xlsx"
        write_template(register_named(register), path, units=units)
        return xlsx_response(path.read_bytes(), f"mau-{register}.xlsx")


@placed
def export(place: Place, register: str) -> HttpResponse:
    """The unit's current rows of a register; with the filters of the list in the address, only those listed."""
    schema = register_named(register)
    form = filter_form(place, schema)
    with tempfile.TemporaryDirectory(dir=workspace().temporary) as folder:
        path, rows = Path(folder) / "xuat.xlsx", current_file(schema)
        with connect(Path(folder)) as connection:
            if form.narrows:
                narrowed = Path(folder) / "loc.parquet"
                write_narrowed(connection, schema, rows, form.wanted(place.unit_ids), narrowed)
                rows = narrowed
            export_rows(connection, schema, rows, path, units=place.unit_ids)
        return xlsx_response(path.read_bytes(), f"{register}-{place.unit}.xlsx")


@placed
def error_sheet(place: Place, register: str) -> HttpResponse:
    """The refused rows of the person's own last look at a file."""
    check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())
    name = place.request.session.get("error_sheet", "")
    path = workspace().output / Path(name).name
    if not name or not name.startswith(f"loi-{register}-") or not path.is_file():
        raise Http404("Không còn tệp dòng lỗi; hãy nhập lại tệp để xem.")
    return xlsx_response(path.read_bytes(), path.name)
