"""What people said of two sources: codes that are one row, lists that were sent, decisions on differences."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Q, QuerySet

from parindex.assessment.models import CauseDecision, CodeMatch, SentDifference, SentList, SentWithdrawal
from parindex.assessment.reconciliation_asked import Asked, Pair
from parindex.organisations.models import User


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
class SentBack:
    """Who said that a list had not been sent after all, when and why."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A difference went to the owner of a source, with the cause that was proposed then. `number` orders them; `mark`: the
    number of the list it went with, which has `many` differences; `withdrawn`: None while it counts as sent.
    """

    number: int
    mark: int
    many: int
    letter: str
    day: date
    addressee: str
    cause: str
    by: str
    at: datetime
    withdrawn: SentBack | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision as it was taken, about the rows of `pair`. `number` orders them; `owner`: of `source`, which had the
    row late ("": not noted); `digest`: of both rows and of what they are judged by, as that was then.
    """

    number: int
    pair: Pair
    verdict: str
    cause: str
    proposed: str
    document: str
    note: str
    owner: str
    source: str
    digest: str
    by: str
    at: datetime

    @property
    def verdict_text(self) -> str:
        """The verdict as screens say it."""
        return VERDICTS[self.verdict]


VERDICTS: Mapping[str, str] = dict(CauseDecision._meta.get_field("verdict").flatchoices)
MATCH_VERDICTS: Mapping[str, str] = dict(CodeMatch._meta.get_field("verdict").flatchoices)


_Word = TypeVar("_Word", Sent, Decision)
_ByKey = Mapping[tuple[int, str], Collection[Pair]]


def _by_key(pairs: Iterable[Pair]) -> _ByKey:
    """The pairs that name a row, by the side it stands on and its key."""
    found: dict[tuple[int, str], list[Pair]] = {}
    for pair in pairs:
        for place in enumerate(pair):
            if place[1]:
                found.setdefault(place, []).append(pair)
    return found


def _of(pair: Pair, words: Mapping[Pair, tuple[_Word, ...]], by_key: _ByKey) -> tuple[_Word, ...]:
    """All that was said of either row, whatever it was paired with then, oldest first."""
    pairs = {one for place in enumerate(pair) for one in by_key.get(place, ())}
    return tuple(sorted((word for one in pairs for word in words[one]), key=lambda word: word.number))


@dataclass(frozen=True, kw_only=True)
class Said:
    """All of it for one question, by pair of keys, oldest first; `matches` only those in force."""

    matches: Mapping[Pair, Match]
    sent: Mapping[Pair, tuple[Sent, ...]]
    decisions: Mapping[Pair, tuple[Decision, ...]]

    @cached_property
    def _decided(self) -> _ByKey:
        return _by_key(self.decisions)

    @cached_property
    def _went(self) -> _ByKey:
        return _by_key(self.sent)

    def decided(self, pair: Pair) -> tuple[Decision, ...]:
        """The decisions about either row: one taken while it had no partner, or another one, is among them."""
        return _of(pair, self.decisions, self._decided)

    def went(self, pair: Pair) -> tuple[Sent, ...]:
        """The letters with which either row was sent."""
        return _of(pair, self.sent, self._went)

    @property
    def same(self) -> dict[str, str]:
        """Codes of the left that are codes of the right."""
        return {one.left: one.right for one in self.matches.values() if one.verdict == CodeMatch.SAME}

    @property
    def apart(self) -> frozenset[Pair]:
        """Pairs of codes that a person refused."""
        return frozenset(pair for pair, one in self.matches.items() if one.verdict == CodeMatch.APART)


def _people(ids: Iterable[int]) -> dict[int, str]:
    """The names of those who said something."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=set(ids))}


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


def _back(mark: SentList) -> SentBack | None:
    try:
        one = mark.withdrawal
    except SentWithdrawal.DoesNotExist:
        return None
    return SentBack(reason=one.reason, by=str(one.by), at=one.at)


def _sent(asked: Asked) -> dict[Pair, tuple[Sent, ...]]:
    lists = {one.pk: one for one in SentList.objects.filter(**asked.about).select_related("by", "withdrawal__by")}
    names = {number: str(one.by) for number, one in lists.items()}
    found: dict[Pair, list[Sent]] = {}
    rows = SentDifference.objects.filter(sent__in=lists)
    lines = list(rows.values_list("id", "sent", "first_key", "second_key", "cause"))
    many = Counter(line[1] for line in lines)
    for number, list_number, first, second, cause in lines:
        list_, pair = lists[list_number], asked.shown(first, second)
        one = Sent(
            number=number,
            mark=list_number,
            many=many[list_number],
            letter=list_.letter,
            day=list_.letter_day,
            addressee=list_.addressee,
            cause=cause,
            by=names[list_number],
            at=list_.at,
            withdrawn=_back(list_),
        )
        found.setdefault(pair, []).append(one)
    return {pair: tuple(sent) for pair, sent in found.items()}


_DECIDED = ("id", "verdict", "cause", "proposed", "document", "note", "unit", "source", "digest", "by", "at")


def _decisions(rows: QuerySet[CauseDecision], asked: Asked) -> dict[Pair, tuple[Decision, ...]]:
    found: dict[Pair, list[Decision]] = {}
    told = list(rows.values_list("first_key", "second_key", *_DECIDED))
    names = _people(row[-2] for row in told)
    for first, second, number, verdict, cause, proposed, document, note, owner, source, digest, by, at in told:
        pair = asked.shown(first, second)
        one = Decision(
            number=number,
            pair=pair,
            verdict=verdict,
            cause=cause,
            proposed=proposed,
            document=document,
            note=note,
            owner=owner,
            source=source,
            digest=digest,
            by=names[by],
            at=at,
        )
        found.setdefault(pair, []).append(one)
    return {pair: tuple(decisions) for pair, decisions in found.items()}


def said(asked: Asked) -> Said:
    """Five queries, however much was said."""
    decided = _decisions(CauseDecision.objects.filter(**asked.about), asked)
    return Said(matches=_matches(asked), sent=_sent(asked), decisions=decided)


def decided_of(asked: Asked, pairs: Collection[Pair]) -> Said:
    """Only the decisions, and only those about rows of these pairs: two queries."""
    kept = [asked.kept(pair) for pair in pairs]
    first, second = ([one[name] for one in kept if one[name]] for name in ("first_key", "second_key"))
    about = Q(first_key__in=first) | Q(second_key__in=second)
    rows = CauseDecision.objects.filter(about, **asked.about)
    return Said(matches={}, sent={}, decisions=_decisions(rows, asked))
