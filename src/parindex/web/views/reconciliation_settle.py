"""What people say of chosen differences: sent with a letter, decided with a document, taken back. The actions check."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from parindex.assessment.reconciliation_actions import MOST, decide, mark_sent, withdraw_decisions, withdraw_sent
from parindex.assessment.reconciliation_rights import check_may_send, check_may_settle, strict_source
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.reconciliation_words import row_title
from parindex.documents.wording.numbers import count_text
from parindex.errors import InputFault
from parindex.web.faults import Told, faults_beside
from parindex.web.page import Place, placed, show
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_filter import DIFFERING, TABS, DifferenceFilter
from parindex.web.reconciliation_forms import AboutDifferences, DecideForm, SendForm, UnsendForm, WithdrawForm
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb

# What is done → (heading, form, button).
_TASKS: dict[str, tuple[str, type[AboutDifferences], str]] = {
    "gui": ("Đánh dấu đã gửi chủ nguồn", SendForm, "Đánh dấu đã gửi"),
    "quyet-dinh": ("Quyết định về sai lệch", DecideForm, "Ghi quyết định"),
    "rut": ("Rút quyết định", WithdrawForm, "Rút quyết định"),
    "rut-gui": ("Rút đánh dấu đã gửi", UnsendForm, "Rút đánh dấu đã gửi"),
}
_SENDING = frozenset(("gui", "rut-gui"))
_SHOWN = 20  # keys that are named one by one


def _check(place: Place, compared: Compared, task: str, keys: list[str]) -> None:
    """What keeps the person from it is said before he fills in a form: NotAllowed, or InputFault for what is chosen."""
    if task in _SENDING:
        check_may_send(place.user, place.unit)
    if not keys:
        raise InputFault("Chưa chọn sai lệch nào; hãy đánh dấu ô ở đầu dòng, hoặc chọn tất cả các dòng.")
    if len(keys) > MOST:
        raise InputFault(
            f"Đang chọn {count_text(len(keys))} sai lệch; mỗi lần ghi nhiều nhất {count_text(MOST)}, hãy lọc bớt danh sách."
        )
    named = set(keys)
    there = tuple(one for one in compared.found.disagreements if one.key in named)
    if there and task == "gui":
        strict_source(compared, there)
    elif there and task not in _SENDING:
        check_may_settle(place.user, compared, there)


def _keys(choice: Chosen, compared: Compared) -> list[str]:
    """The rows ticked; with `tat_ca` all that the list is narrowed to. InputFault when that cannot be read."""
    data = choice.place.request.POST or choice.place.request.GET
    if not data.get("tat_ca"):
        return list(dict.fromkeys(data.getlist("khoa")))
    form = DifferenceFilter(choice, compared, data)
    if form.faulty:
        raise InputFault(f"Không đọc được điều kiện lọc “{form.faulty}”; hãy lọc lại danh sách rồi chọn tất cả.")
    tab = data.get("muc", "")
    return [one.key for one in form.by_tab()[tab if tab in TABS else DIFFERING] if not one.agreed]


def _run(place: Place, choice: Chosen, task: str, form: AboutDifferences) -> str:
    """Run the action; what was done, in words. InputFault or NotAllowed: nothing was."""
    data: dict[str, Any] = form.cleaned_data
    about = {"by": place.user, "asked": choice.asked, "keys": data["khoa"]}
    if task == "gui":
        sent = mark_sent(**about, letter=data["letter"], letter_day=data["letter_day"], addressee=data["addressee"])
        return f"Đã đánh dấu {count_text(len(data['khoa']))} sai lệch gửi theo {sent.letter}."
    if task == "rut-gui":
        withdraw_sent(by=place.user, asked=choice.asked, number=data["gui"], reason=data["reason"])
        return "Đã rút đánh dấu đã gửi."
    if task == "rut":
        made = withdraw_decisions(**about, reason=data["reason"], seen=data["da_xem"])
        return f"Đã rút {count_text(made)} quyết định."
    given = {name: data[name] for name in ("cause", "verdict", "document", "note")}
    made = decide(**about, **given, seen=data["da_xem"])
    return f"Đã ghi {count_text(made)} quyết định." if made else "Đã có quyết định như vậy; không ghi thêm."


def _about(choice: Chosen, compared: Compared, task: str) -> list[str] | None:
    """The rows chosen; None, the reason being told on the next page, when the task cannot be done with them."""
    with Told(lambda fault: messages.warning(choice.place.request, str(fault))):
        keys = _keys(choice, compared)
        _check(choice.place, compared, task, keys)
        return keys
    return None


def _done(place: Place, choice: Chosen, task: str, form: AboutDifferences) -> HttpResponse | None:
    """Where to go after the action; None when the form has to be filled in again."""
    if not form.is_valid():
        return None
    with faults_beside(form):
        messages.success(place.request, _run(place, choice, task, form))
        keys = form.cleaned_data["khoa"]
        if len(keys) == 1:
            return redirect(choice.href("reconciliation_one", khoa=keys[0]))
        return redirect(choice.href("reconciliation_differences"))
    return None


@placed
def page(place: Place) -> HttpResponse:
    """`viec` says what is done, `khoa` of which rows. The form first; sent again with `ghi`, the action."""
    request = place.request
    choice, posted = chosen(place), request.method == "POST"
    compared = choice.compared()
    data = request.POST if posted else request.GET
    task = data.get("viec", "") if data.get("viec") in _TASKS else "gui"
    keys = _about(choice, compared, task)
    if keys is None:
        return redirect(choice.href("reconciliation_differences"))
    writing = posted and bool(data.get("ghi"))
    form = _TASKS[task][1](data if writing else None, compared=compared, keys=keys, task=task)
    done = _done(place, choice, task, form) if writing else None
    return done or _form_page(choice, compared, task, form, keys)


def _form_page(choice: Chosen, compared: Compared, task: str, form: AboutDifferences, keys: list[str]) -> HttpResponse:
    """The form, under what it would be said of."""
    title, _, submit = _TASKS[task]
    named = set(keys)
    there = [one for one in compared.found.disagreements if one.key in named]
    return show(
        choice.place,
        "reconciliation_settle.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Danh sách sai lệch", choice.href("reconciliation_differences")), Crumb(title)),
        status=400 if form.is_bound else 200,
        choice=choice,
        form=form,
        look=FormLook(
            submit=submit,
            action=choice.href("reconciliation_settle"),
            cancel=choice.href("reconciliation_differences"),
            danger=task in ("rut", "rut-gui"),
        ),
        many=count_text(len(there)),
        thing=compared.comparison.thing,
        listed=[
            (
                row_title(choice.kind, one),
                cause_words(compared, one.cause),
                choice.href("reconciliation_one", khoa=one.key),
            )
            for one in there[:_SHOWN]
        ],
        more=count_text(len(there) - _SHOWN) if len(there) > _SHOWN else "",
    )
