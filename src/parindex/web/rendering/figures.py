"""The few large numbers at the head of a page. Each is a link to what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from parindex.web.rendering.markup import Sign, same_site, sign_class


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `value` as printed, `state` a word with its `sign`, `href` a path of this site."""

    label: str
    value: str
    note: str = ""
    href: str | None = None
    state: str = ""
    sign: Sign = "none"
    main: bool = False


def render_figures(figures: Sequence[Figure]) -> SafeString:
    """Return the figures as one description list, the main ones larger."""
    items = "".join(_item(figure) for figure in figures)
    return mark_safe(f'<dl class="figures">{items}</dl>' if items else "")  # noqa: S308 (every piece is escaped)


def _item(figure: Figure) -> str:
    value = escape(figure.value)
    if figure.href is not None:
        value = f'<a href="{same_site(figure.href)}">{value}</a>'
    state = f'<span class="{sign_class(figure.sign)}">{escape(figure.state)}</span>' if figure.state else ""
    note = f'<dd class="note">{escape(figure.note)}</dd>' if figure.note else ""
    kind = "figure main" if figure.main else "figure"
    return f'<div class="{kind}"><dt>{escape(figure.label)}</dt><dd class="value">{value}{state}</dd>{note}</div>'
