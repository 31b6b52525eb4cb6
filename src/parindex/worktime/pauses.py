"""Pauses of a dossier: what was asked of the applicant or paid, from when to when, and the stretches that come of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Pause:
    """From the request to the answer; `closed` is None while it is open. `kind` is one of `clock.PAUSE_KINDS`."""

    opened: datetime
    closed: datetime | None = None
    kind: str = "supplement"

    def open_on(self, moment: datetime) -> bool:
        """Whether the pause runs at that moment."""
        return self.opened <= moment and (self.closed is None or self.closed > moment)


@dataclass(frozen=True)
class Stretch:
    """A time without work on the dossier. Overlapping pauses are one stretch. `running`: it is not over yet."""

    opened: datetime
    closed: datetime
    kinds: tuple[str, ...]
    running: bool


def stretches(
    pauses: Iterable[Pause], *, start: datetime, cut: datetime, live: bool, kinds: Iterable[str]
) -> tuple[Stretch, ...]:
    """The pauses of those kinds between `start` and `cut`, in order, overlaps joined.

    An open pause ends at `cut`: the as-of moment, or the end of the dossier. `live`: the dossier is open at `cut`, so that
    a pause open there is running.
    """
    found: list[Stretch] = []
    wanted = frozenset(kinds)
    for pause in sorted(pauses, key=lambda pause: pause.opened):
        running = live and pause.open_on(cut)
        opened, closed = max(pause.opened, start), min(pause.closed or cut, cut)
        if pause.kind not in wanted or opened > closed or (opened == closed and not running):
            continue
        last = found[-1] if found else None
        if last is None or opened > last.closed:
            found.append(Stretch(opened, closed, (pause.kind,), running))
        else:
            all_kinds = tuple(dict.fromkeys((*last.kinds, pause.kind)))
            found[-1] = Stretch(last.opened, max(last.closed, closed), all_kinds, last.running or running)
    return tuple(found)


def requests(pauses: Iterable[Pause], until: datetime) -> tuple[datetime, ...]:
    """The moments of the supplement requests up to a moment, in order; two rows of one moment are one request."""
    return tuple(sorted({pause.opened for pause in pauses if pause.kind == "supplement" and pause.opened <= until}))
