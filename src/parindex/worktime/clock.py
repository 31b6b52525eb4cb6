"""How a dossier's time is counted: a named choice at every point where law, software and reports differ."""

from dataclasses import dataclass
from datetime import time

from parindex.errors import InputFault
from parindex.worktime.due import POLICIES

PAUSE_KINDS = {"supplement": "yêu cầu bổ sung", "fee": "chờ nghĩa vụ tài chính", "other": "tạm dừng khác"}
DUES = {
    "file": "ngày hẹn trả ghi trong tệp của nguồn",
    "legal": "hạn tính theo luật (hết giờ của ngày làm việc cuối)",
    "r_day": "hạn tính như phần mềm, cộng ngày giữ giờ tiếp nhận",
    "r_hour": "hạn tính như phần mềm, trừ dần giờ làm việc",
}
PAUSE_RULES = {
    "PAUSE": "thời gian tạm dừng được cộng thêm vào hạn",
    "RESTART": "hạn tính lại từ đầu khi hết tạm dừng",
    "END_AT_REQUEST": "yêu cầu bổ sung đang mở được coi là kết thúc; yêu cầu lần thứ hai coi là quá hạn",
}
EXTENSIONS = {"original": "không tính gia hạn", "current": "tính gia hạn hợp lệ"}
GRANULARITIES = {"DAY": "so theo ngày", "MINUTE": "so theo phút"}
RECEPTIONS = {
    "stamped": "từ thời điểm tiếp nhận ghi trên hồ sơ",
    "session": "tiếp nhận ngoài giờ thì tính từ đầu buổi nhận hồ sơ kế tiếp",
    "handover": "tiếp nhận ngoài giờ hoặc sau giờ chuyển hồ sơ thì tính từ đầu ngày làm việc kế tiếp",
}


@dataclass(frozen=True, kw_only=True)
class DossierClock:
    """A way of counting. The defaults judge a source by the due date in its own file, by calendar day.

    `file_pauses`: the due date in the file is the first one, so that pauses are still to be added (as a rule the
    software has added them already). `stopping`: the kinds of pause that stop the clock. `extensions_allowed`: one
    re-appointment [NĐ 61/2018/NĐ-CP, to be confirmed]. `reception` and `handover_after`: what is received after 15:00
    is handed over on the next working day [NĐ 61/2018/NĐ-CP Điều 18, to be confirmed].
    """

    due: str = "file"
    pauses: str = "PAUSE"
    extension: str = "original"
    granularity: str = "DAY"
    file_pauses: bool = False
    stopping: tuple[str, ...] = tuple(PAUSE_KINDS)
    extensions_allowed: int = 1
    reception: str = "stamped"
    handover_after: time = time(15, 0)

    def __post_init__(self) -> None:
        """Refuse a choice that does not exist."""
        for value, choices in (
            (self.due, DUES),
            (self.pauses, PAUSE_RULES),
            (self.extension, EXTENSIONS),
            (self.granularity, GRANULARITIES),
            (self.reception, RECEPTIONS),
            *((kind, PAUSE_KINDS) for kind in self.stopping),
        ):
            if value not in choices:
                raise InputFault(f"Không có cách đếm “{value}”; hãy chọn một trong: {', '.join(choices)}.")

    @property
    def computes(self) -> bool:
        """Whether the due moment is computed from the limit, not read from the file."""
        return self.due in POLICIES

    @property
    def adds_pauses(self) -> bool:
        """Whether pauses move the due moment."""
        return self.computes or self.file_pauses

    @property
    def name(self) -> str:
        """The choices in short: "due_in_file/current/day", "legal/pause/original/minute"."""
        parts = ["due_in_file" if self.due == "file" else self.due]
        if self.adds_pauses or self.pauses == "END_AT_REQUEST":
            parts.append(self.pauses.lower())
        parts += [self.extension, self.granularity.lower()]
        if self.reception != "stamped":
            parts.append(self.reception)
        return "/".join(parts)

    @property
    def text(self) -> str:
        """The choices in a sentence, to be printed beside every figure."""
        parts = [f"So với {DUES[self.due]}, {EXTENSIONS[self.extension]}, {GRANULARITIES[self.granularity]}"]
        if self.adds_pauses or self.pauses == "END_AT_REQUEST":
            parts.append(PAUSE_RULES[self.pauses])
        else:
            parts.append("thời gian tạm dừng không cộng thêm: hạn giữ như tệp đã ghi")
        if self.reception != "stamped":
            moment = f" ({self.handover_after:%H:%M})" if self.reception == "handover" else ""
            parts.append(RECEPTIONS[self.reception] + moment)
        return "; ".join(parts)
