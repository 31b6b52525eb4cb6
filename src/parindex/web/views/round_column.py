"""Scoring by column: the leaves of a block, and one leaf for all units in one grid with fields."""

from collections.abc import Sequence
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.column import APPRAISING, Appraiser, Column, column_of, scored_counts, writable
from parindex.assessment.rounds.scoring import StaleScore
from parindex.assessment.rounds.states import STEP_TITLES
from parindex.criteria.model import Leaf
from parindex.documents.wording.numbers import count_text, points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.web.column_inputs import SEEN, TICKED, Inputs, read_seen
from parindex.web.column_sent import Outcome, SentRow, read_rows, save_sent
from parindex.web.column_table import Typing, column_table
from parindex.web.page import show
from parindex.web.paging import page_number
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Paging, Row, Table
from parindex.web.rendering.table import Column as TableColumn
from parindex.web.round_here import Here, round_placed

ROWS = 250  # units of one page: a form of so many rows stays under the limit of fields
ALL = "tat-ca"  # the button that takes every row without a score as it stands
BLOCK = "khoi"
AMENDED = "Bộ tiêu chí của khối vừa được sửa, sau khi trang được mở; chưa có gì thay đổi. Hãy tải lại trang."


class Grid:
    """One leaf of a block as a person sees it now: the part of its rows that a page shows."""

    def __init__(self, here: Here, block: str, code: str, *, whole: bool = False) -> None:
        self.here, self.code = here, code
        if block not in here.blocks:
            raise Http404(f"Đợt đánh giá này không có khối “{block}”.")
        self.block = here.blocks[block]
        units = [one for one in here.units if one.block == block]
        if not units:
            raise Http404(f"Không có đơn vị nào của khối “{self.block.title}” ở đây.")
        self.total = len(units)
        self.pages = max(1, -(-self.total // ROWS))
        self.page = min(page_number(here.place.request), self.pages)
        self.units = units if whole else units[(self.page - 1) * ROWS : self.page * ROWS]

    @cached_property
    def column(self) -> Column:
        """The rows. InputFault for a leaf that the set does not have."""
        return column_of(self.block, self.code, self.units, self.here.round.period)

    @cached_property
    def inputs(self) -> Inputs:
        """The fields of the leaf."""
        return Inputs(self.column.set, self.column.leaf)

    @cached_property
    def writable(self) -> frozenset[int]:
        """The rows that the person may score now."""
        place = self.here.place
        return writable(self.column, Appraiser(place.user, place.held, place.tree, today()))

    def refresh(self) -> None:
        """Read the rows again after some were saved."""
        self.__dict__.pop("column", None)
        self.__dict__.pop("writable", None)

    def url(self, name: str = "round_column") -> str:
        """The address of this column's page, file or import."""
        return self.here.url(name, block=self.block.code, leaf=self.code)


def _sent(grid: Grid) -> list[SentRow]:
    """The rows of the page as they came back; with the button for all, those without a score are ticked."""
    data = grid.here.place.request.POST
    found = []
    for row in grid.column.rows:
        seen = read_seen(data.get(f"{row.of}-{SEEN}", ""))
        if seen is None:
            continue
        own = row.mine is not None and row.mine.speaks
        taken = ALL in data and not own and row.standing is not None
        ticked = bool(data.get(f"{row.of}-{TICKED}")) or taken
        found.append(SentRow(row.of, grid.inputs.typed(row.of, data), seen, ticked))
    return found


def theirs_text(fault: StaleScore) -> str:
    """What stands now, for who typed something else."""
    points = fault.theirs.points.replace(".", ",") or "chưa có"
    note = f", giải trình “{fault.theirs.note}”" if fault.theirs.note else ""
    return f"{fault} Bản đang có: {points} điểm{note}. Nội dung bạn gõ còn nguyên ở đây; lưu lại lần nữa là ghi đè."


def _save(grid: Grid, sent: Sequence[SentRow]) -> tuple[Outcome, Typing]:
    """Save what says something new; what came back keeps what was typed, over the rows as they stand now."""
    outcome = read_rows(grid.column, grid.inputs, sent, grid.writable)
    told: dict[int, str] = {}
    save_sent(grid.here.place.user, grid.column, outcome, lambda of, fault: told.update({of: theirs_text(fault)}))
    typed = {one.of: one.typed for one in sent if one.of in outcome.faults}
    ticked = frozenset(one.of for one in sent if one.of in outcome.faults and one.ticked)
    return outcome, Typing(typed, {**outcome.faults, **told}, ticked)


def _neighbours(here: Here, grid: Grid) -> list[tuple[str, str]]:
    """The leaves before and after this one."""
    codes = [leaf.code for _, _, leaf in grid.column.set.leaves()]
    at = codes.index(grid.code)
    ends = [(f"← Mục {codes[at - 1]}", codes[at - 1])] if at else []
    ends += [(f"Mục {codes[at + 1]} →", codes[at + 1])] if at + 1 < len(codes) else []
    return [(words, here.url("round_column", block=grid.block.code, leaf=code)) for words, code in ends]


def column_crumbs(grid: Grid, *below: str) -> tuple[Crumb, ...]:
    """Down to the column, and on to a page of it."""
    here, leaf = grid.here, grid.column.leaf
    last = Crumb(f"{leaf.code}. {leaf.name}", grid.url() if below else None)
    listed = Crumb("Chấm theo cột", f"{here.url('round_columns')}#khoi-{grid.block.code}")
    return here.crumbs(listed, last, *below)


def shown_grid(grid: Grid, typing: Typing, *, status: int = 200) -> HttpResponse:
    """The page of the column; `typing` is what came back."""
    here, leaf = grid.here, grid.column.leaf
    pages = Paging(grid.page, grid.pages, grid.total) if grid.pages > 1 else None
    first = f"?page={grid.page}" if grid.pages > 1 else ""
    return show(
        here.place,
        "round_column.html",
        section="rounds",
        crumbs=column_crumbs(grid),
        status=status,
        leaf=leaf,
        of_block=grid.block,
        block_field=BLOCK,
        rule=rule_in_words(leaf.rule, leaf.max_points),
        evidence="; ".join(leaf.evidence),
        table=column_table(here, grid.column, grid.inputs, grid.writable, typing, paging=pages),
        writable=bool(grid.writable),
        faults=len(typing.faults),
        all_button=ALL,
        here_href=f"{grid.url()}{first}",
        file_href=grid.url("round_column_file"),
        import_href=grid.url("round_column_import") if grid.writable else "",
        consistency_href=f"{here.url('round_consistency')}?khoi={grid.block.code}&tc={leaf.code}",
        neighbours=_neighbours(here, grid),
    )


@round_placed
def page(here: Here, block: str, leaf: str) -> HttpResponse:
    """The grid; sent, each row that says something new is saved by itself, and those that cannot be come back."""
    grid, request = Grid(here, block, leaf), here.place.request
    if request.method != "POST":
        return shown_grid(grid, Typing())
    if not grid.writable:
        unit = grid.units[0].unit_id
        check_may(here.place.user, Right.APPRAISE, unit, tree=here.place.tree, on=today())
    sent = _sent(grid)
    if request.POST.get(BLOCK) != str(grid.block.pk):
        messages.error(request, AMENDED)
        return shown_grid(grid, Typing(), status=409)
    outcome, typing = _save(grid, sent)
    if outcome.done:
        messages.success(request, f"Đã ghi {count_text(len(outcome.done))} đơn vị.")
    if not typing.faults:
        if not outcome.done:
            messages.info(request, "Không có dòng nào thay đổi hay được đánh dấu; chưa ghi gì.")
        return redirect(f"{grid.url()}?page={grid.page}" if grid.pages > 1 else grid.url())
    messages.error(request, f"{count_text(len(typing.faults))} đơn vị chưa ghi được, lý do ở từng dòng.")
    grid.refresh()
    return shown_grid(grid, typing, status=409 if outcome.stale else 400)


def _leaf_row(here: Here, block: str, leaf: Leaf, counts: Sequence[int], units: int) -> Row:
    href = here.url("round_column", block=block, leaf=leaf.code)
    done = [f"{count_text(many)}/{count_text(units)}" for many in counts]
    return Row((leaf.code, Cell(leaf.name, href=href), points_text(leaf.max_points, fixed=True), *done))


def _leaves(here: Here, block: str) -> Table:
    found = here.blocks[block]
    units = [one for one in here.units if one.block == block]
    counts = scored_counts(found, units)
    rows = [
        _leaf_row(here, block, leaf, [counts.get((leaf.code, step), 0) for step in APPRAISING], len(units))
        for _, _, leaf in here.set_of(found).leaves()
    ]
    return Table(
        columns=(
            TableColumn("Mã", width="code"),
            TableColumn("Tiêu chí thành phần", heading=True, width="wide"),
            TableColumn("Tối đa", numeric=True),
            *(TableColumn(STEP_TITLES[step], numeric=True) for step in APPRAISING),
        ),
        rows=rows,
        caption=f"{found.title}: {count_text(len(units))} đơn vị",
        empty_text="Bộ tiêu chí chưa có tiêu chí.",
        id=f"khoi-{block}",
        narrow="flow",
    )


@round_placed
def index(here: Here) -> HttpResponse:
    """The leaves of each block, with how many units each appraisal has scored."""
    there = dict.fromkeys(one.block for one in here.units)
    return show(
        here.place,
        "round_columns.html",
        section="rounds",
        crumbs=here.crumbs("Chấm theo cột"),
        tables=[_leaves(here, block) for block in here.blocks if block in there],
        consistency_href=here.url("round_consistency"),
    )
