"""Importing a file in two steps: look at what would happen, then confirm. And taking an import back."""

import shutil
import uuid
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.documents.wording.numbers import count_text
from parindex.errors import InputFault
from parindex.ledger.actions import ImportReport, import_file, undo_batch
from parindex.ledger.queries import batch_number, primary_source, register_named, source_title, sources
from parindex.ledger.workspace import workspace
from parindex.organisations.queries import today
from parindex.organisations.rights import NotAllowed, check_may
from parindex.organisations.roles import Right
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Column, Row, Table

_MOST_ERRORS_SHOWN = 50


class UploadForm(forms.Form):
    """The file and where it comes from."""

    file = forms.FileField(
        label="Tệp số liệu",
        help_text="Tệp .xlsx hoặc .csv (UTF-8). Tải mẫu nhập nếu chưa có.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp có số liệu."},
    )
    source = forms.SlugField(
        label="Nguồn số liệu",
        max_length=60,
        help_text="Mã ngắn của nguồn, ví dụ so (sổ của Sở) hoặc mot_cua_dien_tu (phần mềm của Tỉnh).",
    )


def _crumbs(place: Place, register: str, title: str) -> tuple[Crumb, ...]:
    return (
        Crumb("Tổng quan", place.url("overview")),
        Crumb("Số liệu", place.url("registers")),
        Crumb(register_named(register).title, place.url("register", register=register)),
        Crumb(title),
    )


def _folder(token: str) -> Path:
    """Where an upload waits for its confirmation."""
    return workspace().temporary / f"upload-{uuid.UUID(token)}"


def _keep(file: "UploadedFile[bytes]") -> tuple[str, Path]:
    """Put the upload aside under a fresh token; only the last part of its name is used."""
    token = str(uuid.uuid4())
    folder = _folder(token)
    folder.mkdir(parents=True)
    path = folder / (Path(str(file.name).replace("\\", "/")).name or "tep")
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return token, path


def _errors_table(report: ImportReport) -> Table:
    return Table(
        columns=(Column("Dòng", numeric=True), Column("Cột"), Column("Giá trị"), Column("Lý do", width="wide")),
        rows=[Row((str(e.row), e.column, e.value, e.message)) for e in report.errors[:_MOST_ERRORS_SHOWN]],
        caption="Các dòng bị trả lại",
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
        source_title=source_title(register, source),
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
    initial = {"source": primary_source(register) or "so"}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            token, path = _keep(form.cleaned_data["file"])
            try:
                return _preview(place, register, token, path, form.cleaned_data["source"])
            except NotAllowed:
                raise
            except InputFault as fault:
                shutil.rmtree(_folder(token), ignore_errors=True)
                form.add_error("file", str(fault))
    return show(
        place,
        "import.html",
        section="records",
        crumbs=_crumbs(place, register, "Nhập tệp"),
        status=status,
        form=form,
        register=register_named(register),
        sources=[(name, source_title(register, name)) for name in sources(register)],
        template_href=place.url("template", register=register),
        back_href=place.url("register", register=register),
    )


@placed
def confirm(place: Place, register: str) -> HttpResponse:
    """Import the upload that was looked at."""
    request = place.request
    token = request.POST.get("token", "")
    waiting = request.session.pop(f"upload-{token}", None) if request.method == "POST" else None
    if not waiting or waiting["register"] != register or waiting["unit"] != place.unit:
        messages.warning(request, "Tệp chờ nhập không còn; hãy chọn lại tệp.")
        return redirect(place.url("import", register=register))
    folder = _folder(token)
    path = next(folder.iterdir(), None) if folder.is_dir() else None
    if path is None:
        messages.warning(request, "Tệp chờ nhập không còn; hãy chọn lại tệp.")
        return redirect(place.url("import", register=register))
    try:
        report = _import(place, register, path, waiting["source"], dry_run=False)
    except NotAllowed:
        raise
    except InputFault as fault:
        messages.error(request, str(fault))
        return redirect(place.url("import", register=register))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = f"Đã nhận {count_text(report.accepted)} dòng mới, {count_text(report.updated)} dòng sửa"
    text += f"; trả lại {count_text(report.rejected)} dòng." if report.rejected else "."
    messages.success(request, text)
    return redirect(place.url("register", register=register))


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
        form=UndoForm(initial={"lan": str(batch.number)}),
        back_href=place.url("register", register=register),
        source_title=source_title(register, batch.source),
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    lan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do", required=False, max_length=500, help_text="Ghi vào nhật ký.")
