"""How a code may have been damaged on its way between two systems: one test a kind of damage, most harmless first. Pure Python.

Codes look like 000.00.19.H20-210412-0003: groups of digits (one with a letter) apart by dots and dashes.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

SHORTEST_TAIL = 6  # characters of a code that still tell it apart when its beginning is gone
MOST_CUT = 3  # characters that may be missing at the end
_APART = re.compile(r"[.\-]")
_DASHES = re.compile("[‐‑‒–—―−_]")
_LETTERS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_KEPT = 100_000  # codes: each stands in many pairs, and every test asks for it


@lru_cache(maxsize=_KEPT)
def tidy(code: str) -> str:
    """The code in capitals, without blanks, with plain dashes."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return _DASHES.sub("-", re.sub(r"\s+", "", plain))


@lru_cache(maxsize=_KEPT)
def digits(code: str) -> str:
    """The tidy code with O, I and l read as 0 and 1 in groups that have no other letter."""

    def read(group: str) -> str:
        mended = group.translate(_LETTERS)
        return mended if mended.isdigit() else group

    return "".join(part if _APART.fullmatch(part) else read(part) for part in re.split(r"([.\-])", tidy(code)))


@lru_cache(maxsize=_KEPT)
def _numbers(code: str) -> tuple[str, ...]:
    """The groups of a code without the noughts before each."""
    return tuple(group.lstrip("0") for group in _APART.split(digits(code)))


def _lost_prefix(one: str, other: str) -> bool:
    longer, shorter = sorted((digits(one), digits(other)), key=len, reverse=True)
    if len(longer) == len(shorter) or len(shorter) < SHORTEST_TAIL or not longer.endswith(shorter):
        return False
    return longer[-len(shorter) - 1] in ".-"


def _lost_tail(one: str, other: str) -> bool:
    longer, shorter = sorted((digits(one), digits(other)), key=len, reverse=True)
    missing = len(longer) - len(shorter)
    return 0 < missing <= MOST_CUT and len(shorter) >= SHORTEST_TAIL and longer.startswith(shorter)


@lru_cache(maxsize=1)  # two tests ask one after the other
def _differing(one: str, other: str) -> tuple[int, ...]:
    a, b = digits(one), digits(other)
    return tuple(at for at, pair in enumerate(zip(a, b, strict=True)) if pair[0] != pair[1]) if len(a) == len(b) else ()


def _swapped(one: str, other: str) -> bool:
    at = _differing(one, other)
    if len(at) != 2 or at[1] != at[0] + 1:
        return False
    a, b = digits(one), digits(other)
    return a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def _one_wrong(one: str, other: str) -> bool:
    at = _differing(one, other)
    return len(at) == 1 and digits(one)[at[0]].isdigit() and digits(other)[at[0]].isdigit()


def _one_lost(one: str, other: str) -> bool:
    """One digit too many or too few inside the code."""
    longer, shorter = sorted((digits(one), digits(other)), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < SHORTEST_TAIL:
        return False
    at = next((at for at, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), len(shorter))
    return longer[at].isdigit() and longer[at + 1 :] == shorter[at:]


DAMAGES: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("khoảng trắng hoặc dấu gạch khác", lambda one, other: tidy(one) == tidy(other)),
    ("chữ O, I, l thay cho số 0, 1", lambda one, other: digits(one) == digits(other)),
    ("mất số 0 ở đầu nhóm", lambda one, other: _numbers(one) == _numbers(other)),
    ("thiếu phần đầu của mã", _lost_prefix),
    ("mất phần cuối của mã", _lost_tail),
    ("hai chữ số đổi chỗ", _swapped),
    ("sai một chữ số", _one_wrong),
    ("thừa hoặc thiếu một chữ số", _one_lost),
)


# the same code in another spelling; what comes after them changed it
SAME_CODE = frozenset(words for words, _ in DAMAGES[:3])


def damage(one: str, other: str) -> str | None:
    """How one code became the other, in Vietnamese; None when it cannot be told."""
    return next((words for words, is_it in DAMAGES if is_it(one, other)), None)
