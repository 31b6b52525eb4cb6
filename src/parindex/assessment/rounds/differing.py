"""When a score needs words: where it differs from what stood before it, and where nothing computed stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from parindex.assessment.rounds.judging import NOT_SCORED, Judged, same_inputs
from parindex.assessment.rounds.models import Evidence, RoundBlock, RoundUnit
from parindex.assessment.rounds.proposals import Proposal
from parindex.assessment.rounds.shares import check_share
from parindex.assessment.rounds.states import SCORING_STEPS, STEP_TITLES, Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault


@dataclass(frozen=True)
class Before:
    """What a score is compared with. `what`: in words; `points` as stored."""

    what: str
    value: Mapping[str, Any] | None
    state: str
    points: str


class Said(Protocol):
    """What a step said of a leaf, in whatever shape it was read."""

    @property
    def value(self) -> Mapping[str, Any] | None:
        """The inputs."""

    @property
    def state(self) -> str:
        """Whether they give points."""

    @property
    def points(self) -> str:
        """The points as stored."""


def differs(judged: Judged, before: Before) -> bool:
    """Whether a score says something else: other points, or the same points from other inputs of the same kind.

    Points by hand that equal what stood before are no difference: they agree with it.
    """
    if (judged.state, judged.text) != (before.state, before.points):
        return True
    by_hand = judged.by_hand or set(before.value or ()) == {"points"}
    return not by_hand and not same_inputs(judged.value, before.value)


def before_of(step: Step, rows: Mapping[Step, Said], proposed: Proposal | None) -> Before | None:
    """What a score of a step is compared with: the last step before that spoke, else what the figures propose."""
    for earlier in reversed(SCORING_STEPS[: SCORING_STEPS.index(step)]):
        row = rows.get(earlier)
        if row is not None and row.state != NOT_SCORED:
            return Before(f"điểm {STEP_TITLES[earlier].lower()}", row.value, row.state, row.points)
    if proposed is None:
        return None
    return Before("điểm đề xuất từ số liệu", proposed.value, proposed.state, proposed.points)


def has_papers(of: RoundUnit, block: RoundBlock, leaf: str) -> bool:
    """Whether evidence that stands is attached to the leaf of this version of the set."""
    return Evidence.objects.filter(of=of, block=block, leaf=leaf, withdrawal__isnull=True).exists()


def check_reasons(leaf: Leaf, judged: Judged, before: Before | None, note: str, papers: Callable[[], bool]) -> None:
    """InputFault when the score lacks its explanation or its evidence. `papers`: whether the leaf has evidence, asked only
    where it matters.
    """
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
    if not papers():
        what = "văn bản kết quả điều tra" if leaf.scored_by == "survey" else "tài liệu kiểm chứng"
        raise InputFault(
            f"Tiêu chí {leaf.code}: cần có {what}. Hãy đính kèm tài liệu, hoặc giải trình ở ô Giải trình (số, ký hiệu, "
            "ngày văn bản, mục, trang)."
        )


def check_score(
    criteria_set: CriteriaSet,
    leaf: Leaf,
    judged: Judged,
    note: str,
    *,
    unit: str,
    before: Before | None,
    proposed: Proposal | None,
    papers: Callable[[], bool],
) -> None:
    """All that a new score of a unit's leaf must be beside fitting its rule, by whatever way it comes: `check_reasons`, and
    no share above its whole but one that was proposed, or said by the step before.
    """
    if not any(one and same_inputs(one.value, judged.value) for one in (before, proposed)):
        check_share(criteria_set, leaf, judged, unit=unit)
    check_reasons(leaf, judged, before, note, papers)
