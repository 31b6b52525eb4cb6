"""From the Vietnamese scoring text of an official table to a proposed rule, or to why it is left to a person.

Sources of the styles: `tests/spec/fixtures/scoring_texts*.yaml`, each with its meaning. Nothing is guessed: every clause of the
text has to be accounted for, and what a text leaves open stands in `Reading.open`.
"""

from parindex.scoring.official_text.reading import Reading, read_rule

__all__ = ["Reading", "read_rule"]
