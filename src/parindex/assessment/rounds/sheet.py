"""All that is said of a unit in a round, read in a constant number of queries: steps, papers, remarks, sums."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from parindex.assessment.rounds.area_sums import AreaSum, area_sums
from parindex.assessment.rounds.differing import Before, differs
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.judging import NOT_SCORED, judge
from parindex.assessment.rounds.models import (
    Dispute,
    DisputeEnd,
    Evidence,
    EvidenceWithdrawal,
    Move,
    Remark,
    RoundBlock,
    RoundUnit,
    StepScore,
    StepTotal,
)
from parindex.assessment.rounds.passing import OPEN, alone_steps, endings
from parindex.assessment.rounds.proposals import Proposal, proposals
from parindex.assessment.rounds.reading import left_out, set_of
from parindex.assessment.rounds.standing import select_texts
from parindex.assessment.rounds.states import SCORING_STEPS, State, Step
from parindex.assessment.rounds.totals import Total, counted, total_in
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.organisations.models import User
from parindex.scoring.extras import scored_names


class Said(NamedTuple):
    """The score of one step, as it is kept: points that follow (text, "" where none do), why, who, when.

    Values are JSON as text, for a sheet has hundreds and shows them in a few words.
    """

    number: int
    value_text: str | None
    state: str
    points: str
    note: str
    by: str
    at_text: str
    proposed_text: str | None
    carried: bool

    @property
    def value(self) -> dict[str, Any] | None:
        """The writer's own inputs; None when the score was taken back."""
        return None if self.value_text is None else json.loads(self.value_text)

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        moment = datetime.fromisoformat(self.at_text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def speaks(self) -> bool:
        """Whether the step says something of the leaf; not when its score was taken back."""
        return self.state != NOT_SCORED


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about a leaf beside its scores. `asked`: an explanation is wanted; `answered`: it was given since.
    `request`: what the unit is asked, with who asks.
    """

    asked: bool = False
    answered: bool = False
    explanations: int = 0
    text: str = ""  # the newest explanation, with who gave it and when
    by: str = ""
    at: datetime | None = None
    request: str = ""
    asked_by: str = ""


@dataclass(frozen=True)
class UnitSheet:
    """A unit in a round: its set in force and what is said of each leaf. `said`: leaf → step; `papers`: how many stand;
    `alone`: the unit's own steps that it confirmed without a second person.
    """

    of: RoundUnit
    block: RoundBlock
    set: CriteriaSet
    without: frozenset[str]
    said: Mapping[str, Mapping[Step, Said]]
    papers: Mapping[str, int]
    talk: Mapping[str, Talk]
    disputed: frozenset[str]
    totals: Mapping[Step, Total]
    proposed: Mapping[str, Proposal] = field(default_factory=dict)
    alone: frozenset[Step] = frozenset()

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """Leaves, and lines of bonus and penalty points, by code."""
        return scored_names(self.set)

    def final(self, leaf: str) -> tuple[Step, Said] | None:
        """The last step that spoke of a leaf, with what it said."""
        said = self.said.get(leaf, {})
        for step in _LAST_FIRST:
            if step in said and said[step].state != NOT_SCORED:
                return step, said[step]
        return None

    @cached_property
    def spoke(self) -> tuple[Step, ...]:
        """The steps that say something of any leaf, in order."""
        there = {step for said in self.said.values() for step in said}
        return tuple(step for step in SCORING_STEPS if step in there)

    @cached_property
    def areas(self) -> Mapping[str, AreaSum]:
        """The sums of each area after each step that spoke, by the area's code."""
        return area_sums(self.set, self.of.unit_id, self.without, self.said, self.spoke)

    def departs(self, leaf: str) -> bool:
        """Whether the self-score says something else than the figures gave at that moment, as saving compares them."""
        own = self.said.get(leaf, {}).get(Step.SELF)
        if own is None or not own.speaks or own.value is None or own.proposed_text in (None, own.value_text):
            return False
        try:
            given, proposed = (
                judge(self.set, leaf, value, unit=self.of.unit_id)
                for value in (own.value, json.loads(own.proposed_text or ""))
            )
        except InputFault:  # brought along from a version of the set that had another rule
            return True
        return differs(given, Before("", proposed.value, proposed.state, proposed.text))


_LAST_FIRST = tuple(reversed(SCORING_STEPS))
_SCORE, _USER = StepScore._meta.db_table, User._meta.db_table
_SAID = (
    "SELECT s.leaf, s.step, s.id, CAST(s.value AS text), s.state, s.points, s.note, "
    "CASE WHEN u.display_name = '' THEN u.username ELSE u.display_name END, CAST(s.at AS text), "
    f"CAST(s.proposed AS text), s.carried_id IS NOT NULL FROM {_SCORE} s JOIN {_USER} u ON u.id = s.by_id "
    f"LEFT JOIN {_SCORE} n ON n.replaces_id = s.id WHERE s.of_id = %s AND +s.block_id = %s AND n.id IS NULL"
)  # "+": by the index on the unit, not by the one on the block, which has all its units


def said_of(of: RoundUnit, block: RoundBlock, leaf: str = "") -> dict[str, dict[Step, Said]]:
    """The newest score of each step, by leaf; of one leaf, or ("") of all. One query, as plain text."""
    order: list[int | str] = [of.pk, block.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"{_SAID} AND s.leaf = %s" if leaf else _SAID, [*order, leaf] if leaf else order)
        rows = cursor.fetchall()
    steps = {step.value: step for step in Step}
    found: dict[str, dict[Step, Said]] = {}
    for row in rows:
        found.setdefault(row[0], {})[steps[row[1]]] = Said._make(row[2:])
    return found


class _Around(NamedTuple):
    """What stands around the scores of a unit, by leaf; and its kept sums."""

    papers: dict[str, int]
    disputed: frozenset[str]
    sums: dict[Step, Total]
    talk: dict[str, Talk]
    alone: frozenset[Step]


@lru_cache(maxsize=1)
def _around_statement() -> str:
    evidence, gone, dispute, end, total, remark, moves = (
        one._meta.db_table for one in (Evidence, EvidenceWithdrawal, Dispute, DisputeEnd, StepTotal, Remark, Move)
    )
    parts = (
        select_texts(
            "papers",
            ("e.leaf", "COUNT(*)"),
            f"{evidence} e LEFT JOIN {gone} g ON g.evidence_id = e.id "
            "WHERE e.of_id = %(of)s AND e.block_id = %(block)s AND g.id IS NULL GROUP BY e.leaf",
        ),
        select_texts(
            "disputed",
            ("d.leaf",),
            f"{dispute} d LEFT JOIN {end} x ON x.dispute_id = d.id "
            "WHERE d.of_id = %(of)s AND d.block_id = %(block)s AND x.id IS NULL",
        ),
        select_texts(
            "sum", ("step", "points", "max_points", "scored_max_points", "unscored"), f"{total} WHERE of_id = %(of)s"
        ),
        select_texts(
            "talk", ("r.leaf",), f"(SELECT DISTINCT leaf FROM {remark} WHERE of_id = %(of)s AND kind <> 'note') r"
        ),
        select_texts(
            "move",
            ("m.id", "m.name", "m.came_from", "m.went_to", "CASE WHEN m.alone THEN 1 ELSE 0 END"),
            f"{moves} m WHERE m.of_id = %(of)s AND (m.alone OR m.went_to IN ({', '.join(map(repr, OPEN))}))",
        ),
    )
    return " UNION ALL ".join(parts)


def _around(of: RoundUnit, block: RoundBlock) -> _Around:
    """One statement; a second one where anything was said beside the scores."""
    with connection.cursor() as cursor:
        cursor.execute(_around_statement(), {"of": of.pk, "block": block.pk})
        rows = cursor.fetchall()
    return _Around(
        papers={leaf: int(many) for kind, leaf, many, *_ in rows if kind == "papers"},
        disputed=frozenset(leaf for kind, leaf, *_ in rows if kind == "disputed"),
        sums={Step(step): total_in(*rest[:4]) for kind, step, *rest in rows if kind == "sum"},
        talk=talk_of(of) if any(kind == "talk" for kind, *_ in rows) else {},
        alone=_alone((int(number), *rest) for kind, number, *rest in rows if kind == "move"),
    )


def _alone(moves: Iterable[tuple[int, str, str, str, str, Any]]) -> frozenset[Step]:
    """The steps that were confirmed alone. `moves`: number, name, state before and after, whether alone ("1")."""
    told = ((0, name, before, after, alone == "1") for _, name, before, after, alone, _ in sorted(moves))
    return alone_steps(endings(told).get(0, {}))


def talk_of(of: RoundUnit, remarks: QuerySet[Remark] | None = None) -> dict[str, Talk]:
    """Requests and explanations of each leaf. One query. `remarks`: those of an earlier version of the set."""
    rows = of_set_in_force(Remark.objects.filter(of=of)) if remarks is None else remarks
    fields = (
        rows.exclude(kind=Remark.NOTE)
        .order_by("id")
        .values_list("leaf", "kind", "withdrawn", "text", "by__display_name", "by__username", "at")
    )
    found: dict[str, Talk] = {}
    for leaf, kind, withdrawn, text, name, username, at in fields:
        was = found.get(leaf, Talk())
        who = name or username
        if kind == Remark.REQUEST and withdrawn:
            found[leaf] = replace(was, asked=False, answered=False, request="", asked_by="")
        elif kind == Remark.REQUEST:
            found[leaf] = replace(was, asked=True, answered=False, request=text, asked_by=who)
        else:
            found[leaf] = replace(was, answered=was.asked, explanations=was.explanations + 1, text=text, by=who, at=at)
    return found


def sheet_of(of: RoundUnit, block: RoundBlock) -> UnitSheet:
    """The whole sheet of a unit. While it self-scores, also what the figures propose for what is not scored yet."""
    criteria_set = set_of(block)
    without = left_out(criteria_set, of.unit_id)
    said, around = said_of(of, block), _around(of, block)
    return UnitSheet(
        of=of,
        block=block,
        set=criteria_set,
        without=without,
        said=said,
        papers=around.papers,
        talk=around.talk,
        disputed=around.disputed,
        totals=around.sums or counted(criteria_set, of.unit_id, {}),
        proposed=_proposed(of, block, criteria_set, said, without) if of.state == State.SELF_SCORING.value else {},
        alone=around.alone,
    )


def _proposed(
    of: RoundUnit,
    block: RoundBlock,
    criteria_set: CriteriaSet,
    said: Mapping[str, Mapping[Step, Said]],
    without: Iterable[str],
) -> dict[str, Proposal]:
    """What the figures propose for the leaves that the unit has still to score."""
    skipped = set(without)
    codes = [
        leaf.code
        for _, _, leaf in criteria_set.leaves()
        if leaf.scored_by == "unit" and leaf.code not in skipped and not _spoke(said.get(leaf.code, {}))
    ]
    if not codes:
        return {}
    found = proposals(block, criteria_set, (of.unit_id,), of.round.period, codes)
    return {code: own[of.unit_id] for code, own in found.items() if of.unit_id in own}


def _spoke(said: Mapping[Step, Said]) -> bool:
    return Step.SELF in said and said[Step.SELF].speaks


def _codes(block: RoundBlock, leaf: str) -> dict[int, str]:
    """The code of a leaf in this version of the set and in those before from which its scores were carried, by version."""
    found, crosswalk = {block.pk: leaf}, block.crosswalk
    if block.version > 1:
        earlier = RoundBlock.objects.filter(round=block.round_id, code=block.code, version__lt=block.version)
        for number, before in earlier.order_by("-version").values_list("pk", "crosswalk"):
            leaf = next((old for old, new in crosswalk.items() if new == leaf), "")
            found[number], crosswalk = leaf, before
    return found


def score_history(of: RoundUnit, block: RoundBlock, leaf: str) -> Sequence[StepScore]:
    """Every row ever written about a leaf of this version of the set, newest first, also those of the versions before,
    whatever code the leaf had there. One query; two where the set was amended.
    """
    codes = _codes(block, leaf)
    rows = StepScore.objects.filter(of=of, leaf__in=set(codes.values())).select_related("by", "block").order_by("-id")
    return [row for row in rows if codes.get(row.block_id) == row.leaf]


def evidence_of(of: RoundUnit, block: RoundBlock, leaf: str) -> Sequence[Evidence]:
    """Every paper attached to a leaf of the set in force, those withdrawn among them (with why). One query."""
    rows = Evidence.objects.filter(of=of, block=block, leaf=leaf).select_related("by", "withdrawal", "withdrawal__by")
    return list(rows.order_by("id"))


def remarks_of(of: RoundUnit, leaf: str) -> Sequence[Remark]:
    """Everything said about a leaf, oldest first. One query."""
    return list(of_set_in_force(Remark.objects.filter(of=of, leaf=leaf)).select_related("by").order_by("id"))
