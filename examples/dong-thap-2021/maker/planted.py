"""The 42 dossiers that the province counts against the department, and the six that were open at the end of the year.

The department's late one is late in both. The other 41 are early in `so`, and late or overdue in the software; each
carries in its columns the trace of its cause (codes as in nguyen-nhan-da-gai.csv).
"""

import random
from datetime import date, time, timedelta

from maker.clock import SOFTWARE, after, at_work, before, legal_due, seconds, working_days
from maker.dossier import Dossier, accepted, hand_over
from maker.procedures import BY_CODE

FUNERAL, PENSION, MARTYR, TRANSFER, INSURANCE = "1.002252", "1.002271", "1.002305", "1.002519", "1.002487"
PERMIT, EXEMPT, MACHINE, RULES, NEED, AMEND = "2.000205", "1.000459", "2.000134", "2.001955", "1.000105", "1.002741"

NOT_CLOSED = (
    (FUNERAL, date(2021, 4, 12)),
    (FUNERAL, date(2021, 7, 13)),
    (FUNERAL, date(2021, 7, 20)),
    (PERMIT, date(2021, 8, 10)),
    (TRANSFER, date(2021, 8, 24)),
    (FUNERAL, date(2021, 12, 6)),
    (FUNERAL, date(2021, 12, 9)),
    (FUNERAL, date(2021, 12, 14)),
    (FUNERAL, date(2021, 12, 15)),
    (PERMIT, date(2021, 12, 15)),
    (PERMIT, date(2021, 12, 20)),
    (TRANSFER, date(2021, 12, 21)),
)
LATE_CLICK = (
    (PERMIT, date(2021, 7, 21), 2),
    (PERMIT, date(2021, 8, 4), 3),
    (FUNERAL, date(2021, 8, 9), 4),
    (EXEMPT, date(2021, 8, 17), 1),
    (PERMIT, date(2021, 9, 8), 2),
    (FUNERAL, date(2021, 11, 24), 1),
    (FUNERAL, date(2021, 11, 29), 2),
    (PERMIT, date(2021, 12, 2), 3),
    (EXEMPT, date(2021, 12, 8), 1),
)
HAND_OVER_DATE = (
    (INSURANCE, date(2021, 6, 2), 3),
    (PENSION, date(2021, 9, 13), 2),
    (PERMIT, date(2021, 10, 11), 3),
)
PAPER_SUPPLEMENT = (  # days until it was asked for, days until it came
    (MARTYR, date(2021, 5, 10), 4, 5),
    (FUNERAL, date(2021, 7, 27), 3, 6),
    (PENSION, date(2021, 8, 16), 5, 7),
    (FUNERAL, date(2021, 9, 7), 4, 5),
    (TRANSFER, date(2021, 10, 18), 2, 5),
)
EXTENDED = (
    (MACHINE, date(2021, 7, 26), 5, "1386/SLĐTBXH-LĐVLBH"),
    (MACHINE, date(2021, 8, 12), 4, "1512/SLĐTBXH-LĐVLBH"),
    (MARTYR, date(2021, 9, 9), 5, "1742/SLĐTBXH-NCC"),
)
HOLIDAY_MISSING = ((PERMIT, date(2021, 2, 4)), (MACHINE, date(2021, 4, 27)), (EXEMPT, date(2021, 8, 30)))
OLD_LIMIT = ((AMEND, date(2021, 3, 3)), (AMEND, date(2021, 3, 17)), (AMEND, date(2021, 4, 7)))
EPIDEMIC = (("1.000389", date(2021, 7, 8)), ("2.000189", date(2021, 7, 12)), ("1.001865", date(2021, 7, 13)))
STILL_OPEN = (
    (PENSION, date(2021, 12, 22)),
    (FUNERAL, date(2021, 12, 24)),
    (NEED, date(2021, 12, 27)),
    (RULES, date(2021, 12, 28)),
    (PERMIT, date(2021, 12, 29)),
    (FUNERAL, date(2021, 12, 30)),
)
EPIDEMIC_NOTE = "Tạm dừng thẩm định thực tế từ 19/7 đến 06/8/2021 do giãn cách xã hội"


def planted(rng: random.Random) -> list[Dossier]:
    """All 48, in no particular order."""
    found = [_not_closed(rng, *row, n) for n, row in enumerate(NOT_CLOSED)]
    found += [_late_click(rng, *row) for row in LATE_CLICK]
    found += [_hand_over_date(rng, *row) for row in HAND_OVER_DATE]
    found += [_paper_supplement(rng, *row) for row in PAPER_SUPPLEMENT]
    found += [_extended(rng, *row) for row in EXTENDED]
    found += [_between(rng, *row, "C08") for row in HOLIDAY_MISSING]
    found += [_between(rng, *row, "C09") for row in OLD_LIMIT]
    found += [_between(rng, *row, "C18") for row in EPIDEMIC]
    found += [accepted(rng, BY_CODE[code], day) for code, day in STILL_OPEN]
    return [*found, _really_late(rng)]


