"""A score as the JSON object of the contract: amounts as text, null where there is nothing yet."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from parindex.documents.wording.explaining import explain_line
from parindex.documents.wording.numbers import points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.scoring.extras import KINDS
from parindex.scoring.rounding import rounded
from parindex.scoring.score import AreaScore, CriterionScore, ExtraScore, LeafScore, SetScore
from parindex.scoring.values import as_json

Explain = Callable[[LeafScore], str]


def score_as_json(set_score: SetScore, *, grades: Mapping[str, str], explain: Explain) -> dict[str, object]:
    """`grades` by leaf code (absent: null). A criterion with components carries them and its own sums."""
    return {
        "criteria_set": set_score.criteria_set.id,
        "nature": set_score.criteria_set.nature,
        "points": plain_points(set_score.points),
        "max_points": plain_points(set_score.max_points),
        "index_percent": plain_percent(set_score.index_percent),
        "index_so_far": plain_percent(set_score.index_so_far),
        "areas": [_area(area, grades, explain) for area in set_score.areas],
        "unscored": list(set_score.unscored),
        "leaf_points": plain_points(set_score.leaf_points),
        **{kind: _extra(set_score.extra_points(kind)) for kind in KINDS},
    }


def _extra(extra: ExtraScore | None) -> dict[str, object] | None:
    """Bonus or penalty points with their lines; null for a set without any."""
    if extra is None:
        return None
    return {
        "points": plain_points(extra.points),
        "max_points": plain_points(extra.max_points),
        "lines": [
            {
                "code": line.leaf.code,
                "name": line.leaf.name,
                "points": plain_points(line.points),
                "max_points": plain_points(line.max_points),
                "rule": rule_in_words(line.leaf.rule, line.max_points),
                "inputs": as_json(line.value),
                "explanation": explain_line(line, extra.kind),
            }
            for line in extra.lines
        ],
    }


def plain_points(points: Decimal | None) -> str | None:
    """ "9.72", "19", "0": no trailing zeros, no exponent."""
    return None if points is None else f"{points + 0:f}".rstrip("0").rstrip(".") if points % 1 else str(int(points))


def plain_percent(percent: Decimal | None) -> str | None:
    """ "51.16": always two decimals."""
    return None if percent is None else f"{rounded(Fraction(percent), 2):f}"


def _area(area: AreaScore, grades: Mapping[str, str], explain: Explain) -> dict[str, object]:
    return {
        "code": area.area.code,
        "name": area.area.name,
        "points": plain_points(area.points),
        "max_points": plain_points(area.max_points),
        "index_percent": plain_percent(area.index_percent),
        "criteria": [_criterion(criterion, grades, explain) for criterion in area.criteria],
    }


def _criterion(criterion: CriterionScore, grades: Mapping[str, str], explain: Explain) -> dict[str, object]:
    if criterion.criterion.leaf is not None:
        return _leaf(criterion.leaves[0], grades, explain) | {"components": []}
    found = {grades[leaf.leaf.code] for leaf in criterion.leaves if leaf.leaf.code in grades}
    return {
        "code": criterion.criterion.code,
        "name": criterion.criterion.name,
        "points": plain_points(criterion.points),
        "max_points": plain_points(criterion.max_points),
        "rule": f"Tổng điểm của {len(criterion.leaves)} tiêu chí thành phần.",
        "inputs": None,
        "explanation": _together(criterion),
        "grade": found.pop() if len(found) == 1 else None,
        "state": criterion.state,
        "components": [_leaf(leaf, grades, explain) for leaf in criterion.leaves],
    }


def _leaf(leaf: LeafScore, grades: Mapping[str, str], explain: Explain) -> dict[str, object]:
    return {
        "code": leaf.leaf.code,
        "name": leaf.leaf.name,
        "points": plain_points(leaf.points),
        "max_points": plain_points(leaf.max_points),
        "rule": rule_in_words(leaf.leaf.rule, leaf.max_points),
        "inputs": as_json(leaf.value),
        "explanation": explain(leaf),
        "grade": grades.get(leaf.leaf.code),
        "state": leaf.state,
    }


def _together(criterion: CriterionScore) -> str:
    waiting = [leaf.leaf.code for leaf in criterion.leaves if leaf.state == "not_scored"]
    if criterion.points is None:
        return f"Chưa chấm: {', '.join(waiting)}." if waiting else "Không phát sinh hoặc không áp dụng."
    left = f"; chưa chấm: {', '.join(waiting)}" if waiting else ""
    return f"Cộng các thành phần được {points_text(criterion.points)}/{points_text(criterion.max_points)} điểm{left}."
