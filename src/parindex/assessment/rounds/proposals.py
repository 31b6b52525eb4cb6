"""What the figures say of a leaf before any person does: computed from rows, else an entered total, else a judgement.

The self-score proposes this; who differs from it says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parindex.assessment.models import EnteredTotal, EnteredValue, Figure
from parindex.assessment.rounds.assessed import assessed_units
from parindex.assessment.rounds.judging import SCORED, leaf_of, plain, rule_of, score_leaf
from parindex.assessment.rounds.models import RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import left_out
from parindex.assessment.values import COMPUTED, JUDGEMENT, TOTAL, KnownFigure, exact_number
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.scoring.of_block import against_best
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.score import State
from parindex.scoring.values import Value, as_json, parse_value


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed for a leaf. `grade`: computed, entered_total or judgement; `paper`: the document behind a total or a
    judgement. `points`: as stored, "" where the leaf does not count.
    """

    value: dict[str, Any]
    state: State
    points: str
    grade: str
    measure: str = ""
    paper: str = ""


def basis(proposed: Proposal | None) -> str:
    """What a score rests on that says what is proposed: the paper behind a judgement or an entered total; "" for what the
    rows themselves show.
    """
    return proposed.paper if proposed else ""


def figure_in(numerator: str, denominator: str) -> KnownFigure:
    """A figure as rows keep it."""
    below = exact_number(denominator) if denominator else None
    return KnownFigure(measure="", numerator=exact_number(numerator), denominator=below)


def _computed(units: Iterable[str], period: str, measures: Iterable[str]) -> dict[tuple[str, str], KnownFigure]:
    """Stored figures of primary sources, by unit and measure. One query."""
    rows = Figure.objects.filter(unit__in=list(units), period=period, source="", measure__in=list(measures), known=True)
    return {
        (unit, measure): figure_in(above, below)
        for unit, measure, above, below in rows.values_list("unit_id", "measure", "numerator", "denominator")
    }


def _totals(
    units: Iterable[str], period: str, measures: Iterable[str]
) -> dict[tuple[str, str], tuple[KnownFigure, str]]:
    """Entered totals that stand, with their documents, by unit and measure. One query."""
    rows = EnteredTotal.objects.filter(unit__in=list(units), period=period, measure__in=list(measures)).order_by("id")
    found: dict[tuple[str, str], tuple[KnownFigure, str]] = {}
    fields = rows.values_list("unit_id", "measure", "numerator", "denominator", "document", "withdrawn")
    for unit, measure, above, below, document, withdrawn in fields:
        if withdrawn:
            found.pop((unit, measure), None)
        else:
            found[unit, measure] = figure_in(above, below), document
    return found


def _judgements(
    units: Iterable[str], period: str, set_id: str, leaves: Iterable[str]
) -> dict[tuple[str, str], tuple[Value | None, str]]:
    """The newest judgement of each leaf with its paper, by unit and leaf. One query."""
    rows = EnteredValue.objects.filter(unit__in=list(units), period=period, set_id=set_id, leaf__in=list(leaves))
    fields = rows.order_by("id").values_list("unit_id", "leaf", "value", "evidence")
    return {(unit, leaf): (parse_value(value), paper) for unit, leaf, value, paper in fields}


@dataclass(frozen=True)
class _Known:
    """A value for a leaf before its rule is asked."""

    value: Value
    grade: str
    paper: str = ""


def _known(units: Iterable[str], period: str, set_id: str, leaves: Iterable[Leaf]) -> dict[str, dict[str, _Known]]:
    """What is known of each leaf: leaf → unit → value. At most three queries."""
    asked, every = tuple(units), tuple(leaves)
    measures = {leaf.measure for leaf in every if leaf.measure}
    computed = _computed(asked, period, measures) if measures else {}
    totals = _totals(asked, period, measures) if measures else {}
    judged = _judgements(asked, period, set_id, [leaf.code for leaf in every])
    found: dict[str, dict[str, _Known]] = {leaf.code: {} for leaf in every}
    for leaf in every:
        for unit in asked:
            key = unit, leaf.measure or ""
            known = _counting(computed.get(key), totals.get(key), judged.get((unit, leaf.code)))
            if known is not None:
                found[leaf.code][unit] = known
    return found


