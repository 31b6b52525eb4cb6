"""How one source has a row, in words: its status and its moments. For screens, lists and letters about two sources."""

from datetime import date, datetime

from parindex.documents.wording.numbers import date_text, moment_text

STATUS_WORDS = {
    "early": "Trước hạn",
    "on_time": "Đúng hạn",
    "late": "Trễ hạn",
    "pending": "Chưa xong, trong hạn",
    "overdue": "Quá hạn",
    "suspended": "Tạm dừng",
    "no_due": "Không có hạn",
    "refused": "Từ chối",
    "withdrawn": "Rút",
    "stopped": "Dừng giải quyết",
    "missing": "Không có",
}
GROUP_WORDS = {"dossiers": "Thủ tục hành chính", "tasks": "Văn bản giao", "reports": "Loại báo cáo"}


def status_words(status: str) -> str:
    """A side's status in words."""
    return STATUS_WORDS.get(status, status)


def day_or_moment(moment: date | None) -> str:
    """A moment; a whole day (00:00 or its last minute) is the day alone. "" for none."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime) or (moment.hour, moment.minute) in {(0, 0), (23, 59)}:
        return date_text(moment)
    return moment_text(moment)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
