"""The council's work on a round: what is disputed, and the checks on the spot; bringing a score before the council."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from parindex.assessment.rounds.belonging import own_membership
from parindex.assessment.rounds.council import DISPUTABLE, raise_dispute
from parindex.assessment.rounds.council_reading import DECIDED, OPEN, TAKEN_BACK, Disputed, disputes_of, site_checks
from parindex.assessment.rounds.council_rules import rule_of, rule_words
from parindex.assessment.rounds.differences import MOST, Apart, still_apart
from parindex.assessment.rounds.reading import asked_leaves
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.site_checks import CHECKED_IN
from parindex.assessment.rounds.states import STEP_TITLES, State, Step
from parindex.documents.wording.numbers import count_text, date_text, moment_text, points_text
from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Right
from parindex.web.council_forms import RaiseForm
from parindex.web.local_time import local
from parindex.web.page import show
from parindex.web.rendering.form import FormLook
from parindex.web.rendering.markup import Sign
from parindex.web.rendering.shell import Crumb
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


def council_crumb(here: Here) -> Crumb:
    """The list of what is before the council."""
    return Crumb("Hội đồng thẩm định", here.url("round_council"))


def _from_elsewhere(here: Here, unit: str, *rights: Right) -> bool:
    """Whether the person holds one of the rights over the unit and does not belong to it."""
    own = own_membership(here.place.held, unit, here.place.tree)
    return own is None and any(here.may(right, unit) for right in rights)


def may_raise_for(here: Here) -> list[tuple[str, str]]:
    """The units, with names, of which the person may bring a score before the council now; the action checks again."""
    return [
        (one.unit_id, here.place.name_of(one.unit_id))
        for one in here.units
        if State(one.state) in DISPUTABLE
        and (here.may(Right.SUBMIT, one.unit_id) or _from_elsewhere(here, one.unit_id, *_raising(State(one.state))))
    ]


def _raising(state: State) -> tuple[Right, ...]:
    """What lets somebody of another office bring a score before the council: its members may while the unit is there."""
    return (Right.APPRAISE, Right.DECIDE) if state is State.COUNCIL else (Right.APPRAISE,)


def may_set_rule(here: Here) -> bool:
    """Whether to offer to set how the council decides: it holds for every unit of the round."""
    try:
        check_over_all(here.place.user, Right.ROUND, here.every_unit, here.place.tree)
    except NotAllowed:
        return False
    return True


def may_inspect(here: Here) -> list[tuple[str, str]]:
    """The units, with names, of which the person may keep a check on the spot now; the action checks again."""
    return [
        (one.unit_id, here.place.name_of(one.unit_id))
        for one in here.units
        if State(one.state) in CHECKED_IN and _from_elsewhere(here, one.unit_id, Right.APPRAISE, Right.DECIDE)
    ]


def state_cell(one: Disputed) -> Cell:
    """How a dispute stands, with the points decided or the votes so far."""
    words, sign = STATES[one.state]
    note = f"{count_text(one.votes.valid)} phiếu" if one.state == OPEN and one.votes.valid else None
    if one.state == DECIDED and Step.COUNCIL in one.steps:
        note = f"{points_text(one.steps[Step.COUNCIL].points)} điểm"
    return Cell(words, sign=sign, note=note)


def _row(here: Here, one: Disputed) -> Row:
    points = [points_text(one.steps[step].points, fixed=True) if step in one.steps else "" for step in _STEPS]
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
    points = [points_text(one.points[step], fixed=True) if step in one.points else "" for step in _STEPS[:3]]
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
    mine = one.by_id == here.place.user.pk and _from_elsewhere(here, unit, Right.APPRAISE, Right.DECIDE)
    if State(one.of.state) in CHECKED_IN and (mine or _from_elsewhere(here, unit, Right.ROUND)):
        return Cell("Rút", href=here.url("round_check_withdraw", number=one.pk))
    return ""


def _checks(here: Here) -> Table:
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
        for one in site_checks(here.round.id, here.unit_ids)
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
        checks=_checks(here),
        rule=rule_words(rule_of(here.round.id)),
        rule_href=here.url("round_council_rule") if may_set_rule(here) else "",
        raise_href=here.url("round_dispute_new") if may_raise else "",
        check_href=here.url("round_check_new") if may_inspect(here) else "",
    )


def _leaves(here: Here, unit: str) -> list[tuple[str, str]]:
    of = next(one for one in here.units if one.unit_id == unit)
    criteria_set = here.set_of(here.blocks[of.block])
    return [(leaf.code, f"{leaf.code}. {leaf.name}") for leaf in asked_leaves(criteria_set, unit)]


@round_placed
def new(here: Here) -> HttpResponse:
    """Bring a leaf (`tc`) of a unit (`don-vi`) before the council, with a reason."""
    units, request = may_raise_for(here), here.place.request
    if not units:
        raise NotAllowed("Không có đơn vị nào mà bạn được đưa điểm ra Hội đồng lúc này.")
    data = request.POST if request.method == "POST" else request.GET
    asked = data.get("don_vi", data.get("don-vi", ""))
    unit = asked if asked in dict(units) else units[0][0]
    if asked and unit != asked:
        raise Http404(f"Không đưa được điểm của đơn vị “{asked}” ra Hội đồng lúc này.")
    posted = request.method == "POST"
    initial = {"don_vi": unit, "tc": request.GET.get("tc", "")}
    form = RaiseForm(*((request.POST,) if posted else ()), units=units, leaves=_leaves(here, unit), initial=initial)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            made = raise_dispute(by=here.place.user, of=here.unit(unit).pk, leaf=given["tc"], reason=given["reason"])
        except NotAllowed:
            raise
        except InputFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, f"Đã đưa mục {made.leaf} ra Hội đồng.")
            return redirect(here.url("round_dispute", number=made.pk))
    return show(
        here.place,
        "round_form.html",
        section="rounds",
        crumbs=here.crumbs(council_crumb(here), "Đưa ra Hội đồng"),
        status=400 if posted else 200,
        lead="Điểm chưa thống nhất sau thẩm định được Hội đồng biểu quyết và kết luận bằng biên bản.",
        form=form,
        look=FormLook(submit="Đưa ra Hội đồng", cancel=here.url("round_council")),
    )
