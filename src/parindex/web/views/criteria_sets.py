"""Criteria sets of the workspace: the list, and a set that begins as a copy or out of a file."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.queries import adoption_of
from parindex.assessment.set_documents import CodeTaken, save_set, set_documents
from parindex.criteria.document import decode, read
from parindex.criteria.editing import changed
from parindex.criteria.official_table import read_table
from parindex.documents.wording.numbers import moment_text
from parindex.errors import InputFault
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.from_table import About, Proposed, as_yaml, propose
from parindex.web.criteria_forms import CopyForm, FileForm, NewSetForm
from parindex.web.criteria_sources import is_block, sources, text_of
from parindex.web.faults import Told
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.criteria_shared import crumbs

_NEXT = re.compile(r"(20\d\d)")
_YEAR_NAMED = re.compile(r"năm (20\d\d)\b", re.I)
_BLOCK_OF = {"department": "so", "commune": "xa"}  # what is proposed at a unit of the kind


def _list(place: Place) -> Table:
    rows = [
        Row(
            (
                Cell(one.title, href=place.url("criteria_set", bo=one.code)),
                one.code,
                str(one.version),
                Cell(one.saved, note=f"{one.by}, {moment_text(local(one.at))}"),
                Cell(f"{len(one.pending)} mục", sign="warn") if one.pending else "",
            )
        )
        for one in set_documents()
    ]
    return Table(
        columns=(
            Column("Bộ tiêu chí", heading=True, width="wide"),
            Column("Mã", width="fit"),
            Column("Lần lưu", numeric=True),
            Column("Lưu sau cùng", width="medium"),
            Column("Chờ xác nhận"),
        ),
        rows=rows,
        caption="Bộ tiêu chí của đơn vị",
        empty_text="Chưa có bộ nào: chép một bộ có sẵn, hoặc nhập bảng đã ban hành.",
        caption_hidden=True,
    )


def _in_use(place: Place) -> str:
    try:
        return adoption_of(place.unit, place.period.code).set_id
    except InputFault:
        return ""


@placed
def index(place: Place) -> HttpResponse:
    """The workspace's own sets, and what this unit's period is scored by."""
    may = place.may(Right.ADOPT)
    return show(
        place,
        "criteria_sets.html",
        section="rules",
        crumbs=(*crumbs(place)[:-1], Crumb("Bộ tiêu chí")),
        table=_list(place),
        in_use=_in_use(place),
        copy_href=place.url("criteria_copy") if may else "",
        file_href=place.url("criteria_file") if may else "",
        compare_href=place.url("criteria_compare"),
    )


def _renamed(text: str, form: NewSetForm) -> str:
    """A document under its new id, and with another title or year where the form gives one."""
    data = form.cleaned_data
    changes: dict[str, object] = {"id": data["code"]}
    if data["title"]:
        changes["title"] = data["title"]
    if data["year"]:
        changes["year"] = data["year"]
    return changed(text, (), changes)


def _begin(
    place: Place, form: NewSetForm, document: str, saved: str, pending: dict[str, str] | None = None
) -> HttpResponse | None:
    """Save the first version; None with the fault beside the form."""
    with Told(lambda fault: form.add_error("code" if isinstance(fault, CodeTaken) else None, str(fault))):
        save_set(
            by=place.user,
            unit=place.unit,
            code=form.cleaned_data["code"],
            document=document,
            seen=None,
            saved=saved,
            pending=pending,
        )
        messages.success(place.request, f"Đã tạo bộ tiêu chí “{form.cleaned_data['code']}”.")
        name = "criteria_confirm" if pending else "criteria_set"
        return redirect(place.url(name, bo=form.cleaned_data["code"]))
    return None


def _may_begin(place: Place) -> None:
    check_may(place.user, Right.ADOPT, place.unit, tree=place.tree, on=today())


def _page(place: Place, form: NewSetForm, title: str, lead: str, submit: str) -> HttpResponse:
    return show(
        place,
        "criteria_new.html",
        section="rules",
        crumbs=crumbs(place, Crumb(title)),
        status=400 if form.is_bound else 200,
        form=form,
        lead=lead,
        submit=submit,
        back_href=place.url("criteria_sets"),
    )


def _next_year(title: str) -> str:
    """A name for the copy: the year in it one later."""
    return _NEXT.sub(lambda found: str(int(found[1]) + 1), title)


def _initial(place: Place, ref: str) -> dict[str, Any]:
    """What a copy to the next year is called."""
    try:
        data: Any = read(text_of(place, ref), name=ref).data
    except InputFault:
        return {}
    year, code, title = data.get("year"), str(data.get("id", "")), str(data.get("title", ""))
    if is_block(ref):  # to be amended in the round: the same year, another id
        return {"tu": ref, "code": f"{code[:76]}-sd", "title": title, "year": year}
    later = _next_year(code)
    return {
        "tu": ref,
        "code": later if later != code else f"{code}-2",
        "title": _next_year(title),
        "year": year + 1 if isinstance(year, int) else None,
    }


@placed
def copy(place: Place) -> HttpResponse:
    """A set as the copy of another, usually for the next year."""
    _may_begin(place)
    known = [one.choice for one in sources(place)]
    asked = place.request.POST.get("tu") or place.request.GET.get("tu", "")
    if is_block(asked):
        known.insert(0, (asked, f"Bộ đang dùng của khối “{asked.rpartition(':')[2]}” trong đợt đánh giá"))
    ref = place.request.GET.get("tu", known[0][0] if known else "")
    if place.request.method == "POST":
        form = CopyForm(known, place.request.POST)
        if form.is_valid():
            source = form.cleaned_data["tu"]
            text = _renamed(text_of(place, source), form)
            answer = _begin(place, form, text, f"chép từ {source.partition(':')[2]}")
            if answer is not None:
                return answer
    else:
        form = CopyForm(known, initial=_initial(place, ref))
    lead = "Mọi mục, quy tắc và lời ghi chú của bộ cũ được giữ nguyên; chỉ mã, tên và năm đổi. Kỳ đếm số liệu theo kỳ được chấm."
    return _page(place, form, "Chép bộ tiêu chí", lead, "Chép")


def _from_table(form: FileForm, data: bytes, name: str) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """The document of an official table, what is to be confirmed of each leaf, and what does not fit in the table."""
    outline, said = read_table(data, name), form.cleaned_data
    title = said["title"] or outline.title or f"Bộ tiêu chí nhập từ {name}"
    about = About(id=said["code"], title=title, year=said["year"], block=said["block"].strip())
    proposed, remarks = propose(outline), outline.remarks
    named = _YEAR_NAMED.search(outline.title)
    if named and int(named[1]) != about.year:
        remarks = (*remarks, f"Tên bảng ghi “năm {named[1]}”, bộ được tạo cho năm {about.year}.")
    return as_yaml(about, outline, proposed), {one.leaf.code: _open(one) for one in proposed}, remarks


def _open(one: Proposed) -> str:
    """What a person is asked about a leaf that was read, or why it was not."""
    if one.reading.rule is None:
        return f"Chưa đọc được: {one.reading.why}"
    return " ".join(("Đọc từ câu trong bảng.", *one.reading.open))


@placed
def from_file(place: Place) -> HttpResponse:
    """A set out of a file: YAML as it is, an official table as proposals."""
    _may_begin(place)
    request = place.request
    if request.method != "POST":
        lead = (
            "Chưa có gì được dùng để chấm: bộ mới vào trình soạn thảo, mỗi quy tắc đọc từ bảng chờ một người xác nhận."
        )
        block = _BLOCK_OF.get(place.tree.by_id[place.unit].kind, "")
        form = FileForm(initial={"year": place.period.year, "block": block})
        return _page(place, form, "Nhập bộ tiêu chí từ tệp", lead, "Đọc tệp")
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        name, pending, remarks = str(file.name), dict[str, str](), tuple[str, ...]()
        try:
            if form.is_yaml:
                text, saved = decode(file.read(), name=name), f"nhập từ tệp {name}"
                read(text, name=name)
                if form.cleaned_data["title"]:
                    text = changed(text, (), {"title": form.cleaned_data["title"], "id": form.cleaned_data["code"]})
            else:
                text, pending, remarks = _from_table(form, file.read(), name)
                saved = f"đọc từ bảng {name}"
        except InputFault as fault:
            form.add_error("file", str(fault))
        else:
            answer = _begin(place, form, text, saved, pending)
            if answer is not None:
                for remark in remarks:
                    messages.warning(request, f"Bảng chưa khớp: {remark}")
                return answer
    return _page(place, form, "Nhập bộ tiêu chí từ tệp", "Chưa có gì được lưu.", "Đọc tệp")
