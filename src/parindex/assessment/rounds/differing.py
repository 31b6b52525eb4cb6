"""When a score needs words: where it differs from what stood before it, and where nothing computed stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parindex.assessment.rounds.judging import Judged, same_inputs
from parindex.assessment.rounds.models import Evidence, RoundBlock, RoundUnit
from parindex.criteria.model import Leaf
from parindex.errors import InputFault


@dataclass(frozen=True)
class Before:
    """What a score is compared with. `what`: in words; `points` as stored."""

    what: str
    value: Mapping[str, Any] | None
    state: str
    points: str


def differs(judged: Judged, before: Before) -> bool:
    """Whether a score says something else: other points, or the same points from other inputs of the same kind.

    Points by hand that equal what stood before are no difference: they agree with it.
    """
    if (judged.state, judged.text) != (before.state, before.points):
        return True
    by_hand = judged.by_hand or set(before.value or ()) == {"points"}
    return not by_hand and not same_inputs(judged.value, before.value)


def has_papers(of: RoundUnit, block: RoundBlock, leaf: str) -> bool:
    """Whether evidence that stands is attached to the leaf of this version of the set."""
    return Evidence.objects.filter(of=of, block=block, leaf=leaf, withdrawal__isnull=True).exists()


def check_reasons(
    of: RoundUnit, block: RoundBlock, leaf: Leaf, judged: Judged, before: Before | None, note: str
) -> None:
    """InputFault when the score lacks its explanation or its evidence."""
    if note:
        return
    if before is not None:
        if differs(judged, before):
            was = before.points.replace(".", ",") or "không tính"
            raise InputFault(
                f"Tiêu chí {leaf.code}: khác {before.what} ({was}); hãy giải trình vì sao khác ở ô Giải trình, "
                "hoặc giữ điểm cũ."
            )
        return
    if not has_papers(of, block, leaf.code):
        what = "văn bản kết quả điều tra" if leaf.scored_by == "survey" else "tài liệu kiểm chứng"
        raise InputFault(
            f"Tiêu chí {leaf.code}: cần có {what}. Hãy đính kèm tài liệu, hoặc giải trình ở ô Giải trình (số, ký hiệu, "
            "ngày văn bản, mục, trang)."
        )
