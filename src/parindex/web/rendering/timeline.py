"""The one timeline renderer: several courses of one thing on one axis of working time, as SVG with a list beside it.

The numbers in the drawing are those of the list, which says everything that the drawing shows: it is the text
alternative, and what a phone has room for. Positions are in percent, so that text keeps its size on every width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from html import escape
from itertools import chain
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from parindex.scoring.rounding import rounded
from parindex.web.rendering.markup import Sign, sign_class
from parindex.web.rendering.working_axis import WorkingAxis
from parindex.worktime.calendar import WorkingCalendar

MarkKind = Literal["received", "due", "end", "other"]
SpanKind = Literal["pause", "extension"]

_TOP, _TITLE, _BAR, _LEVEL, _GAP = 30, 24, 18, 17, 18  # px: the axis, a lane's title, its bar, a row of numbers, below
_APART = Fraction(7)  # percent between two numbers that stand beside each other at 390 px
_SHAPES: dict[MarkKind, str] = {
    "received": '<circle r="6" cy="9"/>',
    "due": '<path d="M0-5V23M-5-5H5"/>',
    "end": '<path d="M0 0L8 9L0 18L-8 9Z"/>',
    "other": '<path d="M0 0V18"/>',
}
_KEY: tuple[tuple[str, str], ...] = (
    ("run", "đang giải quyết"),
    ("late", "quá hạn"),
    ("pause", "tạm dừng"),
    ("extension", "được gia hạn"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that counts: `label` says which, `text` the moment as printed."""

    moment: datetime
    kind: MarkKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; `last` None: still running. `text` says it in words."""

    first: datetime
    last: datetime | None
    kind: SpanKind
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One course: from `begins` to `ends` (None: still open, up to the day of the question), late after `due`.

    `begins` None: nobody says when; the course is drawn from its due moment on.
    """

    title: str
    marks: Sequence[Mark]
    spans: Sequence[Span] = ()
    begins: datetime | None = None
    ends: datetime | None = None
    due: datetime | None = None
    state: str = ""
    sign: Sign = "none"


@dataclass(frozen=True, slots=True)
class Timeline:
    """All lanes, those still open up to `as_of`. `id` is unique on the page; `calendar` says what is folded away."""

    id: str
    title: str
    lanes: Sequence[Lane]
    as_of: datetime
    as_of_text: str
    calendar: WorkingCalendar

    def until(self, lane: Lane) -> datetime:
        """Where a lane ends."""
        return lane.ends or self.as_of

    @property
    def is_open(self) -> bool:
        """Whether something is still running: only then the day of the question has a place in the drawing."""
        return any(
            ((lane.begins or lane.due) is not None and lane.ends is None)
            or any(span.last is None for span in lane.spans)
            for lane in self.lanes
        )


def render_timeline(timeline: Timeline) -> SafeString:
    """The figure: caption, drawing, key, and the list of moments. InputFault outside the calendar's years."""
    axis = WorkingAxis(timeline.calendar, _moments(timeline))
    height, inner = _drawing(timeline, axis)
    name, title = escape(timeline.id), escape(timeline.title)
    html = (
        f'<figure class="chart chart-time" id="{name}"><figcaption>{title}</figcaption>'
        f'<svg role="img" width="100%" height="{height}" aria-labelledby="{name}-ten {name}-mo-ta">'
        f'<title id="{name}-ten">{title}</title><desc id="{name}-mo-ta">{escape(_description(timeline))}</desc>'
        f'<defs><pattern id="{name}-gach" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/>'
        '<path class="hatch" d="M0 0V6"/></pattern></defs>'
        f"{inner}</svg>{_key(timeline, axis)}{_lists(timeline)}</figure>"
    )
    return mark_safe(html)  # noqa: S308 (every piece above is escaped)


def _moments(timeline: Timeline) -> list[datetime]:
    found = [timeline.as_of] if timeline.is_open else []
    for lane in timeline.lanes:
        found += [mark.moment for mark in lane.marks]
        found += [moment for span in lane.spans for moment in (span.first, span.last) if moment]
        found += [moment for moment in (lane.begins, lane.ends, lane.due) if moment]
    return found


def _ordered(lane: Lane) -> list[Mark]:
    return sorted(lane.marks, key=lambda mark: mark.moment)


def _description(timeline: Timeline) -> str:
    parts = []
    for lane in timeline.lanes:
        said = chain((f"{mark.label} {mark.text}" for mark in _ordered(lane)), (span.text for span in lane.spans))
        parts.append(f"{lane.title}{f' ({lane.state})' if lane.state else ''}: {'; '.join(said)}.")
    return " ".join([*parts, f"Tính đến {timeline.as_of_text}."])


def _percent(share: Fraction) -> str:
    return f"{rounded(share, 2)}%"


def _drawing(timeline: Timeline, axis: WorkingAxis) -> tuple[int, str]:
    top, lanes = _TOP, []
    first = 1
    for lane in timeline.lanes:
        height, inner = _lane(timeline, lane, axis, top, first)
        lanes.append(inner)
        top, first = top + height, first + len(lane.marks)
    cuts = (
        f'<rect class="cut" x="{_percent(cut.first)}" y="{_TOP - 6}" width="{_percent(cut.last - cut.first)}"'
        f' height="{top - _TOP + 6}"/>'
        for cut in axis.cuts
    )
    return top, _axis(timeline, axis, top) + "".join((*lanes, *cuts))


