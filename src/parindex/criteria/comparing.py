"""What two sets ask differently, leaf by leaf, and which code of one is which of the other."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel

from parindex.criteria.model import CriteriaSet, Leaf

_FIELDS = {
    "name": "tên",
    "max_points": "điểm tối đa",
    "scored_by": "ai chấm",
    "measure": "chỉ tiêu",
    "when_empty": "khi không phát sinh",
    "rule": "quy tắc",
    "evidence": "tài liệu kiểm chứng",
    "legal_basis": "căn cứ",
}
_OF_THE_SET = {
    "scale": "thang điểm",
    "rounding": "làm tròn",
    "ladder": "thang xếp loại",
    "survey_share": "phần điều tra",
    "exclusions": "không áp dụng",
    "bonus": "điểm thưởng",
    "penalty": "điểm trừ",
}
_ALIKE = 0.82  # share of letters in common from which two names are proposed as the same question


@dataclass(frozen=True)
class Change:
    """`code` in the later set, for what is gone in the earlier, "" for what the set as a whole says; `field` None for a
    leaf that came or went or moved.
    """

    code: str
    kind: Literal["added", "removed", "moved", "changed"]
    field: str | None
    before: str | None
    after: str | None

    @property
    def words(self) -> str:
        """What is different, in Vietnamese."""
        named = {"added": "mục mới", "removed": "mục bị bỏ", "moved": "đổi mã"}
        return named.get(self.kind, (_FIELDS | _OF_THE_SET).get(self.field or "", ""))


def crosswalk(before: CriteriaSet, after: CriteriaSet) -> dict[str, str]:
    """Code → code in the later set, for every leaf that the later set still asks.

    The same name wins, wherever it stands; then the same code with a name much alike; then a name much alike that no other
    comes near. A leaf without any of these is not there: nobody guesses.
    """
    named: dict[str, list[str]] = {}
    for leaf in after.by_code.values():
        named.setdefault(_bare(leaf.name), []).append(leaf.code)
    found: dict[str, str] = {}
    for leaf in before.by_code.values():
        same = named.get(_bare(leaf.name), [])
        if leaf.code in same or len(same) == 1:
            found[leaf.code] = leaf.code if leaf.code in same else same[0]
    _add_alike(before, after, found)
    return _one_to_one(found)


def _add_alike(before: CriteriaSet, after: CriteriaSet, found: dict[str, str]) -> None:
    free = [leaf for code, leaf in after.by_code.items() if code not in found.values()]
    for leaf in before.by_code.values():
        if leaf.code in found:
            continue
        near = sorted(((_likeness(leaf, other), other.code) for other in free), reverse=True)[:2]
        best = [code for likeness, code in near if likeness >= _ALIKE]
        if leaf.code in best or len(best) == 1:
            found[leaf.code] = leaf.code if leaf.code in best else best[0]


def _one_to_one(found: dict[str, str]) -> dict[str, str]:
    """Two questions that became one are left to a person, unless one of them kept its code."""
    taken: dict[str, list[str]] = {}
    for old, new in found.items():
        taken.setdefault(new, []).append(old)
    return {old: new for old, new in found.items() if len(taken[new]) == 1 or old == new}


def differences(before: CriteriaSet, after: CriteriaSet) -> tuple[Change, ...]:
    """What the sets as a whole say otherwise, then leaves in the order of the later set; what is gone comes last."""
    return (*_changes_of_the_set(before, after), *_changes(before, after))


def _changes_of_the_set(before: CriteriaSet, after: CriteriaSet) -> Iterator[Change]:
    for field in _OF_THE_SET:
        was, is_now = getattr(before, field), getattr(after, field)
        if was != is_now:
            yield Change("", "changed", field, _said(was), _said(is_now))


def _changes(before: CriteriaSet, after: CriteriaSet) -> Iterator[Change]:
    walk = crosswalk(before, after)
    came_from = {new: old for old, new in walk.items()}
    for code, leaf in after.by_code.items():
        old = came_from.get(code)
        if old is None:
            yield Change(code, "added", None, None, leaf.name)
            continue
        if old != code:
            yield Change(code, "moved", None, old, code)
        earlier = before.by_code[old]
        for field in _FIELDS:
            was, is_now = getattr(earlier, field), getattr(leaf, field)
            if was != is_now:
                yield Change(code, "changed", field, _said(was), _said(is_now))
    for code, leaf in before.by_code.items():
        if code not in walk:
            yield Change(code, "removed", None, leaf.name, None)


def _said(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(_said, value)))
    if isinstance(value, BaseModel):
        said = ((name, _said(part)) for name, part in value)
        return ", ".join(f"{name.rstrip('_')}: {part}" for name, part in said if part)
    return str(value)


def _bare(name: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFC", name).lower()).strip()


def _likeness(one: Leaf, other: Leaf) -> float:
    return SequenceMatcher(None, _bare(one.name), _bare(other.name), autojunk=False).ratio()
