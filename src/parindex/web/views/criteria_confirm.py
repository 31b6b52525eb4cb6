"""What was read from an official table, each rule beside its text: right, a judgement after all, or to be changed."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parindex.assessment.set_documents import StaleSet, save_set
from parindex.criteria.editing import changed
from parindex.documents.wording.rules import rule_in_words
from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed
from parindex.web.criteria_tree import Item, items
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.criteria_shared import (
    Shown,
    check_editor,
    clash_page,
    seen_version,
    set_crumbs,
    shown,
)

_LATER, _RIGHT, _JUDGEMENT = "", "dung", "nhan-dinh"
_UNREAD = "Chưa đọc được"


def _pending(found: Shown) -> list[Item]:
    """The leaves that wait, in the order of the set."""
    return [item for item in items(found.looked.document) if item.leaf and item.code in found.row.pending]


def _choices(item: Item, why: str) -> tuple[tuple[str, str], ...]:
    if why.startswith(_UNREAD):
        return (_LATER, "để sau"), (_JUDGEMENT, "để nhận định")
    return (_LATER, "để sau"), (_RIGHT, "đúng như câu"), (_JUDGEMENT, "để nhận định")


def _control(item: Item, why: str) -> SafeString:
    options = format_html_join("", '<option value="{}">{}</option>', _choices(item, why))
    label = f"Xác nhận mục {item.code}"
    return format_html('<select name="c_{}" aria-label="{}">{}</select>', item.code, label, options)


def _words(found: Shown, item: Item) -> str:
    leaf = found.looked.set.by_code.get(item.code) if found.looked.set else None
    try:
        return rule_in_words(leaf.rule, leaf.max_points) if leaf else ""
    except (KeyError, ValueError):
        return ""


def _row(place: Place, found: Shown, item: Item) -> Row:
    why = found.row.pending[item.code]
    text = str(item.raw.get("scoring_text") or "")
    edit = place.url("criteria_item", bo=found.row.code, code=item.code)
    unread = why.startswith(_UNREAD)
    return Row(
        (
            item.code,
            Cell(item.name, href=edit),
            text or "(bảng không ghi cách chấm)",
            Cell(_words(found, item), note=why, sign="warn" if unread else None),
            Cell("", control=_control(item, why)),
        ),
        kind="leaf",
    )


def _table(place: Place, found: Shown, waiting: list[Item]) -> Table:
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Mục", heading=True, width="medium"),
            Column("Cách chấm trong bảng", width="text"),
            Column("Đọc thành quy tắc", width="wide"),
            Column("Xác nhận", width="fit"),
        ),
        rows=[_row(place, found, item) for item in waiting],
        caption="Các mục chờ xác nhận",
        empty_text="Mọi mục đã được xác nhận.",
        caption_hidden=True,
        narrow="flow",
    )


def _as_judgement(text: str, item: Item) -> str:
    """The leaf as a judgement in the words of the table, without what only a formula needs."""
    words = str(item.raw.get("scoring_text") or item.name)
    return changed(text, item.path, {"rule": {"shape": "judgement", "text": words}, "scored_by": _scored_by(item)})


def _scored_by(item: Item) -> str:
    by = str(item.raw.get("scored_by"))
    return "appraiser" if by == "survey" else by


def _confirmed(found: Shown, answers: Mapping[str, str]) -> tuple[str, dict[str, str], int]:
    """The text and what still waits after the answers, and how many were given."""
    text, pending, given = found.text, dict(found.row.pending), 0
    for item in _pending(found):
        answer = answers.get(item.code, _LATER)
        if answer == _LATER or answer not in dict(_choices(item, pending[item.code])):
            continue
        if answer == _JUDGEMENT:
            text = _as_judgement(text, item)
        del pending[item.code]
        given += 1
    return text, pending, given


def _save(place: Place, bo: str) -> HttpResponse:
    seen = seen_version(place)
    base = shown(place, bo, seen)
    check_editor(place, base)
    back = place.url("criteria_confirm", bo=bo)
    answers = {name[2:]: str(value) for name, value in place.request.POST.items() if name.startswith("c_")}
    text, pending, given = _confirmed(base, answers)
    if not given:
        messages.info(place.request, "Chưa chọn mục nào để xác nhận.")
        return redirect(back)
    try:
        save_set(
            by=place.user,
            unit=base.row.unit_id,
            code=bo,
            document=text,
            seen=seen,
            saved=f"xác nhận {given} mục đọc từ bảng",
            pending=pending,
        )
    except NotAllowed:
        raise
    except StaleSet as stale:
        return clash_page(place, base, stale)
    except InputFault as fault:
        messages.error(place.request, str(fault))
        return redirect(back)
    messages.success(place.request, f"Đã xác nhận {given} mục; còn {len(pending)} mục.")
    return redirect(back if pending else place.url("criteria_set", bo=bo))


@placed
def page(place: Place, bo: str) -> HttpResponse:
    """Each rule beside the words that it was read from; what was not read is listed by itself."""
    found = shown(place, bo)
    check_editor(place, found)
    if place.request.method == "POST":
        return _save(place, bo)
    if place.request.method != "GET":
        raise Http404("Không có trang này.")
    waiting = _pending(found)
    unread = [item for item in waiting if found.row.pending[item.code].startswith(_UNREAD)]
    return show(
        place,
        "criteria_confirm.html",
        section="rules",
        crumbs=set_crumbs(place, found, Crumb("Xác nhận quy tắc")),
        table=_table(place, found, waiting),
        waiting=len(waiting),
        unread=[(f"{item.code}. {item.name}", found.row.pending[item.code]) for item in unread],
        version=found.row.version,
        here=place.request.path,
        back_href=place.url("criteria_set", bo=bo),
    )
