"""A round seen from a place: its windows, its units by block with their provisional sums, and what may be done next."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.html import format_html

from parindex.assessment.rounds.listing import cancellation_of
from parindex.assessment.rounds.overview import Standing, standings
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.states import OUTSIDE, STEP_TITLES, TRANSITIONS, State, Step, Transition, ways_from
from parindex.assessment.rounds.windows import Windows, windows_of
from parindex.documents.wording.numbers import count_text, moment_text, points_text
from parindex.organisations.gone import gone_of
from parindex.organisations.queries import today
from parindex.organisations.roles import Right
from parindex.web.local_time import local
from parindex.web.page import show
from parindex.web.paging import CARD_ROWS
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_states import (
    alone_words,
    deadline_cell,
    index_text,
    span_state,
    span_text,
    state_cell,
    waiting_text,
)

_SHOWN = (Step.SELF, Step.FIRST, Step.SECOND, Step.COUNCIL)


def pages_of(here: Here, *, cancelled: bool) -> list[tuple[str, str]]:
    """(address, words) of the round's other pages that have something to show at this place."""
    many = len(here.running) > 1
    pages = (
        ("round_sheet", "Phiếu chấm điểm", here.place.unit in here.unit_ids),
        ("round_columns", "Chấm theo cột", many),
        ("round_council", "Hội đồng", True),
        ("round_consistency", "Xem lại tính nhất quán", many),
        ("round_windows", "Thời gian, gia hạn", True),
        ("round_fields", "Phân công thẩm định", True),
        ("round_amend", "Sửa bộ tiêu chí giữa đợt", not cancelled and here.place.may(Right.ROUND)),
        ("round_moves", "Diễn biến", True),
    )
    return [(here.url(name), words) for name, words, shown in pages if shown]


def windows_table(here: Here, windows: Windows) -> Table:
    """The steps with the window that everybody has, and how many units have more time."""
    extended: dict[Step, int] = {}
    for step, unit in windows.extended:
        span, common = windows.of(step, unit), windows.common.get(step)
        if unit in here.unit_ids and span != common:
            extended[step] = extended.get(step, 0) + 1
    rows = []
    for step, title in STEP_TITLES.items():
        common = windows.common.get(step)
        word, sign = span_state(common, today())
        more = f"{count_text(extended[step])} đơn vị" if step in extended else ""
        rows.append(
            Row(
                (
                    title,
                    span_text(common) if common else "",
                    Cell(word, sign=sign),
                    Cell(more, href=here.url("round_windows") if more else None),
                )
            )
        )
    return Table(
        columns=(
            Column("Bước", heading=True),
            Column("Thời gian", width="fit"),
            Column("Hiện nay"),
            Column("Đã gia hạn"),
        ),
        rows=rows,
        caption="Thời gian các bước",
        empty_text="",
        id="thoi-gian",
    )


def _pick(one: Standing, name: str, number: int, group: str) -> Cell:
    """The box that chooses a unit."""
    box = format_html(
        '<span class="pick"><input type="checkbox" name="don_vi" value="{}" id="chon-{}-{}">'
        '<label class="visually-hidden" for="chon-{}-{}">Chọn {}</label></span>',
        one.unit,
        group,
        number,
        group,
        number,
        name,
    )
    return Cell("", control=box)


def _row(here: Here, one: Standing, *, choosing: bool, number: int) -> Row:
    place, total = here.place, one.totals[Step.COUNCIL]
    waits = waiting_text(one.waiting)
    cells: list[Cell | str] = [
        Cell(place.name_of(one.unit), href=here.url_of(one.unit, "round_sheet"), note=place.ended(one.unit) or None),
        state_cell(one.state, notes=_notes(one)),
        deadline_cell(one.state, one.span, today()),
        *(_points(one, step) for step in _SHOWN),
        Cell(
            points_text(total.points, fixed=True),
            note=index_text(set_of(here.blocks[one.block]), total, one.state),
        )
        if one.spoke
        else "",
        Cell(points_text(total.scored_max_points, fixed=True), note=f"trên {points_text(total.max_points)}"),
        Cell(waits or "đủ", sign="none" if waits else "good"),
    ]
    if choosing:
        cells.insert(0, _pick(one, place.name_of(one.unit), number, one.block))
    return Row(cells, id=f"dv-{one.unit}")


def _points(one: Standing, step: Step) -> Cell:
    """The sum after a step; empty while the step has said nothing."""
    return Cell(points_text(one.totals[step].points, fixed=True) if step in one.spoke else "")


def _notes(one: Standing) -> tuple[str, ...]:
    """How the unit came to its state, where a reader should know."""
    locked = ("khóa do hết hạn",) if one.locked and one.state is State.SUBMITTED else ()
    return *locked, *alone_words(one.alone)


