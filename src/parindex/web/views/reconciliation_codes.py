"""Damaged codes: two codes without a partner that may be one row, side by side, for a person to confirm or refuse."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.reconciliation_actions import match_codes
from parindex.assessment.reconciliation_rights import check_may_match
from parindex.assessment.reconciling import Compared
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.errors import InputFault
from parindex.measures.reconciliation.model import CodeProposal
from parindex.organisations.rights import NotAllowed
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.paging import page_number
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_forms import MatchForm, UnmatchForm
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query

_PAGE = 12  # proposals on a page, each with its form


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


def _post(place: Place, choice: Chosen, compared: Compared) -> HttpResponse | tuple[MatchForm | UnmatchForm, int]:
    check_may_match(place.user, compared)
    data = place.request.POST
    kind = UnmatchForm if data.get("verdict") == "withdrawn" else MatchForm
    form = kind(data)
    if form.is_valid():
        given = form.cleaned_data
        try:
            match_codes(
                by=place.user,
                asked=choice.asked,
                left_key=given["ma_trai"],
                right_key=given["ma_phai"],
                verdict=given["verdict"],
                reason=given["reason"],
            )
        except NotAllowed:
            raise
        except InputFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(place.request, f"Đã ghi kết luận về “{given['ma_trai']}” và “{given['ma_phai']}”.")
            return redirect(choice.href("reconciliation_codes"))
    return form, 400


def _cards(
    place: Place, compared: Compared, shown: Sequence[CodeProposal], form: MatchForm | UnmatchForm | None, *, may: bool
) -> list[dict[str, Any]]:
    """A proposal each: both rows' pages and, for who may conclude, the form; the one that was at fault as it was sent."""
    cards = []
    for at, one in enumerate(shown):
        pair = {"ma_trai": one.left, "ma_phai": one.right}
        mine = form is not None and [form.data.get(name) for name in pair] == list(pair.values())
        cards.append(
            {
                "one": one,
                "left_href": _row(place, compared, compared.left.source, one.left),
                "right_href": _row(place, compared, compared.right.source, one.right),
                "form": (form if mine else MatchForm(initial=pair, auto_id=f"id_{at}_%s")) if may else None,
            }
        )
    return cards


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


@placed
def page(place: Place) -> HttpResponse:
    """The proposals with a form each for who may conclude; `ma_trai` and `ma_phai` open one that was concluded."""
    choice = chosen(place)
    compared = choice.compared()
    status, faulty = 200, None
    if place.request.method == "POST":
        answer = _post(place, choice, compared)
        if isinstance(answer, HttpResponse):
            return answer
        faulty, status = answer
    may, proposals = _may(place, compared), compared.found.proposals
    pages = max(1, -(-len(proposals) // _PAGE))
    number = min(page_number(place.request), pages)
    cards = _cards(place, compared, proposals[(number - 1) * _PAGE : number * _PAGE], faulty, may=may)
    return show(
        place,
        "reconciliation_codes.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Mã hỏng")),
        status=status,
        choice=choice,
        compared=compared,
        cards=cards,
        faulty=faulty if faulty is not None and not any(card["form"] is faulty for card in cards) else None,
        look=FormLook(submit="Ghi kết luận", action=choice.href("reconciliation_codes")),
        may=may,
        total=count_text(len(proposals)),
        holding=_holding(place, choice, compared),
        pages=[(at, choice.href("reconciliation_codes", page=str(at)), at == number) for at in range(1, pages + 1)],
        **_undo(choice, compared, may=may),
    )
