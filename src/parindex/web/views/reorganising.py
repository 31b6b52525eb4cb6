"""A decision of reorganisation from a file: prepared and looked at by who runs rounds too, recorded by who manages units."""

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.touched import rounds_touched
from parindex.documents.wording.numbers import count_text
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.organisations.lineage_file import LINEAGE_FILE
from parindex.organisations.lineage_import import Rehearsal, import_lineage, rehearse_lineage
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree, tree_on
from parindex.records.template import write_template
from parindex.web import uploads
from parindex.web.attachment import xlsx_response
from parindex.web.faults import faults_shown
from parindex.web.fields import PlainForm
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Table
from parindex.web.views.reorganisation import history_crumbs, lines_table

WAITING = "tep"


class LineageForm(PlainForm):
    """The file of a reorganisation."""

    file = forms.FileField(
        label="Tệp quyết định sắp xếp",
        help_text="Tệp .xlsx hoặc .csv, mỗi việc một dòng: STT, Quyết định, Ngày hiệu lực, Việc, Đơn vị cũ, Đơn vị mới, "
        "Lĩnh vực; đơn vị mới ghi thêm Tên mới, Loại đơn vị, Đơn vị cấp trên.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp có số liệu."},
    )


def may_prepare(place: Place) -> bool:
    """Whether the person may prepare a decision here: who runs rounds, and who manages units."""
    return place.may(Right.ROUND) or place.may(Right.MANAGE)


def _check_manages(place: Place) -> None:
    check_may(place.user, Right.MANAGE, place.unit, tree=place.tree, on=today())


def _template() -> HttpResponse:
    with tempfile.TemporaryDirectory(dir=workspace().temporary) as folder:
        path = Path(folder) / "mau.xlsx"
        write_template(LINEAGE_FILE, path)
        content = path.read_bytes()
    return xlsx_response(content, "mau-sap-xep-to-chuc.xlsx")


def _waiting(token: str) -> Path:
    """The file that was looked at; Http404 once it is gone."""
    path = uploads.waiting(token)
    if path is None:
        raise Http404("Tệp đã được ghi, hoặc đã chờ quá hai giờ; hãy chọn lại tệp.")
    return path


def _lines(found: Rehearsal) -> Table:
    """The lines with the names as they would be."""

    @cache
    def trees(day: date) -> UnitTree:
        return tree_on(day, found.facts)

    return lines_table(
        ((number, line) for number, line in enumerate(found.lines)),
        trees,
        caption="Những việc sẽ ghi",
        empty="Tệp không có việc nào.",
        id="se-ghi",
    )


def _page(place: Place, form: LineageForm, token: str = "", found: Rehearsal | None = None) -> HttpResponse:
    here = place.url("reorganise")
    return show(
        place,
        "reorganise.html",
        section="history",
        crumbs=history_crumbs(place, Crumb("Sắp xếp tổ chức", place.url("lineage")), Crumb("Ghi quyết định")),
        status=400 if form.is_bound else 200,
        form=form,
        lines=_lines(found) if found else None,
        touched=[str(one) for one in rounds_touched(found.lines)] if found else [],
        token=token,
        may=place.may(Right.MANAGE),
        here=here,
        template_href=f"{here}?mau=1",
        back=place.url("lineage"),
    )


def _prepare(place: Place) -> HttpResponse:
    """Keep the file and show what it would write; its faults stand beside the field."""
    form = LineageForm(place.request.POST, place.request.FILES)
    if not form.is_valid():
        return _page(place, form)
    token, path = uploads.keep(form.cleaned_data["file"])
    try:
        rehearse_lineage(by=place.user, path=path)
    except InputFault as fault:
        uploads.drop(token)
        form.add_error("file", str(fault))
        return _page(place, form)
    return redirect(f"{place.url('reorganise')}?{WAITING}={token}")


def _record(place: Place, token: str) -> HttpResponse:
    """Write what was looked at, once."""
    _check_manages(place)
    path = _waiting(token)
    with faults_shown(place.request):  # something else may have been recorded since it was looked at
        written = import_lineage(by=place.user, path=path)
        uploads.drop(token)
        messages.success(place.request, f"Đã ghi {count_text(len(written))} việc sắp xếp.")
        for one in rounds_touched(written):
            messages.warning(place.request, str(one))
        return redirect(place.url("lineage"))
    return redirect(place.url("reorganise"))


@placed
def page(place: Place) -> HttpResponse:
    """The file, what it would write, and the button that writes it; `mau`: the spreadsheet to fill in."""
    if not may_prepare(place):
        _check_manages(place)
    request = place.request
    if request.method == "POST":
        token = request.POST.get(WAITING, "")
        return _record(place, token) if token else _prepare(place)
    if "mau" in request.GET:
        return _template()
    token = request.GET.get(WAITING, "")
    if not token:
        return _page(place, LineageForm())
    path = _waiting(token)
    try:
        return _page(place, LineageForm(), token, rehearse_lineage(by=place.user, path=path))
    except InputFault as fault:
        messages.error(request, str(fault))
        return redirect(place.url("reorganise"))
