"""A share of a whole above the whole: more done than there was to do is most often a slip of the hand."""

from fractions import Fraction

from parindex.assessment.rounds.judging import Judged, score_leaf
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.measures.catalogue import MEASURES
from parindex.scoring.rules.base import percent_of
from parindex.scoring.values import Chosen, Percent, Ratio, parse_value, plain

_WHOLE = Percent(Fraction(100))


def check_share(criteria_set: CriteriaSet, leaf: Leaf, judged: Judged, *, unit: str) -> None:
    """InputFault for a share above 100 % that a person typed.

    It may be where the leaf's measure lawfully exceeds its whole, and where the rule gives other points for it than for
    100 %: then the set was written for it.
    """
    value = parse_value(judged.value, code=leaf.code)
    inner = value.value if isinstance(value, Chosen) else value
    if not isinstance(inner, Ratio | Percent) or (percent_of(inner) or 0) <= _WHOLE.value:
        return
    measure = MEASURES.get(leaf.measure or "")
    whole = Chosen(value.key, _WHOLE) if isinstance(value, Chosen) else _WHOLE
    if (measure and measure.may_exceed) or score_leaf(
        criteria_set, leaf.code, whole, unit=unit
    ).points != judged.points:
        return
    raise InputFault(f"Tiêu chí {leaf.code}: {_said(inner)}")


def _said(value: Ratio | Percent) -> str:
    if isinstance(value, Percent):
        return f"tỷ lệ {_number(value.value)}% lớn hơn 100%; hãy xem lại số này."
    return (
        f"số đạt {_number(value.numerator)} lớn hơn tổng số {_number(value.denominator)}; hãy xem lại hai số. Nếu thực tế làm "
        "vượt, hãy ghi số đạt bằng tổng số (điểm như nhau) và nêu số thật ở ô Giải trình."
    )


def _number(number: Fraction) -> str:
    return plain(number).replace(".", ",")