def _units_table(here: Here, code: str, title: str, units: Sequence[Standing], *, choosing: bool) -> Table:
    first = (Column("Chọn"),) if choosing else ()
    return Table(
        columns=(
            *first,
            Column("Đơn vị", heading=True, width="text"),
            Column("Trạng thái"),
            Column("Hạn của bước", width="fit"),
            *(Column(STEP_TITLES[step], numeric=True) for step in _SHOWN),
            Column("Kết quả đến nay", numeric=True),
            Column("Điểm tối đa đã chấm", numeric=True),
            Column("Còn thiếu, từ ai", width="text"),
        ),
        rows=[_row(here, one, choosing=choosing, number=number) for number, one in enumerate(units)],
        caption=f"{title}: {count_text(len(units))} đơn vị",
        empty_text="",
        id=f"khoi-{code}",
        narrow="list" if len(units) <= CARD_ROWS else "scroll",
    )


def _outside_table(here: Here, units: Sequence[Standing], *, choosing: bool) -> Table:
    """Who has left the round: since when, why and by whom. What was written stays on the sheets."""
    rows = []
    for number, one in enumerate(units):
        name, moved = here.place.name_of(one.unit), one.moved
        cells: list[Cell | str] = [
            Cell(name, href=here.url_of(one.unit, "round_sheet"), note=here.place.ended(one.unit) or None),
            state_cell(one.state),
            moment_text(local(moved.at)) if moved else "",
            moved.reason if moved else "",
            str(moved.by) if moved and moved.by else "",
        ]
        rows.append(Row([_pick(one, name, number, "ngoai"), *cells] if choosing else cells, id=f"dv-{one.unit}"))
    return Table(
        columns=(
            *((Column("Chọn"),) if choosing else ()),
            Column("Đơn vị", heading=True, width="text"),
            Column("Trạng thái"),
            Column("Từ lúc", width="fit"),
            Column("Lý do", width="text"),
            Column("Người làm"),
        ),
        rows=rows,
        caption=f"Không chấm trong đợt: {count_text(len(units))} đơn vị",
        empty_text="",
        id="ngoai-dot",
        narrow="list",
    )


def _fits(here: Here, one: Standing, way: Transition) -> bool:
    """Whether to offer a transition for a unit: at a deadline once it has passed, to an heir where there is one."""
    if way.by_deadline:
        return one.span is not None and one.span.closes < today()
    if way.target is State.SUCCEEDED:
        how = gone_of(here.place.tree, one.unit)
        return how is not None and bool(how.heirs)
    return True


def offered(here: Here, found: Iterable[Standing]) -> list[Transition]:
    """The transitions that the person may make with any of the units, in the order of the table."""
    ways: dict[str, Transition] = {}
    for one in found:
        for way in ways_from(one.state):
            if way.name not in ways and _fits(here, one, way) and here.may(way.right, one.unit):
                ways[way.name] = way
    return [way for name, way in TRANSITIONS.items() if name in ways]


def _blocks(found: Iterable[Standing]) -> Mapping[str, list[Standing]]:
    """The units that the round assesses, by block."""
    by_block: dict[str, list[Standing]] = {}
    for one in found:
        if one.state not in OUTSIDE:
            by_block.setdefault(one.block, []).append(one)
    return by_block


def _whole(here: Here, *, cancelled: bool) -> list[tuple[str, str]]:
    """(address, words) of what is done to the round as a whole."""
    if cancelled or not here.may_run_all:
        return []
    return [(here.url("round_unit_add"), "Thêm đơn vị vào đợt"), (here.url("round_cancel"), "Hủy đợt")]


@round_placed
def page(here: Here) -> HttpResponse:
    """The round: windows, units by block, bulk buttons."""
    windows = windows_of(here.round.id)
    found = standings(here.round, here.units, blocks=here.blocks, windows=windows)
    ways, cancelled = offered(here, found), cancellation_of(here.round.id)
    choosing = bool(ways) and len(found) > 1
    sets = [
        (here.blocks[code].title, here.blocks[code].set_id, here.blocks[code].version, count_text(len(units)))
        for code, units in _blocks(found).items()
    ]
    tables = [
        _units_table(here, code, here.blocks[code].title, units, choosing=choosing)
        for code, units in _blocks(found).items()
    ]
    if left := [one for one in found if one.state in OUTSIDE]:
        tables.append(_outside_table(here, left, choosing=choosing))
    return show(
        here.place,
        "round.html",
        section="rounds",
        crumbs=here.crumbs(),
        round=here.round,
        sets=sets,
        pages=pages_of(here, cancelled=cancelled is not None),
        steps_href=here.place.url("round_steps"),
        windows=windows_table(here, windows),
        tables=tables,
        ways=[way for way in ways if not OUTSIDE & {way.source, way.target}],
        aside=[way for way in ways if OUTSIDE & {way.source, way.target}],
        whole=_whole(here, cancelled=cancelled is not None),
        cancelled=cancelled,
        choosing=choosing,
        only=found[0].unit if len(found) == 1 else "",
        move_href=here.url("round_move"),
    )
