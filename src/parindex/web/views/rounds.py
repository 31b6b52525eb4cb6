"""The list of rounds that a place has part in; what happened in one; how a round goes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from parindex.assessment.refreshing import expected_day
from parindex.assessment.rounds.diagram import conditions, sources, who
from parindex.assessment.rounds.listing import Listed, Moved, history, rounds_of, units_of_period
from parindex.assessment.rounds.states import IN_ROUND, OUTSIDE, STATE_TITLES, TRANSITIONS
from parindex.documents.wording.numbers import count_text, moment_text
from parindex.measures.period import parse_period
from parindex.organisations.lineage_queries import tree_keeping
from parindex.organisations.queries import unit_facts
from parindex.organisations.roles import Right
from parindex.organisations.tree import tree_on
from parindex.web.page import Place, placed, show
from parindex.web.paging import CARD_ROWS, PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.rendering.flow import Arrow, Flow
from parindex.web.rendering.shell import Crumb
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed
from parindex.web.round_states import ALONE, STATE_SIGNS


def _row(place: Place, one: Listed, *, reachable: bool) -> Row:
    parts = {"unit": place.unit, "period": one.period, "round": one.id}
    states = ", ".join(f"{count_text(number)} {STATE_TITLES[state].lower()}" for state, number in one.states.items())
    return Row(
        (
            Cell(one.title, href=reverse("round", kwargs=parts) if reachable else None),
            parse_period(one.period).title.capitalize(),
            count_text(one.units),
            Cell("đã hủy", sign="bad", note=one.cancelled) if one.cancelled else states,
        )
    )


def _table(place: Place) -> Table:
    facts = unit_facts()
    rows = []
    kept = tree_keeping(place.tree.day, (place.unit, *units_of_period(place.period.code)), facts)
    for one in rounds_of(fact.id for fact in kept.below(place.unit)):
        there = one.period == place.period.code
        there = there or place.unit in tree_on(expected_day(parse_period(one.period)), facts).by_id
        rows.append(_row(place, one, reachable=there))
    return Table(
        columns=(
            Column("Đợt đánh giá", heading=True, width="medium"),
            Column("Kỳ"),
            Column("Số đơn vị", numeric=True),
            Column("Đang ở bước", width="text"),
        ),
        rows=rows,
        caption="Các đợt đánh giá",
        empty_text="Chưa có đợt đánh giá nào có đơn vị này hoặc đơn vị trực thuộc.",
        caption_hidden=True,
    )


@placed
def index(place: Place) -> HttpResponse:
    """The rounds that the unit or those below it are in."""
    may = place.may(Right.ROUND) and place.may(Right.ADOPT)
    return show(
        place,
        "rounds.html",
        section="rounds",
        crumbs=(Crumb("Tổng quan", place.url("overview")), Crumb("Đợt đánh giá")),
        table=_table(place),
        open_href=place.url("round_open") if may else "",
        steps_href=place.url("round_steps"),
    )


def _moved(here: Here, one: Moved) -> Row:
    way = TRANSITIONS[one.name]
    said = [words for words in (one.reason, one.document) if words]
    return Row(
        (
            moment_text(timezone.localtime(one.at)),
            Cell(here.place.name_of(one.unit), href=here.url_of(one.unit, "round")),
            Cell(way.title, note=ALONE if one.alone else None),
            Cell(STATE_TITLES[one.went_to], sign=STATE_SIGNS[one.went_to], note=f"từ: {STATE_TITLES[one.came_from]}"),
            one.by or "tự động khi hết hạn",
            "; ".join(said),
        )
    )


@round_placed
def moves(here: Here) -> HttpResponse:
    """What moved in the round, newest first, page by page."""
    every = history(here.round.id, here.unit_ids)
    number = min(page_number(here.place.request), last_page(len(every)))
    shown = every[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    table = Table(
        columns=(
            Column("Lúc", width="fit"),
            Column("Đơn vị", heading=True, width="text"),
            Column("Việc", width="text"),
            Column("Trạng thái mới", width="text"),
            Column("Người làm"),
            Column("Lý do, văn bản", width="text"),
        ),
        rows=[_moved(here, one) for one in shown],
        caption="Diễn biến của đợt",
        empty_text="Chưa đơn vị nào chuyển bước.",
        query=kept_query(here.place.request),
        paging=paging(number, len(every)),
        narrow="list" if len(shown) <= CARD_ROWS else "scroll",
        caption_hidden=True,
    )
    return show(here.place, "round_moves.html", section="rounds", crumbs=here.crumbs("Diễn biến"), table=table)


@placed
def steps(place: Place) -> HttpResponse:
    """How a round goes: the table of transitions, drawn and listed."""
    states = IN_ROUND  # leaving a round and coming back stands in the table below
    ways = [way for way in TRANSITIONS.values() if not OUTSIDE & {way.source, way.target}]
    arrows = [Arrow(states.index(way.source), states.index(way.target), way.title) for way in ways]
    flow = Flow("cac-buoc", "Các trạng thái của một đơn vị trong đợt", [STATE_TITLES[one] for one in states], arrows)
    table = Table(
        columns=(
            Column("Việc", heading=True, width="text"),
            Column("Từ trạng thái"),
            Column("Sang trạng thái"),
            Column("Ai làm", width="text"),
            Column("Điều kiện", width="text"),
        ),
        rows=[
            Row((way.title, sources(way), STATE_TITLES[way.target], who(way), conditions(way)))
            for way in TRANSITIONS.values()
        ],
        caption="Các bước chuyển",
        empty_text="",
        narrow="list",
    )
    return show(
        place,
        "round_steps.html",
        section="rounds",
        crumbs=(
            Crumb("Tổng quan", place.url("overview")),
            Crumb("Đợt đánh giá", place.url("rounds")),
            Crumb("Các bước của một đợt"),
        ),
        flow=flow,
        table=table,
    )
