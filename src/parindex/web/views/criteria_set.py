"""One criteria set in the editor: its tree, its problems, its versions; take it away as a file, choose it for a period."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.actions import adopt_set
from parindex.assessment.set_documents import set_document, set_versions, usable_text
from parindex.criteria.document import Path
from parindex.criteria.fields import NUMBER
from parindex.criteria.problems import Problem
from parindex.documents.wording.numbers import moment_text, percent_text, points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.documents.wording.set_changes import SCORED_BY
from parindex.organisations.roles import Right
from parindex.web.attachment import attachment
from parindex.web.criteria_forms import WholeTextForm
from parindex.web.criteria_places import spoken_message, spoken_place
from parindex.web.criteria_rule_form import SHAPE_TITLES
from parindex.web.criteria_tree import Item, items
from parindex.web.faults import faults_shown
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, RowKind, Table
from parindex.web.views.criteria_shared import Shown, check_editor, save_change, set_crumbs, shown

_CODE_IN_PLACE = re.compile(r"^(?:Lĩnh vực|Tiêu chí thành phần|Tiêu chí) ([0-9A-Za-z.]+)")
_KINDS: dict[str, RowKind] = {"area": "area", "criterion": "criterion", "component": "leaf"}


def _rule_cell(item: Item, found: Shown) -> str:
    """A leaf's rule in words where it can be read, else its shape."""
    leaf = found.looked.set.by_code.get(item.code) if found.looked.set else None
    if leaf is None:
        return ""
    shape = str(leaf.rule.get("shape"))
    broken = any(one.where.startswith(_where(item)) and "rule" in one.where for one in found.looked.problems)
    return SHAPE_TITLES.get(shape, shape) if broken else rule_in_words(leaf.rule, leaf.max_points)


def _where(item: Item) -> str:
    return f"{'Tiêu chí thành phần' if item.kind == 'component' else 'Tiêu chí'} {item.code},"


def _sums(every: Iterable[Item]) -> dict[Path, str]:
    """The points of the leaves under each heading, as the set writes numbers; of what cannot be read nothing is said."""
    found: dict[Path, Decimal] = {}
    for item in every:
        most = item.raw.get("max_points")
        if item.leaf and isinstance(most, str) and NUMBER.fullmatch(most):
            for length in range(2, len(item.path), 2):
                heading = item.path[:length]
                found[heading] = found.get(heading, Decimal(0)) + Decimal(most)
    return {path: f"{points.normalize():f}" for path, points in found.items()}


def _row(place: Place, item: Item, found: Shown, sums: Mapping[Path, str]) -> Row:
    title = item.name or "(chưa có tên)"
    href = place.url("criteria_item", bo=found.row.code, code=item.code) if item.code and found.may else None
    most = item.raw.get("max_points") if item.leaf else sums.get(item.path, "")
    note = found.row.pending.get(item.code)
    return Row(
        (
            item.code or "?",
            Cell(title, href=href, note=note, sign="warn" if note else None),
            str(most).replace(".", ","),
            SCORED_BY.get(str(item.raw.get("scored_by")), "") if item.leaf else "",
            str(item.raw.get("measure") or "") if item.leaf else "",
            _rule_cell(item, found) if item.leaf else "",
        ),
        kind=_KINDS[item.kind],
        id=f"muc-{item.code}" if item.code else None,
    )


def _tree(place: Place, found: Shown) -> Table:
    every = list(items(found.looked.document))
    sums = _sums(every)
    return Table(
        columns=(
            Column("Mã", width="code"),
            Column("Lĩnh vực, tiêu chí", heading=True, width="medium"),
            Column("Tối đa", numeric=True),
            Column("Ai chấm", width="short"),
            Column("Chỉ tiêu", width="short"),
            Column("Cách chấm", width="wide"),
        ),
        rows=[_row(place, item, found, sums) for item in every],
        caption="Các mục",
        empty_text="Chưa có lĩnh vực nào.",
        id="cac-muc",
        narrow="flow",
        caption_hidden=True,
    )


def _problem_row(place: Place, found: Shown, one: Problem) -> Row:
    coded = _CODE_IN_PLACE.match(one.where)
    known = coded and found.may and any(item.code == coded[1] for item in items(found.looked.document))
    href = place.url("criteria_item", bo=found.row.code, code=coded[1]) if coded and known else None
    line = str(one.line or "")
    where = spoken_place(one.where) if one.where else "Toàn văn"
    return Row((Cell(where, href=href), Cell(spoken_message(one.message)), line))


def problems_table(place: Place, found: Shown) -> Table:
    """All that is wrong with the set, by the same checks as a file has."""
    return Table(
        columns=(
            Column("Chỗ", heading=True, width="medium"),
            Column("Cần sửa", width="wide"),
            Column("Dòng", numeric=True),
        ),
        rows=[_problem_row(place, found, one) for one in found.looked.problems],
        caption="Những chỗ cần sửa",
        empty_text="Không có lỗi: bộ này dùng được.",
        id="loi",
    )


