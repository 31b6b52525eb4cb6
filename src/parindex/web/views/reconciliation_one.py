"""One difference: both sources' dates, both courses drawn, the due moment under each policy, the cause, the decisions."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse

from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words, group_words
from parindex.documents.reconciliation_words import row_title
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.sides import GROUP_WORDS, day_or_moment, status_words
from parindex.ledger.queries import register_named
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import BEHIND, MISSING, UNDETERMINED, Difference, Side
from parindex.records.schema import Column as RegisterColumn
from parindex.web.cells import cell_text
from parindex.web.page import Place, placed, show
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_forms import DecideForm, UnsendForm, WithdrawForm
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.views.reconciliation_agreeing import agreeing_page, history_table
from parindex.web.views.reconciliation_course import course, whole
from parindex.web.views.reconciliation_list import STATE_SIGNS, may_send, may_settle
from parindex.web.words import SIGNS

_BY_CLOCK = frozenset(("r_day", "r_hour"))  # due moments as software reckons them; the law's are days


def _row_href(place: Place, compared: Compared, source: SourceFacts, side: Side) -> str:
    """The row's own page; "" where there is none or the person's unit does not hold it."""
    if side.status == MISSING or (side.unit and side.unit not in place.unit_ids):
        return ""
    return place.url("row", register=compared.comparison.register) + row_query(source.source, side.key)


def _value(place: Place, column: RegisterColumn, value: object) -> str:
    if isinstance(value, date):
        return day_or_moment(value)
    return cell_text(column, value, place.name_of)


def _facts(place: Place, compared: Compared, one: Difference) -> list[tuple[str, str, str]]:
    """(what, left, right) of all that either source says."""
    left, right = one.left, one.right
    lines = [
        ("Hạn dùng để xét", day_or_moment(left.judged_due), day_or_moment(right.judged_due)),
        ("Kết thúc dùng để xét", day_or_moment(left.end), day_or_moment(right.end)),
    ]
    columns = {column.name: column for column in register_named(compared.comparison.register).columns}
    for name in compared.comparison.shown:
        if name in columns and not columns[name].personal:
            here, there = (_value(place, columns[name], side.values.get(name)) for side in (left, right))
            lines.append((columns[name].title, here, there))
    return [line for line in lines if line[1] or line[2]]


def _side_by_side(place: Place, compared: Compared, one: Difference) -> Table:
    missing = MISSING in {one.left.status, one.right.status}
    rows = [
        Row(
            (
                "Tình trạng",
                Cell(status_words(one.left.status), sign=SIGNS.get(one.left.status, "none")),
                Cell(status_words(one.right.status), sign=SIGNS.get(one.right.status, "none")),
                Cell("Như nhau", sign="none") if one.agreed else Cell("Khác nhau", sign="warn"),
            )
        )
    ]
    for title, left, right in _facts(place, compared, one):
        if missing:
            mark = Cell("Chỉ một nguồn có", sign="warn")
        elif left == right:
            mark = Cell("Như nhau", sign="none")
        else:
            mark = Cell("Khác nhau" if left and right else "Một nguồn không ghi", sign="warn")
        rows.append(Row((title, left, right, mark)))
    return Table(
        columns=(
            Column("", heading=True, width="medium"),
            Column(compared.left.title, width="text"),
            Column(compared.right.title, width="text"),
            Column("So sánh"),
        ),
        rows=rows,
        caption="Hai nguồn ghi gì",
        empty_text="Không có gì để so.",
        id="hai-nguon",
        caption_hidden=True,
        narrow="flow",
    )


def _under(due: datetime, end: datetime | None, as_of: date, *, by_clock: bool) -> Cell:
    """What a due moment makes of an end: by day, and by the clock where that way of counting and the end have one."""
    if end is None:
        return Cell("Quá hạn", sign="bad") if as_of > due.date() else Cell("Còn trong hạn", sign="good")
    if end.date() > due.date():
        return Cell("Trễ hạn", sign="bad")
    clocked = by_clock and end.date() == due.date() and end.time() != time(0)
    if clocked and end.replace(second=0, microsecond=0) > due.replace(second=0, microsecond=0):
        return Cell("Trễ hạn theo giờ, đúng ngày", sign="warn")
    return Cell("Không trễ hạn", sign="good")


def _dues(compared: Compared, one: Difference) -> Table:
    """The due moment under each policy, and what each would make of the end of the side that is behind."""
    strict = one.left if compared.strict(one) is compared.left else one.right
    rows = []
    for name, due in one.dues.items():
        limit, state = whole(due), Cell("Chưa đủ căn cứ", sign="open")
        if limit is not None:
            state = _under(limit, strict.end, compared.question.as_of, by_clock=name in _BY_CLOCK)
        rows.append(Row((compared.comparison.due_titles.get(name, name), day_or_moment(due) or "–", state)))
    return Table(
        columns=(
            Column("Cách tính", heading=True, width="wide"),
            Column("Hạn", width="fit"),
            Column("Bên tính trễ hạn, nếu xét theo cách này"),
        ),
        rows=rows,
        caption="Hạn tính lại theo từng cách",
        empty_text="Không có cách tính nào khác cho sổ này.",
        id="han-tinh-lai",
    )


def _forms(place: Place, choice: Chosen, compared: Compared, one: Difference) -> dict[str, Any]:
    """The forms to decide and to take back, for who may; else why not."""
    settled = compared.settled[one.key]
    if one.agreed:
        return {"refusal": ""}
    refusal = may_settle(place, compared, (one,))
    action = choice.href("reconciliation_settle")
    found: dict[str, Any] = {
        "refusal": refusal,
        "send_href": choice.href("reconciliation_settle", viec="gui", khoa=one.key) if may_send(place) else "",
    }
    going = next((sent for sent in reversed(settled.sent) if sent.withdrawn is None), None)
    if going is not None and found["send_href"]:
        found["unsend_form"] = UnsendForm(
            compared=compared, keys=[one.key], task="rut-gui", initial={"gui": going.mark}, auto_id="id_rut_gui_%s"
        )
        found["unsend_look"] = FormLook(submit="Rút đánh dấu đã gửi", action=action, danger=True)
        found["unsend_words"] = f"{going.letter}, {count_text(going.many)} sai lệch"
    if refusal is None:
        found["decide_form"] = DecideForm(compared=compared, keys=[one.key], task="quyet-dinh")
        found["decide_look"] = FormLook(submit="Ghi quyết định", action=action)
        if settled.decision:
            found["withdraw_form"] = WithdrawForm(compared=compared, keys=[one.key], task="rut", auto_id="id_rut_%s")
            found["withdraw_look"] = FormLook(submit="Rút quyết định", action=action, danger=True)
    return found


@placed
def page(place: Place) -> HttpResponse:
    """The difference named by `khoa`, or a row about which the sources agree, with what was said of it before."""
    choice = chosen(place)
    compared = choice.compared()
    key = place.request.GET.get("khoa", "")
    one = compared.by_key.get(key)
    if one is None:
        return agreeing_page(place, choice, compared, key)
    settled = compared.settled[one.key]
    told = {said.cause: said.text for said in one.evidence}
    drawn = course(place, compared, one)
    title = row_title(choice.kind, one)
    return show(
        place,
        "reconciliation_one.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Danh sách sai lệch", choice.href("reconciliation_differences")), Crumb(title)),
        as_of=compared.question.as_of,
        choice=choice,
        one=one,
        group_title=GROUP_WORDS[compared.comparison.name],
        group=group_words(one),
        unit_name=place.name_of(one.unit),
        cause=cause_words(compared, one.cause),
        undetermined=one.cause == UNDETERMINED,
        evidence=told.get(one.cause, "") or " ".join(told.values()),
        secondary=[(cause_words(compared, code), told.get(code, "")) for code in one.secondary],
        strict=compared.strict(one).title if {one.left.status, one.right.status} & BEHIND else "",
        settled=settled,
        state_sign=STATE_SIGNS[settled.state],
        row_links=[
            (f"Dòng ở {source.title}", href)
            for source, side in ((compared.left, one.left), (compared.right, one.right))
            if (href := _row_href(place, compared, source, side))
        ],
        course=drawn,
        side_by_side=_side_by_side(place, compared, one),
        dues=_dues(compared, one),
        history=history_table(compared, settled.sent, settled.history),
        **_forms(place, choice, compared, one),
    )
