"""The differences one by one, narrowed, to be chosen from; and the rows that only one source has."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.html import format_html

from parindex.assessment.reconciliation_rights import check_may_send, check_may_settle
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.sides import GROUP_WORDS, day_or_moment, status_words
from parindex.errors import InputFault
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side
from parindex.organisations.rights import NotAllowed
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_filter import ALL, DIFFERING, TABS, DifferenceFilter, group_words, tab_of
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.words import SIGNS

STATE_SIGNS: dict[str, Sign] = {
    "open": "none",
    "sent": "open",
    "agreed": "good",
    "disputed": "warn",
    "stale": "bad",
}


def may_send(place: Place) -> bool:
    """Whether to offer to mark differences as sent; the action checks again."""
    try:
        check_may_send(place.user, place.unit)
    except NotAllowed:
        return False
    return True


def may_settle(place: Place, compared: Compared, differences: tuple[Difference, ...]) -> str | None:
    """Why the person may not decide on the differences; None when he may. The action checks again."""
    try:
        check_may_settle(place.user, compared, differences)
    except InputFault as fault:
        return str(fault)
    return None


def side_cell(side: Side) -> Cell:
    """One source's view: its status, the end under it."""
    end = day_or_moment(side.end)
    return Cell(status_words(side.status), sign=SIGNS.get(side.status, "none"), note=f"xong {end}" if end else None)


def _due(one: Difference) -> Cell:
    left, right = day_or_moment(one.left.due), day_or_moment(one.right.due)
    if left == right or not left or not right:
        return Cell(left or right)
    return Cell(left, note=f"nguồn kia: {right}")


def _row(place: Place, choice: Chosen, compared: Compared, one: Difference, *, choosing: bool, number: int) -> Row:
    href = choice.href("reconciliation_one", khoa=one.key)
    settled = compared.settled[one.key]
    code = Cell(one.key, href=href, note="ghép mã đã xác nhận" if one.repaired else None)
    cells: list[Cell | str] = [
        code,
        Cell(place.name_of(one.unit) if one.unit else "", note=group_words(one)),
        _due(one),
        side_cell(one.left),
        side_cell(one.right),
        Cell(
            cause_words(compared, one.cause),
            sign="open" if one.cause == UNDETERMINED else None,
            note=f"kèm theo: {', '.join(one.secondary)}" if one.secondary else None,
        ),
        Cell(settled.state_text, sign=STATE_SIGNS[settled.state]),
    ]
    if choosing:
        box = format_html(
            '<span class="pick"><input type="checkbox" name="khoa" value="{}" id="chon-{}">'
            '<label class="visually-hidden" for="chon-{}">Chọn {}</label></span>',
            one.key,
            number,
            number,
            one.key,
        )
        cells.insert(0, Cell("", control=box))
    return Row(cells)


