"""Words of a rule in the fields of its form."""

from decimal import Decimal

from parindex.criteria.model import Leaf
from parindex.web.entry_form import rule_fields


def test_words_begin_with_a_capital_and_keep_their_own() -> None:
    rule = {"shape": "all_of", "conditions": ("có kế hoạch của UBND tỉnh", "CCHC đúng hạn"), "points": "1"}
    leaf = Leaf(code="1.1", name="Kế hoạch", max_points=Decimal(1), scored_by="unit", rule=rule, evidence=())
    fields, _ = rule_fields(leaf)
    assert [str(one.label) for one in fields.values()] == ["Có kế hoạch của UBND tỉnh", "CCHC đúng hạn"]