def finish(rng: random.Random, dossier: Dossier, day: date) -> None:
    """The department finishes on `day`; whoever signs, signs that day or the working day before."""
    dossier.so.finished = at_work(rng, day, dossier.received + timedelta(minutes=20), time(16, 20))
    earlier = before(day)
    can_be_earlier = earlier > dossier.received.date() and rng.random() < 0.4
    dossier.signed = earlier if can_be_earlier else day


def click(rng: random.Random, dossier: Dossier, day: date) -> None:
    """Somebody presses "kết thúc" in the software on `day`, never before the work was done."""
    if dossier.so.finished is None:
        raise ValueError("nothing to close yet")
    dossier.software.finished = seconds(rng, at_work(rng, day, dossier.so.finished, time(16, 45)))


def _not_closed(rng: random.Random, code: str, day: date, number: int) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    finish(rng, dossier, before(dossier.so.due.date(), 1 + number % 2))
    hand_over(rng, dossier, after(_finished_day(dossier), number % 2))
    dossier.software.returned = None
    dossier.software.result_known = number % 3 != 0
    if number % 4 == 0:
        dossier.so.note = "Đã trả kết quả theo sổ giao nhận"
    dossier.cause = "C01"
    return dossier


def _late_click(rng: random.Random, code: str, day: date, lag: int) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    due = dossier.so.due.date()
    finish(rng, dossier, before(due))
    hand_over(rng, dossier, due if lag % 2 else _finished_day(dossier))
    click(rng, dossier, after(due, lag))
    if dossier.software.finished:
        dossier.software.returned = seconds(rng, dossier.software.finished + timedelta(minutes=1 + lag))
    dossier.cause = "C02"
    return dossier


def _hand_over_date(rng: random.Random, code: str, day: date, lag: int) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    finish(rng, dossier, before(dossier.so.due.date()))
    hand_over(rng, dossier, after(dossier.so.due.date(), lag))
    dossier.software.finished = dossier.software.returned
    dossier.software.note = "Kết thúc khi trả kết quả tại quầy"
    dossier.cause = "C03"
    return dossier


def pause(rng: random.Random, dossier: Dossier, ask_after: int, come_after: int) -> int:
    """A supplement is asked for and comes: the department's clock stands still. Returns the working days it stood."""
    asked_day = after(dossier.received.date(), ask_after)
    came_day = after(asked_day, come_after)
    dossier.so.asked, dossier.so.supplemented = at_work(rng, asked_day), at_work(rng, came_day)
    dossier.so.due = legal_due(dossier.so.due, come_after)
    return come_after


def _paper_supplement(rng: random.Random, code: str, day: date, ask_after: int, come_after: int) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    pause(rng, dossier, ask_after, come_after)
    _finish_between(rng, dossier)
    dossier.so.note = "Yêu cầu bổ sung bằng phiếu giấy"
    dossier.cause = "C04"
    return dossier


def _extended(rng: random.Random, code: str, day: date, by: int, apology: str) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    dossier.so.due = legal_due(dossier.so.due, by)
    for side in (dossier.so, dossier.software):
        side.extended_to, side.apology = dossier.so.due.date(), apology
    _finish_between(rng, dossier)
    dossier.cause = "C06"
    return dossier


def _between(rng: random.Random, code: str, day: date, cause: str) -> Dossier:
    dossier = accepted(rng, BY_CODE[code], day)
    _finish_between(rng, dossier)
    if cause == "C18":
        dossier.so.note, dossier.software.note = EPIDEMIC_NOTE, "Giãn cách xã hội"
    dossier.cause = cause
    return dossier


def _finish_between(rng: random.Random, dossier: Dossier) -> None:
    """Done after the software's due day, and before the department's: early for one, late for the other."""
    first, last = after(dossier.software.due.date()), before(dossier.so.due.date())
    if dossier.so.supplemented:
        first = max(first, after(dossier.so.supplemented.date()))
    choice = working_days(first, last)
    finish(rng, dossier, choice[-1] if dossier.procedure.code not in {FUNERAL, PENSION} else choice[0])
    click(rng, dossier, _finished_day(dossier))
    hand_over(rng, dossier, after(_finished_day(dossier), int(rng.random() * 2)))


def _really_late(rng: random.Random) -> Dossier:
    dossier = accepted(rng, BY_CODE[TRANSFER], date(2021, 12, 1))
    day = after(dossier.so.due.date(), 2)
    finish(rng, dossier, day)
    dossier.signed = day
    click(rng, dossier, day)
    hand_over(rng, dossier, day)
    return dossier


def _finished_day(dossier: Dossier) -> date:
    if dossier.so.finished is None:
        raise ValueError("still open")
    return dossier.so.finished.date()


def pause_in_software(dossier: Dossier, stood: int) -> None:
    """The same pause, recorded: the software moves its own due moment by its own working days."""
    side = dossier.software
    side.asked, side.supplemented = dossier.so.asked, dossier.so.supplemented
    moved = SOFTWARE.nth_working_day_after(side.due.date(), stood)
    side.due = side.due.replace(year=moved.year, month=moved.month, day=moved.day)
