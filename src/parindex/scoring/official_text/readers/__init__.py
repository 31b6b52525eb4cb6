"""The readers, one a kind of text, in the order in which they are tried: the most telling words first.

Adding one: its file, and a line here.
"""

from parindex.scoring.official_text.proposal import Reader
from parindex.scoring.official_text.readers.conditions import read_conditions
from parindex.scoring.official_text.readers.counts import read_counts
from parindex.scoring.official_text.readers.deductions import read_deductions
from parindex.scoring.official_text.readers.each import read_each
from parindex.scoring.official_text.readers.formula import read_formula
from parindex.scoring.official_text.readers.items import read_items
from parindex.scoring.official_text.readers.levels import read_levels
from parindex.scoring.official_text.readers.percents import read_percents
from parindex.scoring.official_text.readers.survey import read_survey
from parindex.scoring.official_text.readers.weighted import read_weighted

READERS: tuple[Reader, ...] = (
    read_survey,
    read_deductions,
    read_weighted,
    read_formula,
    read_percents,
    read_each,
    read_counts,
    read_items,
    read_conditions,
    read_levels,
)
