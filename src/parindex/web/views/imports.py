"""Importing a file in steps: look at what would happen, correct how it is read, confirm."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.queries import assessed_periods
from parindex.assessment.refreshing import stale
from parindex.documents.wording.numbers import count_text
from parindex.errors import InputFault
from parindex.ledger.actions import ImportReport, import_file, start_import
from parindex.ledger.queries import register_named, sources
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.records.prepared import EMPTY
from parindex.records.reading.choices import HeaderFault
from parindex.web import uploads
from parindex.web.faults import faults_beside, faults_shown
from parindex.web.mapping_form import MappingForm, Understood, from_session, kept_in_session
from parindex.web.page import Place, placed, show
from parindex.web.rendering.table import Column, Row, Table
from parindex.web.upload_form import FIRST_SOURCE, UploadForm
from parindex.web.views.batches import register_crumbs

MOST_ERRORS_SHOWN = 50
MOST_CHANGES_SHOWN = 50
LARGE_FILE = 5 * 1024 * 1024  # bytes; larger files, or files with more rows, are imported in the background
LARGE_ROWS = 50_000


@dataclass
class Waiting:
    """An upload between looking and confirming."""

    token: str
    path: Path
    source: str
    understood: Understood
    rows: int = 0

    @property
    def large(self) -> bool:
        """Whether importing it takes longer than a person should wait for a page."""
        return self.rows > LARGE_ROWS or self.path.stat().st_size > LARGE_FILE


def errors_table(errors: list[tuple[int, str, str, str]]) -> Table:
    """Refused rows: (row, column, value, reason)."""
    return Table(
        columns=(
            Column("Dòng", numeric=True),
            Column("Cột"),
            Column("Giá trị", width="text"),
            Column("Lý do", width="wide"),
        ),
        rows=[Row((str(row), column, value, reason)) for row, column, value, reason in errors[:MOST_ERRORS_SHOWN]],
        caption="Các dòng bị trả lại, với lý do",
        empty_text="Không có dòng nào bị trả lại.",
        id="loi",
    )


def changes_table(report: ImportReport) -> Table:
    """Rows that the import would change: what each cell says now, and what it would say."""
    return Table(
        columns=(
            Column("Dòng trong tệp", numeric=True),
            Column("Dòng của sổ", heading=True, width="text"),
            Column("Cũ → mới", width="wide"),
        ),
        rows=[
            Row(
                (
                    str(change.row),
                    change.key_words,
                    "; ".join(f"{cell.title}: {cell.old or EMPTY} → {cell.new or EMPTY}" for cell in change.cells),
                )
            )
            for change in report.changes[:MOST_CHANGES_SHOWN]
        ],
        caption="Các dòng sẽ sửa: cũ → mới",
        empty_text="Không có dòng nào bị sửa.",
        id="sua",
    )


def _may_import(place: Place) -> None:
    check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())


def _import(place: Place, register: str, waiting: Waiting, *, dry_run: bool) -> ImportReport:
    """Import for the unit that the person may import for; the action checks the right again."""
    return import_file(
        by=place.user,
        register=register,
        path=waiting.path,
        source=waiting.source,
        unit=place.import_unit or place.unit,
        dry_run=dry_run,
        file_name=waiting.path.name,
        choices=waiting.understood.choices,
    )


def _keep(place: Place, register: str, waiting: Waiting) -> None:
    place.request.session[f"upload-{waiting.token}"] = {
        "register": register,
        "source": waiting.source,
        "unit": place.unit,
        "understood": kept_in_session(waiting.understood),
        "rows": waiting.rows,
    }


def _kept(place: Place, register: str, token: str) -> dict[str, Any] | None:
    """What waits under a token for this person, register and unit."""
    kept: dict[str, Any] | None = place.request.session.get(f"upload-{token}")
    return kept if kept and kept["register"] == register and kept["unit"] == place.unit else None


def _error_sheet(place: Place, register: str, report: ImportReport | None) -> str:
    if report is None or report.error_sheet is None:
        return ""
    place.request.session["error_sheet"] = report.error_sheet.name
    return place.url("error_sheet", register=register)


def _look(place: Place, register: str, waiting: Waiting, *, notice: str = "") -> HttpResponse:
    """What importing the file would do, and how it is read. A header that says too little is asked about."""
    report, fault = None, None
    try:
        report = _import(place, register, waiting, dry_run=True)
        waiting.understood.learn(report)
        waiting.rows = report.read
    except HeaderFault as found:
        fault = found
        waiting.understood.learn(found)
    _keep(place, register, waiting)
    form = MappingForm(register_named(register), waiting.understood)
    return _preview(place, register, waiting, form, report=report, fault=str(fault or ""), notice=notice)


def _preview(
    place: Place,
    register: str,
    waiting: Waiting,
    form: MappingForm,
    *,
    report: ImportReport | None,
    fault: str = "",
    notice: str = "",
) -> HttpResponse:
    errors = [(one.row, one.column, one.value, one.message) for one in report.errors] if report else []
    read = sum(1 for header in waiting.understood.headers if header[2])
    return show(
        place,
        "import_preview.html",
        section="records",
        crumbs=register_crumbs(place, register, "Xem trước khi nhập"),
        status=400 if fault or form.errors else 200,
        register=register_named(register),
        report=report,
        fault=fault,
        notice=notice,
        form=form,
        read=read,
        headers=len(waiting.understood.headers),
        open_questions=waiting.understood.open_questions,
        landing=report.accepted + report.updated if report else 0,
        errors=errors_table(errors),
        changes=changes_table(report) if report and report.changes else None,
        more_changes=max(0, report.updated - MOST_CHANGES_SHOWN) if report else 0,
        more_errors=max(0, len(errors) - MOST_ERRORS_SHOWN),
        token=waiting.token,
        file_name=waiting.path.name,
        source_title=place.source_title(register, waiting.source),
        confirm_href=place.url("confirm_import", register=register),
        preview_href=place.url("preview_import", register=register),
        back_href=place.url("import", register=register),
        error_sheet=_error_sheet(place, register, report),
    )


@placed
def upload(place: Place, register: str) -> HttpResponse:
    """Choose a file; posting it shows what importing it would do."""
    schema = register_named(register)
    _may_import(place)
    request = place.request
    titles = [(name, place.source_title(register, name)) for name in sources(register) or (FIRST_SOURCE,)]
    initial = {"source": place.primary(register) or FIRST_SOURCE}
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None, request.FILES if posted else None, initial=initial, sources=titles
    )
    if posted and form.is_valid():
        token, path = uploads.keep(form.cleaned_data["file"])
        with faults_beside(form, "file"):
            try:
                return _look(place, register, Waiting(token, path, form.cleaned_data["source"], Understood()))
            except InputFault:
                uploads.drop(token)
                raise
    return show(
        place,
        "import.html",
        section="records",
        crumbs=register_crumbs(place, register, "Nhập tệp"),
        status=400 if posted else 200,
        form=form,
        register=schema,
        template_href=place.url("template", register=register),
        back_href=place.url("register", register=register),
    )


def _gone(place: Place, register: str) -> HttpResponse:
    messages.warning(place.request, "Tệp chờ nhập không còn; hãy chọn lại tệp.")
    return redirect(place.url("import", register=register))


def _read_again(place: Place, register: str, waiting: Waiting, *, notice: str = "") -> HttpResponse:
    """Look at the file with the answers of the form that was posted."""
    form = MappingForm(register_named(register), waiting.understood, place.request.POST)
    if not form.is_valid():
        return _preview(place, register, waiting, form, report=None)
    waiting.understood = form.corrected()
    with faults_shown(place.request):
        return _look(place, register, waiting, notice=notice)
    return redirect(place.url("import", register=register))


@placed
def preview(place: Place, register: str) -> HttpResponse:
    """Look again, with corrected columns and dates."""
    _may_import(place)
    token = place.request.POST.get("token", "")
    kept = _kept(place, register, token)
    path = uploads.waiting(token) if kept else None
    if kept is None or path is None:
        return _gone(place, register)
    return _read_again(place, register, Waiting(token, path, kept["source"], from_session(kept["understood"])))


def _land(place: Place, register: str, waiting: Waiting) -> str:
    """Import for good, and say what came of it."""
    report = _import(place, register, waiting, dry_run=False)
    text = f"Đã nhận {count_text(report.accepted)} dòng mới, {count_text(report.updated)} dòng sửa"
    if report.batch is None:
        text = "Không có gì thay đổi: các dòng của tệp đã có sẵn"
    return text + (f"; trả lại {count_text(report.rejected)} dòng." if report.rejected else ".")


@placed
def confirm(place: Place, register: str) -> HttpResponse:
    """Import the upload that was looked at; confirming twice imports once. Answers not looked at yet are shown first."""
    _may_import(place)
    request = place.request
    token = request.POST.get("token", "")
    listed = redirect(place.url("register", register=register))
    kept = _kept(place, register, token) if request.method == "POST" else None
    if kept is None:
        if request.method == "POST" and token in request.session.get("landed", []):
            messages.info(request, "Tệp này đã nhập xong ở lần bấm trước; không nhập thêm lần nữa.")
            return listed
        return _gone(place, register)
    understood = from_session(kept["understood"])
    if "cot_0" in request.POST:
        form = MappingForm(register_named(register), understood, request.POST)
        path = uploads.waiting(token)
        if path is not None and (not form.is_valid() or form.changed):
            waiting = Waiting(token, path, kept["source"], understood)
            return _read_again(place, register, waiting, notice="Cách đọc vừa đổi: xem lại kết quả rồi bấm nhập.")
    path = uploads.take(token)
    if path is None:
        messages.info(request, "Tệp này đang được nhập hoặc đã nhập xong; xem mục Các lần ghi ở cuối trang.")
        return listed
    waiting = Waiting(token, path, kept["source"], understood, kept["rows"])
    return _queued(place, register, waiting) if waiting.large else _landed(place, register, waiting)


@contextmanager
def _spent(place: Place, waiting: Waiting) -> Iterator[None]:
    """One try at an upload, after which it is gone; that it landed is kept, so that confirming it twice says so."""
    session = place.request.session
    try:
        yield
    finally:
        uploads.drop(waiting.token)
        del session[f"upload-{waiting.token}"]
    session["landed"] = [*session.get("landed", []), waiting.token][-20:]


def _queued(place: Place, register: str, waiting: Waiting) -> HttpResponse:
    """Leave a large file to the worker; its progress has a page of its own."""
    with faults_shown(place.request), _spent(place, waiting):
        job = start_import(
            by=place.user,
            register=register,
            path=waiting.path,
            source=waiting.source,
            unit=place.import_unit or place.unit,
            file_name=waiting.path.name,
            choices=waiting.understood.choices,
        )
        return redirect(place.url("import_job", register=register, token=str(job.token)))
    return redirect(place.url("import", register=register))


def _landed(place: Place, register: str, waiting: Waiting) -> HttpResponse:
    request, text = place.request, ""
    with faults_shown(request), _spent(place, waiting):
        text = _land(place, register, waiting)
    if not text:
        return redirect(place.url("import", register=register))
    messages.success(request, text)
    if place.period.code in assessed_periods(place.unit) and stale(place.unit, place.period):
        messages.warning(
            request, "Số liệu đã nhập, nhưng các con số chưa tính lại xong: trang vẫn hiện lần tính trước."
        )
    return redirect(place.url("register", register=register))
