"""All that saving a score of one leaf asks for beside who writes it, in one statement: the newest row of each step, what
figures, totals and judgements say, and the unit's kept sums.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from parindex.assessment.models import EnteredTotal, EnteredValue, Figure
from parindex.assessment.rounds.judging import rule_of
from parindex.assessment.rounds.models import RoundBlock, RoundUnit, StepScore, StepTotal
from parindex.assessment.rounds.proposals import Proposal, figure_in, proposal_of, proposed_by
from parindex.assessment.rounds.standing import select_texts
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.totals import Total, total_in
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.values import parse_value


class Newest(NamedTuple):
    """What a further row of a step is compared with: of the newest `StepScore`, as that has it."""

    pk: int
    value: Any
    state: str
    points: str
    note: str


@dataclass(frozen=True)
class LeafNow:
    """`rows`: the newest of each step that has one. `sums`: the unit's, as they are kept."""

    rows: Mapping[Step, Newest]
    proposed: Proposal | None
    sums: Mapping[Step, Total]


@lru_cache(maxsize=1)
def _statement() -> str:
    score, figure, total, judged, kept = (
        one._meta.db_table for one in (StepScore, Figure, EnteredTotal, EnteredValue, StepTotal)
    )
    # "+": by the index on unit, step and leaf, not by the one on the block, which has all its units
    place = "unit_id = %(unit)s AND period = %(period)s"
    parts = (
        select_texts(
            "score",
            ("s.step", "s.id", "s.value", "s.state", "s.points", "s.note"),
            f"{score} s LEFT JOIN {score} n ON n.replaces_id = s.id "
            "WHERE s.of_id = %(of)s AND +s.block_id = %(block)s AND s.leaf = %(leaf)s AND n.id IS NULL",
        ),
        select_texts(
            "figure",
            ("numerator", "denominator"),
            f"{figure} WHERE {place} AND source = '' AND measure = %(measure)s AND known",
        ),
        select_texts(
            "total",
            ("t.numerator", "t.denominator", "t.document", "CASE WHEN t.withdrawn THEN 1 ELSE 0 END"),
            f"(SELECT * FROM {total} WHERE {place} AND measure = %(measure)s ORDER BY id DESC LIMIT 1) t",
        ),
        select_texts(
            "judged",
            ("j.value", "j.evidence"),
            f"(SELECT * FROM {judged} WHERE {place} AND set_id = %(set)s AND leaf = %(leaf)s "
            "ORDER BY id DESC LIMIT 1) j",
        ),
        select_texts(
            "sum", ("step", "points", "max_points", "scored_max_points", "unscored"), f"{kept} WHERE of_id = %(of)s"
        ),
    )
    return " UNION ALL ".join(parts)


def _newest(texts: tuple[str, ...]) -> Newest:
    _, number, value, state, points, note = texts
    return Newest(int(number), json.loads(value) if value is not None else None, state, points, note)


def leaf_now(of: RoundUnit, block: RoundBlock, criteria_set: CriteriaSet, leaf: Leaf) -> LeafNow:
    """How the leaf stands. One statement, but for a leaf that is measured against the best of its block."""
    asked: dict[str, int | str] = {
        "of": of.pk,
        "block": block.pk,
        "leaf": leaf.code,
        "unit": of.unit_id,
        "period": of.round.period,
        "measure": leaf.measure or "",
        "set": block.set_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(), asked)
        found = cursor.fetchall()
    by_kind: dict[str, list[tuple[str, ...]]] = {}
    for kind, *texts in found:
        by_kind.setdefault(kind, []).append(tuple(texts))
    return LeafNow(
        rows={Step(texts[0]): _newest(texts) for texts in by_kind.get("score", ())},
        proposed=_proposed(of, block, criteria_set, leaf, by_kind),
        sums={Step(texts[0]): total_in(*texts[1:5]) for texts in by_kind.get("sum", ())},
    )


def _proposed(
    of: RoundUnit,
    block: RoundBlock,
    criteria_set: CriteriaSet,
    leaf: Leaf,
    found: Mapping[str, list[tuple[str, ...]]],
) -> Proposal | None:
    if isinstance(rule_of(criteria_set, leaf), BestOfBlock):
        return proposal_of(of, block, criteria_set, leaf.code)
    computed = next((figure_in(texts[0], texts[1]) for texts in found.get("figure", ())), None)
    totals = (texts for texts in found.get("total", ()) if texts[3] != "1")
    total = next(((figure_in(texts[0], texts[1]), texts[2]) for texts in totals), None)
    said = next(((parse_value(json.loads(texts[0])), texts[1]) for texts in found.get("judged", ())), None)
    return proposed_by(criteria_set, leaf, of.unit_id, computed, total, said)
