"""A criteria set of a hundred leaves, ten of each of eight shapes and more, with ready values for all of them."""

import json
from fractions import Fraction

from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet
from parindex.scoring.values import Counts, Level, Met, Percent, Ratio, Value

BANDS = [
    {"from": "90", "from_inclusive": False, "points": "1"},
    {"from": "70", "to": "90", "to_inclusive": True, "points": "0.5"},
    {"to": "70", "points": "0"},
]
RULES = (
    {
        "shape": "levels",
        "levels": [{"key": "a", "text": "đủ", "points": "1"}, {"key": "b", "text": "thiếu", "points": "0"}],
    },
    {"shape": "all_of", "conditions": ["có kế hoạch", "đúng hạn"], "points": "1"},
    {"shape": "bands", "bands": BANDS},
    {"shape": "proportional", "floor": {"at": "50", "inclusive": True, "below": "0"}},
    {"shape": "states", "weights": {"done": "1", "doing": "0.5", "none": "0"}},
    {"shape": "deduction", "start": "1", "per": {"late": "-0.25", "missing": "-0.5"}, "floor": "0"},
    {"shape": "sum_of", "items": [{"text": "một", "points": "0.5"}, {"text": "hai", "points": "0.5"}], "cap": "1"},
    {"shape": "survey"},
)


def leaf_rule(number: int) -> dict[str, object]:
    """The rule of leaf `number`: the shapes in turn."""
    return RULES[number % len(RULES)]


def hundred() -> CriteriaSet:
    """Ten areas of ten leaves of one point."""
    areas = []
    for area in range(10):
        criteria = []
        for place in range(10):
            rule = leaf_rule(area * 10 + place)
            criteria.append(
                {
                    "code": f"{area + 1}.{place + 1}",
                    "name": "Tiêu chí",
                    "max_points": "1",
                    "scored_by": "survey" if rule["shape"] == "survey" else "unit",
                    "when_empty": "exclude",
                    "rule": rule,
                }
            )
        areas.append({"code": str(area + 1), "name": "Lĩnh vực", "criteria": criteria})
    document = {
        "id": "mot-tram",
        "title": "Một trăm tiêu chí",
        "nature": "model",
        "decision": None,
        "year": 2021,
        "block": "so",
        "scale": "100",
        "rounding": {"points": 2, "index": 2},
        "areas": areas,
    }
    return load(json.dumps(document), name="mot-tram")


def ready_values() -> dict[str, Value | None]:
    """A value for every leaf, by code."""
    values: dict[str, Value | None] = {}
    for number in range(100):
        code = f"{number // 10 + 1}.{number % 10 + 1}"
        values[code] = (
            Level("a" if number % 3 else "b"),
            Met((True, number % 3 > 0)),
            Ratio(Fraction(60 + number % 40), Fraction(100)),
            Ratio(Fraction(86 - number % 7), Fraction(87)),
            Counts({"done": number % 5 + 1, "doing": 2, "none": number % 2}),
            Counts({"late": number % 3, "missing": number % 2}),
            Met((True, number % 2 == 0)),
            Percent(Fraction(8466 + number, 100)),
        )[number % len(RULES)]
    return values
