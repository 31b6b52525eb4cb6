"""Scoring by column: the leaves of a block, and one leaf for all units in one grid with fields."""

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.column import (
    APPRAISING,
    Appraiser,
    Column,
    column_leaves,
    column_of,
    scored_counts,
    writable,
)
from parindex.assessment.rounds.judging import leaf_of, plain
from parindex.assessment.rounds.scoring import StaleScore
from parindex.assessment.rounds.states import STEP_TITLES
from parindex.criteria.model import Leaf
from parindex.documents.wording.extras import EXTRA_TITLES
from parindex.documents.wording.numbers import count_text
from parindex.documents.wording.rules import rule_in_words
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.extras import ExtraKind, extra_lines
from parindex.web.column_inputs import SEEN, TICKED, Inputs, read_seen
from parindex.web.column_sent import Outcome, SentRow, read_rows, save_sent
from parindex.web.column_table import Typing, column_table
from parindex.web.page import show
from parindex.web.paging import page_number
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Paging, Row, Table
from parindex.web.rendering.table import Column as TableColumn
from parindex.web.round_here import Here, round_placed
from parindex.web.round_words import shown

ROWS, BESIDE = 250, 100  # units of one page at most; fields that a form may have beside those of its rows
ALL = "tat-ca"  # the button that takes every row without a score as it stands
BLOCK = "khoi"
AMENDED = "Bộ tiêu chí của khối vừa được sửa, sau khi trang được mở; chưa có gì thay đổi. Hãy tải lại trang."


def rows_of_page(inputs: Inputs) -> int:
    """Units of one page: each sends the fields of the rule, its note, its tick and what it showed, and a form that sends
    more fields than the server takes is refused as a whole.
    """
    most: int = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    return max(1, min(ROWS, (most - BESIDE) // (len(inputs.names) + 3)))


class Grid:
    """One leaf of a block as a person sees it now: the part of its rows that a page shows. `inputs`: its fields.

    InputFault for a leaf that the set does not have.
    """

    def __init__(self, here: Here, block: str, code: str, *, whole: bool = False) -> None:
        self.here, self.code = here, code
        if block not in here.blocks:
            raise Http404(f"Đợt đánh giá này không có khối “{block}”.")
        self.block = here.blocks[block]
        units = [one for one in here.running if one.block == block]
        if not units:
            raise Http404(f"Ở đây không có đơn vị nào của khối “{self.block.title}” đang được chấm.")
        criteria_set = here.set_of(self.block)
        self.inputs = Inputs(criteria_set, leaf_of(criteria_set, code))
        self.total, rows = len(units), rows_of_page(self.inputs)
        self.pages = max(1, -(-self.total // rows))
        self.page = min(page_number(here.place.request), self.pages)
        self.units = units if whole else units[(self.page - 1) * rows : self.page * rows]

    @cached_property
    def column(self) -> Column:
        """The rows."""
        return column_of(self.block, self.code, self.units, self.here.round.period)

    @cached_property
    def writable(self) -> frozenset[int]:
        """The rows that the person may score now."""
        place = self.here.place
        return writable(self.column, Appraiser(place.user, place.held, place.tree, today()))

    def refresh(self) -> None:
        """Read the rows again after some were saved."""
        self.__dict__.pop("column", None)
        self.__dict__.pop("writable", None)

    def theirs(self, fault: StaleScore) -> str:
        """What stands now of a row, for who typed something else."""
        points = shown(fault.theirs.points, taken_off=self.kind == "penalty") or "chưa có"
        note = f", giải trình “{fault.theirs.note}”" if fault.theirs.note else ""
        return f"{fault} Bản đang có: {points} điểm{note}. Nội dung bạn gõ còn nguyên ở đây; lưu lại lần nữa là ghi đè."

    @property
    def kind(self) -> ExtraKind | None:
        """Whether it is a line of bonus or penalty points; None for a leaf of the tree."""
        lines = extra_lines(self.here.set_of(self.block))
        return next((one.kind for one in lines if one.line.code == self.code), None)

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


def _save(grid: Grid, sent: Sequence[SentRow]) -> tuple[Outcome, Typing]:
    """Save what says something new; what came back keeps what was typed, over the rows as they stand now."""
    outcome = read_rows(grid.column, grid.inputs, sent, grid.writable)
    told: dict[int, str] = {}
    save_sent(grid.here.place.user, grid.column, outcome, lambda of, fault: told.update({of: grid.theirs(fault)}))
    typed = {one.of: one.typed for one in sent if one.of in outcome.faults}
    ticked = frozenset(one.of for one in sent if one.of in outcome.faults and one.ticked)
    return outcome, Typing(typed, {**outcome.faults, **told}, ticked)


def _neighbours(here: Here, grid: Grid) -> list[tuple[str, str]]:
    """The leaves before and after this one."""
    codes = [leaf.code for leaf in column_leaves(grid.column.set)]
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
        kind=EXTRA_TITLES[grid.kind] if grid.kind else "",
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
        consistency_href="" if grid.kind else f"{here.url('round_consistency')}?khoi={grid.block.code}&tc={leaf.code}",
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


def _leaf_row(here: Here, block: str, leaf: Leaf, kind: ExtraKind | None, done: Sequence[str]) -> Row:
    href = here.url("round_column", block=block, leaf=leaf.code)
    name = Cell(leaf.name, href=href, note=EXTRA_TITLES[kind] if kind else None)
    return Row((leaf.code, name, shown(plain(leaf.max_points), taken_off=kind == "penalty"), *done))


def _leaves(here: Here, block: str) -> Table:
    found = here.blocks[block]
    units = [one for one in here.running if one.block == block]
    counts, criteria_set = scored_counts(found, units), here.set_of(found)
    kinds = {one.line.code: one.kind for one in extra_lines(criteria_set)}

    def done(code: str) -> list[str]:
        many = [counts.get((code, step), 0) for step in APPRAISING]
        return [f"{count_text(one)}/{count_text(len(units))}" for one in many]

    rows = [_leaf_row(here, block, leaf, kinds.get(leaf.code), done(leaf.code)) for leaf in column_leaves(criteria_set)]
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
    there = dict.fromkeys(one.block for one in here.running)
    return show(
        here.place,
        "round_columns.html",
        section="rounds",
        crumbs=here.crumbs("Chấm theo cột"),
        tables=[_leaves(here, block) for block in here.blocks if block in there],
        consistency_href=here.url("round_consistency") if there else "",
    )
