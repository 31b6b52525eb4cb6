"""Editing one item of a set: a leaf with its rule, a heading; add, move, take away; the head of the set."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse

from parindex.criteria.document import Path
from parindex.criteria.editing import GONE, LEAF_ORDER, changed, inserted, moved, removed
from parindex.documents.wording.rules import rule_in_words
from parindex.errors import InputFault
from parindex.web.criteria_forms import HeadForm, HeadingForm, LeafForm, MoveForm
from parindex.web.criteria_part_forms import PARTS, PartForm, part_changes, part_form
from parindex.web.criteria_places import spoken_message
from parindex.web.criteria_rule_form import SHAPE_TITLES
from parindex.web.criteria_tree import KIND_WORDS, UNDER, Item, fresh_code, headings_for, item_of
from parindex.web.page import Place, placed, show
from parindex.web.rendering.form import FormLook, Section
from parindex.web.rendering.shell import Crumb
from parindex.web.views.criteria_shared import Shown, check_editor, save_change, set_crumbs, shown

_NEW_LEAF: Mapping[str, Any] = {
    "name": "Tiêu chí mới",
    "max_points": "1",
    "scored_by": "unit",
    "rule": {"shape": "judgement", "text": "Theo tài liệu kiểm chứng"},
}
_PAPERS = ("scoring_text", "evidence", "legal_basis")


def _item(found: Shown, code: str) -> Item:
    item = item_of(found.looked.document, code)
    if item is None:
        raise Http404(f"Bộ tiêu chí không có mục {code}.")
    return item


def _shape(place: Place, item: Item) -> str:
    """The shape that the form shows: the one asked for, else the rule's own."""
    asked = place.request.GET.get("hinh", "")
    rule = item.raw.get("rule")
    own = str(rule.get("shape")) if isinstance(rule, Mapping) else ""
    return asked if asked in SHAPE_TITLES else own if own in SHAPE_TITLES else "judgement"


def _form(place: Place, item: Item, found: Shown) -> LeafForm | HeadingForm:
    data = place.request.POST if place.request.method == "POST" else None
    initial = {"ban": found.row.version}
    if item.leaf:
        return LeafForm(item.raw, _shape(place, item), data, initial=initial)
    return HeadingForm(item.raw, data, initial=initial)


def _rule_sections(names: tuple[str, ...]) -> list[Section]:
    """The fields of the rule in one part; bands, which have five fields each, in a part each."""
    bands: dict[str, list[str]] = {}
    for name in names:
        number = name.rpartition("_")[2]
        if number.isdecimal() and f"r_tu_{number}" in names:
            bands.setdefault(number, []).append(name)
    rest = tuple(name for name in names if all(name not in held for held in bands.values()))
    each = [Section(f"Mức {int(number) + 1}", tuple(held)) for number, held in bands.items()]
    return [Section("Cách chấm", rest), *each]


def _look(place: Place, form: LeafForm | HeadingForm, bo: str) -> FormLook:
    here, back = place.request.get_full_path(), place.url("criteria_set", bo=bo)
    if not isinstance(form, LeafForm):
        return FormLook(action=here, cancel=back)
    sections = (
        Section("Mục", ("code", "name", "max_points", "scored_by", "measure", "when_empty")),
        *_rule_sections(form.rule_names),
        Section("Nguyên văn, tài liệu, căn cứ", _PAPERS),
    )
    return FormLook(action=here, cancel=back, wide=True, sections=sections)


