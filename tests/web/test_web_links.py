"""Every link on the site leads somewhere, and every page is well made."""

from collections import deque

from django.test import Client
from django.urls import Resolver404, resolve
from example_workspace import BASE
from reading import Page
from tests.conftest import FULL

MOST = {  # addresses that are followed
    "list": 4,  # of one path: the others differ only by their rows
    "kind": 100 if FULL else 4,  # of one view that ask the same things: 35 registers and 150 measures look alike
    "view": 10_000 if FULL else 12,  # of one view, whatever they ask
}


def kind(href: str) -> tuple[str, ...]:
    """What is alike about two addresses: the path, and the names of what they ask."""
    path, _, query = href.partition("?")
    names = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return path, *names


def view(href: str) -> tuple[str, ...]:
    """The view behind an address, and the names of what is asked of it."""
    path, *names = kind(href)
    try:
        return resolve(path).url_name or path, *names
    except Resolver404:
        return path, *names


def crawl(client: Client, start: str) -> tuple[dict[str, int], dict[str, Page], set[str]]:
    """Follow all links from a page; of many alike, a few. The whole link set seen comes third."""
    waiting, seen, opened, pages = deque([start]), {start}, {}, {}
    alike: dict[tuple[str, ...], int] = {}
    while waiting:
        href = waiting.popleft()
        answer = client.get(href, follow=True)
        opened[href] = answer.status_code
        if not answer["Content-Type"].startswith("text/html"):
            continue
        page = pages[href] = Page(answer.content.decode())
        for link in page.links:
            full = href.partition("?")[0] + link if link.startswith("?") else link
            if full in seen:
                continue
            seen.add(full)
            ways = ("list", *kind(full)), ("kind", *view(full)), ("view", view(full)[0])
            for way in ways:
                alike[way] = alike.get(way, 0) + 1
            if all(alike[way] <= MOST[way[0]] for way in ways):
                waiting.append(full)
    return opened, pages, seen


def test_no_link_of_the_site_is_broken_and_every_page_is_well_made(coordinator: Client) -> None:
    opened, pages, seen = crawl(coordinator, f"{BASE}/")
    assert {href: status for href, status in opened.items() if status != 200} == {}
    assert len(seen) > (400 if FULL else 300), "the crawl must have reached the rows"
    assert len(opened) > (150 if FULL else 90)
    for href, page in pages.items():
        check_well_made(href, page)
    assert check_parts(pages) > 50
    titles = {page.text.split(" · ParIndex")[0] for href, page in pages.items() if "?" not in href}
    assert len(titles) > 40, "each page has a title of its own"


def check_well_made(href: str, page: Page) -> None:
    assert page.unclosed == [], href
    assert page.all("html")[0]["lang"] == "vi", href
    assert len(page.all("h1")) == 1, href
    assert len(page.all("main")) == 1, href
    assert page.all("style") == [], href
    assert all("style" not in one for _, one in page.tags), href
    assert all(not name.startswith("on") for _, one in page.tags for name in one), href
    assert all(one.get("src", "").startswith("/static/") for one in page.all("script")), href
    ids = [one["id"] for _, one in page.tags if "id" in one]
    assert len(ids) == len(set(ids)), href
    for field in page.fields:
        named = field.get("id") in page.labels or (field.get("type") in {"radio", "checkbox"} and field.get("id"))
        assert named, (href, field)
    for one in page.all("a", "form"):
        address = one.get("href") or one.get("action") or "/"
        assert address[0] in "/?#", (href, address)


def check_parts(pages: dict[str, Page]) -> int:
    """A link to a part of a page finds that part; how many there were."""
    ids = {href: {one["id"] for _, one in page.tags if "id" in one} for href, page in pages.items()}
    checked = 0
    for href, page in pages.items():
        for one in page.all("a"):
            path, _, part = one.get("href", "").partition("#")
            target = path or href
            if part and target in ids:
                assert part in ids[target], (href, one["href"])
                checked += 1
    return checked