def _counting(
    figure: KnownFigure | None, total: tuple[KnownFigure, str] | None, said: tuple[Value | None, str] | None
) -> _Known | None:
    """What counts: the computed figure before the entered total before the judgement, as everywhere."""
    if total and (figure is None or figure.denominator == 0):  # as `values.counting` chooses
        return _Known(total[0].value, TOTAL, total[1])
    if figure:
        return _Known(figure.value, COMPUTED)
    return _Known(said[0], JUDGEMENT, said[1]) if said and said[0] is not None else None


def proposed_by(
    criteria_set: CriteriaSet,
    leaf: Leaf,
    unit: str,
    figure: KnownFigure | None,
    total: tuple[KnownFigure, str] | None,
    said: tuple[Value | None, str] | None,
) -> Proposal | None:
    """What a figure, a total with its paper and a judgement with its paper propose for a leaf, however they were read."""
    known = None if leaf.scored_by == "survey" else _counting(figure, total, said)
    return _proposal(criteria_set, leaf, known, unit) if known else None


def _of_block(leaf: Leaf, known: Mapping[str, _Known], units: Iterable[str]) -> dict[str, _Known]:
    """Each unit's amount beside the best of its block; nothing is proposed before every unit that is compared has one."""
    try:
        found = against_best({unit: known[unit].value if unit in known else None for unit in units})
    except ValueError:
        return {}
    if found.missing:
        return {}
    return {
        unit: _Known(value, known[unit].grade, known[unit].paper)
        for unit, value in found.values.items()
        if value is not None and unit in known
    }


_Scored = tuple[State, str] | None  # state and points; None where value and rule do not fit


def _scored(criteria_set: CriteriaSet, leaf: Leaf, value: Value, unit: str) -> _Scored:
    try:
        found = score_leaf(criteria_set, leaf.code, value, unit=unit)
    except InputFault:
        return None
    if found.state != SCORED and not found.empty:
        return None
    return found.state, "" if found.points is None else plain(found.points)


def _proposal(
    criteria_set: CriteriaSet, leaf: Leaf, known: _Known, unit: str, scored: dict[str, _Scored] | None = None
) -> Proposal | None:
    """What the rule says of the value; None where they do not fit (a total that the rule cannot take). `scored`: what it
    has said of other units' values, which is the same for the same value unless the set leaves a unit out.
    """
    raw, kept = as_json(known.value) or {}, {} if scored is None else scored
    key = f"{raw}{unit if any(unit in one.units for one in criteria_set.exclusions) else ''}"
    if key not in kept:
        kept[key] = _scored(criteria_set, leaf, known.value, unit)
    found = kept[key]
    if found is None:
        return None
    return Proposal(
        value=raw, state=found[0], points=found[1], grade=known.grade, measure=leaf.measure or "", paper=known.paper
    )


def _compared(block: RoundBlock, criteria_set: CriteriaSet) -> dict[str, frozenset[str]]:
    """The units of the block that the round assesses, each with the leaves that are not asked of it. One query."""
    units = assessed_units(block.round_id, block.code)
    return {one.unit_id: left_out(criteria_set, one.unit_id) for one in units}


def proposals(
    block: RoundBlock, criteria_set: CriteriaSet, units: Iterable[str], period: str, codes: Iterable[str]
) -> dict[str, dict[str, Proposal]]:
    """Leaf → unit → what is proposed, for leaves that the unit or the appraiser scores. A constant number of queries."""
    leaves = [leaf_of(criteria_set, code) for code in codes]
    leaves = [leaf for leaf in leaves if leaf.scored_by != "survey"]
    asked = tuple(units)
    best = {leaf.code for leaf in leaves if isinstance(rule_of(criteria_set, leaf), BestOfBlock)}
    compared = _compared(block, criteria_set) if best else {}
    known = _known(dict.fromkeys((*asked, *compared)), period, block.set_id, leaves)
    found: dict[str, dict[str, Proposal]] = {}
    for leaf in leaves:
        values = known[leaf.code]
        if leaf.code in best:
            values = _of_block(leaf, values, [unit for unit, without in compared.items() if leaf.code not in without])
        scored: dict[str, _Scored] = {}
        made = {unit: _proposal(criteria_set, leaf, values[unit], unit, scored) for unit in asked if unit in values}
        found[leaf.code] = {unit: one for unit, one in made.items() if one is not None}
    return found


def proposal_of(of: RoundUnit, block: RoundBlock, criteria_set: CriteriaSet, leaf: str) -> Proposal | None:
    """What is proposed for one leaf of one unit."""
    return proposals(block, criteria_set, (of.unit_id,), of.round.period, (leaf,)).get(leaf, {}).get(of.unit_id)
