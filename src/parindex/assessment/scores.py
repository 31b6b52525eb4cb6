"""A unit's score: the set's leaves fed with computed figures, else with entered totals, else with judgements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from parindex.assessment.figures import Answer, Question, answer
from parindex.assessment.models import EnteredValue
from parindex.assessment.totals import entered_totals
from parindex.assessment.values import COMPUTED, JUDGEMENT, Entered, KnownFigure, Total, counting
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.measures.catalogue import MEASURES
from parindex.scoring.extras import extra_lines
from parindex.scoring.score import SetScore, score
from parindex.scoring.values import Value, parse_value


@dataclass(frozen=True, kw_only=True)
class UnitScore:
    """A score with where each leaf's value came from: `grades` by leaf code (absent: nothing to score by).

    `figures` are computed, `totals` entered with their papers; both by measure, whether or not a leaf asks for it.
    """

    score: SetScore
    figures: Mapping[str, KnownFigure]
    entered: Mapping[str, Entered]
    grades: Mapping[str, str]
    totals: Mapping[str, Total] = field(default_factory=dict)

    def counting(self, measure: str) -> KnownFigure | None:
        """The figure that counts for a measure: the computed one, else the entered total, else none."""
        return counting(self.figures.get(measure), self.totals.get(measure))[0]

    def grade_of(self, measure: str) -> str | None:
        """Whether the computed figure or the entered total of a measure counts; None when there is neither."""
        return counting(self.figures.get(measure), self.totals.get(measure))[1]

    def differing(self, measure: str | None) -> Total | None:
        """The entered total that stands beside a computed figure that counts and is another; None otherwise."""
        total, code = self.totals.get(measure or ""), measure or ""
        return total if total and self.grade_of(code) == COMPUTED and total.figure != self.figures[code] else None


def figures_of(answers: Iterable[Answer]) -> dict[str, KnownFigure]:
    """Fresh answers as known figures; measures without rows are left out."""
    return {
        one.value.measure.code: KnownFigure(
            measure=one.value.measure.code, numerator=one.value.numerator, denominator=one.value.denominator
        )
        for one in answers
        if one.known
    }


def entered_values(unit: str, period: str, set_id: str) -> dict[str, Entered]:
    """The newest judgement of each leaf. One query."""
    rows = EnteredValue.objects.filter(unit=unit, period=period, set_id=set_id).order_by("id")
    fields = rows.values_list("leaf", "value", "evidence", "note", "by__display_name", "by__username")
    newest = {leaf: rest for leaf, *rest in fields}
    return {
        leaf: Entered(value=parse_value(value), evidence=evidence, note=note, by=name or username)
        for leaf, (value, evidence, note, name, username) in newest.items()
    }


def _value(
    leaf: Leaf, figures: Mapping[str, KnownFigure], totals: Mapping[str, Total], entered: Mapping[str, Entered]
) -> tuple[Value | None, str | None]:
    if leaf.measure:
        figure, grade = counting(figures.get(leaf.measure), totals.get(leaf.measure))
        if figure:
            return figure.value, grade
    if leaf.code in entered:
        return entered[leaf.code].value, JUDGEMENT
    return None, None


def score_with(
    criteria_set: CriteriaSet,
    figures: Mapping[str, KnownFigure],
    entered: Mapping[str, Entered],
    *,
    unit: str,
    totals: Mapping[str, Total] | None = None,
) -> UnitScore:
    """The score from ready values."""
    values: dict[str, Value | None] = {}
    grades: dict[str, str] = {}
    held = totals or {}
    for _, _, leaf in criteria_set.leaves():
        values[leaf.code], grade = _value(leaf, figures, held, entered)
        if grade:
            grades[leaf.code] = grade
    for one in extra_lines(criteria_set):
        if one.line.code in entered:
            values[one.line.code], grades[one.line.code] = entered[one.line.code].value, JUDGEMENT
    found = score(criteria_set, values, unit=unit)
    return UnitScore(score=found, figures=figures, entered=entered, grades=grades, totals=held)


def score_unit(criteria_set: CriteriaSet, asked: Question) -> UnitScore:
    """The score computed afresh from the rows, for the command line and for checking what is stored.

    With a source asked for: its figures where it supplies the register, the primary source's elsewhere.
    """
    needed = {leaf.measure for _, _, leaf in criteria_set.leaves() if leaf.measure}
    measures = [measure for code, measure in MEASURES.items() if code in needed]
    figures = figures_of(answer(asked, measures))
    if asked.source is not None:
        rest = [measure for measure in measures if measure.code not in figures]
        figures |= figures_of(answer(replace(asked, source=None), rest))
    entered = entered_values(asked.unit, asked.period.code, criteria_set.id)
    totals = entered_totals(asked.unit, asked.period.code)
    return score_with(criteria_set, figures, entered, unit=asked.unit, totals=totals)
