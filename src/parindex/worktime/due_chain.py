"""The due moment as pauses and extensions move it, one after the other, each only if it came before the deadline."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from parindex.worktime.calendar import WorkingCalendar
from parindex.worktime.clock import DossierClock
from parindex.worktime.dossier import Dossier, Extension, Step, to_end_of_day
from parindex.worktime.due import POLICIES, add_working_time, working_time_between
from parindex.worktime.pauses import Stretch
from parindex.worktime.wording import extension_words, limit_words, pause_words

FAULTS = {
    "after_due": "gia hạn sau khi đã hết hạn: không làm đổi hạn",
    "not_later": "ngày hẹn lại không sau hạn đang có: không làm đổi hạn",
    "extra": "vượt quá số lần được hẹn lại: không làm đổi hạn",
}


@dataclass(frozen=True)
class Chained:
    """A due moment after pauses: the first `counted` stretches moved it, the others came after it."""

    due: datetime
    counted: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Reckoner:
    """What stays the same while one dossier's due moment is reckoned."""

    dossier: Dossier
    clock: DossierClock
    calendar: WorkingCalendar
    start: datetime

    def stage(self, moment: datetime) -> date | datetime:
        """The moment at the clock's granularity."""
        return moment.date() if self.clock.granularity == "DAY" else moment.replace(second=0, microsecond=0)

    def base(self) -> tuple[datetime, Step] | None:
        """The due moment before pauses; None when the file has none or no limit is known."""
        dossier, clock = self.dossier, self.clock
        if clock.due == "file":
            if dossier.due is None:
                return None
            due = to_end_of_day(dossier.due)
            return due, Step("limit", limit_words(clock, dossier), self.start, due, due=due)
        if (dossier.days or 0) < 0 or (dossier.hours or 0) < 0 or not (dossier.days or dossier.hours):
            return None
        due = self._computed(self.start)
        return due, Step("limit", limit_words(clock, dossier), self.start, due, due=due)

    def _computed(self, start: datetime) -> datetime:
        seconds = ((self.dossier.hours or Decimal(0)) * 3600).to_integral_value(ROUND_HALF_UP)
        hours = timedelta(seconds=int(seconds))
        return POLICIES[self.clock.due].compute(start, self.dossier.days or 0, hours, self.calendar)

    def _add(self, moment: datetime, amount: timedelta) -> datetime:
        return add_working_time(moment, amount, self.calendar) if amount else moment

    def _moved(self, due: datetime, base: datetime, stretch: Stretch) -> tuple[datetime, timedelta]:
        """The due moment after a pause, and the working time that the pause lasted; as it was if pauses add nothing."""
        if not self.clock.adds_pauses:
            return due, timedelta()
        lasted = working_time_between(stretch.opened, stretch.closed, self.calendar)
        if self.clock.pauses != "RESTART":
            return self._add(due, lasted), lasted
        if self.clock.computes:
            return max(due, self._computed(stretch.closed)), lasted
        whole = working_time_between(self.start, base, self.calendar)
        return max(due, self._add(stretch.closed, whole)), lasted

    def chained(self, due: datetime, base: datetime, stretches: tuple[Stretch, ...]) -> Chained:
        """The due moment after those stretches that began while it was not past; the first late one ends it."""
        steps: list[Step] = []
        for number, stretch in enumerate(stretches):
            if self.stage(stretch.opened) > self.stage(due):
                late = [
                    Step("late_pause", pause_words(one, self.clock, late=True), one.opened, one.closed, due=due)
                    for one in stretches[number:]
                ]
                return Chained(due, number, (*steps, *late))
            due, added = self._moved(due, base, stretch)
            words = pause_words(stretch, self.clock, late=False)
            steps.append(Step("pause", words, stretch.opened, stretch.closed, added, due))
        return Chained(due, len(stretches), tuple(steps))

    def extended(
        self, base: datetime, stretches: tuple[Stretch, ...]
    ) -> tuple[Chained, tuple[Stretch, ...], tuple[str, ...]]:
        """The due moment after extensions and pauses; the stretches after the last extension; a fault each extension."""
        due, rest, faults = base, stretches, []
        before: tuple[Step, ...] = ()
        letters = sorted(self.dossier.extensions, key=lambda one: one.given or one.until)
        for number, letter in enumerate(letters):
            given, until = letter.given, to_end_of_day(letter.until)
            then = self.chained(due, base, tuple(one for one in rest if given is None or one.opened <= given))
            fault = self._fault(number, letter, until, then.due)
            faults.append(fault)
            step = Step("extension", extension_words(letter, FAULTS.get(fault, "")), given, until, due=then.due)
            if not fault:
                split = then.due if given is None else given
                due, rest = until, tuple(one for one in rest if one.opened > split)
                before += (*(one for one in then.steps if one.kind == "pause"), replace(step, due=until))
            else:
                before += (step,)
        chained = self.chained(due, base, rest)
        return Chained(chained.due, chained.counted, before + chained.steps), rest, tuple(faults)

    def _fault(self, number: int, letter: Extension, until: datetime, then: datetime) -> str:
        if number >= self.clock.extensions_allowed:
            return "extra"
        if letter.given is not None and self.stage(letter.given) > self.stage(then):
            return "after_due"
        return "not_later" if self.stage(until) <= self.stage(then) else ""
