"""One dossier as its source tells it, and what the reckoning makes of it, step by step."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from parindex.worktime.pauses import Pause

END_OF_DAY = timedelta(hours=23, minutes=59, seconds=59)


@dataclass(frozen=True, kw_only=True)
class Extension:
    """A re-appointment with apology: the new date, when it was given (None: not known) and its document."""

    until: datetime
    given: datetime | None = None
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What the source says. `ended` is the completion, refusal, stop or withdrawal, by the rule of whoever asks.

    `suspended`: the source shows it as paused, whether or not it has the moment of the request.
    """

    received: datetime
    days: int | None = None
    hours: Decimal | None = None
    due: datetime | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ended: datetime | None = None
    suspended: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the reckoning: what happened from when to when, how much working time it added, the due moment then."""

    kind: str
    text: str
    begins: datetime | None = None
    ends: datetime | None = None
    added: timedelta = timedelta()
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The dossier judged on a day. Both due moments are kept; `judged_due` is the one that the clock judges by.

    `extension_faults` has an entry an extension: "" accepted, after_due, not_later or extra. Minutes are working time,
    None outside the calendar's years. `late_pauses` were opened after the due moment that held then.
    """

    clock_start: datetime
    due_original: datetime | None
    due_current: datetime | None
    judged_due: datetime | None
    status: str
    extension_faults: tuple[str, ...]
    requests: int
    late_pauses: int
    worked_minutes: int | None
    paused_minutes: int | None
    late_minutes: int | None
    steps: tuple[Step, ...]

    @property
    def extension_fault(self) -> str | None:
        """Why the first extension that did not move the due moment did not."""
        return next((fault for fault in self.extension_faults if fault), None)


def to_end_of_day(moment: datetime) -> datetime:
    """A day without a clock time (00:00) means its end (Bộ luật Dân sự 2015, Điều 148: 24 giờ của ngày cuối cùng)."""
    return moment + END_OF_DAY if moment.time() == time(0) else moment
