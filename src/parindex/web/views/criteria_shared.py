"""What the pages of a criteria set share: its version with the checks, crumbs, saving a change, two versions side by side."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment import set_documents
from parindex.assessment.set_documents import Looked, StaleSet, looked, save_set, set_document
from parindex.criteria.problems import SetFault
from parindex.documents.wording.numbers import moment_text
from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed
from parindex.web.local_time import local
from parindex.web.page import Place, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from parindex.assessment.models import SetDocument

_MOST_LINES = 200


@dataclass(frozen=True)
class Shown:
    """A version of a set as its pages show it."""

    row: "SetDocument"
    looked: Looked
    may: bool

    @property
    def text(self) -> str:
        """The document."""
        return self.row.document


def _may(place: Place, unit: str) -> bool:
    try:
        set_documents.check_editor(place.user, unit)
    except NotAllowed:
        return False
    return True


def shown(place: Place, code: str, version: int | None = None) -> Shown:
    """The newest version of a set, or the one asked for. Http404 when there is none."""
    row = set_document(code, version)
    try:
        return Shown(row, looked(row.document, name=code), _may(place, row.unit_id))
    except SetFault as fault:  # saved texts can always be read; one that cannot was changed outside
        raise Http404(str(fault)) from fault


def check_editor(place: Place, found: Shown) -> None:
    """NotAllowed unless the person may choose sets in the unit that the set belongs to."""
    set_documents.check_editor(place.user, found.row.unit_id)


def crumbs(place: Place, *more: Crumb) -> tuple[Crumb, ...]:
    """Down to the list of sets, and further."""
    return (
        Crumb("Tổng quan", place.url("overview")),
        Crumb("Quy định", place.url("rules")),
        Crumb("Bộ tiêu chí", place.url("criteria_sets")),
        *more,
    )


def set_crumbs(place: Place, found: Shown, *more: Crumb) -> tuple[Crumb, ...]:
    """Down to one set, and further."""
    return crumbs(place, Crumb(found.row.code, place.url("criteria_set", bo=found.row.code)), *more)


def seen_version(place: Place) -> int:
    """The version that a posted form was filled in on. Http404 for a form without one."""
    text = place.request.POST.get("ban", "")
    if not text.isdecimal():
        raise Http404("Biểu mẫu thiếu lần lưu đã xem; hãy tải lại trang.")
    return int(text)


def save_change(
    place: Place,
    code: str,
    change: Callable[[Shown], str],
    *,
    saved: str,
    form: BaseForm | None = None,
    settled: str = "",
    go: str = "",
) -> HttpResponse | None:
    """Save what `change` makes of the version that the person saw, and go on; the page of the clash when it is stale.

    None when the input is at fault and the form says so. `settled`: the leaf that needs no confirming any more.
    """
    seen = seen_version(place)
    base = shown(place, code, seen)
    check_editor(place, base)
    pending = {one: why for one, why in base.row.pending.items() if one != settled} if settled else None
    try:
        made = save_set(
            by=place.user,
            unit=base.row.unit_id,
            code=code,
            document=change(base),
            seen=seen,
            saved=saved,
            pending=pending,
        )
    except NotAllowed:
        raise
    except StaleSet as stale:
        return clash_page(place, base, stale)
    except InputFault as fault:
        if form is None:
            messages.error(place.request, str(fault))
            return redirect(go or place.url("criteria_set", bo=code))
        form.add_error(None, str(fault))
        return None
    if made.version == seen:
        messages.info(place.request, "Không có gì thay đổi.")
    else:
        messages.success(place.request, f"Đã lưu lần {made.version}: {made.saved}.")
    return redirect(go or place.url("criteria_set", bo=code))


def clash_page(place: Place, base: Shown, stale: StaleSet) -> HttpResponse:
    """Both versions side by side, and the way to do the same change on the newer one."""
    theirs, kept = stale.theirs, [(name, value) for name, value in place.request.POST.items() if name not in ("ban",)]
    return show(
        place,
        "criteria_clash.html",
        section="rules",
        crumbs=set_crumbs(place, base, Crumb("Hai người cùng sửa")),
        status=409,
        why=str(stale),
        table=_side_by_side(stale.mine, theirs.document, f"Bản đang có: {theirs.by}, {moment_text(local(theirs.at))}"),
        typed=[(name, value) for name, value in kept if name != "csrfmiddlewaretoken"],
        version=theirs.version,
        here=place.request.get_full_path(),
        drop_href=place.url("criteria_set", bo=theirs.code),
    )


def _side_by_side(mine: str, theirs: str, title: str) -> Table:
    """The lines in which two texts differ."""
    own, other = mine.splitlines(), theirs.splitlines()
    rows: list[Row] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for number, (left, right) in enumerate(zip_longest(own[i:j], other[k:m], fillvalue="")):
            rows.append(Row((str(i + number + 1), Cell(left.strip() or "(không có)", sign="warn"), right.strip())))
    return Table(
        columns=(
            Column("Dòng", numeric=True),
            Column("Nội dung của tôi", width="text", heading=True),
            Column(title, width="text"),
        ),
        rows=rows[:_MOST_LINES],
        caption="Những dòng khác nhau",
        empty_text="Hai bản như nhau.",
        narrow="flow",
    )
