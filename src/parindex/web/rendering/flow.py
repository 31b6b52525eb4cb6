"""The one renderer of a course of states: boxes from top to bottom, arrows down and back up between neighbours, as SVG.

A table beside it says the same; the drawing is one image with a title and a description.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

_BOX, _LINE, _PAD = 36, 22, 12  # px: a box, a line of words in a gap, above and below the words
_DOWN, _UP, _WORDS = 20, 44, 64  # px from the left: the arrow down, the arrow up, the words


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one box to a neighbouring one, by their places from the top, with its words."""

    source: int
    target: int
    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Boxes in their order, and the arrows between neighbours. `id` is unique on the page."""

    id: str
    title: str
    boxes: Sequence[str]
    arrows: Sequence[Arrow]


def render_flow(flow: Flow) -> SafeString:
    """The figure. ValueError for an arrow between boxes that are not neighbours: such a course needs another drawing."""
    if any(abs(arrow.source - arrow.target) != 1 for arrow in flow.arrows):
        raise ValueError("arrows lead from a box to the one above or below it")
    parts, y = [], 0
    for number, box in enumerate(flow.boxes):
        parts.append(f'<rect class="state" x="1" y="{y + 1}" width="99%" height="{_BOX}" rx="4"/>')
        parts.append(f'<text class="lane" x="14" y="{y + 24}">{escape(box)}</text>')
        y += _BOX + 2
        if number < len(flow.boxes) - 1:
            height, inner = _gap(flow, number, y)
            parts.append(inner)
            y += height
    name, title = escape(flow.id), escape(flow.title)
    said = "; ".join(f"{flow.boxes[one.source]} → {flow.boxes[one.target]}: {one.text}" for one in flow.arrows)
    return mark_safe(  # noqa: S308 (every piece is escaped)
        f'<figure class="chart chart-flow" id="{name}"><figcaption>{title}</figcaption>'
        f'<svg role="img" width="100%" height="{y}" aria-labelledby="{name}-ten {name}-mo-ta">'
        f'<title id="{name}-ten">{title}</title><desc id="{name}-mo-ta">{escape(said)}.</desc>{"".join(parts)}</svg></figure>'
    )


def _gap(flow: Flow, number: int, top: int) -> tuple[int, str]:
    """What stands between a box and the next: how high it is, and its arrows with their words."""
    downs = [one.text for one in flow.arrows if one.source == number and one.target == number + 1]
    ups = [one.text for one in flow.arrows if one.source == number + 1 and one.target == number]
    lines = [f"↓ {text}" for text in downs] + [f"↑ {text}" for text in ups]
    height = 2 * _PAD + _LINE * max(1, len(lines))
    bottom = top + height
    parts = [_way(_DOWN, top, bottom - 2, -7)] if downs else []
    parts += [_way(_UP, bottom, top + 2, 7, back=True)] if ups else []
    for at, text in enumerate(lines):
        parts.append(f'<text x="{_WORDS}" y="{top + _PAD + _LINE * at + 15}">{escape(text)}</text>')
    return height, "".join(parts)


def _way(x: int, start: int, end: int, head: int, *, back: bool = False) -> str:
    """A vertical arrow; `head`: from its point back to where its head begins, in px."""
    tip = f"M{x - 5} {end + head}L{x} {end}L{x + 5} {end + head}"
    return f'<path class="way{" way-back" if back else ""}" d="M{x} {start}V{end}{tip}"/>'
