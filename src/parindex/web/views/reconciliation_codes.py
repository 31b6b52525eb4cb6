"""Damaged codes: two codes without a partner that may be one row, side by side, for a person to confirm or refuse."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parindex.assessment.reconciliation_actions import match_codes
from parindex.assessment.reconciliation_asked import Pair
from parindex.assessment.reconciliation_rights import check_may_match
from parindex.assessment.reconciling import Compared
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.errors import InputFault
from parindex.measures.reconciliation.model import CodeProposal
from parindex.organisations.rights import NotAllowed
from parindex.web.faults import faults_beside
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.paging import PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_forms import HandMatchForm, MatchForm, UnmatchForm
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query


def _row(place: Place, compared: Compared, source: str, key: str) -> str:
    return place.url("row", register=compared.comparison.register) + row_query(source, key)


def _may(place: Place, compared: Compared) -> bool:
    try:
        check_may_match(place.user, compared)
    except NotAllowed:
        return False
    return True


def _holding(place: Place, choice: Chosen, compared: Compared) -> Table:
    words = {"same": ("Là một", "good"), "apart": ("Là hai", "none")}
    rows = [
        Row(
            (
                Cell(one.left, href=_row(place, compared, compared.left.source, one.left)),
                Cell(one.right, href=_row(place, compared, compared.right.source, one.right)),
                Cell(words[one.verdict][0], sign=words[one.verdict][1], note=one.reason),  # type: ignore[arg-type]
                Cell(one.by, note=moment_text(local(one.at))),
                Cell("Rút lại", href=choice.href("reconciliation_codes", ma_trai=one.left, ma_phai=one.right)),
            )
        )
        for one in compared.said.matches.values()
    ]
    return Table(
        columns=(
            Column(f"Mã ở {compared.left.title}", heading=True, width="text"),
            Column(f"Mã ở {compared.right.title}", width="text"),
            Column("Kết luận", width="text"),
            Column("Người kết luận"),
            Column("Sửa"),
        ),
        rows=rows,
        caption="Đã kết luận",
        empty_text="Chưa kết luận mã nào.",
        id="da-ket-luan",
    )


_Form = MatchForm | HandMatchForm | UnmatchForm


def _kinds_sent(compared: Compared) -> dict[str, list[Pair]]:
    """The proposals of each kind of damage, by what is sent for “all of this kind”: the kind with how many there were."""
    kinds: dict[str, list[Pair]] = {}
    for one in compared.found.proposals:
        kinds.setdefault(one.reason, []).append((one.left, one.right))
    return {f"{len(pairs)}:{reason}": pairs for reason, pairs in kinds.items()}


def _picked(place: Place, compared: Compared) -> list[Pair]:
    """The pairs ticked, and all of the kinds ticked. InputFault when nothing is, or a kind is not what was shown."""
    data = place.request.POST
    found: list[Pair] = []
    for text in data.getlist("cap"):
        try:
            left, right = json.loads(text)
        except (TypeError, ValueError):
            raise InputFault(f"Không đọc được cặp mã “{text}”; hãy tải lại danh sách mã hỏng.") from None
        found.append((str(left), str(right)))
    kinds = _kinds_sent(compared)
    for kind in data.getlist("kieu"):
        if kind not in kinds:
            words = kind.partition(":")[2]
            raise InputFault(f"Các cặp mã “{words}” vừa đổi sau khi bạn mở trang; hãy xem lại danh sách rồi chọn lại.")
        found += kinds[kind]
    if not found:
        raise InputFault("Chưa chọn cặp mã nào; hãy đánh dấu ô ở đầu dòng, hoặc chọn tất cả cùng một kiểu hỏng.")
    return found


def _run(place: Place, choice: Chosen, compared: Compared, form: _Form) -> str:
    """Run the action; what was done, in words. InputFault or NotAllowed: nothing was."""
    given = form.cleaned_data
    pairs = _picked(place, compared) if isinstance(form, MatchForm) else [(given["ma_trai"], given["ma_phai"])]
    made = match_codes(
        by=place.user,
        asked=choice.asked,
        pairs=pairs,
        verdict=given.get("verdict", "same"),
        reason=given["reason"],
        by_hand=isinstance(form, HandMatchForm),
    )
    if not made:
        return "Đã có kết luận như vậy; không ghi thêm."
    return f"Đã ghi kết luận về {count_text(made)} cặp mã, trong đó có “{pairs[0][0]}” và “{pairs[0][1]}”."


def _post(place: Place, choice: Chosen, compared: Compared) -> HttpResponse | _Form:
    check_may_match(place.user, compared)
    data = place.request.POST
    form: _Form
    if data.get("verdict") == "withdrawn":
        form = UnmatchForm(data, auto_id="id_rut_%s")
    elif data.get("viec") == "ghep-tay":
        form = HandMatchForm(data, compared=compared, auto_id="id_tay_%s")
    else:
        form = MatchForm(data)
    if form.is_valid():
        with faults_beside(form):
            messages.success(place.request, _run(place, choice, compared, form))
            return redirect(choice.href("reconciliation_codes"))
    return form


def _box(name: str, value: str, number: str, words: str, *, ticked: bool) -> SafeString:
    return format_html(
        '<span class="pick"><input type="checkbox" name="{}" value="{}" id="{}"{}>'
        '<label class="visually-hidden" for="{}">Chọn {}</label></span>',
        name,
        value,
        number,
        " checked" if ticked else "",
        number,
        words,
    )


def _proposed(place: Place, compared: Compared, shown: Sequence[CodeProposal], *, may: bool, number: int) -> Table:
    """The proposals of one page, a line each: both rows' pages and, for who may conclude, a box to tick."""
    ticked = set(place.request.POST.getlist("cap"))
    rows = []
    for at, one in enumerate(shown):
        cells: list[Cell | str] = [
            Cell(one.left, href=_row(place, compared, compared.left.source, one.left)),
            Cell(one.right, href=_row(place, compared, compared.right.source, one.right)),
            one.reason,
            ", ".join(one.agrees),
        ]
        if may:
            value = json.dumps([one.left, one.right], ensure_ascii=False)
            box = _box("cap", value, f"cap-{at}", f"{one.left} và {one.right}", ticked=value in ticked)
            cells.insert(0, Cell("", control=box))
        rows.append(Row(cells))
    every = len(compared.found.proposals)
    return Table(
        columns=(
            *((Column("Chọn"),) if may else ()),
            Column(f"Mã ở {compared.left.title}", heading=True, width="text"),
            Column(f"Mã ở {compared.right.title}", width="text"),
            Column("Vì sao đề nghị", width="text"),
            Column("Giống nhau ở", width="text"),
        ),
        rows=rows,
        caption=f"Chờ kết luận: {count_text(every)}",
        empty_text="Không có mã nào chờ kết luận.",
        id="cho-ket-luan",
        paging=paging(number, every) if every else None,
        query=kept_query(place.request),
    )


