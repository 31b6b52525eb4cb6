"""The council's decision on a dispute: the points that most of its members give, with the minutes, as the council's score."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from parindex.assessment.rounds.belonging import home_units, members_of
from parindex.assessment.rounds.council import (
    Open,
    check_may_decide,
    disputed_leaf,
    given_points,
    needed_words,
    open_dispute,
)
from parindex.assessment.rounds.majority import Ballot, Counted, counted
from parindex.assessment.rounds.models import DisputeEnd, Vote
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.site_checks import kept_file
from parindex.assessment.rounds.states import Step
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today


class StaleVotes(InputFault):
    """A member has voted since the page was opened; the decision has to be looked at again."""


def _count(found: Open, seen: int) -> Counted:
    """The votes as they stand. StaleVotes when there is a newer one than the decision names."""
    votes = list(Vote.objects.filter(dispute=found.dispute).order_by("id"))
    if (votes[-1].pk if votes else 0) != seen:
        raise StaleVotes(
            "Có thành viên vừa biểu quyết sau khi trang được mở; hãy xem lại kết quả biểu quyết rồi ghi kết luận. "
            "Chưa có gì thay đổi."
        )
    ballots = [Ballot(one.by_id, None if one.recused else Decimal(one.points)) for one in votes]
    return counted(ballots, members_of(home_units(found.of.unit_id, found.tree), today()))


def _text(points: Decimal | str) -> str:
    return f"{Decimal(points).normalize():f}".replace(".", ",")


def _decided(found: Open, votes: Counted, points: Decimal | None) -> str:
    """The points of the decision as they are stored: those of the majority; without one those that the chair decides on.

    InputFault when the members decided otherwise, nobody voted, or the chair's points are missing.
    """
    criteria_set, leaf = disputed_leaf(found)
    if not votes.valid:
        raise InputFault(f"Mục {leaf.code} chưa có thành viên nào biểu quyết; cần ít nhất một phiếu hợp lệ.")
    if votes.majority is None:
        if points is None:
            raise InputFault(
                f"Mục {leaf.code} không có điểm nào được nhiều phiếu nhất; hãy ghi điểm do Chủ tịch Hội đồng quyết định, như "
                "trong biên bản."
            )
        return given_points(points, criteria_set, leaf, found.of.unit_id)
    if points is not None and points != votes.majority:
        raise InputFault(
            f"Đa số biểu quyết {_text(votes.majority)} điểm cho mục {leaf.code}, khác điểm kết luận {_text(points)}; hãy để "
            "trống ô điểm, hoặc biểu quyết lại."
        )
    return given_points(votes.majority, criteria_set, leaf, found.of.unit_id)


def _grounds(found: Open, votes: Counted, minutes: str) -> dict[str, Any]:
    """What the council's score rests on, as the audit row keeps it."""
    return {
        "dispute": found.dispute.pk,
        "minutes": minutes,
        "votes": {_text(given): many for given, many in votes.by_points},
        "recused": votes.recused,
        "by_chair": votes.majority is None,
    }


def decide_dispute(
    *,
    by: User,
    dispute: int,
    minutes: str,
    seen: int,
    seen_score: int | None,
    points: Decimal | None = None,
    note: str = "",
    file: Path | None = None,
    file_name: str = "",
) -> DisputeEnd:
    """End a dispute with the council's decision, recorded by a member who does not belong to the unit.

    The points are those that most valid votes give; `points` are the chair's where there is no majority, as the minutes
    state. `minutes`: number and day; their file is kept by its digest. `seen`: the newest vote that was shown (0: none),
    `seen_score`: the council's score of the leaf that was. StaleVotes and `StaleScore` when there is a newer one.
    """
    with transaction.atomic():
        found = open_dispute(dispute)
        check_may_decide(by, found, "ghi kết luận của Hội đồng")
        words = needed_words(minutes, "số, ngày của biên bản", 1000)
        votes = _count(found, seen)
        decided = _decided(found, votes, points)
        _, leaf = disputed_leaf(found)
        kept = kept_file(file, file_name)
        score = save_score(
            by=by,
            of=found.of.pk,
            step=Step.COUNCIL,
            leaf=leaf.code,
            value={"points": decided},
            note=note.strip() or f"Kết luận của Hội đồng theo {words}",
            seen=seen_score,
            decision=_grounds(found, votes, words) | kept,
        )
        return DisputeEnd.objects.create(
            dispute=found.dispute, score=score, minutes=words, **kept, by=by, at=datetime.now(UTC)
        )
