"""One dossier judged on a day: due moments, status, working minutes, and the steps that led there.

The same rules over whole tables: `parindex.measures.working_time`. Sources: QĐ 766/QĐ-TTg for the request that counts as the
end, NĐ 61/2018/NĐ-CP Điều 19 for time used before a supplement (to be confirmed); everything else is a setting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from parindex.errors import InputFault
from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Judgement, Step
from parindex.worktime.due import working_time_between
from parindex.worktime.due_chain import Reckoner
from parindex.worktime.pauses import Stretch, requests, stretches
from parindex.worktime.reception import clock_start
from parindex.worktime.wording import moment_text, start_words

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class _Dues:
    """Both due moments, and how far the pauses moved the one that judges."""

    original: datetime | None = None
    current: datetime | None = None
    running_counts: bool = True
    late_pauses: int = 0
    faults: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class _Standing:
    """How a dossier stands, before anything is told of it."""

    start: datetime
    ended: datetime | None
    requested: datetime | None
    stop: datetime
    asked: tuple[datetime, ...]
    pauses: tuple[Stretch, ...]
    dues: _Dues
    judged: datetime | None
    second: datetime | None
    status: str


def status_and_due(
    dossier: Dossier, clock: DossierClock, calendar: WorkingCalendar, as_of: datetime
) -> tuple[str, datetime | None]:
    """The status and the due moment that it is judged by, as `judge` gives them, in a third of the time."""
    found = _standing(dossier, clock, calendar, as_of)
    return found.status, found.judged


def _standing(dossier: Dossier, clock: DossierClock, calendar: WorkingCalendar, as_of: datetime) -> _Standing:
    start, trouble = _start(dossier, clock, calendar)
    ended = dossier.ended if dossier.ended is not None and dossier.ended <= as_of else None
    asked = requests(dossier.pauses, ended or as_of)
    requested = _request_as_end(dossier, clock, as_of) if ended is None else None
    stop = ended or requested or as_of
    pauses = stretches(
        dossier.pauses, start=start, cut=stop, live=ended is None and requested is None, kinds=clock.stopping
    )
    reckoner = Reckoner(dossier, clock, calendar, start)
    dues = _dues(reckoner, pauses) if trouble is None else _Dues(steps=(Step("outside", trouble),))
    judged = dues.current if clock.extension == "current" else dues.original
    second = asked[1] if clock.pauses == "END_AT_REQUEST" and len(asked) > 1 else None
    status = _status(reckoner, pauses, dues, judged, second, ended or requested, as_of)
    return _Standing(start, ended, requested, stop, asked, pauses, dues, judged, second, status)


def judge(dossier: Dossier, clock: DossierClock, calendar: WorkingCalendar, as_of: datetime) -> Judgement:
    """The dossier as it stands at `as_of`: what happens later is not seen.

    A date outside the calendar's years leaves no due moment (`no_due`) and a step that says so.
    """
    found = _standing(dossier, clock, calendar, as_of)
    behind = min(filter(None, (found.judged, found.second)), default=None)
    overrun = found.status in {"late", "overdue"} and behind is not None
    paused = _sum(found.pauses, calendar)
    worked = _between(found.start, found.stop, calendar)
    return Judgement(
        clock_start=found.start,
        due_original=found.dues.original,
        due_current=found.dues.current,
        judged_due=found.judged,
        status=found.status,
        extension_faults=found.dues.faults,
        requests=len(found.asked),
        late_pauses=found.dues.late_pauses,
        worked_minutes=None if worked is None or paused is None else _minutes(worked - paused),
        paused_minutes=None if paused is None else _minutes(paused),
        late_minutes=_late(behind if overrun else None, found.stop, calendar) if behind is not None else None,
        steps=(
            Step("received", start_words(dossier, found.start, clock), dossier.received, found.start),
            *found.dues.steps,
            _last_step(found.second, found.ended, found.requested, as_of),
        ),
    )


def _start(dossier: Dossier, clock: DossierClock, calendar: WorkingCalendar) -> tuple[datetime, str | None]:
    try:
        return clock_start(dossier.received, clock, calendar), None
    except InputFault as fault:
        return dossier.received, str(fault)


def _request_as_end(dossier: Dossier, clock: DossierClock, as_of: datetime) -> datetime | None:
    """QĐ 766/QĐ-TTg: a supplement request that is still open counts as the end, at the moment of the request."""
    if clock.pauses != "END_AT_REQUEST":
        return None
    open_now = [one.opened for one in dossier.pauses if one.kind == "supplement" and one.open_on(as_of)]
    return min(open_now, default=None)


def _dues(reckoner: Reckoner, pauses: tuple[Stretch, ...]) -> _Dues:
    try:
        found = reckoner.base()
        if found is None:
            return _Dues(steps=(Step("no_due", "Không có ngày hẹn trả và không đủ thời hạn để tính"),))
        base, limit = found
        original = reckoner.chained(base, base, pauses)
        current, rest, faults = reckoner.extended(base, pauses)
    except InputFault as fault:
        return _Dues(steps=(Step("outside", str(fault)),))
    judging, among = (current, rest) if reckoner.clock.extension == "current" else (original, pauses)
    return _Dues(
        original=original.due,
        current=current.due,
        running_counts=judging.counted == len(among),
        late_pauses=len(among) - judging.counted,
        faults=faults,
        steps=(limit, *judging.steps),
    )


def _status(
    reckoner: Reckoner,
    pauses: tuple[Stretch, ...],
    dues: _Dues,
    due: datetime | None,
    second: datetime | None,
    end: datetime | None,
    as_of: datetime,
) -> str:
    stage = reckoner.stage
    if second is not None:
        return "overdue" if end is None or reckoner.dossier.ended is None or reckoner.dossier.ended > as_of else "late"
    if due is None:
        return "no_due"
    if end is not None:
        if end.date() < due.date():
            return "early"
        return "on_time" if stage(end) <= stage(due) else "late"
    running = bool(pauses) and pauses[-1].running
    if (running and dues.running_counts) or (reckoner.dossier.suspended and not running):
        return "suspended"
    return "pending" if stage(as_of) <= stage(due) else "overdue"


def _between(begins: datetime, ends: datetime, calendar: WorkingCalendar) -> timedelta | None:
    try:
        calendar.is_working_day(begins.date())
        calendar.is_working_day(ends.date())
        return working_time_between(begins, ends, calendar)
    except InputFault:
        return None


def _sum(pauses: tuple[Stretch, ...], calendar: WorkingCalendar) -> timedelta | None:
    total = timedelta()
    for one in pauses:
        lasted = _between(one.opened, one.closed, calendar)
        if lasted is None:
            return None
        total += lasted
    return total


def _minutes(time: timedelta) -> int:
    return max(time, timedelta()) // MINUTE


def _late(due: datetime | None, stop: datetime, calendar: WorkingCalendar) -> int | None:
    if due is None:
        return 0
    late = _between(due, stop, calendar)
    return None if late is None else _minutes(late)


def _last_step(second: datetime | None, ended: datetime | None, requested: datetime | None, as_of: datetime) -> Step:
    if second is not None:
        return Step("second_request", f"Yêu cầu bổ sung lần thứ hai {moment_text(second)}: coi là quá hạn", second)
    if ended is not None:
        return Step("ended", f"Kết thúc {moment_text(ended)}", ended, ended)
    if requested is not None:
        return Step("request_is_end", f"Yêu cầu bổ sung {moment_text(requested)} được coi là kết thúc", requested)
    return Step("as_of", f"Chưa kết thúc; xét đến {moment_text(as_of)}", as_of, as_of)
