"""A dossier's clock walked minute by minute, over calendars given as plain sets and lists. Slow, and nothing shared.

Moments are whole minutes since `EPOCH`. The end of a day without a clock time is its last minute: nobody works then, and
results are compared as whole minutes.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

EPOCH = date(2030, 1, 1)
LAST = date(2030, 10, 31)
DAY = 1440
USUAL = [(420, 690), (810, 1020)]


@dataclass
class Table:
    """Hours of a week from a day to a day; `receiving` None: as `week`."""

    first: date
    last: date
    week: list[list[tuple[int, int]]]
    receiving: list[list[tuple[int, int]]] | None = None
    worth: int = 480


@dataclass
class Spec:
    """A calendar as one would write it on paper."""

    off: set[date] = field(default_factory=set)
    worked: dict[date, list[tuple[int, int]] | None] = field(default_factory=dict)
    half: dict[date, list[tuple[int, int]]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    closures: list[tuple[date, date, bool, bool]] = field(
        default_factory=list
    )  # first, last, no reception, clock stopped

    def table(self, day: date) -> Table:
        held = [table for table in self.tables if table.first <= day <= table.last]
        return held[-1] if held else Table(date.min, date.max, [USUAL] * 5 + [[], []])

    def hours(self, day: date) -> list[tuple[int, int]]:
        if any(a <= day <= b and stopped for a, b, _, stopped in self.closures):
            return []
        table = self.table(day)
        if day in self.worked:
            return self.worked[day] or next(filter(None, table.week))
        if day in self.off:
            return []
        usual = table.week[day.weekday()]
        return self.half.get(day, usual) if usual else []

    def reception(self, day: date) -> list[tuple[int, int]]:
        if any(a <= day <= b and shut for a, b, shut, _ in self.closures):
            return []
        special = day in self.off or day in self.worked or day in self.half
        special = special or any(a <= day <= b and stopped for a, b, _, stopped in self.closures)
        table = self.table(day)
        return self.hours(day) if special or table.receiving is None else table.receiving[day.weekday()]


class Walker:
    """The minutes of a calendar, one byte each: worked or not, received or not."""

    def __init__(self, spec: Spec) -> None:
        days = (LAST - EPOCH).days + 1
        self.works, self.receives = bytearray(days * DAY), bytearray(days * DAY)
        self.worth = []
        for n in range(days):
            day = EPOCH + timedelta(days=n)
            self.worth.append(spec.table(day).worth)
            for minutes, sessions in ((self.works, spec.hours(day)), (self.receives, spec.reception(day))):
                for opens, closes in sessions:
                    minutes[n * DAY + opens : n * DAY + closes] = b"\x01" * (closes - opens)

    def after(self, moment: int, amount: int) -> int:
        """Walk until so many minutes were worked."""
        while amount:
            amount -= self.works[moment]
            moment += 1
        return moment

    def between(self, a: int, b: int) -> int:
        """How many minutes of the stretch were worked."""
        return sum(self.works[a:b])

    def worked_day_after(self, moment: int, n: int) -> int:
        """Midnight of the n-th day with any work strictly after the day of the moment."""
        day = moment // DAY
        while n:
            day += 1
            n -= any(self.works[day * DAY : (day + 1) * DAY])
        return day * DAY

    def closing(self, midnight: int) -> int:
        minute = midnight + DAY
        while not self.works[minute - 1]:
            minute -= 1
        return minute

    def opening(self, midnight: int) -> int:
        while not self.works[midnight]:
            midnight += 1
        return midnight

    def limit(self, policy: str, start: int, days: int, minutes: int) -> int:
        """The due moment of a limit from a start."""
        if policy == "r_hour":
            return self.after(start, days * self.worth[start // DAY] + minutes)
        moment = start
        if days:
            midnight = self.worked_day_after(start, days)
            moment = self.closing(midnight) if policy == "legal" else midnight + start % DAY
        moment = self.after(moment, minutes)
        if policy == "r_day":
            moment += 1
            while moment % 15:
                moment += 1
        return moment

    def start(self, rule: str, received: int, cutoff: int) -> int:
        """From when time runs."""
        moment = received
        if rule != "stamped":
            while not self.receives[moment] and not (moment == received and self.receives[moment - 1]):
                moment += 1
        if rule == "handover" and moment % DAY > cutoff:
            moment = self.opening(self.worked_day_after(moment, 1))
        return moment


def minute(moment: datetime | None) -> int | None:
    """Whole minutes since EPOCH, going down."""
    return (
        None if moment is None else int((moment - datetime.combine(EPOCH, datetime.min.time())).total_seconds() // 60)
    )


def end_of(moment: int) -> int:
    """A day alone means its last minute."""
    return moment + DAY - 1 if moment % DAY == 0 else moment


class Naive:
    """One dossier (a dict of minutes) under one clock (a dict of choices)."""

    def __init__(self, walker: Walker, dossier: dict[str, Any], clock: Any, as_of: int) -> None:
        self.w, self.d, self.c, self.as_of = walker, dossier, clock, as_of
        self.start = walker.start(clock.reception, dossier["received"], 15 * 60)
        self.ended = dossier["ended"] if dossier["ended"] is not None and dossier["ended"] <= as_of else None
        asked = sorted({a for a, _, kind in dossier["pauses"] if kind == "supplement" and a <= (self.ended or as_of)})
        self.asked = asked
        open_now = [
            a for a, b, kind in dossier["pauses"] if kind == "supplement" and a <= as_of and (b is None or b > as_of)
        ]
        self.request = None
        if clock.pauses == "END_AT_REQUEST" and self.ended is None and open_now:
            self.request = min(open_now)
        ends = [end for end in (self.ended, self.request) if end is not None]
        self.end = ends[0] if ends else None
        self.stop = as_of if self.end is None else self.end
        self.second = asked[1] if clock.pauses == "END_AT_REQUEST" and len(asked) > 1 else None

    def stage(self, moment: int) -> int:
        return moment // DAY if self.c.granularity == "DAY" else moment

    def runs(self) -> list[tuple[int, int, bool]]:
        """Stretches of minutes in which the dossier was paused, and whether the pause still runs."""
        paused, running = set(), False
        for a, b, kind in self.d["pauses"]:
            if kind not in self.c.stopping:
                continue
            paused |= set(range(max(a, self.start), min(self.stop if b is None else b, self.stop)))
            open_now = self.end is None and a <= self.stop and (b is None or b > self.stop)
            running = running or (open_now and self.start <= self.stop)
        found: list[tuple[int, int, bool]] = []
        for m in sorted(paused):
            if found and found[-1][1] == m:
                found[-1] = (found[-1][0], m + 1, False)
            else:
                found.append((m, m + 1, False))
        if running and found and found[-1][1] == self.stop:
            found[-1] = (found[-1][0], self.stop, True)
        elif running:
            found.append((self.stop, self.stop, True))
        return found

    def base(self) -> int | None:
        if self.c.due == "file":
            return None if self.d["due"] is None else end_of(self.d["due"])
        days, minutes = self.d["days"] or 0, self.d["minutes"] or 0
        return self.w.limit(self.c.due, self.start, days, minutes) if days or minutes else None

    def push(self, due: int, run: tuple[int, int, bool], base: int) -> int:
        a, b, _ = run
        if self.c.due == "file" and not self.c.file_pauses:
            return due
        if self.c.pauses != "RESTART":
            return self.w.after(due, self.w.between(a, b))
        if self.c.due == "file":
            return max(due, self.w.after(b, self.w.between(self.start, base)))
        return max(due, self.w.limit(self.c.due, b, self.d["days"] or 0, self.d["minutes"] or 0))

    def chain(self, due: int, base: int, runs: list[tuple[int, int, bool]]) -> tuple[int, int]:
        """The due moment after the runs, and how many came too late."""
        for n, run in enumerate(runs):
            if self.stage(run[0]) > self.stage(due):
                return due, len(runs) - n
            due = self.push(due, run, base)
        return due, 0

    def result(self) -> dict[str, Any]:
        """Everything that the clever computations say, in minutes."""
        runs, base, fault = self.runs(), self.base(), None
        original = current = None
        late = 0
        if base is not None:
            original, late_original = self.chain(base, base, runs)
            current, late_current = original, late_original
            if self.d["until"] is not None:
                until, given = end_of(self.d["until"]), self.d["given"]
                then, _ = self.chain(base, base, [run for run in runs if given is None or run[0] <= given])
                if given is not None and self.stage(given) > self.stage(then):
                    fault = "after_due"
                elif self.stage(until) <= self.stage(then):
                    fault = "not_later"
                else:
                    split = then if given is None else given
                    current, late_current = self.chain(until, base, [run for run in runs if run[0] > split])
                if fault is None and self.d["letters"] > 1:
                    fault = "extra"
            late = late_current if self.c.extension == "current" else late_original
        judged = current if self.c.extension == "current" else original
        status = self.status(judged, late, bool(runs) and runs[-1][2])
        behind = min([m for m in (judged, self.second) if m is not None], default=None)
        pauses = sum(self.w.between(a, b) for a, b, _ in runs)
        return {
            "clock_start": self.start,
            "due_original": original,
            "due_current": current,
            "judged_due": judged,
            "status": status,
            "extension_fault": fault,
            "requests": len(self.asked),
            "late_pauses": late,
            "worked_minutes": max(self.w.between(self.start, self.stop) - pauses, 0),
            "paused_minutes": pauses,
            "late_minutes": None
            if behind is None
            else (self.w.between(behind, self.stop) if status in ("late", "overdue") else 0),
        }

    def status(self, due: int | None, late_pauses: int, running: bool) -> str:
        if self.second is not None:
            return "overdue" if self.ended is None else "late"
        if due is None:
            return "no_due"
        if self.end is not None:
            if self.end // DAY < due // DAY:
                return "early"
            return "late" if self.stage(self.end) > self.stage(due) else "on_time"
        if (running and late_pauses == 0) or (self.d["suspended"] and not running):
            return "suspended"
        return "overdue" if self.stage(self.as_of) > self.stage(due) else "pending"
