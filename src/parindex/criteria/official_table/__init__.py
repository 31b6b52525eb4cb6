"""The official table of a criteria set, Word or Excel, read into an outline: what is asked, what it is worth, in whose words.

Only what stands in the table: how a scoring text becomes a rule is `scoring.official_text`.
"""

from parindex.criteria.official_table.outline import AreaOutline, CriterionOutline, LeafOutline, Outline
from parindex.criteria.official_table.reading import read_table

__all__ = ["AreaOutline", "CriterionOutline", "LeafOutline", "Outline", "read_table"]
