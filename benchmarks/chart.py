"""Small charts as SVG, readable on a light and on a dark page; no library draws them."""

from collections.abc import Mapping, Sequence
from math import floor as floored
from math import log10
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, BAR, GAP, LEFT, RIGHT = 860, 22, 10, 330, 170
_STYLE = (
    "text{font:13px sans-serif;fill:#24292f}.bar{fill:#3b7dd8}.own{fill:#2d9d5c}.line{stroke:#d4572e;stroke-width:2;"
    "stroke-dasharray:5 4}.axis{stroke:#8b949e}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#5b9bf0}.own{fill:#4cc37f}.line{stroke:#ff8a5c}}"
)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'


def bars(
    into: Path,
    title: str,
    values: Mapping[str, tuple[float, str]],
    *,
    own: Sequence[str] = (),
    limits: Mapping[str, float] | None = None,
    logarithmic: bool = False,
) -> Path:
    """Write a horizontal bar for each name → (number above 0, its words), and a dashed line for each limit; give the path.

    `own`: names in the other colour. `logarithmic`: a bar ten times as long is many times as much, from a power of ten below the
    smallest number.
    """
    limits = limits or {}
    numbers = [number for number, _ in values.values()] + list(limits.values())
    room = WIDTH - LEFT - RIGHT
    floor = 10.0 ** floored(log10(min(numbers) / 3)) if logarithmic else 0.0

    def long(number: float) -> float:
        if logarithmic:
            return room * log10(number / floor) / log10(max(numbers) / floor)
        return room * number / max(numbers)

    height = 56 + len(values) * (BAR + GAP) + 18 * bool(limits)
    drawn = [_text(8, 22, title)]
    for place, (name, (number, words)) in enumerate(values.items()):
        y = 40 + place * (BAR + GAP)
        kind = "own" if name in own else "bar"
        drawn.append(_text(LEFT - 8, y + 16, name, "end"))
        drawn.append(
            f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{max(long(number), 1):.1f}" height="{BAR}" rx="2"/>'
        )
        drawn.append(_text(LEFT + long(number) + 6, y + 16, words))
    end = 40 + len(values) * (BAR + GAP)
    drawn.append(f'<line class="axis" x1="{LEFT}" y1="34" x2="{LEFT}" y2="{end}"/>')
    for words, number in limits.items():
        x = LEFT + long(number)
        drawn.append(f'<line class="line" x1="{x:.1f}" y1="34" x2="{x:.1f}" y2="{end}"/>')
        drawn.append(_text(x, end + 16, words, "middle"))
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>{''.join(drawn)}</svg>\n",
        encoding="utf-8",
    )
    return into
