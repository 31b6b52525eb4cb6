"""What follows from a set alone: worked out once, and kept as long as the set lives."""

import weakref
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

from parindex.criteria.model import CriteriaSet

Found = TypeVar("Found")


class OnceASet(Generic[Found]):
    """A function of a set that is asked again and again. What it raises is not kept.

    Kept per object, not per digest: a copy changed in memory still carries the digest of the file it came from.
    """

    def __init__(self, work: Callable[[CriteriaSet], Found]) -> None:
        self._work = work
        self._kept: dict[int, tuple[weakref.ref[CriteriaSet], Found]] = {}
        update_wrapper(self, work)

    def __call__(self, criteria_set: CriteriaSet) -> Found:
        """What the function gives for the set."""
        key = id(criteria_set)
        kept = self._kept.get(key)
        if kept is not None and kept[0]() is criteria_set:
            return kept[1]
        found = self._work(criteria_set)
        self._kept[key] = (weakref.ref(criteria_set, lambda _: self._kept.pop(key, None)), found)
        return found

    def __contains__(self, key: int) -> bool:
        """Whether anything is kept of the set with this `id`."""
        return key in self._kept
