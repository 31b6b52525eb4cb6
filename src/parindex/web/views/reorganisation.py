"""What became of a unit: its states by date, the decisions that led to it and that came after, open items handed over."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.handing_over import hand_over, open_items
from parindex.documents.wording.numbers import count_text, date_text, moment_text
from parindex.errors import InputFault
from parindex.ledger.queries import last_number, register_named
from parindex.organisations.lineage import DAY, KIND_TITLES, MOVES, LineageFact, Trees, walk
from parindex.organisations.lineage_queries import hand_overs_of, numbered_lines, trees_of_days
from parindex.organisations.queries import today, unit_facts, unit_tree
from parindex.organisations.rights import NotAllowed, check_may
from parindex.organisations.roles import Right
from parindex.web.fields import PlainForm
from parindex.web.local_time import local
from parindex.web.page import Place, placed, show
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table

_LINE_COLUMNS = (
    Column("Bước", numeric=True),
    Column("Từ ngày", width="fit"),
    Column("Việc", width="medium"),
    Column("Đơn vị cũ", heading=True, width="medium"),
    Column("Đơn vị mới", width="medium"),
    Column("Lĩnh vực", width="text"),
    Column("Quyết định", width="wide"),
)


def history_crumbs(place: Place, *more: Crumb) -> tuple[Crumb, ...]:
    """Down to a page of the history."""
    return Crumb("Tổng quan", place.url("overview")), Crumb("Lịch sử", place.url("history")), *more


def _name(unit: str | None, line: LineageFact, trees: Trees, *, before: bool) -> Cell:
    if unit is None:
        return Cell("–")
    fact = trees(line.effective - DAY if before else line.effective).by_id.get(unit)
    return Cell(fact.name if fact else unit, note=unit)


def lines_table(
    found: Iterable[tuple[int, LineageFact]],
    trees: Trees,
    *,
    caption: str,
    empty: str,
    id: str,  # noqa: A002
) -> Table:
    """Lines of lineage, nearest first; `Bước` says how many decisions away."""
    rows = [
        Row(
            (
                str(depth + 1),
                date_text(line.effective),
                KIND_TITLES[line.kind],
                _name(line.came_from, line, trees, before=True),
                _name(line.became, line, trees, before=False),
                line.domain,
                line.decision,
            )
        )
        for depth, line in found
    ]
    return Table(columns=_LINE_COLUMNS, rows=rows, caption=caption, empty_text=empty, id=id, narrow="list")


def _states(place: Place, trees: Trees) -> Table:
    rows = [
        Row(
            (
                fact.name,
                date_text(fact.valid_from),
                date_text(fact.valid_to) if fact.valid_to else "đến nay",
                _parent(
                    fact.parent,
                    trees(fact.valid_from).by_id[fact.parent].name
                    if fact.parent in trees(fact.valid_from).by_id
                    else None,
                ),
            )
        )
        for fact in unit_facts()
        if fact.id == place.unit
    ]
    return Table(
        columns=(
            Column("Tên", heading=True),
            Column("Từ ngày", width="fit"),
            Column("Đến ngày", width="fit"),
            Column("Cấp trên"),
        ),
        rows=rows,
        caption="Các giai đoạn của đơn vị",
        empty_text="Chưa có giai đoạn nào.",
        id="giai-doan",
    )


def _parent(parent: str | None, name: str | None) -> str:
    return name or parent or "–"


def _handed(place: Place, lines: dict[int, LineageFact], trees: Trees) -> Table:
    """What was handed over with each line that moves work, and where it can still be listed."""
    rows = []
    may = place.may(Right.MANAGE)
    written = hand_overs_of(tuple(lines))
    for number, line in lines.items():
        done = [one for one in written if one.line_id == number]
        for one in done:
            words = f"{count_text(one.items)} việc, mã băm {one.digest[:12]}…"
            noted = f"{one.by}, {moment_text(local(one.at))}"
            title = register_named(one.register).title
            rows.append(_handed_row(line, trees, title, Cell(words, note=noted, title=one.digest)))
        if may:
            cell = Cell("Lập danh sách bàn giao", href=place.url("hand_over", number=str(number)))
            rows.append(_handed_row(line, trees, line.domain, cell))
    return Table(
        columns=(
            Column("Đơn vị giao", heading=True, width="medium"),
            Column("Đơn vị nhận", width="medium"),
            Column("Từ ngày", width="fit"),
            Column("Sổ, lĩnh vực", width="text"),
            Column("Việc đang mở", width="wide"),
        ),
        rows=rows,
        caption="Bàn giao việc đang mở",
        empty_text="Chưa có việc đang mở nào được bàn giao.",
        id="ban-giao",
        narrow="list",
    )


def _handed_row(line: LineageFact, trees: Trees, what: str, said: Cell) -> Row:
    giver = _name(line.came_from, line, trees, before=True)
    taker = _name(line.became, line, trees, before=False)
    return Row((giver, taker, date_text(line.effective), what, said))


@placed
def page(place: Place) -> HttpResponse:
    """Where the unit came from and what became of it."""
    numbered, trees = numbered_lines(), trees_of_days()
    lines = tuple(numbered.values())
    own = {
        number: line
        for number, line in numbered.items()
        if place.unit in (line.came_from, line.became) and line.kind in MOVES
    }
    return show(
        place,
        "lineage.html",
        section="history",
        crumbs=history_crumbs(place, Crumb("Sắp xếp tổ chức")),
        states=_states(place, trees),
        before=lines_table(
            walk(place.unit, lines, back=True),
            trees,
            caption="Từ đâu mà có",
            empty="Không có đơn vị nào trở thành đơn vị này.",
            id="truoc",
        ),
        after=lines_table(
            walk(place.unit, lines, back=False),
            trees,
            caption="Về sau thành gì",
            empty="Chưa có quyết định nào thay đổi đơn vị này.",
            id="sau",
        ),
        handed=_handed(place, own, trees) if own else None,
        may=place.may(Right.ROUND) or place.may(Right.MANAGE),
    )


def _line_of(place: Place, number: int) -> LineageFact:
    """The line that moves work from or to this unit. Http404 for any other."""
    line = numbered_lines().get(number)
    if line is None or line.kind not in MOVES or place.unit not in (line.came_from, line.became):
        raise Http404("Không có việc sắp xếp nào của đơn vị này mang số đó.")
    return line


@placed
def hand_over_page(place: Place, number: int) -> HttpResponse:
    """How much was open on the eve, and the button that records it with the digest of the list."""
    line = _line_of(place, int(number))
    check_may(place.user, Right.MANAGE, str(line.came_from), tree=unit_tree(line.effective - DAY), on=today())
    fault = ""
    if place.request.method == "POST":
        try:
            made = hand_over(by=place.user, line=int(number))
            messages.success(
                place.request, f"Đã ghi bàn giao {count_text(sum(one.items for one in made))} việc đang mở."
            )
            return redirect(place.url("lineage"))
        except NotAllowed:
            raise
        except InputFault as found:
            fault = str(found)
    trees = trees_of_days()
    counted = open_items(line, last_number())
    return show(
        place,
        "hand_over.html",
        section="history",
        crumbs=history_crumbs(place, Crumb("Sắp xếp tổ chức", place.url("lineage")), Crumb("Bàn giao việc đang mở")),
        status=400 if fault else 200,
        fault=fault,
        giver=_name(line.came_from, line, trees, before=True).text,
        taker=_name(line.became, line, trees, before=False).text,
        line=line,
        eve=date_text(line.effective - DAY),
        table=Table(
            columns=(
                Column("Sổ", heading=True),
                Column("Việc đang mở", numeric=True),
                Column("Mã băm danh sách", width="code"),
            ),
            rows=[Row((register_named(one.register).title, count_text(len(one.keys)), one.digest)) for one in counted],
            caption="Việc đang mở",
            empty_text="Chưa có sổ hồ sơ hay nhiệm vụ nào ghi lĩnh vực để lập danh sách.",
            id="dang-mo",
        ),
        form=PlainForm(),
        back=place.url("lineage"),
    )
