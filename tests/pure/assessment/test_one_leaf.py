"""One leaf scored by itself is what the whole set says of it, for every unit."""

import pytest
from tests.apps.rounds.a_round import HEALTH, HOME_AFFAIRS, SET_OF_DEPARTMENTS

from parindex.assessment.rounds.judging import score_leaf
from parindex.criteria.loading import load
from parindex.errors import InputFault
from parindex.scoring.score import score
from parindex.scoring.values import parse_value

SET = load(SET_OF_DEPARTMENTS, name="so")
VALUES = {
    "1.1": [{"numerator": "2", "denominator": "3"}, {"numerator": "0", "denominator": "0"}, {"count": "1"}],
    "1.2": [{"count": "1"}, {"counts": {"late": 3}}, {"level": "late"}],
    "1.3.1": [{"level": "late"}, {"level": "khac"}],
    "1.3.2": [{"points": "0.255"}, {"points": "2"}],
    "2.1": [{"met": [True, True]}, {"met": [True]}],
    "2.2": [{"percent": "98.85"}, None],
}


@pytest.mark.parametrize("unit", [HEALTH, HOME_AFFAIRS, "khac"])
@pytest.mark.parametrize(("code", "raw"), [(code, raw) for code, many in VALUES.items() for raw in many])
def test_one_leaf_by_itself_is_what_the_whole_set_says_of_it(unit: str, code: str, raw: object) -> None:
    value = parse_value(raw)
    try:
        expected = next(one for one in score(SET, {code: value}, unit=unit).leaves() if one.leaf.code == code)
    except InputFault as fault:
        with pytest.raises(InputFault) as caught:
            score_leaf(SET, code, value, unit=unit)
        assert str(caught.value) == str(fault)
    else:
        assert score_leaf(SET, code, value, unit=unit) == expected
