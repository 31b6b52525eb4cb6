"""What every renderer rests on: addresses that cannot leave the site, signs that the stylesheet knows, pages of a list."""

from html import unescape

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from parindex.web.paging import PAGE_ROWS, kept_query, last_page, page_number, paging
from parindex.web.rendering.markup import SIGNS, same_site, sign_class

ASK = RequestFactory()


@pytest.mark.parametrize("href", ["/", "/so-ldtbxh/2021/", "?page=2&q=a", "#bang", "/a?b=//c", "/a#b", "?q=https://x"])
def test_addresses_of_the_site_are_let_through(href: str) -> None:
    assert unescape(same_site(href)) == href


@pytest.mark.parametrize(
    "href",
    [
        "",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b",
        "so-ldtbxh/",
        " /a",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\x00b",
        "/a b",
        "/\x7f",
        "?/\r\nx",
        "#\\",  # a slash or a backslash right after the first sign: refused too, to be plain
        "?/x",
    ],
)
def test_what_could_lead_elsewhere_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="must stay"):
        same_site(href)


@given(rest=st.text(max_size=20), sign=st.sampled_from("/?#"))
def test_what_is_let_through_is_escaped_and_of_this_site(rest: str, sign: str) -> None:
    try:
        html = same_site(sign + rest)
    except ValueError:
        return
    assert not {'"', "'", "<", ">"} & {*html}
    assert unescape(html) == sign + rest
    assert not unescape(html).startswith(("//", "/\\"))


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_known_sign_has_its_class(sign: str) -> None:
    assert sign_class(sign) == f"sign sign-{sign}"


@pytest.mark.parametrize("sign", ["", "Good", "good bad", 'good" onclick="'])
def test_an_unknown_sign_is_a_fault_of_ours(sign: str) -> None:
    with pytest.raises(ValueError, match="unknown sign"):
        sign_class(sign)


@pytest.mark.parametrize(
    ("asked", "page"),
    [("2", 2), ("1", 1), ("0", 1), ("-1", 1), ("", 1), ("hai", 1), ("2.5", 1), ("²", 1), ("٣", 1), ("00012", 12),
     ("9999999", 1_000_000), ("99999999", 1), ("1e3", 1), (" 2", 1)],
)  # fmt: skip
def test_the_page_asked_for_is_a_number_or_the_first(asked: str, page: int) -> None:
    assert page_number(ASK.get("/", {"page": asked})) == page


def test_no_page_asked_for_is_the_first() -> None:
    assert page_number(ASK.get("/")) == 1


@pytest.mark.parametrize(
    ("total", "pages"), [(0, 1), (1, 1), (PAGE_ROWS, 1), (PAGE_ROWS + 1, 2), (PAGE_ROWS * 7, 7), (PAGE_ROWS * 7 + 1, 8)]
)
def test_the_last_page_holds_the_last_row(total: int, pages: int) -> None:
    assert last_page(total) == pages
    assert (paging(1, total).pages, paging(1, total).total) == (pages, total)


def test_links_keep_what_was_asked_but_not_the_page() -> None:
    request = ASK.get("/", {"q": "a&b", "page": "3", "sort": "-due", "nguon": ""})
    assert kept_query(request) == (("q", "a&b"), ("sort", "-due"), ("nguon", ""))