def _kinds(place: Place, compared: Compared) -> list[tuple[str, str, str, bool]]:
    """(what is sent, its words, how many, whether it is ticked) of each kind of damage."""
    ticked = set(place.request.POST.getlist("kieu"))
    return [
        (sent, sent.partition(":")[2], count_text(len(pairs)), sent in ticked)
        for sent, pairs in sorted(_kinds_sent(compared).items(), key=lambda item: item[0].partition(":")[2])
    ]


def _undo(choice: Chosen, compared: Compared, *, may: bool) -> dict[str, Any]:
    """The form to take back what was said of the two codes that the address names."""
    asked = {name: choice.place.request.GET.get(name, "") for name in ("ma_trai", "ma_phai")}
    if not may or (asked["ma_trai"], asked["ma_phai"]) not in compared.said.matches:
        return {"undo": None}
    return {
        "undo": UnmatchForm(initial={**asked, "verdict": "withdrawn"}, auto_id="id_rut_%s"),
        "undo_pair": asked,
        "undo_look": FormLook(submit="Rút kết luận", action=choice.href("reconciliation_codes"), danger=True),
    }


def _by_kind(compared: Compared) -> list[CodeProposal]:
    """The proposals, those of one kind of damage together."""
    return sorted(compared.found.proposals, key=lambda one: (one.reason, one.left))


@placed
def page(place: Place) -> HttpResponse:
    """The proposals to tick for who may conclude; `ma_trai` and `ma_phai` open one that was concluded."""
    choice = chosen(place)
    compared = choice.compared()
    sent: _Form | None = None
    if place.request.method == "POST":
        answer = _post(place, choice, compared)
        if isinstance(answer, HttpResponse):
            return answer
        sent = answer
    may, proposals = _may(place, compared), _by_kind(compared)
    number = min(page_number(place.request), last_page(len(proposals)))
    here = choice.href("reconciliation_codes")
    return show(
        place,
        "reconciliation_codes.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Mã hỏng")),
        status=400 if sent is not None else 200,
        choice=choice,
        compared=compared,
        table=_proposed(
            place, compared, proposals[(number - 1) * PAGE_ROWS : number * PAGE_ROWS], may=may, number=number
        ),
        kinds=_kinds(place, compared),
        here=choice.href("reconciliation_codes", page=str(number)),
        form=sent if isinstance(sent, MatchForm) else MatchForm(),
        hand=sent if isinstance(sent, HandMatchForm) else HandMatchForm(compared=compared, auto_id="id_tay_%s"),
        hand_sent=isinstance(sent, HandMatchForm),
        form_look=FormLook(),
        only_href=choice.href("reconciliation_only"),
        hand_look=FormLook(submit="Ghép tay", action=here),
        faulty=sent if isinstance(sent, UnmatchForm) else None,
        faulty_look=FormLook(submit="Rút kết luận", action=here, danger=True),
        may=may,
        total=count_text(len(proposals)),
        waiting=bool(proposals),
        holding=_holding(place, choice, compared),
        **_undo(choice, compared, may=may),
    )
