"""Importing a file in two steps: look at what would happen, then confirm. And taking an import back."""

from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.queries import assessed_periods
from parindex.assessment.refreshing import stale
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.errors import InputFault
from parindex.ledger.actions import ImportReport, import_file, undo_batch
from parindex.ledger.queries import batch_number, register_named, sources
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, check_may
from parindex.organisations.roles import Right
from parindex.web import uploads
from parindex.web.fields import PlainForm
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Column, Row, Table

_MOST_ERRORS_SHOWN = 50


class UploadForm(PlainForm):
    """The file and where it comes from."""

    file = forms.FileField(
        label="Tệp số liệu",
        help_text="Tệp .xlsx hoặc .csv (UTF-8). Tệp vài chục nghìn dòng cần vài giây để đọc: chỉ bấm một lần.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp có số liệu."},
    )
    source = forms.SlugField(
        label="Nguồn số liệu",
        max_length=60,
        help_text="Mã ngắn của nguồn, ví dụ so (sổ của Sở) hoặc mot_cua_dien_tu (phần mềm của Tỉnh).",
        error_messages={
            "required": "Chưa ghi nguồn; hãy ghi mã ngắn, ví dụ so.",
            "invalid": "Mã nguồn chỉ gồm chữ không dấu, số, dấu gạch; ví dụ mot_cua_dien_tu.",
        },
    )


def _crumbs(place: Place, register: str, title: str) -> tuple[Crumb, ...]:
    return (
        Crumb("Tổng quan", place.url("overview")),
        Crumb("Số liệu", place.url("registers")),
        Crumb(register_named(register).title, place.url("register", register=register)),
        Crumb(title),
    )


def _errors_table(report: ImportReport) -> Table:
    return Table(
        columns=(
            Column("Dòng", numeric=True),
            Column("Cột"),
            Column("Giá trị", width="text"),
            Column("Lý do", width="wide"),
        ),
        rows=[Row((str(e.row), e.column, e.value, e.message)) for e in report.errors[:_MOST_ERRORS_SHOWN]],
        caption="Các dòng bị trả lại, với lý do",
        empty_text="Không có dòng nào bị trả lại.",
        id="loi",
    )


def _import(place: Place, register: str, path: Path, source: str, *, dry_run: bool) -> ImportReport:
    """Import for the unit that the person may import for; the action checks the right again."""
    unit = place.import_unit or place.unit
    return import_file(
        by=place.user, register=register, path=path, source=source, unit=unit, dry_run=dry_run, file_name=path.name
    )


def _preview(place: Place, register: str, token: str, path: Path, source: str) -> HttpResponse:
    report = _import(place, register, path, source, dry_run=True)
    place.request.session[f"upload-{token}"] = {"register": register, "source": source, "unit": place.unit}
    return show(
        place,
        "import_preview.html",
        section="records",
        crumbs=_crumbs(place, register, "Xem trước khi nhập"),
        register=register_named(register),
        report=report,
        landing=report.accepted + report.updated,
        errors=_errors_table(report),
        more_errors=max(0, len(report.errors) - _MOST_ERRORS_SHOWN),
        token=token,
        file_name=path.name,
        source_title=place.source_title(register, source),
        confirm_href=place.url("confirm_import", register=register),
        back_href=place.url("import", register=register),
        error_sheet=_error_sheet(place, register, report),
    )


def _error_sheet(place: Place, register: str, report: ImportReport) -> str:
    if report.error_sheet is None:
        return ""
    place.request.session["error_sheet"] = report.error_sheet.name
    return place.url("error_sheet", register=register)


