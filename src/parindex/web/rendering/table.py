"""The one table renderer: a frozen description in, HTML out. No template per cell, so long lists stay cheap."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from parindex.documents.wording.numbers import count_text
from parindex.web.rendering.markup import Sign, same_site, sign_class

Query = tuple[tuple[str, str], ...]
Width = Literal["", "code", "short", "medium", "wide", "text", "fit", "value"]
RowKind = Literal["plain", "area", "criterion", "leaf", "total"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `title` as read, `heading` when its cells name the row, `sort_key` when it can be sorted by.

    `width`: "fit" never wraps (dates, codes), "text" wraps and breaks even words without spaces,
    "value" holds a few words on one line or two.
    """

    title: str
    numeric: bool = False
    sort_key: str | None = None
    width: Width = ""
    heading: bool = False


class Cell(NamedTuple):
    """A cell: `href` a path of this site, `sign` the look of a state word, `note` a second, quieter line.

    `control`: a form field with its label, as Django wrote them.
    """

    text: str
    href: str | None = None
    sign: Sign | None = None
    note: str | None = None
    title: str | None = None
    control: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `id` becomes the anchor to link to."""

    cells: Sequence[Cell | str]
    kind: RowKind = "plain"
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """The order the rows are in now."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many (both from 1), and how many rows there are in all."""

    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table.

    `query` holds the parameters of the present address (filters); links for sorting and paging keep them. `id` must be
    unique on the page and also tells the parameters of two tables apart. `narrow` says what a phone shows: each row as
    a small card, or the same table inside its own scrolling box, as a desk does too ("scroll"); "list" scrolls on a
    desk and is cards on a phone; "flow" stands whole on a desk and scrolls on a phone.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str
    empty_text: str
    sort: Sort | None = None
    query: Query = ()
    paging: Paging | None = None
    id: str = "bang"
    narrow: Literal["cards", "scroll", "list", "flow"] = "cards"
    caption_hidden: bool = False

    def parameter(self, name: str) -> str:
        """Return the name of the query parameter, `sort` or `page`, for this table."""
        return name if self.id == "bang" else f"{self.id}-{name}"


_BOXES = {"cards": "cards", "scroll": "scroll", "list": "scroll cards", "flow": "flow"}


