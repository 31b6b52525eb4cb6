"""When a step takes writes: the round's window for it, longer for a unit that was given an extension."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parindex.assessment.rounds.models import Window
from parindex.assessment.rounds.states import STEP_TITLES, Step
from parindex.errors import InputFault
from parindex.organisations.queries import today


class NotOpen(InputFault):
    """The step takes no writes today. The message says when it does and whom to ask."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From `opens` to `closes`, both included. `extension`: why it is longer for this unit, "" where it is the round's."""

    opens: date
    closes: date
    extension: str = ""

    def open_on(self, day: date) -> bool:
        """Whether the step takes writes on a day."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, kw_only=True)
class Windows:
    """All windows of a round: what holds for everybody by step, what was given to one unit by step and unit."""

    common: Mapping[Step, Span]
    extended: Mapping[tuple[Step, str], Span]

    def of(self, step: Step, unit: str) -> Span | None:
        """The window of a unit's step; None while none was set. An extension only ever closes it later."""
        common, own = self.common.get(step), self.extended.get((step, unit))
        if common is None or own is None or own.closes <= common.closes:
            return common
        return Span(opens=common.opens, closes=own.closes, extension=own.extension)


def windows_in(rows: Iterable[tuple[str, str | None, date, date, str]]) -> Windows:
    """The newest window of each kind. `rows`: step, unit, first and last day, reason, oldest first."""
    common: dict[Step, Span] = {}
    extended: dict[tuple[Step, str], Span] = {}
    for step, unit, opens, closes, reason in rows:
        if unit is None:
            common[Step(step)] = Span(opens=opens, closes=closes)
        else:
            extended[Step(step), unit] = Span(opens=opens, closes=closes, extension=reason)
    return Windows(common=common, extended=extended)


def windows_of(round_id: str) -> Windows:
    """Every window of a round, in one query."""
    rows = Window.objects.filter(round=round_id).order_by("id")
    return windows_in(rows.values_list("step", "unit_id", "opens", "closes", "reason"))


def window_of(round_id: str, step: Step, unit: str) -> Span | None:
    """The window of one step of one unit, its extension counted in; None while none was set."""
    return windows_of(round_id).of(step, unit)


def checked_days(step: Step, opens: date, closes: date) -> tuple[date, date]:
    """First and last day of a step's window; InputFault when they cannot be."""
    title = STEP_TITLES[step]
    if closes < opens:
        raise InputFault(
            f"Bước “{title}”: ngày kết thúc {closes:%d/%m/%Y} trước ngày bắt đầu {opens:%d/%m/%Y}; hãy đổi lại."
        )
    if not 2000 <= opens.year <= closes.year <= 2100:
        raise InputFault(f"Bước “{title}”: năm phải từ 2000 đến 2100.")
    return opens, closes


def check_open(round_id: str, step: Step, unit: str, *, on: date | None = None) -> None:
    """Raise NotOpen unless the unit's step takes writes on the day (today)."""
    check_span(window_of(round_id, step, unit), step, on=on)


def check_span(found: Span | None, step: Step, *, on: date | None = None) -> None:
    """The same for a window that is known already."""
    day, title = on or today(), STEP_TITLES[step]
    if found is None:
        raise NotOpen(f"Chưa đặt thời gian cho bước “{title}”; hãy đề nghị thường trực đợt đánh giá mở bước này.")
    if day < found.opens:
        raise NotOpen(f"Bước “{title}” nhận từ ngày {found.opens:%d/%m/%Y}, hôm nay là {day:%d/%m/%Y}.")
    if day > found.closes:
        raise NotOpen(
            f"Bước “{title}” đã hết hạn ngày {found.closes:%d/%m/%Y}. Chưa có gì thay đổi; nếu cần thêm thời gian, hãy đề nghị "
            "thường trực đợt đánh giá gia hạn cho đơn vị."
        )
