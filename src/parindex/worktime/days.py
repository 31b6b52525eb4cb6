"""Days that are not as their weekday says, and local closures: each with the document that decided it, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parindex.errors import InputFault
from parindex.worktime.hours import Sessions, checked


class DayKind(StrEnum):
    """What a decision makes of a day."""

    PUBLIC_HOLIDAY = "public_holiday"  # by law, also when it falls on a weekend
    SUBSTITUTE_DAY = "substitute_day"  # a weekday off: in lieu, or swapped
    SWAPPED_WORKDAY = "swapped_workday"  # a Saturday worked in exchange
    HALF_DAY = "half_day"  # worked, but only in the hours given
    ORDINARY = "ordinary"  # as its weekday says: takes an earlier decision back


DAY_KINDS = {
    DayKind.PUBLIC_HOLIDAY: "Ngày lễ, tết",
    DayKind.SUBSTITUTE_DAY: "Nghỉ bù hoặc nghỉ hoán đổi",
    DayKind.SWAPPED_WORKDAY: "Ngày làm bù",
    DayKind.HALF_DAY: "Làm việc một phần ngày",
    DayKind.ORDINARY: "Ngày thường (bỏ quyết định trước)",
}
SCOPES = {"national": "Cả nước", "province": "Tỉnh, thành phố", "unit": "Đơn vị"}
_NARROWER = tuple(SCOPES)
OFF = (DayKind.PUBLIC_HOLIDAY, DayKind.SUBSTITUTE_DAY)


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """One decision about one day. `announced` is the day of the decision; None means that it was always known.

    `sessions` are the hours of a half day, or of a Saturday worked when they are not the usual ones.
    """

    day: date
    kind: DayKind
    name: str
    document: str = ""
    scope: str = "national"
    announced: date | None = None
    sessions: Sessions = ()

    def __post_init__(self) -> None:
        """Refuse a half day without hours, hours of a day off, and a scope that does not exist."""
        where = f"Ngày {self.day:%d/%m/%Y} ({self.name})"
        if self.scope not in SCOPES:
            raise InputFault(f"{where}: phạm vi “{self.scope}” không có; hãy chọn một trong: {', '.join(SCOPES)}.")
        if self.kind == DayKind.HALF_DAY and not self.sessions:
            raise InputFault(f"{where}: làm việc một phần ngày thì phải ghi giờ, ví dụ 07:00-11:30.")
        if self.sessions and self.kind not in {DayKind.HALF_DAY, DayKind.SWAPPED_WORKDAY}:
            raise InputFault(f"{where}: ngày nghỉ hoặc ngày thường không ghi giờ riêng; hãy bỏ trống ô giờ.")
        checked(self.sessions)

    def known_on(self, day: date) -> bool:
        """Whether the decision had been made by then."""
        return self.announced is None or self.announced <= day


@dataclass(frozen=True, kw_only=True)
class LocalClosure:
    """A unit closed from `first` to `last`, both included, under a document.

    The law does not stop the clock by itself: only a closure with `clock_stopped` changes due dates. `no_reception` says
    that nothing is received on those days.
    """

    first: date
    last: date
    reason: str
    document: str = ""
    no_reception: bool = True
    clock_stopped: bool = False

    def __post_init__(self) -> None:
        """Refuse a closure that ends before it begins."""
        if self.last < self.first:
            raise InputFault(
                f"Đợt đóng cửa “{self.reason}”: ngày cuối {self.last:%d/%m/%Y} trước ngày đầu {self.first:%d/%m/%Y}; "
                "hãy đổi lại hai ngày này."
            )

    def days(self) -> tuple[date, ...]:
        """Each day of the closure."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def in_force(days: Iterable[CalendarDay]) -> dict[date, CalendarDay]:
    """The decision that holds for each day: the narrower scope's, then the one announced later, then the last given."""
    held: dict[date, CalendarDay] = {}
    for one in sorted(days, key=lambda one: (_NARROWER.index(one.scope), one.announced or date.min)):
        held[one.day] = one
    return held