def _axis(timeline: Timeline, axis: WorkingAxis, bottom: int) -> str:
    parts = []
    for tick in axis.ticks:
        x, kind = _percent(tick.share), "tick tick-folded" if tick.folded else "tick"
        parts.append(f'<line class="{kind}" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{bottom}"/>')
        if tick.label:
            parts.append(f'<text class="note" x="{x}" y="14">{escape(tick.label)}</text>')
    if timeline.is_open:
        x = _percent(axis.share(timeline.as_of))
        parts.append(f'<line class="as-of" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{bottom}"/>')
    return "".join(parts)


def _lane(timeline: Timeline, lane: Lane, axis: WorkingAxis, top: int, number: int) -> tuple[int, str]:
    """The lane's height and drawing: title, numbers of what is due above the bar, of what happened below it."""
    numbered = list(enumerate(_ordered(lane), start=number))
    above = _levels([(n, axis.share(mark.moment)) for n, mark in numbered if mark.kind in {"due", "other"}])
    below = _levels([(n, axis.share(mark.moment)) for n, mark in numbered if mark.kind not in {"due", "other"}])
    bar = top + _TITLE + _LEVEL * max([level + 1 for level in above.values()], default=0) + 8
    under = bar + _BAR + 8
    parts = [f'<text class="lane" x="0" y="{top + 15}">{escape(lane.title)}</text>']
    parts.append(_bar(timeline, lane, axis, bar))
    for n, mark in numbered:
        share = axis.share(mark.moment)
        x = _percent(share)
        parts.append(
            f'<svg class="mark mark-{mark.kind}" x="{x}" y="{bar}" overflow="visible">{_SHAPES[mark.kind]}</svg>'
        )
        y = bar - 10 - _LEVEL * above[n] if n in above else under + 11 + _LEVEL * below[n]
        parts.append(f'<text class="number" x="{x}" y="{y}">{n}</text>')
    height = under - top + _LEVEL * max([level + 1 for level in below.values()], default=0) + _GAP
    return height, "".join(parts)


def _levels(numbers: Sequence[tuple[int, Fraction]]) -> dict[int, int]:
    """How far from the bar each number stands, so that none lies on another: 0 is beside the bar."""
    taken: list[Fraction] = []  # the right-most position on each level
    found = {}
    for number, share in numbers:
        level = next((at for at, last in enumerate(taken) if share - last >= _APART), len(taken))
        if level == len(taken):
            taken.append(share)
        taken[level] = share
        found[number] = level
    return found


def _bar(timeline: Timeline, lane: Lane, axis: WorkingAxis, y: int) -> str:
    start = lane.begins or lane.due
    if start is None:
        return ""
    begins, ends = axis.share(start), axis.share(max(timeline.until(lane), start))
    due = ends if lane.due is None else min(max(axis.share(lane.due), begins), ends)
    parts = [_stretch("run", begins, due, y, _BAR)]
    if due < ends:
        parts.append(_stretch("late", due, ends, y, _BAR))
    for span in lane.spans:
        first, last = axis.share(span.first), axis.share(span.last or timeline.as_of)
        if span.kind == "pause":
            fill = f' fill="url(#{escape(timeline.id)}-gach)"'
            parts.append(_stretch("pause", first, last, y, _BAR, fill))
        else:
            parts.append(_stretch("extension", first, last, y - 4, _BAR + 8))
    return "".join(parts)


def _stretch(kind: str, first: Fraction, last: Fraction, y: int, height: int, more: str = "") -> str:
    width = _percent(max(last - first, Fraction(0)))
    return f'<rect class="{kind}" x="{_percent(first)}" y="{y}" width="{width}" height="{height}"{more}/>'


def _key(timeline: Timeline, axis: WorkingAxis) -> str:
    """What the shapes mean: only those that are there."""
    there = {"run"} | {span.kind for lane in timeline.lanes for span in lane.spans}
    if any(lane.due and timeline.until(lane) > lane.due for lane in timeline.lanes):
        there.add("late")
    items = [f'<span><span class="key key-{name}"></span>{words}</span>' for name, words in _KEY if name in there]
    if timeline.is_open:
        items.append(f'<span><span class="key key-as-of"></span>tính đến {escape(timeline.as_of_text)}</span>')
    for cut in axis.cuts:
        items.append(f'<span><span class="key key-cut"></span>rút gọn {cut.days} ngày làm việc</span>')
    folded = "; vạch đậm: có ngày nghỉ ở trước" if any(tick.folded for tick in axis.ticks) else ""
    items.append(f"<span>chỉ vẽ giờ làm việc{folded}</span>")
    return f'<p class="legend keys">{"".join(items)}</p>'


def _lists(timeline: Timeline) -> str:
    """The moments of each lane with their numbers, then its stretches of time."""
    parts, number = [], 1
    for lane in timeline.lanes:
        items = []
        for mark in _ordered(lane):
            items.append(f'<li value="{number}">{escape(mark.label)}: {escape(mark.text)}</li>')
            number += 1
        state = f' <span class="{sign_class(lane.sign)}">{escape(lane.state)}</span>' if lane.state else ""
        spans = "".join(f"<p>{escape(span.text)}</p>" for span in lane.spans)
        parts.append(f"<div><h3>{escape(lane.title)}{state}</h3><ol>{''.join(items)}</ol>{spans}</div>")
    return f'<div class="moments">{"".join(parts)}</div>'
