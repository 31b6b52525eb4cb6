"""The rule shapes, in one table: adding a shape is a file beside this one and a line below."""

from parindex.scoring.rules.all_of import AllOf
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.base import SHAPES, Explanation, Finding, Outcome, Rule, parse_rule
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.each import Each
from parindex.scoring.rules.judgement import Judgement
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
    "each": Each,
    "survey": Survey,
    "judgement": Judgement,
    "best_of_block": BestOfBlock,
    "choice": Choice,
}


SHAPES.update(RULES)

__all__ = ["RULES", "Explanation", "Finding", "Outcome", "Rule", "parse_rule"]
