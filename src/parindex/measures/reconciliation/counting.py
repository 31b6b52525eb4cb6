"""How a source counts a row late: a named choice at each point where offices and software differ."""

from dataclasses import dataclass

from parindex.errors import InputFault

ENDS = {"finished": "ngày kết thúc xử lý", "returned": "ngày trả kết quả"}
DUES = {"original": "hạn đầu", "current": "hạn sau gia hạn"}
PAUSES = {
    "stated": "hạn giữ như nguồn đã ghi",
    "added": "thời gian tạm dừng nguồn có ghi mà hạn chưa tính thì cộng thêm",
}
GRANULARITIES = {
    "as_written": "hạn có ghi giờ thì so theo giờ, hạn chỉ ghi ngày thì so theo ngày",
    "day": "so theo ngày",
    "minute": "so theo phút",
}


@dataclass(frozen=True, kw_only=True)
class Counting:
    """The choices of one source. InputFault for one that does not exist.

    `as_written`: a due moment with a clock time is compared to the minute, unless the time is 00:00, 23:59 or the end of
    the unit's working day; any other by calendar day.
    """

    end: str = "finished"
    due: str = "original"
    pauses: str = "stated"
    granularity: str = "as_written"

    def __post_init__(self) -> None:
        """Refuse a choice that does not exist."""
        for value, choices in (
            (self.end, ENDS),
            (self.due, DUES),
            (self.pauses, PAUSES),
            (self.granularity, GRANULARITIES),
        ):
            if value not in choices:
                raise InputFault(f"Không có cách đếm “{value}”; hãy chọn một trong: {', '.join(choices)}.")

    @property
    def text(self) -> str:
        """The choices in a sentence, to be printed beside the counts."""
        return (
            f"Lấy {ENDS[self.end]}, so với {DUES[self.due]}; {PAUSES[self.pauses]}; {GRANULARITIES[self.granularity]}"
        )


OWNER = Counting(due="current", pauses="added")  # as the office that keeps the list counts its own work
SOFTWARE = Counting()  # as software counts: the due moment that it wrote, nothing added