def render_table(table: Table) -> SafeString:
    """Return the table as HTML. Raises ValueError for a row of the wrong length or a link that leaves the site."""
    name = escape(table.id)
    caption_class = ' class="visually-hidden"' if table.caption_hidden else ""
    parts = [
        f'<section class="table-block" id="{name}">',
        f'<div class="table-box {_BOXES[table.narrow]}"{_scroll_attributes(table)}>',
        f'<table><caption id="{name}-ten"{caption_class}>{escape(table.caption)}</caption>',
        _head(table),
        "<tbody>",
        *_body(table),
        "</tbody></table></div>",
        _pager(table) if table.paging else "",
        "</section>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 (every piece above is escaped)


def _scroll_attributes(table: Table) -> str:
    """A box that scrolls must be reachable by keyboard and have a name."""
    if table.narrow == "cards":
        return ""
    return f' tabindex="0" role="region" aria-labelledby="{escape(table.id)}-ten"'


def _swap(table: Table) -> str:
    """With htmx only this table is replaced; without it the same links load the whole page."""
    name = escape(table.id)
    return f' hx-boost="true" hx-target="#{name}" hx-select="#{name}" hx-swap="outerHTML show:none"'


def _column_class(column: Column) -> str:
    names = [name for name, present in (("num", column.numeric), (f"w-{column.width}", column.width)) if present]
    return f' class="{" ".join(names)}"' if names else ""


def _head(table: Table) -> str:
    sortable = any(column.sort_key for column in table.columns)
    cells = "".join(_head_cell(table, column) for column in table.columns)
    return f"<thead{_swap(table) if sortable else ''}><tr>{cells}</tr></thead>"


def _head_cell(table: Table, column: Column) -> str:
    title = escape(column.title)
    if column.sort_key is None:
        return f'<th scope="col"{_column_class(column)}>{title}</th>'
    now = table.sort if table.sort and table.sort.key == column.sort_key else None
    state = "" if now is None else f' aria-sort="{"descending" if now.descending else "ascending"}"'
    turned = f"-{column.sort_key}" if now and not now.descending else column.sort_key
    href = _link(table, sort=turned)
    return f'<th scope="col"{_column_class(column)}{state}><a class="sort" href="{href}">{title}</a></th>'


def _link(table: Table, *, sort: str | None = None, page: int | None = None) -> str:
    """A link that keeps the filters. A new order starts again at the first page."""
    replaced = {table.parameter("page")} | ({table.parameter("sort")} if sort else set())
    pairs = [pair for pair in table.query if pair[0] not in replaced]
    if sort:
        pairs.append((table.parameter("sort"), sort))
    if page:
        pairs.append((table.parameter("page"), str(page)))
    return escape("?" + urlencode(pairs))


def _body(table: Table) -> list[str]:
    width = len(table.columns)
    if not table.rows:
        text = escape(table.empty_text)
        return [f'<tr class="empty"><td colspan="{width}">{text}</td></tr>']
    openings, closings = [], []
    for column in table.columns:
        tag, scope = ("th", ' scope="row"') if column.heading else ("td", "")
        label = f' data-label="{escape(column.title)}"' if "cards" in _BOXES[table.narrow] else ""
        openings.append(f"<{tag}{scope}{_column_class(column)}{label}>")
        closings.append(f"</{tag}>")
    return [_row(row, openings, closings) for row in table.rows]


def _row(row: Row, openings: list[str], closings: list[str]) -> str:
    if len(row.cells) != len(openings):
        raise ValueError(f"a row of {len(row.cells)} cells in a table of {len(openings)} columns")
    attributes = "" if row.kind == "plain" else f' class="row-{row.kind}"'
    if row.id is not None:
        attributes += f' id="{escape(row.id)}"'
    inner = [
        opening + ((cell and escape(cell)) if isinstance(cell, str) else _cell(cell)) + closing
        for opening, cell, closing in zip(openings, row.cells, closings, strict=True)
    ]
    return f"<tr{attributes}>{''.join(inner)}</tr>"


def _cell(cell: Cell) -> str:
    if cell.control is not None and not (cell.text or cell.note or cell.href):
        return cell.control
    html = escape(cell.text)
    if cell.sign is not None:
        html = f'<span class="{sign_class(cell.sign)}">{html}</span>'
    title = f' title="{escape(cell.title)}"' if cell.title else ""
    if cell.href is not None:
        html = f'<a href="{same_site(cell.href)}"{title}>{html}</a>'
    elif title:
        html = f"<span{title}>{html}</span>"
    if cell.note:
        html += f'<span class="note">{escape(cell.note)}</span>'
    if cell.control is not None:
        html += cell.control
    return html


def _pager(table: Table) -> str:
    paging = table.paging
    if paging is None or paging.total == 0:
        return ""
    total = f"{count_text(paging.total)} dòng"
    if paging.pages <= 1:
        return f'<p class="pager"><span>{total}</span></p>'
    steps = "".join(_step(table, number) for number in _pages_shown(paging.page, paging.pages))
    return (
        f'<nav class="pager" aria-label="Các trang của bảng"{_swap(table)}>'
        f"<span>Trang {count_text(paging.page)} trong {count_text(paging.pages)} · {total}</span>"
        f"<ul>{steps}</ul></nav>"
    )


def _pages_shown(page: int, pages: int) -> list[int | None]:
    """The first, the last and two on each side of the present page; None stands for a gap of two pages or more."""
    near = sorted({1, pages, *(n for n in range(page - 2, page + 3) if 1 <= n <= pages)})
    shown: list[int | None] = []
    for number in near:
        missing = number - (shown[-1] or 0) - 1 if shown else 0
        if missing:
            shown.append(None if missing > 1 else number - 1)
        shown.append(number)
    return shown


def _step(table: Table, number: int | None) -> str:
    if number is None:
        return '<li aria-hidden="true">…</li>'
    text = count_text(number)
    if table.paging and number == table.paging.page:
        return f'<li><span aria-current="page" aria-label="Trang {text}">{text}</span></li>'
    return f'<li><a href="{_link(table, page=number)}" aria-label="Trang {text}">{text}</a></li>'
