"""The due moment of a differing dossier recomputed under every policy, by the clock that reckons one dossier.

The limit is the strict row's, else the lenient's, else the published one; pauses are those that either source knows, those of
one day taken once; the extension is the one that either source has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from parindex.errors import InputFault
from parindex.measures.reconciliation.dossiers.pauses import PAUSE_APART, PAUSE_WITHIN
from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.dossier_clock import judge
from parindex.worktime.due_chain import Reckoner
from parindex.worktime.pauses import Pause

TITLES = {
    "legal": "Theo luật, thời hạn ghi trong hồ sơ, không tính tạm dừng",
    "published": "Theo luật, thời hạn theo danh mục công bố",
    "r_day": "Như phần mềm: cộng ngày, giữ giờ tiếp nhận",
    "r_hour": "Như phần mềm: trừ dần giờ làm việc",
    "pause": "Theo luật, cộng thời gian tạm dừng",
    "restart": "Theo luật, tính lại từ đầu khi hết tạm dừng",
    "end_at_request": "Yêu cầu bổ sung đang mở coi là kết thúc (bộ chỉ số 766): hạn giữ nguyên",
    "current": "Theo luật, cộng tạm dừng và tính gia hạn",
}
# What the reckoning of one dossier takes, as SQL over the evidence.
TOLD = (
    "s.received",
    "coalesce(limit_days, l_limit_days, published)",
    "CASE WHEN s.duration_kind = 'working_hour' THEN s.days END",
    "published",
    "extended_on",
    "coalesce(l.extended_on, s.extended_on)",
    "s.ended",
    "waits",
)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _pauses(text: str) -> tuple[Pause, ...]:
    """The pauses that the sources tell of; of those of a kind that began on one day the one that ended last."""
    found: dict[tuple[str, date], Pause] = {}
    for part in sorted(text.split(PAUSE_APART)) if text else ():
        kind, opened, closed = part.split(PAUSE_WITHIN)
        if not opened:
            continue
        one = Pause(opened=datetime.fromisoformat(opened), closed=_moment(closed), kind=kind or "other")
        place = (kind, one.opened.date())
        known = found.get(place)
        if known is None or (one.closed is not None and (known.closed is None or one.closed > known.closed)):
            found[place] = one
    return tuple(found.values())


def _first(dossier: Dossier, policy: str, calendar: WorkingCalendar) -> datetime | None:
    """The due moment before pauses."""
    try:
        found = Reckoner(dossier, DossierClock(due=policy), calendar, dossier.received).base()
    except InputFault:  # outside the calendar's years
        return None
    return found[0] if found else None


def reckoned(told: Sequence[str], calendar: WorkingCalendar, as_of: datetime) -> Mapping[str, datetime | None]:
    """The due moments by the names of `TITLES`; None where a policy has nothing to count. `told`: the texts of `TOLD`."""
    received, days, hours, published, until, given, ended, waits = told
    if not received:
        return dict.fromkeys(TITLES)
    begun = datetime.fromisoformat(received)
    own = Dossier(
        received=begun,
        days=int(days) if days else None,
        hours=Decimal(hours) if hours else None,
        ended=_moment(ended),
    )
    law, pauses = _first(own, "legal", calendar), _pauses(waits)
    held_up = replace(own, pauses=pauses)
    letters = (Extension(until=datetime.fromisoformat(until), given=_moment(given)),) if until else ()
    extended = replace(held_up, extensions=letters)
    added, anew = DossierClock(due="legal"), DossierClock(due="legal", pauses="RESTART")
    return {
        "legal": law,
        "published": _first(Dossier(received=begun, days=int(published) if published else None), "legal", calendar),
        "r_day": _first(own, "r_day", calendar),
        "r_hour": _first(own, "r_hour", calendar),
        "pause": judge(held_up, added, calendar, as_of).due_original if pauses else law,
        "restart": judge(held_up, anew, calendar, as_of).due_original if pauses else law,
        "end_at_request": law,
        "current": judge(extended, added, calendar, as_of).due_current if pauses or letters else law,
    }
