"""“Cách tính hạn” on a dossier's page: its moments, the legal due moment step by step, and who judges it by what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from parindex.assessment.dossier_reckoning import Reckoning, reckoning
from parindex.assessment.figures import Question
from parindex.documents.wording.numbers import count_text
from parindex.measures.columns import STATUS
from parindex.measures.dossier_story import LoggedPause
from parindex.records.registers.dossier_pauses import KINDS
from parindex.web.cells import cell_text
from parindex.web.page import Place
from parindex.web.rendering.table import Cell, Column, Row, Table
from parindex.web.views.measure import row_query
from parindex.web.words import SIGNS
from parindex.worktime.dossier import Judgement
from parindex.worktime.due_chain import FAULTS
from parindex.worktime.wording import moment_text

# Name of the clock → (how it reads, the figure that counts so).
_WAYS = {
    "file": ("Ngày hẹn trả ghi trong tệp, không tính gia hạn", "dossiers.on_time_original_due"),
    "extended": ("Ngày hẹn trả trong tệp, tính gia hạn hợp lệ", "dossiers.on_time_current_due"),
    "legal": ("Hạn tính theo luật, cộng thời gian tạm dừng", ""),
}
_LACKING = "chưa đủ căn cứ"


@dataclass(frozen=True)
class Fact:
    """One moment of the dossier; `more` holds (words, address) of the rows that say it."""

    title: str
    text: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DossierTime:
    """What the section shows."""

    facts: tuple[Fact, ...]
    ways: Table
    steps: Table


def _worked(time: timedelta) -> str:
    if not time:
        return ""
    minutes = round(time.total_seconds() / 60)
    parts = [f"{count_text(minutes // 60)} giờ"] * (minutes >= 60) + [f"{minutes % 60} phút"] * (minutes % 60 > 0)
    return f"{' '.join(parts)} làm việc"


def _moment(moment: datetime | None) -> str:
    """A moment; a whole day's last second is the day."""
    if moment is None:
        return ""
    return f"ngày {moment:%d/%m/%Y}" if (moment.hour, moment.minute) == (23, 59) else moment_text(moment)


def _pause_text(one: LoggedPause) -> str:
    kind = next(choice.title for choice in KINDS if choice.value == one.pause.kind)
    closed = f"đến {_moment(one.pause.closed)}" if one.pause.closed else "chưa kết thúc"
    paper = f" ({one.document})" if one.document else ""
    return f"{kind}: từ {_moment(one.pause.opened)} {closed}{paper}"


def _limit(found: Reckoning) -> str:
    dossier = found.story.dossier
    if dossier.hours:
        return f"{dossier.hours.normalize():f} giờ làm việc".replace(".", ",")
    return f"{dossier.days} ngày làm việc" if dossier.days else _LACKING + ": chưa ghi thời hạn giải quyết"


def _extended(found: Reckoning) -> str:
    letters = found.story.dossier.extensions
    if not letters:
        return "không"
    fault = found.judged["extended"].extension_fault
    paper = letters[0].document or "chưa ghi văn bản xin lỗi"
    given = f", ngày xin lỗi {letters[0].given:%d/%m/%Y}" if letters[0].given else ", chưa ghi ngày xin lỗi"
    return f"đến ngày {letters[0].until:%d/%m/%Y} ({paper}{given})" + (f"; {FAULTS[fault]}" if fault else "")


def _facts(place: Place, found: Reckoning, code: str, source: str) -> tuple[Fact, ...]:
    story, file = found.story, found.judged["file"]
    rows = place.url("row", register="dossier_pauses")
    pauses = tuple((_pause_text(one), rows + row_query(source, one.key) if one.key else "") for one in story.pauses)
    steps = place.url("register", register="dossier_steps") + "?" + urlencode({"tim": code, "nguon": source})
    ended = story.dossier.ended
    facts = [
        Fact("Tiếp nhận", _moment(story.dossier.received)),
        Fact("Thời hạn giải quyết", _limit(found)),
        Fact("Hạn ghi trong tệp", _moment(file.due_original) or _LACKING + ": tệp không ghi ngày hẹn trả"),
        Fact("Gia hạn, xin lỗi", _extended(found)),
        Fact("Tạm dừng", "" if pauses else "không", pauses),
        Fact("Kết thúc xử lý", _moment(ended) if ended else "chưa kết thúc, hoặc không xét theo hạn"),
    ]
    if story.steps:
        facts.append(Fact("Các bước xử lý", "", ((f"{count_text(story.steps)} bước đã ghi", steps),)))
    return tuple(facts)


def _status(found: Reckoning, judgement: Judgement) -> Cell:
    if found.story.apart:
        return Cell("Để riêng, không xét hạn", sign="none")
    if judgement.judged_due is None:
        return Cell(_LACKING[0].upper() + _LACKING[1:], sign="warn")
    return Cell(cell_text(STATUS, judgement.status, str), sign=SIGNS.get(judgement.status, "none"))


def _ways(place: Place, found: Reckoning, source: str, assessed: bool) -> Table:
    rows = []
    for name, (title, code) in _WAYS.items():
        judgement = found.judged[name]
        if code:
            words = "Các số hồ sơ đúng hạn, trễ hạn, quá hạn" if name == "file" else "Đúng hạn theo hạn sau gia hạn"
            href = (
                place.url("measure", code="dossiers.rate_completed" if name == "file" else code) if assessed else None
            )
        else:
            words = "Tình hình giải quyết hồ sơ, hạn tính theo luật"
            href = place.url("dossier_table") + "?" + urlencode({"han": "legal", "nguon": source})
        due = _moment(judgement.judged_due)
        late = judgement.late_minutes or 0
        over = f"quá {_worked(timedelta(minutes=late))}" if judgement.status in {"late", "overdue"} and late else None
        status = _status(found, judgement)
        rows.append(Row((title, due or "", Cell(status.text, sign=status.sign, note=over), Cell(words, href=href))))
    return Table(
        columns=(
            Column("Cách xét", heading=True, width="medium"),
            Column("Hạn", width="fit"),
            Column("Tình trạng"),
            Column("Nơi đếm theo cách này", width="text"),
        ),
        rows=rows,
        caption="Đúng hạn hay trễ hạn theo từng cách xét",
        empty_text="Chưa có cách xét nào.",
        id="cach-xet",
    )


def _steps(found: Reckoning) -> Table:
    rows = [
        Row(
            (
                step.text,
                _moment(step.begins) if step.kind in {"pause", "late_pause"} else "",
                _moment(step.ends) if step.kind in {"pause", "late_pause"} else "",
                _worked(step.added),
                _moment(step.due),
            )
        )
        for step in found.judged["legal"].steps
    ]
    return Table(
        columns=(
            Column("Việc", heading=True, width="wide"),
            Column("Từ", width="fit"),
            Column("Đến", width="fit"),
            Column("Cộng vào hạn"),
            Column("Hạn khi đó", width="fit"),
        ),
        rows=rows,
        caption="Hạn theo luật, từng bước theo lịch làm việc của đơn vị",
        empty_text="Chưa đủ căn cứ để tính.",
        id="cac-buoc-tinh",
    )


def dossier_time(place: Place, asked: Question, row: dict[str, object], assessed: bool) -> DossierTime | None:
    """The section for a row of the register of dossiers; None for a dossier that was not received yet."""
    source = str(row["source"])
    found = reckoning(asked, str(row["key"]))
    if found is None:
        return None
    return DossierTime(
        facts=_facts(place, found, str(row["code"]), source),
        ways=_ways(place, found, source, assessed),
        steps=_steps(found),
    )
