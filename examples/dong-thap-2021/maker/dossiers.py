"""All 1,670 dossiers of 2021: the planted ones, and 1,622 that both sources see alike."""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from maker.clock import CLOSURE, EXPORTED, after, before, seconds, working_days
from maker.dossier import NEED_A_VISIT, Dossier, accepted, hand_over
from maker.planted import click, finish, pause, pause_in_software, planted
from maker.procedures import BY_CODE, PROCEDURES, USED_ONLINE, USED_POSTAL, Procedure

TOTAL = 1670
PAUSED = 12
LAST_RECEPTION = date(2021, 12, 30)
# How busy a month is; the epidemic closed the province from the middle of July, the flow came back in October.
BUSY = {1: 1.05, 2: 0.9, 3: 1.3, 4: 1.25, 5: 1.15, 6: 1.1, 7: 0.85, 8: 0.12, 9: 0.25, 10: 0.85, 11: 1.2, 12: 1.15}
RESULTS = {"QĐ": "QĐ-SLĐTBXH", "GP": "GP-SLĐTBXH", "GXN": "GXN-SLĐTBXH", "GCN": "GCN-SLĐTBXH", "TB": "TB-SLĐTBXH"}


def make(rng: random.Random) -> list[Dossier]:
    """Every dossier, by moment of acceptance, with codes, channels and result numbers."""
    found = planted(rng)
    days, weights = _reception_days()
    procedures = [procedure for procedure in PROCEDURES if procedure.share]
    shares = [*accumulate(procedure.share for procedure in procedures)]
    while len(found) < TOTAL:
        day = days[bisect(weights, rng.random() * weights[-1])]
        procedure = procedures[bisect(shares, rng.random() * shares[-1])]
        if _could_come(procedure, day):
            found.append(_ordinary(rng, procedure, day, paused=TOTAL - len(found) <= PAUSED))
    found.sort(key=lambda dossier: dossier.received)
    _give_channels(rng, found)
    _give_codes(rng, found)
    _give_results(rng, found)
    return found


def _reception_days() -> tuple[list[date], list[float]]:
    days = working_days(date(2021, 1, 4), LAST_RECEPTION)
    return days, [*accumulate(_busy(day) for day in days)]


def _busy(day: date) -> float:
    if CLOSURE[0] <= day <= date(2021, 7, 31):
        return 0.15
    if day >= date(2021, 12, 27):
        return 0.12
    if day >= date(2021, 12, 20):
        return 0.5
    return BUSY[day.month]


def _could_come(procedure: Procedure, day: date) -> bool:
    if day < procedure.published[1]:
        return False
    if procedure.code in NEED_A_VISIT and before(CLOSURE[0], procedure.days) <= day <= CLOSURE[1]:
        return False
    return procedure.days <= 10 or day < date(2021, 11, 15)  # long ones of December would still be open


def _ordinary(rng: random.Random, procedure: Procedure, day: date, *, paused: bool) -> Dossier:
    """A dossier done before the due day of both sides."""
    if paused:
        procedure, day = BY_CODE["1.002252"], date(2021, 3, 1) + timedelta(days=int(rng.random() * 100))
        day = after(day)
    dossier = accepted(rng, procedure, day)
    first = day
    if paused:
        pause_in_software(dossier, pause(rng, dossier, 2 + int(rng.random() * 3), 2 + int(rng.random() * 5)))
        if dossier.so.supplemented:
            first = after(dossier.so.supplemented.date())
    last = min(before(dossier.so.due.date()), before(dossier.software.due.date()), EXPORTED)
    choice = working_days(first, last)
    done = choice[min(len(choice) - 1, int(len(choice) * (0.3 + 0.7 * rng.random())))]
    if done == day and dossier.received.time() > time(15, 0):
        dossier.received -= timedelta(hours=6, minutes=30)
        dossier.filed = dossier.received
        dossier.software.due -= timedelta(hours=6, minutes=30)
    finish(rng, dossier, done)
    clicked = after(done) if rng.random() < 0.2 and after(done) <= last else done
    click(rng, dossier, clicked)
    collected = after(clicked, (0, 0, 1, 1, 1, 2, 2, 3, 4)[int(rng.random() * 9)])
    if collected <= EXPORTED:
        hand_over(rng, dossier, collected)
    return dossier


def _give_channels(rng: random.Random, dossiers: Sequence[Dossier]) -> None:
    """Nearly all come to the counter; a few procedures have a few dossiers online or by post."""
    seen: Counter[str] = Counter()
    for dossier in dossiers:
        code = dossier.procedure.code
        if dossier.cause or dossier.received.date() < date(2021, 1, 11):
            continue
        seen[code] += 1
        if code in USED_ONLINE and (seen[code] == 3 or rng.random() < 0.05):
            dossier.channel = "online"
            dossier.filed = _filed_online(rng, dossier.received)
        elif code in USED_POSTAL and (seen[code] == 2 or rng.random() < 0.03):
            dossier.channel = "postal"
        if code in USED_POSTAL and dossier.channel != "direct" and rng.random() < 0.7:
            dossier.return_channel = "postal"


def _filed_online(rng: random.Random, received: datetime) -> datetime:
    """Sent the evening before a morning's acceptance, or earlier on the same day: within eight working hours."""
    if received.hour < 11:
        evening = datetime.combine(received.date() - timedelta(days=1), time(18, 0))
        return seconds(rng, evening + timedelta(minutes=int(rng.random() * 300)))
    return received - timedelta(minutes=70 + int(rng.random() * 200))


def _give_codes(rng: random.Random, dossiers: Sequence[Dossier]) -> None:
    """000.00.19.H20-yymmdd-nnnn, counted within the day; a number is lost when a dossier was refused at the counter."""
    day, number = date.min, 0
    for dossier in dossiers:
        if dossier.received.date() != day:
            day, number = dossier.received.date(), 0
        number += 1 + (rng.random() < 0.04)
        dossier.code = f"000.00.19.H20-{day:%y%m%d}-{number:04d}"


def _give_results(rng: random.Random, dossiers: Sequence[Dossier]) -> None:
    """Numbers rise with the day of signing in each series; other documents of the series take some of them."""
    last: Counter[str] = Counter()
    done = [(one.signed, one.so.finished, one) for one in dossiers if one.signed and one.so.finished]
    for _, _, dossier in sorted(done, key=lambda item: (item[0], item[1], item[2].code)):
        series = dossier.procedure.result
        last[series] += 1 + (rng.random() < 0.12)
        dossier.result = f"{last[series]:02d}/{RESULTS[series]}"
