"""The differences one by one, narrowed, to be chosen from."""

from django.http import HttpResponse
from django.utils.html import format_html

from parindex.assessment.reconciliation_rights import check_may_send, check_may_settle
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words, group_words
from parindex.documents.reconciliation_words import row_title
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.sides import GROUP_WORDS, day_or_moment, status_words
from parindex.errors import InputFault
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side
from parindex.organisations.rights import NotAllowed
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.reconciliation_choices import Chosen, chosen, crumbs
from parindex.web.reconciliation_filter import DIFFERING, TABS, DifferenceFilter
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
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
    settled, title = compared.settled[one.key], row_title(choice.kind, one)
    code = Cell(title, href=href, note="ghép mã đã xác nhận" if one.repaired else None)
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
            title,
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


@placed
def page(place: Place) -> HttpResponse:
    """The differences of a tab (`muc`)."""
    choice = chosen(place)
    compared = choice.compared()
    form = DifferenceFilter(choice, compared, place.request.GET)
    asked = place.request.GET.get("muc", "")
    tab = asked if asked in TABS else DIFFERING
    held = form.by_tab()
    kept = held[tab]
    sending = may_send(place)
    late_by = {compared.strict(one).source: one for one in kept if not one.agreed}  # one of each owner is asked about
    settling = any(may_settle(place, compared, (one,)) is None for one in late_by.values())
    query = form.query
    tabs = [
        (
            words,
            count_text(len(held[name])),
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
