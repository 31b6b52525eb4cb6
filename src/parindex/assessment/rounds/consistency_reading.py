"""The scores of a block at one step, leaf by leaf, in the form in which `consistency` compares them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.accents import fold
from parindex.assessment.rounds.consistency import Alike, Given, Unlike, alike_scores, unlike_bests, unlike_scores
from parindex.assessment.rounds.judging import SCORED, score_leaf
from parindex.assessment.rounds.models import Evidence, RoundBlock, StepScore
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.states import OUTSIDE, Step
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.scoring.values import AgainstBest, Count, Percent, Ratio, Value, parse_value


@dataclass(frozen=True)
class Doubtful:
    """A leaf with what does not fit together: one finding, of one of the two kinds."""

    leaf: Leaf
    finding: Unlike | Alike


def figure_of(value: Value | None) -> Fraction | None:
    """The one number that a value is: a share, a percentage as a share, a count; None for anything else."""
    match value:
        case Ratio(above, below):
            return above / below if below else None
        case Percent(percent):
            return percent / 100
        case Count(count):
            return Fraction(count)
        case AgainstBest(amount, best):
            return amount / best if best else None
    return None


def best_in(value: Value | None) -> Fraction | None:
    """What a value takes for the best of the block."""
    return value.best if isinstance(value, AgainstBest) else None


def inputs_of(raw: Mapping[str, Any]) -> str:
    """A person's own inputs so that the same inputs are the same text; "" without any and for points given by hand."""
    if not raw or set(raw) == {"points"}:
        return ""
    figure = figure_of(parse_value(dict(raw)))
    return str(figure) if figure is not None else json.dumps(raw, sort_keys=True, ensure_ascii=False)


class _ByRule:
    """The points that the rule gives for a proposal; each different one is worked out once."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self._set = criteria_set
        self._found: dict[tuple[str, str], Decimal | None] = {}

    def points(self, leaf: str, raw: Mapping[str, Any], unit: str) -> Decimal | None:
        """None where the rule and the value do not fit, or nothing counts."""
        key = leaf, json.dumps(raw, sort_keys=True)
        if key not in self._found:
            try:
                found = score_leaf(self._set, leaf, parse_value(dict(raw)), unit=unit)
            except InputFault:
                self._found[key] = None
            else:
                self._found[key] = found.points if found.state == SCORED else None
        return self._found[key]


def _papers(block: RoundBlock, units: Iterable[str]) -> dict[tuple[str, str], frozenset[str]]:
    """What proves a leaf of a unit: digests of files, links, documents. One query.

    A document is its number with issuer and day, however they are spelled: each office has its own 01/KH.
    """
    rows = Evidence.objects.filter(block=block, of__block=block.code, of__unit__in=list(units), withdrawal__isnull=True)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    fields = rows.values_list("of__unit_id", "leaf", "digest", "address", "number", "issuer", "day")
    for unit, leaf, digest, address, number, issuer, day in fields:
        document = f"{''.join(fold(number).split())} {' '.join(fold(issuer).split())} {day}" if number else ""
        found[unit, leaf] |= {name for name in (digest, address, document) if name}
    return {key: frozenset(names) for key, names in found.items()}


def given_scores(block: RoundBlock, step: Step, units: Iterable[str]) -> dict[str, list[Given]]:
    """The standing scores of a step in the set in force, by leaf. Two queries, however many units there are."""
    asked = list(units)
    papers, by_rule = _papers(block, asked), _ByRule(set_of(block))
    rows = StepScore.objects.filter(
        block=block, of__unit__in=asked, step=step.value, state=SCORED, replaced_by__isnull=True, value__isnull=False
    )
    found: dict[str, list[Given]] = defaultdict(list)
    for unit, leaf, value, proposed, points in rows.order_by("of").values_list(
        "of__unit_id", "leaf", "value", "proposed", "points"
    ):
        figure = figure_of(parse_value(proposed))
        found[leaf].append(
            Given(
                unit=unit,
                points=Decimal(points),
                value=inputs_of(value or {}),
                figure=figure,
                by_rule=by_rule.points(leaf, proposed, unit) if proposed and figure is not None else None,
                papers=papers.get((unit, leaf), frozenset()),
                best=best_in(parse_value(value)),
            )
        )
    return found


def doubtful(block: RoundBlock, step: Step, units: Iterable[str], leaf: str = "") -> tuple[Doubtful, ...]:
    """Every finding of a block at a step, in the order of the set; of one leaf only when it is named."""
    scores = given_scores(block, step, units)
    found: list[Doubtful] = []
    for _, _, one in set_of(block).leaves():
        given = scores.get(one.code, []) if leaf in ("", one.code) else []
        found += [Doubtful(one, finding) for finding in (*unlike_bests(given), *unlike_scores(given))]
        found += [Doubtful(one, finding) for finding in alike_scores(given)]
    return tuple(found)


def steps_with_scores(block: RoundBlock) -> tuple[Step, ...]:
    """The steps that have spoken in a block of units that the round assesses, in the order of the round. One query."""
    rows = StepScore.objects.filter(block=block).exclude(of__state__in=[one.value for one in OUTSIDE])
    spoken = set(rows.order_by().values_list("step", flat=True).distinct())
    return tuple(step for step in Step if step.value in spoken)
