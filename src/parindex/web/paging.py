"""Pages of long lists."""

from django.http import HttpRequest

from parindex.web.rendering.table import Paging

PAGE_ROWS = 50
CARD_ROWS = 12  # up to so many rows are cards on a phone; more stay a table that scrolls


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1; anything unreadable is the first."""
    text = request.GET.get("page", "1")
    return max(1, min(int(text), 1_000_000)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def kept_query(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The parameters of the address but for the page: what links for sorting and paging keep."""
    return tuple((name, str(value)) for name, value in request.GET.items() if name != "page")


def last_page(total: int) -> int:
    """The number of the last page, from 1."""
    return max(1, -(-total // PAGE_ROWS))


def paging(page: int, total: int) -> Paging:
    """Which page of how many."""
    return Paging(page=page, pages=last_page(total), total=total)