def _versions(place: Place, found: Shown) -> Table:
    rows = [
        Row(
            (
                Cell(f"Lần {one.version}", href=f"{place.url('criteria_yaml', bo=one.code)}?lan={one.version}"),
                moment_text(local(one.at)),
                str(one.by),
                one.saved,
            )
        )
        for one in set_versions(found.row.code)
    ]
    return Table(
        columns=(
            Column("Tệp", heading=True, width="fit"),
            Column("Lúc", width="fit"),
            Column("Người lưu"),
            Column("Đã làm gì", width="wide"),
        ),
        rows=rows,
        caption="Các lần lưu",
        empty_text="Chưa lưu lần nào.",
        id="lan-luu",
        caption_hidden=True,
    )


def _facts(found: Shown) -> list[tuple[str, str]]:
    """The head of a set that can be read."""
    whole = found.looked.set
    if whole is None:
        return []
    facts = [
        ("Năm", str(whole.year)),
        ("Khối", whole.block),
        ("Thang điểm", points_text(whole.scale)),
        ("Phần điều tra", percent_text(whole.share_of_surveys)),
        ("Số mục được chấm", str(len(whole.by_code))),
    ]
    for title, limit in (("Điểm thưởng", whole.bonus), ("Điểm trừ", whole.penalty)):
        if limit and limit.lines:
            facts.append((title, f"tối đa {points_text(limit.max)} điểm, {len(limit.lines)} dòng"))
    return facts


@placed
def page(place: Place, bo: str) -> HttpResponse:
    """The tree with the problems beside it."""
    found = shown(place, bo)
    edit = {
        "head_href": place.url("criteria_head", bo=bo),
        "text_href": place.url("criteria_text", bo=bo),
        "add_href": place.url("criteria_add", bo=bo),
        "confirm_href": place.url("criteria_confirm", bo=bo) if found.row.pending else "",
    }
    return show(
        place,
        "criteria_set.html",
        section="rules",
        crumbs=(*set_crumbs(place, found)[:-1], Crumb(bo)),
        found=found,
        facts=_facts(found),
        tree=_tree(place, found),
        problems=problems_table(place, found) if found.looked.problems else None,
        pending=len(found.row.pending),
        versions=_versions(place, found),
        file_href=place.url("criteria_yaml", bo=bo),
        copy_href=f"{place.url('criteria_copy')}?tu=kho:{bo}" if place.may(Right.ADOPT) else "",
        compare_href=f"{place.url('criteria_compare')}?b=kho:{bo}",
        adopt_href=place.url("criteria_adopt", bo=bo) if place.may(Right.ADOPT) and found.looked.set else "",
        edit=edit if found.may else {},
    )


@placed
def file(place: Place, bo: str) -> HttpResponse:
    """The document as it was saved, byte for byte; `lan`: a version before."""
    asked = place.request.GET.get("lan", "")
    row = set_document(bo, int(asked) if asked.isdecimal() else None)
    return attachment(row.document.encode(), "application/yaml; charset=utf-8", f"{bo}.yaml")


@placed
def whole_text(place: Place, bo: str) -> HttpResponse:
    """The whole document as text, for what has no fields of its own."""
    found = shown(place, bo)
    check_editor(place, found)
    posted = place.request.method == "POST"
    form = WholeTextForm(
        place.request.POST if posted else None,
        initial={"ban": found.row.version, "van_ban": found.text.removeprefix("\ufeff")},
    )
    if posted and form.is_valid():
        answer = save_change(
            place, bo, lambda base: _as_before(base.text, form.cleaned_data["van_ban"]), saved="sửa toàn văn", form=form
        )
        if answer is not None:
            return answer
    return show(
        place,
        "criteria_form.html",
        section="rules",
        crumbs=set_crumbs(place, found, Crumb("Sửa toàn văn")),
        status=400 if posted else 200,
        form=form,
        lead="Bộ tiêu chí đúng như tệp YAML; lưu được cả khi còn lỗi, các lỗi hiện ở trang của bộ.",
        back_href=place.url("criteria_set", bo=bo),
    )


def _as_before(before: str, text: str) -> str:
    """Text out of a form, with the line ends and the byte-order mark of the version before: browsers send CR LF."""
    plain = text.replace("\r\n", "\n")
    if "\r\n" in before:
        plain = plain.replace("\n", "\r\n")
    return ("\ufeff" if before.startswith("\ufeff") else "") + plain


@placed
def adopt(place: Place, bo: str) -> HttpResponse:
    """Choose the set for the unit's period. What still waits for a person's confirmation keeps it from being used."""
    found = shown(place, bo)
    back = place.url("criteria_set", bo=bo)
    if place.request.method != "POST":
        return redirect(back)
    with faults_shown(place.request):
        adopt_set(by=place.user, unit=place.unit, period=place.period.code, document=usable_text(bo), name=bo)
        messages.success(place.request, f"{place.unit_name}, {place.period.title}: chấm theo “{found.row.title}”.")
        return redirect(place.url("sheet"))
    return redirect(back)
