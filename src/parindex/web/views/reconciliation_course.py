"""One difference drawn: the course of the row in each source, and the due moments recomputed, on one working-time axis."""

from dataclasses import replace
from datetime import date, datetime, time

from django.utils.safestring import SafeString

from parindex.assessment.dossier_reckoning import reckoning
from parindex.assessment.reconciling import Compared
from parindex.documents.wording.numbers import date_text
from parindex.documents.wording.sides import day_or_moment, status_words
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.measures.dossier_story import DossierStory
from parindex.measures.reconciliation.model import MISSING, Difference, Side
from parindex.web.page import Place
from parindex.web.rendering.timeline import Lane, Mark, Span, Timeline, render_timeline
from parindex.web.words import SIGNS

_LAST = time(23, 59)
# Columns whose moments the courses show, by comparison: (column, what it is called), the beginning first.
_BEGIN = {
    "dossiers": ("received", "Tiếp nhận"),
    "tasks": ("assigned", "Giao việc"),
    "reports": ("entered", "Ghi vào phần mềm"),
}
_MORE = {
    "dossiers": (("returned", "Trả kết quả"),),
    "tasks": (("submitted", "Báo cáo kết quả"), ("accepted", "Xác nhận")),
    "reports": (("sent", "Gửi"),),
}


def whole(moment: date | None) -> datetime | None:
    """A day without a clock time lasts until its end."""
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        return datetime.combine(moment, _LAST)
    return datetime.combine(moment.date(), _LAST) if moment.time() == time(0) else moment


def _mark(moment: datetime, kind: str, label: str) -> Mark:
    return Mark(moment, kind, label, day_or_moment(moment))  # type: ignore[arg-type]


def _spans(story: DossierStory | None, side: Side) -> list[Span]:
    """Pauses and extensions that the source tells of, with the papers that say so."""
    found = []
    for one in story.pauses if story else ():
        closed = one.pause.closed
        until = f"đến {day_or_moment(closed)}" if closed else "chưa kết thúc"
        paper = f" ({one.document})" if one.document else ""
        words = f"Tạm dừng từ {day_or_moment(one.pause.opened)} {until}{paper}."
        found.append(Span(one.pause.opened, closed, "pause", words))
    for letter in story.dossier.extensions if story else ():
        due, until_day = whole(side.due), datetime.combine(letter.until, _LAST)
        if due is not None and until_day > due:
            words = f"Gia hạn đến {date_text(letter.until)}{f' ({letter.document})' if letter.document else ''}."
            found.append(Span(due, until_day, "extension", words))
    return found


def _lane(kind: str, title: str, side: Side, story: DossierStory | None) -> Lane:
    if side.status == MISSING:
        return Lane(f"{title}: không có dòng này", ())
    column, words = _BEGIN[kind]
    begins = side.values.get(column)
    received = begins if isinstance(begins, datetime) else whole(begins if isinstance(begins, date) else None)
    if isinstance(begins, date) and not isinstance(begins, datetime):
        received = datetime.combine(begins, time(0))
    marks = [_mark(received, "received", words)] if received else []
    due, judged, end = whole(side.due), whole(side.judged_due), whole(side.end)
    other = judged is not None and due is not None and day_or_moment(judged) != day_or_moment(due)
    if due:
        marks.append(_mark(due, "due", "Hạn của nguồn" if other else "Hạn"))
    if judged and (other or due is None):
        marks.append(_mark(judged, "due", "Hạn dùng để xét"))
    if end:
        marks.append(_mark(end, "end", "Kết thúc"))
    for name, label in _MORE[kind]:
        value = side.values.get(name)
        moment = whole(value) if isinstance(value, date) else None
        if moment and (end is None or moment != end):
            marks.append(_mark(moment, "end", label))
    return Lane(
        title,
        marks,
        _spans(story, side),
        begins=received,
        ends=end,
        due=judged or due,
        state=status_words(side.status),
        sign=SIGNS.get(side.status, "none"),
    )


def _story(compared: Compared, source: SourceFacts, side: Side) -> DossierStory | None:
    """What the logs of a source say of a dossier; None for other registers and rows that it does not have."""
    if compared.comparison.register != "dossiers" or side.status == MISSING:
        return None
    found = reckoning(replace(compared.question, source=source.source), side.key)
    return found.story if found else None


def _recomputed(compared: Compared, one: Difference) -> list[Mark]:
    """The due moments under each policy; policies that give the same moment share one mark."""
    names: dict[datetime, list[str]] = {}
    for name, due in one.dues.items():
        if (moment := whole(due)) is not None:
            names.setdefault(moment, []).append(compared.comparison.due_titles.get(name, name))
    return [_mark(moment, "other", "; ".join(titles)) for moment, titles in names.items()]


def course(place: Place, compared: Compared, one: Difference) -> SafeString | str:
    """The drawing; "" when no moment can be drawn (outside the calendar's years, or none written)."""
    kind = compared.comparison.name
    lanes = [
        _lane(kind, source.title, side, _story(compared, source, side))
        for source, side in ((compared.left, one.left), (compared.right, one.right))
    ]
    if dues := _recomputed(compared, one):
        lanes.append(Lane("Hạn tính lại", dues))
    if not any(lane.marks for lane in lanes):
        return ""
    as_of = compared.question.as_of
    ground = compared.question.ground
    try:
        return render_timeline(
            Timeline(
                id="dien-bien",
                title="Diễn biến ở hai nguồn",
                lanes=lanes,
                as_of=datetime.combine(as_of, _LAST),
                as_of_text=date_text(as_of),
                calendar=ground.calendars.get(one.unit, ground.calendar),
            )
        )
    except InputFault:
        return ""
