"""What two criteria sets ask differently, in words: for the page that compares them and for `criteria diff`."""

from typing import NamedTuple

from parindex.criteria.comparing import Change, crosswalk, differences
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.rules import rule_in_words

SCORED_BY = {"unit": "đơn vị tự chấm", "appraiser": "cơ quan thẩm định chấm", "survey": "điều tra xã hội học"}
WHEN_EMPTY = {"": "(không khai)", "exclude": "không tính vào mẫu số", "full": "được trọn điểm", "zero": "0 điểm"}


class SaidChange(NamedTuple):
    """`place`: a code, or the whole set; `what` differs there, and what each of the two sets says."""

    place: str
    what: str
    before: str
    after: str


def said_changes(before: CriteriaSet, after: CriteriaSet) -> list[SaidChange]:
    """Every difference, in the order of `differences`; rules as sentences."""
    earlier = {new: old for old, new in crosswalk(before, after).items()}
    return [
        SaidChange(one.code or "Cả bộ", one.words.capitalize(), *_sides(one, before, after, earlier))
        for one in differences(before, after)
    ]


def _sides(one: Change, before: CriteriaSet, after: CriteriaSet, earlier: dict[str, str]) -> tuple[str, str]:
    was, now = one.before or "", one.after or ""
    match one.field:
        case "rule":
            return rule_said(before, earlier[one.code]), rule_said(after, one.code)
        case "max_points" | "scale":
            return was.replace(".", ","), now.replace(".", ",")
        case "scored_by":
            return SCORED_BY.get(was, was), SCORED_BY.get(now, now)
        case "when_empty":
            return WHEN_EMPTY.get(was, was), WHEN_EMPTY.get(now, now)
    return was, now


def rule_said(whole: CriteriaSet, code: str) -> str:
    """The rule of a leaf as a sentence; of a draft whose rule cannot be read yet, as it is written."""
    leaf = whole.by_code[code]
    try:
        return rule_in_words(leaf.rule, leaf.max_points)
    except (KeyError, ValueError):
        return "; ".join(f"{name}: {part}" for name, part in dict(leaf.rule).items())
