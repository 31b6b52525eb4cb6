"""A unit's score: the set's leaves fed with computed figures first, then with what people entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.assessment.figures import Answer, Question, answer
from parindex.assessment.models import EnteredValue, Figure
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.measures.catalogue import MEASURES
from parindex.scoring.score import SetScore, score
from parindex.scoring.values import Count, Ratio, Value, parse_value

COMPUTED = "computed"


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """A figure as scores and screens use it. `denominator` None: a count."""

    measure: str
    numerator: Fraction
    denominator: Fraction | None

    @property
    def value(self) -> Value:
        """As a value for a rule."""
        return Count(self.numerator) if self.denominator is None else Ratio(self.numerator, self.denominator)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The newest value that a person entered for a leaf."""

    value: Value | None
    grade: str
    evidence: str
    note: str
    by: str


@dataclass(frozen=True, kw_only=True)
class UnitScore:
    """A score with where each leaf's value came from: `grades` by leaf code (absent: nothing to score by)."""

    score: SetScore
    figures: Mapping[str, KnownFigure]
    entered: Mapping[str, Entered]
    grades: Mapping[str, str]


def figures_of(answers: Iterable[Answer]) -> dict[str, KnownFigure]:
    """Fresh answers as known figures; measures without rows are left out."""
    return {
        one.value.measure.code: KnownFigure(
            measure=one.value.measure.code, numerator=one.value.numerator, denominator=one.value.denominator
        )
        for one in answers
        if one.known
    }


def stored_figures(unit: str, period: str) -> dict[str, dict[str, KnownFigure]]:
    """The stored figures: by source ("" is primary), then by measure. One query."""
    rows = Figure.objects.filter(unit=unit, period=period, known=True)
    found: dict[str, dict[str, KnownFigure]] = {"": {}}
    for source, measure, numerator, denominator in rows.values_list("source", "measure", "numerator", "denominator"):
        found.setdefault(source, {})[measure] = KnownFigure(
            measure=measure,
            numerator=Fraction(numerator),
            denominator=Fraction(denominator) if denominator else None,
        )
    return found


def entered_values(unit: str, period: str, set_id: str) -> dict[str, Entered]:
    """The newest entered value of each leaf. One query."""
    rows = EnteredValue.objects.filter(unit=unit, period=period, set_id=set_id).select_related("by").order_by("id")
    return {
        row.leaf: Entered(
            value=parse_value(row.value),
            grade=row.grade,
            evidence=row.evidence,
            note=row.note,
            by=str(row.by),
        )
        for row in rows
    }


def _value(
    leaf: Leaf, figures: Mapping[str, KnownFigure], entered: Mapping[str, Entered]
) -> tuple[Value | None, str | None]:
    if leaf.measure and leaf.measure in figures:
        return figures[leaf.measure].value, COMPUTED
    if leaf.code in entered:
        return entered[leaf.code].value, entered[leaf.code].grade
    return None, None


def score_with(
    criteria_set: CriteriaSet, figures: Mapping[str, KnownFigure], entered: Mapping[str, Entered], *, unit: str
) -> UnitScore:
    """The score from ready values."""
    values: dict[str, Value | None] = {}
    grades: dict[str, str] = {}
    for _, _, leaf in criteria_set.leaves():
        values[leaf.code], grade = _value(leaf, figures, entered)
        if grade:
            grades[leaf.code] = grade
    return UnitScore(score=score(criteria_set, values, unit=unit), figures=figures, entered=entered, grades=grades)


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
    return score_with(criteria_set, figures, entered, unit=asked.unit)


def score_stored(criteria_set: CriteriaSet, unit: str, period: str, *, source: str = "") -> UnitScore:
    """The score from the stored figures, for pages. With a source: its figures where it has them."""
    stored = stored_figures(unit, period)
    figures = stored[""] | stored.get(source, {})
    return score_with(criteria_set, figures, entered_values(unit, period, criteria_set.id), unit=unit)
