"""The one chart renderer: SVG made on the server, sized in percent of its box so that text keeps its size on a phone.

Colours come from classes of the stylesheet; there is no style attribute, script or address in the SVG. The same numbers
always stand in a table or list beside it, so the chart is one image with a title and a description.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from parindex.scoring.rounding import rounded

_LABEL_WIDTH = 40  # characters that stand beside a value at 390 px
_LINE = 20
_BAR = 12
_GAP = 14
_PLOT_TOP = 22
_PLOT = 120
_FEWEST_SLOTS = 3

Percent = Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar: `percent` and `target` from 0 to 100; None means not measured, and `value_text` says so."""

    label: str
    percent: Percent | None
    value_text: str
    target: Percent | None = None
    sign: Literal["", "good", "warn", "bad", "open"] = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one below the other, each on a track of 100 percent. `id` is unique on the page."""

    id: str
    title: str
    description: str
    bars: Sequence[Bar]
    target_text: str = ""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year: `percent` from 0 to 100, `note` under the year (a rank), `firm` false for a figure not published."""

    year: str
    percent: Percent | None
    value_text: str
    note: str = ""
    firm: bool = True


@dataclass(frozen=True, slots=True)
class YearChart:
    """Columns of yearly results from zero to 100 percent, with one target line if there is a target."""

    id: str
    title: str
    description: str
    columns: Sequence[YearColumn]
    target: Percent | None = None
    target_text: str = ""


Chart = BarChart | YearChart


def render_chart(chart: Chart) -> SafeString:
    """Return the chart as a figure with its caption and legend."""
    height, inner = _bars(chart) if isinstance(chart, BarChart) else _years(chart)
    name = escape(chart.id)
    kind = "bars" if isinstance(chart, BarChart) else "years"
    title, description = escape(chart.title), escape(chart.description)
    legend = ""
    if chart.target_text:
        legend = f'<p class="legend"><span class="key-target"></span>{escape(chart.target_text)}</p>'
    html = (
        f'<figure class="chart chart-{kind}"><figcaption>{title}</figcaption>'
        f'<svg role="img" width="100%" height="{height}" aria-labelledby="{name}-ten {name}-mo-ta">'
        f'<title id="{name}-ten">{title}</title><desc id="{name}-mo-ta">{description}</desc>'
        f"{inner}</svg>{legend}</figure>"
    )
    return mark_safe(html)  # noqa: S308 (every piece above is escaped)


def _inside(percent: Percent) -> Fraction:
    """Kept from 0 to 100 for the drawing; the printed text keeps the true value."""
    return min(max(Fraction(percent), Fraction(0)), Fraction(100))


def _share(percent: Percent) -> str:
    """A position in percent of the drawing."""
    return f"{rounded(_inside(percent), 2)}%"


def _bars(chart: BarChart) -> tuple[int, str]:
    top, parts = 0, []
    for bar in chart.bars:
        lines = textwrap.wrap(bar.label, _LABEL_WIDTH) or [""]
        for number, line in enumerate(lines):
            parts.append(f'<text class="label" x="0" y="{top + number * _LINE + 15}">{escape(line)}</text>')
        top += len(lines) * _LINE
        parts.append(f'<text class="value" x="100%" y="{top - 5}">{escape(bar.value_text)}</text>')
        parts.append(f'<rect class="track" x="0" y="{top}" width="100%" height="{_BAR}"/>')
        if bar.percent is not None:
            kind = f"bar {_bar_sign(bar.sign)}".rstrip()
            width = _share(bar.percent)
            parts.append(f'<rect class="{kind}" x="0" y="{top}" width="{width}" height="{_BAR}"/>')
        if bar.target is not None:
            x = _share(bar.target)
            parts.append(f'<line class="target" x1="{x}" x2="{x}" y1="{top - 4}" y2="{top + _BAR + 4}"/>')
        top += _BAR + _GAP
    return max(top - _GAP + 4, 1), "".join(parts)


def _bar_sign(sign: str) -> str:
    return f"bar-{sign}" if sign else ""


def _years(chart: YearChart) -> tuple[int, str]:
    slots = max(len(chart.columns), _FEWEST_SLOTS)
    slot = Fraction(100, slots)
    base = _PLOT_TOP + _PLOT
    parts = [f'<line class="axis" x1="0" x2="100%" y1="{base}" y2="{base}"/>']
    texts = []
    for number, column in enumerate(chart.columns):
        middle = _share(slot * number + slot / 2)
        if column.percent is not None:
            tall = _tall(column.percent)
            kind = "column" if column.firm else "column column-open"
            parts.append(
                f'<rect class="{kind}" x="{_share(slot * number + slot / 5)}" y="{base - tall}"'
                f' width="{_share(slot * 3 / 5)}" height="{tall}"/>'
            )
            texts.append(_middle("value", middle, base - tall - 7, column.value_text))
        else:
            texts.append(_middle("note", middle, base - 7, column.value_text))
        texts.append(_middle("label", middle, base + 19, column.year))
        texts.append(_middle("note", middle, base + 37, column.note) if column.note else "")
    if chart.target is not None:
        y = base - _tall(chart.target)
        parts.append(f'<line class="target" x1="0" x2="100%" y1="{y}" y2="{y}"/>')
    noted = any(column.note for column in chart.columns)
    return base + (44 if noted else 26), "".join(parts + texts)


def _tall(percent: Percent) -> int:
    return int(rounded(_inside(percent) * _PLOT / 100, 0))


def _middle(kind: str, x: str, y: int, text: str) -> str:
    return f'<text class="{kind} middle" x="{x}" y="{y}">{escape(text)}</text>'
