"""The fields of rules that a person fills in: what is shown for each shape, and the value that comes of it."""

from decimal import Decimal
from typing import Any

import pytest

from parindex.criteria.model import Leaf
from parindex.errors import InputFault
from parindex.web.entry_form import EntryForm

LEVELS = {
    "shape": "levels",
    "levels": [{"key": "co", "text": "có", "points": "3"}, {"key": "khong", "text": "không", "points": "0"}],
}
CHOICE = {
    "shape": "choice",
    "options": [
        {"key": "ty_le", "text": "Có hồ sơ", "rule": {"shape": "proportional"}},
        {"key": "muc", "text": "Không có hồ sơ", "rule": LEVELS},
    ],
}


def form(rule: dict[str, Any], **answers: str) -> EntryForm:
    leaf = Leaf.model_validate(
        {"code": "1.1", "name": "A", "max_points": Decimal(3), "scored_by": "unit", "rule": rule}
    )
    return EntryForm(leaf, {"evidence": "Báo cáo 1/BC", **answers})


@pytest.mark.parametrize(
    ("rule", "answers", "value"),
    [
        ({"shape": "judgement", "text": "Hội đồng xem xét"}, {"points": "2,5"}, {"points": "2.5"}),
        ({"shape": "best_of_block"}, {"amount": "40", "best": "80"}, {"amount": "40", "best": "80"}),
        (CHOICE, {"choice": "muc", "muc__level": "co"}, {"choice": "muc", "value": {"level": "co"}}),
        (
            CHOICE,
            {"choice": "ty_le", "ty_le__numerator": "9", "ty_le__denominator": "10"},
            {"choice": "ty_le", "value": {"numerator": "9", "denominator": "10"}},
        ),
    ],
)
def test_the_answers_become_the_value_that_the_rule_takes(
    rule: dict[str, Any], answers: dict[str, str], value: dict[str, Any]
) -> None:
    filled = form(rule, **answers)
    assert filled.is_valid(), filled.errors
    assert filled.value() == value


def test_only_the_chosen_formula_has_to_be_filled_in() -> None:
    filled = form(CHOICE, choice="ty_le", ty_le__numerator="9")
    assert filled.is_valid()
    with pytest.raises(InputFault, match="Chưa điền: Có hồ sơ: Tổng số"):
        filled.value()


def test_more_than_the_maximum_is_told_beside_the_field() -> None:
    assert "points" in form({"shape": "judgement", "text": "Hội đồng xem xét"}, points="3.5").errors
