"""The council's work on a round: what is disputed, what is still apart, and the checks on the spot."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import HttpResponse

from parindex.assessment.rounds.council_reading import DECIDED, OPEN, TAKEN_BACK, Disputed, disputes_of, site_checks
from parindex.assessment.rounds.council_rules import rule_of, rule_words
from parindex.assessment.rounds.differences import MOST, Apart, still_apart
from parindex.assessment.rounds.site_checks import CHECKED_IN
from parindex.assessment.rounds.states import STEP_TITLES, State, Step
from parindex.documents.wording.numbers import count_text, date_text, moment_text, points_text
from parindex.organisations.roles import Right
from parindex.web.council_may import from_elsewhere, may_inspect, may_raise_for
from parindex.web.local_time import local
from parindex.web.page import show
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.round_here import Here, round_placed

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import SiteCheck

STATES: dict[str, tuple[str, Sign]] = {
    OPEN: ("Đang chờ", "open"),
    DECIDED: ("Đã kết luận", "good"),
    TAKEN_BACK: ("Đã rút", "none"),
}
_STEPS = (Step.SELF, Step.FIRST, Step.SECOND, Step.COUNCIL)


def points_of(about: Disputed | Apart, points: Decimal | None, *, fixed: bool = False) -> str:
    """Points given on a score that is, or may come, before the council; those of a penalty line with their minus."""
    text = points_text(points, fixed=fixed)
    return f"−{text}" if about.taken_off and points else text


def state_cell(one: Disputed) -> Cell:
    """How a dispute stands, with the points decided or the votes so far."""
    words, sign = STATES[one.state]
    note = f"{count_text(one.votes.valid)} phiếu" if one.state == OPEN and one.votes.valid else None
    if one.state == DECIDED and Step.COUNCIL in one.steps:
        note = f"{points_of(one, one.steps[Step.COUNCIL].points)} điểm"
    return Cell(words, sign=sign, note=note)


def _row(here: Here, one: Disputed) -> Row:
    points = [points_of(one, one.steps[step].points, fixed=True) if step in one.steps else "" for step in _STEPS]
    return Row(
        (
            Cell(f"{one.leaf}. {one.name}".rstrip(". "), href=here.url("round_dispute", number=one.number)),
            here.place.name_of(one.unit),
            *points,
            Cell(one.reason, note=f"{one.by}, {moment_text(local(one.at))}"),
            state_cell(one),
        )
    )


def _table(here: Here, found: Sequence[Disputed]) -> Table:
    return Table(
        columns=(
            Column("Tiêu chí thành phần", heading=True, width="medium"),
            Column("Đơn vị", width="value"),
            *(Column(STEP_TITLES[step], numeric=True) for step in _STEPS),
            Column("Vì sao đưa ra Hội đồng", width="text"),
            Column("Trạng thái"),
        ),
        rows=[_row(here, one) for one in found],
        caption=f"{count_text(len(found))} kiến nghị",
        empty_text="Không có kiến nghị nào.",
        id="kien-nghi",
        narrow="scroll" if len(found) > 12 else "list",
    )


def _apart_row(here: Here, one: Apart, *, may: bool) -> Row:
    points = [points_of(one, one.points[step], fixed=True) if step in one.points else "" for step in _STEPS[:3]]
    bring = Cell("Đưa ra Hội đồng", href=f"{here.url('round_dispute_new')}?don-vi={one.unit}&tc={one.leaf}")
    leaf = Cell(f"{one.leaf}. {one.name}".rstrip(". "), href=here.leaf_href(one.unit, one.leaf))
    return Row((leaf, here.place.name_of(one.unit), *points, bring if may else ""))


def _apart(here: Here, may_raise: Iterable[str]) -> Table | None:
    """What is still apart, and not before the council yet; None while no unit stands there."""
    if not any(State(one.state) is State.COUNCIL for one in here.units):
        return None
    found, allowed = still_apart(here.units, here.blocks), frozenset(may_raise)
    more = f" (chỉ hiện {MOST} mục đầu; xem từng đơn vị để thấy đủ)" if len(found) > MOST else ""
    return Table(
        columns=(
            Column("Tiêu chí thành phần", heading=True, width="medium"),
            Column("Đơn vị", width="value"),
            *(Column(STEP_TITLES[step], numeric=True) for step in _STEPS[:3]),
            Column("Việc"),
        ),
        rows=[_apart_row(here, one, may=one.unit in allowed) for one in found[:MOST]],
        caption=f"Còn khác nhau sau thẩm định lần 2{more}",
        empty_text="Không còn mục nào mà điểm tự chấm và điểm thẩm định khác nhau.",
        id="con-khac-nhau",
        narrow="scroll" if len(found) > 12 else "list",
    )


def _check_state(here: Here, one: "SiteCheck") -> Cell | str:
    """Whether a check on the spot stands; a way to withdraw it where that may be offered."""
    gone = getattr(one, "withdrawal", None)
    if gone is not None:
        return Cell("Đã rút", sign="none", note=f"{gone.reason} ({gone.by}, {moment_text(local(gone.at))})")
    unit = one.of.unit_id
    mine = one.by_id == here.place.user.pk and from_elsewhere(here, unit, Right.APPRAISE, Right.DECIDE)
    if State(one.of.state) in CHECKED_IN and (mine or from_elsewhere(here, unit, Right.ROUND)):
        return Cell("Rút", href=here.url("round_check_withdraw", number=one.pk))
    return ""


def checks_about(here: Here, unit: str, leaf: str) -> Table | None:
    """The checks on the spot at a unit that are about one leaf, or about the unit as a whole; None without any. One query."""
    found = [one for one in site_checks(here.round.id, [unit]) if one.leaf in ("", leaf)]
    return _checks(here, found) if found else None


def _checks(here: Here, found: Iterable["SiteCheck"]) -> Table:
    rows = [
        Row(
            (
                Cell(date_text(one.day)),
                here.place.name_of(one.of.unit_id),
                one.leaf or "cả đơn vị",
                Cell(one.findings, note=one.people),
                Cell(
                    one.minutes,
                    href=here.url("round_check_file", number=one.pk) if one.digest else None,
                    note=None if one.digest else "chưa kèm tệp",
                ),
                Cell(str(one.by), note=moment_text(local(one.at))),
                _check_state(here, one),
            )
        )
        for one in found
    ]
    return Table(
        columns=(
            Column("Ngày", heading=True, width="fit"),
            Column("Đơn vị", width="value"),
            Column("Mục"),
            Column("Kết quả, thành phần", width="text"),
            Column("Biên bản", width="text"),
            Column("Người ghi", width="value"),
            Column("Trạng thái", width="value"),
        ),
        rows=rows,
        caption="Kiểm tra thực tế",
        empty_text="Chưa ghi lần kiểm tra thực tế nào.",
        id="kiem-tra",
        narrow="list",
    )


def _tabs(here: Here, found: Iterable[Disputed], asked: str) -> list[tuple[str, str, str, bool]]:
    every = tuple(found)
    counts = {state: sum(one.state == state for one in every) for state in STATES}
    base = here.url("round_council")
    return [
        (STATES[state][0], count_text(many), f"{base}?trang_thai={state}", state == asked)
        for state, many in counts.items()
    ]


@round_placed
def page(here: Here) -> HttpResponse:
    """The disputes in one state (`trang_thai`: open, decided, taken_back), and all checks on the spot."""
    found = disputes_of(here.round.id, here.unit_ids, here.place.tree)
    asked = here.place.request.GET.get("trang_thai", "")
    asked = asked if asked in STATES else OPEN
    may_raise = may_raise_for(here)
    return show(
        here.place,
        "round_council.html",
        section="rounds",
        crumbs=here.crumbs("Hội đồng thẩm định"),
        tabs=_tabs(here, found, asked),
        table=_table(here, [one for one in found if one.state == asked]),
        apart=_apart(here, dict(may_raise)),
        checks=_checks(here, site_checks(here.round.id, here.unit_ids)),
        rule=rule_words(rule_of(here.round.id)),
        rule_href=here.url("round_council_rule") if here.may_run_all else "",
        raise_href=here.url("round_dispute_new") if may_raise else "",
        check_href=here.url("round_check_new") if may_inspect(here) else "",
    )