@placed
def page(place: Place, bo: str, code: str) -> HttpResponse:
    """The form of one item, with what else can be done with it."""
    found = shown(place, bo)
    check_editor(place, found)
    item = _item(found, code)
    form = _form(place, item, found)
    posted = place.request.method == "POST"
    if posted and form.is_valid():
        answer = save_change(
            place,
            bo,
            lambda base: changed(base.text, _item(base, code).path, form.changes()),
            saved=f"sửa mục {code}",
            form=form,
            settled=code,
            go=f"{place.url('criteria_set', bo=bo)}#muc-{form.changes()['code']}",
        )
        if answer is not None:
            return answer
    leaf = found.looked.set.by_code.get(code) if found.looked.set else None
    headings = [(one.code, f"{one.code}. {one.name}") for one in headings_for(found.looked.document, item)]
    move = MoveForm(headings, initial={"ban": found.row.version}) if headings and item.kind != "area" else None
    mine = [one for one in found.looked.problems if f" {code}," in f"{one.where}," and one.where]
    return show(
        place,
        "criteria_item.html",
        section="rules",
        crumbs=set_crumbs(place, found, Crumb(f"{code}. {item.name}")),
        status=400 if posted else 200,
        item=item,
        kind=KIND_WORDS[item.kind],
        form=form,
        look=_look(place, form, bo),
        shapes=[(name, title, name == _shape(place, item)) for name, title in SHAPE_TITLES.items()]
        if item.leaf
        else [],
        words=rule_in_words(leaf.rule, leaf.max_points) if leaf and not mine else "",
        problems=[spoken_message(one.message) for one in mine],
        pending=found.row.pending.get(code, ""),
        move=move,
        version=found.row.version,
        do_href=place.url("criteria_do", bo=bo, code=code),
        add_href=f"{place.url('criteria_add', bo=bo)}?duoi={code}" if item.kind in UNDER else "",
        here=place.request.path,
    )


def _moved_under(base: Shown, code: str, target: str) -> str:
    """The item at the end of another heading's list."""
    item, heading = _item(base, code), _item(base, target)
    if heading.path not in [one.path for one in headings_for(base.looked.document, item)]:
        raise InputFault(f"Mục {code} không chuyển sang {target} được.")
    if item.of == 1:
        raise InputFault(f"{code} là mục duy nhất ở chỗ của nó; hãy thêm một mục khác vào đó trước khi chuyển.")
    put: Path = (*heading.path, UNDER[heading.kind])
    held = heading.raw.get(UNDER[heading.kind])
    return inserted(removed(base.text, item.path), put, len(held) if isinstance(held, tuple) else 0, item.raw)


def _removed(base: Shown, code: str) -> str:
    item = _item(base, code)
    if item.of == 1:
        over = {"area": "Bộ tiêu chí", "criterion": "Lĩnh vực", "component": "Tiêu chí"}[item.kind]
        raise InputFault(f"{over} phải còn ít nhất một {KIND_WORDS[item.kind]}; hãy xóa cả mục ở trên nó.")
    return removed(base.text, item.path)


@placed
def do(place: Place, bo: str, code: str) -> HttpResponse:
    """Up, down, away, or under another heading."""
    what, back = place.request.POST.get("viec", ""), place.url("criteria_set", bo=bo)
    target = place.request.POST.get("toi", "")
    changes = {
        "len": (lambda base: moved(base.text, _item(base, code).path, -1), f"đưa mục {code} lên"),
        "xuong": (lambda base: moved(base.text, _item(base, code).path, 1), f"đưa mục {code} xuống"),
        "xoa": (lambda base: _removed(base, code), f"xóa mục {code}"),
        "chuyen": (lambda base: _moved_under(base, code, target), f"chuyển mục {code} sang {target}"),
    }
    if place.request.method != "POST" or what not in changes:
        raise Http404("Không có việc này.")
    change, saved = changes[what]
    go = back if what == "xoa" else f"{back}#muc-{code}"
    answer = save_change(place, bo, change, saved=saved, settled=code if what == "xoa" else "", go=go)
    if answer is None:
        raise Http404("Không có việc này.")
    return answer


