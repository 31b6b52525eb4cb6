"""The council's decision on a dispute: the points that most of its members give, with the minutes, as the council's score."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from parindex.assessment.rounds.council import (
    Open,
    check_may_decide,
    disputed_leaf,
    given_points,
    open_dispute,
)
from parindex.assessment.rounds.council_reading import members_on
from parindex.assessment.rounds.council_rules import rule_of
from parindex.assessment.rounds.majority import QUORUM_TITLES, Ballot, Tally, tally
from parindex.assessment.rounds.models import DisputeEnd, Vote
from parindex.assessment.rounds.scoring import save_score
from parindex.assessment.rounds.site_checks import kept_file
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.words import needed_words
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.organisations.queries import today


class StaleVotes(InputFault):
    """A member has voted since the page was opened; the decision has to be looked at again."""


def _count(found: Open, seen: int) -> Tally:
    """The votes as they stand. StaleVotes when there is a newer one than the decision names."""
    votes = list(Vote.objects.filter(dispute=found.dispute).order_by("id"))
    if (votes[-1].pk if votes else 0) != seen:
        raise StaleVotes(
            "Có thành viên vừa biểu quyết sau khi trang được mở; hãy xem lại kết quả biểu quyết rồi ghi kết luận. "
            "Chưa có gì thay đổi."
        )
    ballots = [Ballot(one.by_id, None if one.recused else Decimal(one.points)) for one in votes]
    unit, members = found.of.unit_id, members_on(today())
    council = [number for number, _ in members.of(unit, found.tree)]
    return tally(ballots, council, members.recused(unit, found.tree), rule_of(found.of.round_id))


def _text(points: Decimal | str) -> str:
    return f"{Decimal(points).normalize():f}".replace(".", ",")


def _check_enough(votes: Tally, leaf: str) -> None:
    """InputFault while too few have voted to decide anything."""
    if not votes.votes.valid:
        raise InputFault(f"Mục {leaf} chưa có thành viên nào biểu quyết; hãy chờ các thành viên bỏ phiếu.")
    if not votes.enough:
        more = " Không đủ thành viên được biểu quyết thì đề nghị bổ sung thành viên." if votes.entitled < 2 else ""
        raise InputFault(
            f"Mục {leaf} mới có {votes.votes.valid} phiếu hợp lệ của {votes.entitled} thành viên được biểu quyết, cần ít nhất "
            f"{votes.needed} ({QUORUM_TITLES[votes.rule.quorum]}); hãy chờ các thành viên khác bỏ phiếu.{more}"
        )


def _of_tie(votes: Tally, leaf: str, points: Decimal | None) -> Decimal:
    """The points of the chair's side. InputFault where a tie is no decision, and for points that none of the sides gave."""
    sides = " và ".join(f"{_text(one)} điểm" for one in votes.tied)
    if not votes.rule.chair:
        raise InputFault(
            f"Mục {leaf} bằng phiếu ({sides}) nên chưa thành kết luận; hãy để Hội đồng thảo luận và biểu quyết lại."
        )
    if points not in votes.tied:
        raise InputFault(
            f"Mục {leaf} bằng phiếu ({sides}); hãy ghi điểm của phía có Chủ tịch Hội đồng quyết định, như trong biên bản."
        )
    return points


def _decided(found: Open, votes: Tally, points: Decimal | None) -> str:
    """The points of the decision as they are stored: those that most give; in a tie those of the chair's side, where the
    council's rule says so.

    InputFault when too few voted, the members decided otherwise, or nothing was decided.
    """
    criteria_set, leaf = disputed_leaf(found)
    _check_enough(votes, leaf.code)
    if votes.points is None:
        return given_points(_of_tie(votes, leaf.code, points), criteria_set, leaf, found.of.unit_id)
    if points is not None and points != votes.points:
        raise InputFault(
            f"Đa số biểu quyết {_text(votes.points)} điểm cho mục {leaf.code}, khác điểm kết luận {_text(points)}; hãy để "
            "trống ô điểm, hoặc biểu quyết lại."
        )
    return given_points(votes.points, criteria_set, leaf, found.of.unit_id)


_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)


def _check_minutes(words: str, *, file: bool) -> None:
    """InputFault when nobody could find the minutes again: neither their file nor both their number and day are there."""
    if not file and not (_DAY.search(words) and re.search(r"\d", _DAY.sub("", words))):
        raise InputFault(
            "Chưa kèm tệp biên bản thì phải ghi đủ số và ngày, ví dụ “Biên bản số 01/BB-HĐTĐ ngày 20/01/2026”; hoặc kèm tệp."
        )


def _grounds(found: Open, votes: Tally, minutes: str) -> dict[str, Any]:
    """What the council's score rests on, as the audit row keeps it."""
    return {
        "dispute": found.dispute.pk,
        "minutes": minutes,
        "votes": {_text(given): many for given, many in votes.votes.by_points},
        "recused": votes.votes.recused,
        "entitled": votes.entitled,
        "needed": votes.needed,
        "by_chair": votes.points is None,
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

    The points are those that most valid votes give, once as many members have voted as the council's rule asks for;
    `points` are those of the chair's side in a tie, where the rule lets it decide. `minutes`: number and day, both needed
    where no file comes with them; the file is kept by its digest. `seen`: the newest vote that was shown (0: none),
    `seen_score`: the council's score of the leaf that was. StaleVotes and `StaleScore` when there is a newer one.
    """
    with transaction.atomic():
        found = open_dispute(dispute)
        check_may_decide(by, found, "ghi kết luận của Hội đồng")
        words = needed_words(minutes, "số, ngày của biên bản")
        _check_minutes(words, file=file is not None)
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
