"""Writing one row on screen: add it, change it, withdraw it. What two people changed at once is shown side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.errors import InputFault
from parindex.ledger.actions import save_row, withdraw_row
from parindex.ledger.queries import current_file, register_named, sources
from parindex.ledger.rows import RowFault, StaleRow
from parindex.ledger.workspace import workspace
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.records.engine import connect
from parindex.records.listing import one_row
from parindex.records.schema import Register
from parindex.web.cells import cell_text
from parindex.web.faults import faults_beside
from parindex.web.fields import PlainForm
from parindex.web.page import Place, placed, show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.row_form import RowForm, form_columns, initial_values
from parindex.web.upload_form import FIRST_SOURCE
from parindex.web.views.batches import register_crumbs
from parindex.web.views.measure import row_query
from parindex.web.views.row_clash import AGAIN, clash_page

if TYPE_CHECKING:
    from parindex.ledger.models import Batch

ANOTHER = "them-nua"  # the button that saves and opens an empty form


@dataclass(frozen=True)
class Asked:
    """The row that an address names; `key` "" for a new one."""

    register: Register
    source: str
    key: str = ""

    @property
    def query(self) -> str:
        """As part of an address."""
        return row_query(self.source, self.key) if self.key else ""

    @property
    def name(self) -> str:
        """The row's name for people."""
        return self.key.replace("|", " · ")


def _asked(place: Place, register: str) -> Asked:
    get = place.request.GET
    return Asked(register_named(register), get.get("nguon", ""), get.get("khoa", ""))


def _units(place: Place) -> list[tuple[str, str]]:
    """The units whose rows the person may write."""
    return [(fact.id, fact.name) for fact in place.tree.below(place.unit) if place.may_import_for(fact.id)]


def _unit_for(place: Place, chosen: str) -> str:
    """The unit that a write is for: the widest that the person may write for and that holds the row's own."""
    widest = place.import_unit or place.unit
    held = {fact.id for fact in place.tree.below(widest)}
    return chosen if chosen not in held and place.may_import_for(chosen) else widest


def _sources(place: Place, register: Register) -> list[tuple[str, str]]:
    names = list(sources(register.name)) or [FIRST_SOURCE]
    primary = place.primary(register.name)
    return [(name, place.source_title(register.name, name)) for name in sorted(names, key=lambda one: one != primary)]


def _standing(place: Place, asked: Asked) -> dict[str, Any] | None:
    """The row as it stands; None when it is not there, or no longer."""
    with connect(workspace().temporary) as connection:
        file = current_file(asked.register)
        row = one_row(connection, file, source=asked.source, key=asked.key, units=place.unit_ids)
    return row if row and row["state"] == "present" else None


def _batch_now(place: Place, asked: Asked, clash: StaleRow) -> str:
    """The batch that writing over the other version would replace; "" when there is nothing left to replace."""
    if not clash.theirs:
        return ""
    row = _standing(place, asked) if asked.key else None
    return str(row["batch"] if row else clash.batch)


def _present(place: Place, asked: Asked) -> dict[str, Any]:
    """The row as it stands, if the person may write it."""
    row = _standing(place, asked)
    if row is None:
        raise Http404("Không có dòng này trong số liệu hiện hành của đơn vị.")
    check_may(place.user, Right.IMPORT, row["unit"] or place.unit, tree=place.tree, on=today())
    return row


def _crumbs(place: Place, asked: Asked, title: str = "Sửa dòng") -> tuple[Crumb, ...]:
    """Down to the form: under the row, or under the register for a new one."""
    if not asked.key:
        return register_crumbs(place, asked.register.name, "Thêm dòng")
    return *register_crumbs(place, asked.register.name), Crumb(asked.name, _row_href(place, asked)), Crumb(title)


def _row_href(place: Place, asked: Asked) -> str:
    """The row's page; the register's for a new one."""
    return place.url("row" if asked.key else "register", register=asked.register.name) + asked.query


def _save(place: Place, asked: Asked, form: RowForm) -> "Batch | None":
    values = form.values
    source = str(form.cleaned_data.get("nguon") or asked.source)
    return save_row(
        by=place.user,
        register=asked.register.name,
        source=source,
        unit=_unit_for(place, values.get(asked.register.unit_column, "")),
        values=values,
        seen=form.seen,
        key=asked.key or None,
    )


def _attempt(place: Place, asked: Asked, form: RowForm) -> HttpResponse | bool:
    """Save: True when it is done, False when the form has faults, a page when somebody else changed the row."""
    if not form.is_valid():
        return False
    if AGAIN in place.request.POST:
        return False
    try:
        batch = _save(place, asked, form)
    except StaleRow as clash:
        over = _batch_now(place, asked, clash)
        return clash_page(
            place, form, clash, over=over, crumbs=_crumbs(place, asked), drop_href=_row_href(place, asked)
        )
    except InputFault as fault:  # also a unit that is not theirs to write for: what was typed must not be lost
        faults = fault.errors if isinstance(fault, RowFault) else ()
        form.add_faults(faults)
        if not faults:
            form.add_error(None, str(fault))
        return False
    if batch is None:
        messages.info(place.request, "Không có gì thay đổi: nội dung đã ghi như vậy từ trước.")
    else:
        messages.success(place.request, "Đã ghi dòng.")
    return True


