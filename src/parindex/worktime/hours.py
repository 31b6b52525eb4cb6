"""Office hours: which hours of which weekday count, and when the counter receives. No national rule fixes them.

Each province (or unit) decides its own; so a table of hours is a named choice with a title, a document and a period.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from parindex.errors import InputFault

Sessions = tuple[tuple[time, time], ...]
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SESSION = re.compile(r"([0-9]{1,2})[:hg]([0-9]{2})?\s*[-–]\s*([0-9]{1,2})[:hg]([0-9]{2})?")


def minute_of(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def sessions_text(sessions: Sessions) -> str:
    """The sessions in words: "07:00–11:30, 13:30–17:00"; "nghỉ" when there are none."""
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in sessions) or "nghỉ"


def week_text(week: Sequence[Sessions]) -> str:
    """A week in words, days of the same hours together: "thứ Hai–thứ Sáu: 07:00–11:30; thứ Bảy, Chủ nhật: nghỉ"."""
    runs: list[tuple[int, int]] = []
    for weekday in range(len(week)):
        if runs and week[runs[-1][0]] == week[weekday]:
            runs[-1] = runs[-1][0], weekday
        else:
            runs.append((weekday, weekday))
    words = []
    for first, last in runs:
        join = "–" if last - first > 1 else ", "
        days = WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}{join}{WEEKDAYS[last]}"
        words.append(f"{days}: {sessions_text(week[first])}")
    return "; ".join(words)


def sessions_from_text(text: str) -> Sessions:
    """The sessions written as "07:00-11:30, 13:30-17:00" ("7h-11h30" is read too); "" or "nghỉ" is none."""
    if text.strip().lower() in {"", "nghỉ"}:
        return ()
    found = []
    for part in re.split(r"[,;]", text):
        form = _SESSION.fullmatch(part.strip())
        if not form:
            raise InputFault(f"Giờ làm việc “{part.strip()}” không đọc được; hãy ghi ví dụ 07:00-11:30, 13:30-17:00.")
        numbers = [int(number or 0) for number in form.groups()]
        try:
            found.append((time(numbers[0], numbers[1]), time(numbers[2], numbers[3])))
        except ValueError as error:
            raise InputFault(f"Giờ làm việc “{part.strip()}” không có trên đồng hồ; giờ từ 0 đến 23.") from error
    return checked(tuple(found))


def checked(sessions: Sessions) -> Sessions:
    """The same sessions; InputFault unless they are whole minutes, in order, and do not overlap."""
    last = None
    for opens, closes in sessions:
        if opens.second or closes.second or opens.microsecond or closes.microsecond:
            raise InputFault("Giờ làm việc phải tròn phút; hãy ghi ví dụ 07:00-11:30.")
        if opens >= closes or (last is not None and opens < last):
            raise InputFault(
                f"Các buổi {sessions_text(sessions)} phải theo thứ tự, không chồng nhau, giờ bắt đầu trước giờ kết thúc."
            )
        last = closes
    return sessions


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """A table of hours that holds from `valid_from` to `valid_to`, both included.

    `week` has seven entries, Monday to Sunday: the hours that count; an empty entry is a day of rest. `receiving`
    (seven entries, or none: as `week`) are the hours when dossiers can be handed in: a counter may receive on a Saturday
    morning although Saturday is not counted. `day_minutes` is what one day of a limit is worth when days are turned into
    hours (policy r_hour).
    """

    name: str
    title: str
    week: tuple[Sessions, ...]
    receiving: tuple[Sessions, ...] = ()
    day_minutes: int = 480
    valid_from: date = date.min
    valid_to: date = date.max
    document: str = ""

    def __post_init__(self) -> None:
        """Refuse what no clock can show."""
        for week in (self.week, self.receiving or self.week):
            if len(week) != len(WEEKDAYS):
                raise InputFault(f"Bảng giờ “{self.title}” cần đủ bảy ngày từ thứ Hai đến Chủ nhật.")
            for sessions in week:
                checked(sessions)
        if not any(self.week) or self.day_minutes <= 0:
            raise InputFault(f"Bảng giờ “{self.title}” cần ít nhất một ngày có giờ làm việc.")
        if self.valid_to < self.valid_from:
            raise InputFault(
                f"Bảng giờ “{self.title}”: ngày hết hiệu lực {self.valid_to:%d/%m/%Y} trước ngày có hiệu lực "
                f"{self.valid_from:%d/%m/%Y}; hãy xem lại hai ngày này."
            )

    def holds_on(self, day: date) -> bool:
        """Whether the table is in force on a day."""
        return self.valid_from <= day <= self.valid_to

    @property
    def usual(self) -> Sessions:
        """The hours of an ordinary day, which a Saturday worked in exchange has too: those of the first day worked."""
        return next(sessions for sessions in self.week if sessions)

    def receives(self, weekday: int) -> Sessions:
        """The hours when the counter takes dossiers on a weekday (0 is Monday)."""
        return (self.receiving or self.week)[weekday]


def five_days(sessions: Sessions, saturday: Sessions = ()) -> tuple[Sessions, ...]:
    """A week with the same hours Monday to Friday, and perhaps some on Saturday."""
    return (*((sessions,) * 5), saturday, ())


_MORNING = (time(7, 0), time(11, 30))
_EIGHT = (_MORNING, (time(13, 30), time(17, 0)))
_EIGHT_FROM_ELEVEN = ((time(7, 0), time(11, 0)), (time(13, 0), time(17, 0)))
_EIGHT_AND_A_HALF = (_MORNING, (time(13, 0), time(17, 0)))
OPENCPS = "Mặc định của phần mềm một cửa OpenCPS; từng tỉnh quy định, cần xác nhận"
COMMON = "Giờ thường gặp ở các tỉnh; từng tỉnh quy định, cần xác nhận"

HOURS_TABLES = {
    table.name: table
    for table in (
        OfficeHours(
            name="gio_8",
            title="8 giờ: 07:00–11:30 và 13:30–17:00",
            week=five_days(_EIGHT),
            document=OPENCPS,
        ),
        OfficeHours(
            name="gio_8_nghi_11h",
            title="8 giờ: 07:00–11:00 và 13:00–17:00",
            week=five_days(_EIGHT_FROM_ELEVEN),
            document=COMMON,
        ),
        OfficeHours(
            name="gio_8_5",
            title="8,5 giờ: 07:00–11:30 và 13:00–17:00",
            week=five_days(_EIGHT_AND_A_HALF),
            day_minutes=510,
            document=COMMON,
        ),
        OfficeHours(
            name="gio_8_nhan_sang_thu_bay",
            title="8 giờ, quầy nhận hồ sơ thêm sáng thứ Bảy (ngày thứ Bảy không tính vào thời hạn)",
            week=five_days(_EIGHT),
            receiving=five_days(_EIGHT, saturday=(_MORNING,)),
            document=COMMON,
        ),
    )
}
DEFAULT_HOURS = HOURS_TABLES["gio_8"]


def hours_table(name: str) -> OfficeHours:
    """The table of hours with that name. InputFault names those that exist."""
    if name not in HOURS_TABLES:
        raise InputFault(f"Không có bảng giờ “{name}”; hãy chọn một trong: {', '.join(HOURS_TABLES)}.")
    return HOURS_TABLES[name]