def _added(base: Shown, under: Item | None, code: str, form: HeadingForm) -> str:
    """One more item at the end of a heading's list. A criterion that was a leaf becomes the heading of what it asked."""
    new = {**form.changes(), **{name: value for name, value in _NEW_LEAF.items() if name != "name"}}
    if under is None:
        criterion = {"code": f"{new['code']}.1", **_NEW_LEAF}
        area = {"code": new["code"], "name": new["name"], "criteria": (criterion,)}
        return inserted(base.text, ("areas",), 10_000, area)
    if under.kind == "criterion" and under.leaf:
        own = {name: value for name, value in under.raw.items() if name not in ("code", "name")}
        first = {"code": f"{under.code}.1", "name": under.name, **own}
        if new["code"] == first["code"]:
            new["code"] = f"{under.code}.2"
        fields: dict[str, object] = {name: GONE for name in LEAF_ORDER[2:] if name in under.raw}
        return changed(base.text, under.path, {**fields, "components": (first, new)})
    held = under.raw.get(UNDER[under.kind])
    return inserted(base.text, (*under.path, UNDER[under.kind]), len(held) if isinstance(held, tuple) else 0, new)


@placed
def add(place: Place, bo: str) -> HttpResponse:
    """A further area, criterion or component: code and name first, the rest on its own page."""
    found = shown(place, bo)
    check_editor(place, found)
    code = place.request.GET.get("duoi", "")
    under = _item(found, code) if code else None
    if under is not None and under.kind not in UNDER:
        raise Http404("Dưới tiêu chí thành phần không có mục nào nữa.")
    posted = place.request.method == "POST"
    raw = {"code": fresh_code(found.looked.document, under), "name": ""}
    form = HeadingForm(raw, place.request.POST if posted else None, initial={"ban": found.row.version})
    if posted and form.is_valid():
        made = str(form.changes()["code"])
        if item_of(found.looked.document, made):
            form.add_error("code", f"Mã {made} đã có; hãy chọn mã khác.")
        else:
            answer = save_change(
                place,
                bo,
                lambda base: _added(base, _item(base, code) if code else None, made, form),
                saved=f"thêm mục {made}",
                form=form,
                go=place.url("criteria_item", bo=bo, code=made),
            )
            if answer is not None:
                return answer
    what = "lĩnh vực" if under is None else "tiêu chí" if under.kind == "area" else "tiêu chí thành phần"
    return show(
        place,
        "criteria_form.html",
        section="rules",
        crumbs=set_crumbs(place, found, Crumb(f"Thêm {what}")),
        status=400 if posted else 200,
        form=form,
        lead=f"Dưới mục {under.code}. {under.name}" if under else "Ở cuối bộ tiêu chí.",
        back_href=place.url("criteria_set", bo=bo),
    )


@placed
def head(place: Place, bo: str) -> HttpResponse:
    """What the set says of itself; `phan`: one part of that, by itself."""
    found = shown(place, bo)
    check_editor(place, found)
    data, part = found.looked.document.data, place.request.GET.get("phan", "")
    if part and part not in PARTS:
        raise Http404(f"Phần đầu của bộ không có phần “{part[:40]}”.")
    raw: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    posted = place.request.method == "POST"
    sent = place.request.POST if posted else None
    form: HeadForm | PartForm
    if part:
        form = part_form(part, raw, sent, version=found.row.version)
    else:
        form = HeadForm(raw, sent, initial={"ban": found.row.version})
    if posted and form.is_valid():
        changes = part_changes(part, raw, form) if isinstance(form, PartForm) else form.changes()
        saved = f"sửa phần đầu: {PARTS[part].lower()}" if part else "sửa phần đầu"
        answer = save_change(place, bo, lambda base: changed(base.text, (), changes), saved=saved, form=form)
        if answer is not None:
            return answer
    own = place.url("criteria_head", bo=bo)
    return show(
        place,
        "criteria_form.html",
        section="rules",
        crumbs=set_crumbs(place, found, Crumb(PARTS.get(part, "Phần đầu của bộ"))),
        status=400 if posted else 200,
        form=form,
        look=FormLook(
            submit="Lưu",
            cancel=place.url("criteria_set", bo=bo),
            wide=bool(part),
            sections=form.sections if isinstance(form, PartForm) else (),
        ),
        lead="Thang điểm phải bằng tổng điểm tối đa các mục; các lỗi hiện ở trang của bộ.",
        parts=[(title, f"{own}?phan={name}") for name, title in PARTS.items() if name != part],
    )