@placed
def new(place: Place, register: str) -> HttpResponse:
    """An empty form; saving opens the list again, or the next empty form."""
    schema = register_named(register)
    check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())
    request, known = place.request, _sources(place, schema)
    asked = Asked(schema, known[0][0])
    units = _units(place)
    initial = {schema.unit_column: units[0][0] if len(units) == 1 else ""}
    form = RowForm(
        schema, request.POST if request.method == "POST" else None, units=units, sources=known, initial=initial
    )
    if request.method == "POST":
        done = _attempt(place, asked, form)
        if isinstance(done, HttpResponse):
            return done
        if done:
            return redirect(request.path if ANOTHER in request.POST else place.url("register", register=register))
    back = place.url("register", register=register)
    return show(
        place,
        "row_form.html",
        section="records",
        crumbs=_crumbs(place, asked),
        status=400 if request.method == "POST" else 200,
        register=schema,
        source_title=place.source_title(register, asked.source) if len(known) == 1 else "",
        form=form,
        look=FormLook(
            "Ghi dòng", cancel=back, wide=True, also=(ANOTHER, "Ghi và thêm dòng nữa"), sections=form.sections
        ),
    )


@placed
def edit(place: Place, register: str) -> HttpResponse:
    """The row named by `nguon` and `khoa` in a form. What was typed outlives a fault, a clash and a withdrawal."""
    asked, request = _asked(place, register), place.request
    if not asked.key:
        raise Http404("Địa chỉ thiếu mã của dòng.")
    shared: dict[str, Any] = {"units": _units(place), "fixed": True}
    if request.method == "POST":
        check_may(place.user, Right.IMPORT, place.import_unit or place.unit, tree=place.tree, on=today())
        form = RowForm(asked.register, request.POST, **shared)
        done = _attempt(place, asked, form)
        if isinstance(done, HttpResponse):
            return done
        if done:
            return redirect(_row_href(place, asked))
    else:
        form = RowForm(asked.register, initial=initial_values(asked.register, _present(place, asked)), **shared)
    return show(
        place,
        "row_form.html",
        section="records",
        crumbs=_crumbs(place, asked),
        status=400 if form.is_bound else 200,
        register=asked.register,
        source_title=place.source_title(register, asked.source),
        fixed=form.fixed_texts(place.name_of),
        form=form,
        look=FormLook("Ghi thay đổi", cancel=_row_href(place, asked), wide=True, sections=form.sections),
    )


class WithdrawForm(PlainForm):
    """Why a row leaves the register."""

    thay = forms.CharField(widget=forms.HiddenInput, max_length=20)
    reason = forms.CharField(
        label="Lý do rút",
        max_length=500,
        help_text="Ghi vào nhật ký và lịch sử của dòng, ví dụ: nhập trùng với dòng khác.",
        error_messages={"required": "Chưa ghi lý do; hãy ghi vì sao dòng này không còn thuộc sổ."},
    )


def _withdraw(place: Place, asked: Asked, form: WithdrawForm) -> bool:
    seen = form.cleaned_data["thay"]
    with faults_beside(form):
        withdraw_row(
            by=place.user,
            register=asked.register.name,
            source=asked.source,
            key=asked.key,
            seen=int(seen) if seen.isascii() and seen.isdigit() else 0,
            reason=form.cleaned_data["reason"],
        )
        messages.success(place.request, f"Đã rút dòng {asked.name}; hoàn tác được ở mục Các lần ghi.")
        return True
    return False


@placed
def withdraw(place: Place, register: str) -> HttpResponse:
    """Ask for the reason, then take the row out of the register. It stays in the history."""
    asked, request = _asked(place, register), place.request
    row = _present(place, asked)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"thay": str(row["batch"])})
    if request.method == "POST" and form.is_valid() and _withdraw(place, asked, form):
        return redirect(place.url("register", register=register))
    shown = [
        (column.title, cell_text(column, row[column.name], place.name_of)) for column in form_columns(asked.register)
    ]
    return show(
        place,
        "row_withdraw.html",
        section="records",
        crumbs=_crumbs(place, asked, "Rút dòng"),
        status=400 if form.is_bound else 200,
        register=asked.register,
        source_title=place.source_title(register, asked.source),
        name=asked.name,
        shown=[(title, text) for title, text in shown if text][:6],
        form=form,
        back_href=_row_href(place, asked),
    )