@placed
def upload(place: Place, register: str) -> HttpResponse:
    """Choose a file; posting it shows what importing it would do."""
    register_named(register)
    check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())
    request = place.request
    initial = {"source": place.primary(register) or "so"}
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)
    status = 200
    if posted:
        status = 400
        if form.is_valid():
            token, path = uploads.keep(form.cleaned_data["file"])
            try:
                return _preview(place, register, token, path, form.cleaned_data["source"])
            except NotAllowed:
                raise
            except InputFault as fault:
                uploads.drop(token)
                form.add_error("file", str(fault))
    return show(
        place,
        "import.html",
        section="records",
        crumbs=_crumbs(place, register, "Nhập tệp"),
        status=status,
        form=form,
        register=register_named(register),
        sources=[(name, place.source_title(register, name)) for name in sources(register)],
        template_href=place.url("template", register=register),
        back_href=place.url("register", register=register),
    )


def _land(place: Place, register: str, path: Path, source: str) -> str:
    """Import for good, and say what came of it."""
    report = _import(place, register, path, source, dry_run=False)
    text = f"Đã nhận {count_text(report.accepted)} dòng mới, {count_text(report.updated)} dòng sửa"
    if report.batch is None:
        text = "Không có gì thay đổi: các dòng của tệp đã có sẵn"
    return text + (f"; trả lại {count_text(report.rejected)} dòng." if report.rejected else ".")


@placed
def confirm(place: Place, register: str) -> HttpResponse:
    """Import the upload that was looked at; confirming twice imports once."""
    check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())
    request = place.request
    token = request.POST.get("token", "")
    listed = redirect(place.url("register", register=register))
    waiting = request.session.get(f"upload-{token}") if request.method == "POST" else None
    if not waiting or waiting["register"] != register or waiting["unit"] != place.unit:
        if request.method == "POST" and token in request.session.get("landed", []):
            messages.info(request, "Tệp này đã nhập xong ở lần bấm trước; không nhập thêm lần nữa.")
            return listed
        messages.warning(request, "Tệp chờ nhập không còn; hãy chọn lại tệp.")
        return redirect(place.url("import", register=register))
    path = uploads.take(token)
    if path is None:
        messages.info(request, "Tệp này đang được nhập hoặc đã nhập xong; xem mục Các lần nhập ở cuối trang.")
        return listed
    try:
        text = _land(place, register, path, waiting["source"])
    except NotAllowed:
        raise
    except InputFault as fault:
        messages.error(request, str(fault))
        return redirect(place.url("import", register=register))
    finally:
        uploads.drop(token)
        del request.session[f"upload-{token}"]
    request.session["landed"] = [*request.session.get("landed", []), token][-20:]
    messages.success(request, text)
    if place.period.code in assessed_periods(place.unit) and stale(place.unit, place.period):
        messages.warning(
            request, "Số liệu đã nhập, nhưng các con số chưa tính lại xong: trang vẫn hiện lần tính trước."
        )
    return listed


@placed
def undo(place: Place, register: str) -> HttpResponse:
    """Ask, then take an import out of force."""
    number = place.request.GET.get("lan", "") or place.request.POST.get("lan", "")
    batch = batch_number(number)
    if batch is None or not batch.is_import or batch.register != register or batch.unit not in place.unit_ids:
        raise Http404("Không có lần nhập này.")
    check_may(place.user, Right.IMPORT, batch.unit, tree=place.tree, on=today())
    if place.request.method == "POST":
        try:
            undo_batch(by=place.user, number=batch.number, reason=place.request.POST.get("reason", "")[:500])
            messages.success(place.request, f"Đã hoàn tác lần nhập số {batch.number}.")
        except NotAllowed:
            raise
        except InputFault as fault:
            messages.error(place.request, str(fault))
        return redirect(place.url("register", register=register))
    return show(
        place,
        "undo.html",
        section="records",
        crumbs=_crumbs(place, register, f"Hoàn tác lần nhập số {batch.number}"),
        batch=batch,
        imported=moment_text(local(batch.at)),
        form=UndoForm(initial={"lan": str(batch.number)}),
        back_href=place.url("register", register=register),
        source_title=place.source_title(register, batch.source),
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    lan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do", required=False, max_length=500, help_text="Ghi vào nhật ký.")
