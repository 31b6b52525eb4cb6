"""The writes into a register: imports, edits, withdrawals; what one of them brought; taking one back."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.documents.wording.numbers import count_text, moment_text
from parindex.documents.wording.writes import WRITE_KINDS
from parindex.ledger.actions import undo_batch
from parindex.ledger.landing import LONGEST_REASON
from parindex.ledger.queries import batch_number, register_named
from parindex.ledger.writes import writes
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.faults import faults_shown
from parindex.web.fields import PlainForm
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.paging import page_number
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Paging, Row, Table

if TYPE_CHECKING:
    from parindex.ledger.models import Batch

PAGE_WRITES = 50
NEWEST = 8  # writes that the page of a register lists; the others are on a page of their own
KINDS = WRITE_KINDS
_COUNTED = (
    ("read", "Số dòng đã đọc"),
    ("accepted", "Dòng mới"),
    ("updated", "Dòng sửa"),
    ("unchanged", "Dòng không đổi"),
    ("rejected", "Dòng bị trả lại"),
    ("skipped", "Dòng bỏ qua (tiêu đề, trống, tổng)"),
)
_COLUMNS = (
    Column("Lần", numeric=True),
    Column("Việc", heading=True, width="text"),
    Column("Nguồn", width="text"),
    Column("Số dòng", numeric=True),
    Column("Người ghi"),
    Column("Lúc", width="fit"),
    Column("Trạng thái"),
)


def register_crumbs(place: Place, register: str, *titles: str) -> tuple[Crumb, ...]:
    """Down to a page under a register."""
    schema = register_named(register)
    return (
        Crumb("Tổng quan", place.url("overview")),
        Crumb("Số liệu", place.url("registers")),
        Crumb(schema.title, place.url("register", register=register)),
        *(Crumb(title) for title in titles),
    )


def what_was_done(batch: "Batch") -> str:
    """A write in words: the file's name, or what was done on screen."""
    return batch.file_name or KINDS.get(batch.kind, batch.kind)


def batch_state(batch: "Batch") -> Cell:
    """Whether a write still holds."""
    undone = getattr(batch, "undone_by", None)
    return Cell(f"Đã hoàn tác (lần {undone.number})", sign="none") if undone else Cell("Còn hiệu lực", sign="good")


def batches_table(place: Place, register: str, *, limit: int, page: int = 1, paged: bool = False) -> Table:
    """The writes into a register for the unit and those below it; those taken back are among them."""
    found, total = writes(register, place.unit_ids, offset=(page - 1) * limit, limit=limit)
    if page > (last := max(1, -(-total // limit))):
        return batches_table(place, register, limit=limit, page=last, paged=paged)
    rows = []
    for batch in found:
        href = place.url("batch", register=register, number=str(batch.number))
        rows.append(
            Row(
                (
                    Cell(str(batch.number), href=href),
                    Cell(what_was_done(batch), note=batch.reason or None),
                    place.source_title(register, batch.source),
                    count_text(batch.rows),
                    str(batch.by),
                    moment_text(local(batch.at)),
                    batch_state(batch),
                )
            )
        )
    return Table(
        columns=_COLUMNS,
        rows=rows,
        caption="Các lần ghi",
        empty_text="Chưa có lần ghi nào.",
        id="bang" if paged else "lan-ghi",
        caption_hidden=True,
        paging=Paging(page=page, pages=last, total=total) if paged else None,
    )


@placed
def listing(place: Place, register: str) -> HttpResponse:
    """All writes into a register."""
    return show(
        place,
        "batches.html",
        section="records",
        crumbs=register_crumbs(place, register, "Các lần ghi"),
        register=register_named(register),
        table=batches_table(place, register, limit=PAGE_WRITES, page=page_number(place.request), paged=True),
    )


def _batch(place: Place, register: str, number: int | str) -> "Batch":
    batch = batch_number(number)
    if batch is None or batch.undoes_id or batch.register != register or batch.unit not in place.unit_ids:
        raise Http404("Không có lần ghi này.")
    return batch


@placed
def page(place: Place, register: str, number: int) -> HttpResponse:
    """What one write brought, who wrote it, when, from which file; and whether it still holds."""
    batch = _batch(place, register, number)
    undone = getattr(batch, "undone_by", None)
    return show(
        place,
        "batch.html",
        section="records",
        crumbs=register_crumbs(place, register, f"Lần ghi số {batch.number}"),
        batch=batch,
        what=what_was_done(batch),
        kind=KINDS.get(batch.kind, batch.kind),
        unit_name=place.name_of(batch.unit),
        source_title=place.source_title(register, batch.source),
        at=moment_text(local(batch.at)),
        counted=[(title, count_text(batch.counts[name])) for name, title in _COUNTED if batch.counts.get(name)],
        undone=undone,
        undone_at=moment_text(local(undone.at)) if undone else "",
        undo_href="" if undone or not place.may_import_for(batch.unit) else _undo_href(place, batch),
    )


def _undo_href(place: Place, batch: "Batch") -> str:
    return place.url("undo", register=batch.register) + f"?lan={batch.number}"


class UndoForm(PlainForm):
    """Why a write is taken back."""

    lan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do", required=False, max_length=LONGEST_REASON, help_text="Ghi vào nhật ký.")


@placed
def undo(place: Place, register: str) -> HttpResponse:
    """Ask, then take a write out of force."""
    request = place.request
    batch = _batch(place, register, request.GET.get("lan", "") or request.POST.get("lan", ""))
    check_may(place.user, Right.IMPORT, batch.unit, tree=place.tree, on=today())
    form = UndoForm(request.POST if request.method == "POST" else None, initial={"lan": str(batch.number)})
    if form.is_bound and form.is_valid():
        with faults_shown(request):
            undo_batch(by=place.user, number=batch.number, reason=form.cleaned_data["reason"])
            messages.success(request, f"Đã hoàn tác lần ghi số {batch.number}.")
        return redirect(place.url("register", register=register))
    return show(
        place,
        "undo.html",
        section="records",
        crumbs=register_crumbs(place, register, f"Hoàn tác lần ghi số {batch.number}"),
        batch=batch,
        what=what_was_done(batch),
        imported=moment_text(local(batch.at)),
        form=form,
        status=400 if form.is_bound else 200,
        back_href=place.url("batch", register=register, number=str(batch.number)),
        source_title=place.source_title(register, batch.source),
    )