def _table(place: Place, choice: Chosen, compared: Compared, kept: list[Difference], *, choosing: bool) -> Table:
    number = min(page_number(place.request), last_page(len(kept)))
    shown = kept[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    rows = [
        _row(place, choice, compared, one, choosing=choosing and not one.agreed, number=at)
        for at, one in enumerate(shown)
    ]
    if choosing:
        rows = [row if len(row.cells) == 8 else Row(("", *row.cells)) for row in rows]
    first = (Column("Chọn"),) if choosing else ()
    return Table(
        columns=(
            *first,
            Column(f"Mã {compared.comparison.thing}", heading=True, width="fit"),
            Column(f"Đơn vị, {GROUP_WORDS[compared.comparison.name].lower()}", width="text"),
            Column("Hạn", width="fit"),
            Column(compared.left.title, width="text"),
            Column(compared.right.title, width="text"),
            Column("Nguyên nhân chính", width="text"),
            Column("Xử lý", width="text"),
        ),
        rows=rows,
        caption=f"{count_text(len(kept))} {compared.comparison.thing}",
        empty_text="Không có sai lệch nào khớp.",
        query=kept_query(place.request),
        paging=paging(number, len(kept)),
        narrow="list" if len(rows) <= CARD_ROWS else "scroll",
    )


def in_tab(compared: Compared, form: DifferenceFilter, tab: str) -> list[Difference]:
    """The differences of a tab, as narrowed, those without a cause first: they need a look."""
    every = [*compared.found.disagreements, *compared.found.agreed]
    kept = [one for one in every if (tab in {ALL, tab_of(compared, one)}) and form.fits(one)]
    return sorted(kept, key=lambda one: (one.cause != UNDETERMINED, one.cause, one.key))


@placed
def page(place: Place) -> HttpResponse:
    """The differences of a tab (`muc`)."""
    choice = chosen(place)
    compared = choice.compared()
    form = DifferenceFilter(choice, compared, place.request.GET)
    asked = place.request.GET.get("muc", "")
    tab = asked if asked in TABS else DIFFERING
    kept = in_tab(compared, form, tab)
    sending = may_send(place)
    late_by = {compared.strict(one).source: one for one in kept if not one.agreed}  # one of each owner is asked about
    settling = any(may_settle(place, compared, (one,)) is None for one in late_by.values())
    query = form.query
    tabs = [
        (
            words,
            count_text(len(in_tab(compared, form, name))),
            choice.href("reconciliation_differences", **query, muc=name),
            name == tab,
        )
        for name, words in TABS.items()
    ]
    return show(
        place,
        "reconciliation_list.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Danh sách sai lệch")),
        choice=choice,
        form=form,
        here=place.url("reconciliation_differences"),
        tab=tab,
        tabs=tabs,
        table=_table(place, choice, compared, kept, choosing=sending or settling),
        sending=sending,
        settling=settling,
        settle_href=choice.href("reconciliation_settle"),
        narrowing=[*query.items(), ("muc", tab)],
        file_href=choice.href("reconciliation_file", **query, muc=tab),
        shown=count_text(len([one for one in kept if not one.agreed])),
    )


def _only_rows(choice: Chosen, compared: Compared, source: str, keys: Sequence[str]) -> list[Row]:
    """The rows of one source, each with its difference, and the code of the other source that is nearly the same."""
    proposals = compared.found.proposals
    near = {one.left: one.right for one in proposals} | {one.right: one.left for one in proposals}
    rows = []
    for key in keys:
        late = compared.by_key.get(key)
        cause = Cell("Không tính trễ hạn")
        if late:
            cause = Cell(cause_words(compared, late.cause), href=choice.href("reconciliation_one", khoa=key))
        href = choice.place.url("row", register=compared.comparison.register) + row_query(source, key)
        other = Cell(near[key], href=choice.href("reconciliation_codes")) if key in near else ""
        rows.append(Row((Cell(key, href=href), cause, other)))
    return rows


@placed
def only(place: Place) -> HttpResponse:
    """The rows that one source has and the other lacks; `ben` says which: trai or phai."""
    choice = chosen(place)
    compared = choice.compared()
    found = compared.found
    sides = {"trai": (compared.left, found.only_left), "phai": (compared.right, found.only_right)}
    asked = place.request.GET.get("ben", "")
    side = asked if asked in sides else "trai" if found.only_left or not found.only_right else "phai"
    source, keys = sides[side]
    number = min(page_number(place.request), last_page(len(keys)))
    shown = keys[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    tabs = [
        (one.title, count_text(len(held)), choice.href("reconciliation_only", ben=name), name == side)
        for name, (one, held) in sides.items()
    ]
    return show(
        place,
        "reconciliation_only.html",
        section="reconciliation",
        crumbs=crumbs(choice, Crumb("Chỉ có ở một nguồn")),
        choice=choice,
        tabs=tabs,
        matched=count_text(found.matched),
        thing=compared.comparison.thing,
        proposals=len(found.proposals),
        codes_href=choice.href("reconciliation_codes"),
        table=Table(
            columns=(
                Column("Mã", heading=True, width="medium"),
                Column("Sai lệch", width="text"),
                Column("Mã gần giống ở nguồn kia", width="text"),
            ),
            rows=_only_rows(choice, compared, source.source, shown),
            caption=f"Chỉ có ở “{source.title}”: {count_text(len(keys))} {compared.comparison.thing}",
            empty_text=f"Mọi {compared.comparison.thing} của nguồn này đều có ở nguồn kia.",
            query=kept_query(place.request),
            paging=paging(number, len(keys)),
        ),
    )
