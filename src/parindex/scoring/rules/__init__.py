"""The rule shapes, in one table: adding a shape is a file beside this one and a line below."""

from collections.abc import Mapping

from parindex.criteria.fields import Opaque
from parindex.scoring.rules.all_of import AllOf
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.base import Explanation, Finding, Outcome, Rule
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.levels import Levels
from parindex.scoring.rules.proportional import Proportional
from parindex.scoring.rules.states import States
from parindex.scoring.rules.sum_of import SumOf
from parindex.scoring.rules.survey import Survey

RULES: dict[str, type[Rule]] = {
    "levels": Levels,
    "all_of": AllOf,
    "bands": Bands,
    "proportional": Proportional,
    "states": States,
    "deduction": Deduction,
    "sum_of": SumOf,
    "survey": Survey,
}


def parse_rule(raw: Opaque) -> Rule:
    """The rule in a leaf's `rule` block. Raises KeyError for an unknown shape, pydantic.ValidationError for parameters.

    `scoring.prepared` turns both into problems with a place; use that for a whole set.
    """
    return RULES[str(raw.get("shape"))].model_validate({name: _frozen(value) for name, value in raw.items()})


def _frozen(value: object) -> object:
    """Lists as tuples, so that a block that went through JSON reads like one that came from YAML."""
    if isinstance(value, (list, tuple)):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _frozen(item) for key, item in value.items()}
    return value


__all__ = ["RULES", "Explanation", "Finding", "Outcome", "Rule", "parse_rule"]
