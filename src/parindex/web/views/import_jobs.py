"""An import in the background: how far it is, and what came of it. The page looks again by itself, and by a link."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse

from parindex.documents.wording.numbers import moment_text
from parindex.ledger.jobs import import_job
from parindex.ledger.queries import register_named
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.views.batches import register_crumbs
from parindex.web.views.imports import MOST_ERRORS_SHOWN, errors_table

if TYPE_CHECKING:
    from parindex.ledger.models import ImportJob

STAGES = (
    ("reading", "Đọc tệp"),
    ("checking", "Kiểm tra từng dòng"),
    ("comparing", "So với số liệu đang có"),
    ("writing", "Ghi vào sổ"),
)


def stages(job: "ImportJob") -> list[tuple[str, str, str]]:
    """The steps of a running job, each with its state as a word and a sign."""
    names = [name for name, _ in STAGES]
    now = names.index(job.stage) if job.stage in names else -1
    told = []
    for number, (_, title) in enumerate(STAGES):
        word, sign = ("xong", "good") if number < now else ("đang làm", "open") if number == now else ("chưa", "none")
        told.append((title, word, sign))
    return told


def _job(place: Place, register: str, token: UUID) -> "ImportJob":
    job = import_job(token)
    if job is None or job.register != register or job.unit not in place.unit_ids:
        raise Http404("Không có việc nhập tệp này.")
    return job


def _error_sheet(place: Place, job: "ImportJob") -> str:
    """The refused rows, for who brought the file."""
    sheet = job.report.get("error_sheet")
    if not sheet or job.by != place.user:
        return ""
    place.request.session["error_sheet"] = Path(sheet).name
    return place.url("error_sheet", register=job.register)


@placed
def page(place: Place, register: str, token: UUID) -> HttpResponse:
    """Stage by stage while it runs; the report, or why not, when it has ended."""
    job = _job(place, register, token)
    report: dict[str, Any] = job.report
    errors = [(one["row"], one["column"], one["value"], one["message"]) for one in report.get("errors", ())]
    batch = report.get("batch")
    return show(
        place,
        "import_job.html",
        section="records",
        crumbs=register_crumbs(place, register, "Nhập tệp trong nền"),
        register=register_named(register),
        job=job,
        started=moment_text(local(job.at)),
        source_title=place.source_title(register, job.source),
        stages=stages(job),
        report=report,
        errors=errors_table(errors),
        more_errors=max(0, int(report.get("rejected", 0)) - MOST_ERRORS_SHOWN),
        error_sheet=_error_sheet(place, job),
        here=place.request.path,
        register_href=place.url("register", register=register),
        batch_href=place.url("batch", register=register, number=str(batch)) if batch else "",
        again_href=place.url("import", register=register),
    )
