"""Pieces shared by the renderers: escaping, same-site links, the signs of states."""

from html import escape
from typing import Literal, get_args

Sign = Literal["good", "warn", "bad", "open", "none", "computed", "entered", "judged"]
"""How a state looks. Results: good, warn, bad, open (still running), none (not scored). Grades of input: computed
from rows, entered total with its document, judged with evidence. The word always stands beside the sign."""

SIGNS: frozenset[str] = frozenset(get_args(Sign))

_CONTROL = frozenset(map(chr, [*range(33), 127]))


def same_site(href: str) -> str:
    """Return `href` escaped for an attribute; a path, query or fragment of this site, nothing else.

    Raises ValueError for any other address: a page that links elsewhere is a fault of ours, never of the data.
    Browsers read a backslash as a slash and drop tabs and line ends, hence the two extra checks.
    """
    local = href[:1] in ("/", "?", "#") and href[1:2] not in ("/", "\\")
    if not local or not _CONTROL.isdisjoint(href):
        raise ValueError(f"a link must stay on this site: {href!r}")
    return escape(href)


def sign_class(sign: str) -> str:
    """Return the CSS classes of a sign. Raises ValueError for a name the stylesheet does not know."""
    if sign not in SIGNS:
        raise ValueError(f"unknown sign: {sign!r}")
    return f"sign sign-{sign}"
