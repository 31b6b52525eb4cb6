"""What people said of two sources: codes that are one row, lists that were sent, decisions on differences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parindex.assessment.models import CauseDecision, CodeMatch, SentDifference
from parindex.assessment.reconciliation_asked import Asked, Pair


@dataclass(frozen=True, kw_only=True)
class Match:
    """The newest word on two codes: `verdict` same or apart."""

    left: str
    right: str
    verdict: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A difference went to the owner of a source, with the cause that was proposed then."""

    letter: str
    day: date
    addressee: str
    cause: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision as it was taken. `number` orders them; `digest`: of both rows as they were then."""

    number: int
    verdict: str
    cause: str
    proposed: str
    document: str
    note: str
    owner: str
    digest: str
    by: str
    at: datetime

    @property
    def verdict_text(self) -> str:
        """The verdict as screens say it."""
        return VERDICTS[self.verdict]


VERDICTS: Mapping[str, str] = dict(CauseDecision._meta.get_field("verdict").flatchoices)
MATCH_VERDICTS: Mapping[str, str] = dict(CodeMatch._meta.get_field("verdict").flatchoices)


@dataclass(frozen=True, kw_only=True)
class Said:
    """All of it for one question, by pair of keys, oldest first; `matches` only those in force."""

    matches: Mapping[Pair, Match]
    sent: Mapping[Pair, tuple[Sent, ...]]
    decisions: Mapping[Pair, tuple[Decision, ...]]

    @property
    def same(self) -> dict[str, str]:
        """Codes of the left that are codes of the right."""
        return {one.left: one.right for one in self.matches.values() if one.verdict == CodeMatch.SAME}

    @property
    def apart(self) -> frozenset[Pair]:
        """Pairs of codes that a person refused."""
        return frozenset(pair for pair, one in self.matches.items() if one.verdict == CodeMatch.APART)


def _matches(asked: Asked) -> dict[Pair, Match]:
    found: dict[Pair, Match] = {}
    for row in CodeMatch.objects.filter(**asked.about).select_related("by"):
        pair = asked.shown(row.first_key, row.second_key)
        found.pop(pair, None)
        if row.verdict != CodeMatch.WITHDRAWN:
            left, right = pair
            found[pair] = Match(
                left=left, right=right, verdict=row.verdict, reason=row.reason, by=str(row.by), at=row.at
            )
    return found


def _sent(asked: Asked) -> dict[Pair, tuple[Sent, ...]]:
    found: dict[Pair, tuple[Sent, ...]] = {}
    about = {f"sent__{name}": value for name, value in asked.about.items()}
    for row in SentDifference.objects.filter(**about).select_related("sent__by"):
        pair, list_ = asked.shown(row.first_key, row.second_key), row.sent
        one = Sent(
            letter=list_.letter,
            day=list_.letter_day,
            addressee=list_.addressee,
            cause=row.cause,
            by=str(list_.by),
            at=list_.at,
        )
        found[pair] = (*found.get(pair, ()), one)
    return found


def _decisions(asked: Asked) -> dict[Pair, tuple[Decision, ...]]:
    found: dict[Pair, tuple[Decision, ...]] = {}
    for row in CauseDecision.objects.filter(**asked.about).select_related("by"):
        pair = asked.shown(row.first_key, row.second_key)
        one = Decision(
            number=row.pk,
            verdict=row.verdict,
            cause=row.cause,
            proposed=row.proposed,
            document=row.document,
            note=row.note,
            owner=row.unit_id,
            digest=row.digest,
            by=str(row.by),
            at=row.at,
        )
        found[pair] = (*found.get(pair, ()), one)
    return found


def said(asked: Asked) -> Said:
    """Three queries."""
    return Said(matches=_matches(asked), sent=_sent(asked), decisions=_decisions(asked))
