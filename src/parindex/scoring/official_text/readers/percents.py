"""Bands of a percentage (CM13 1.1.4, SL152 4.4.3, TG22 1.4.1)."""

from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.amounts import percent_span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.spans import bands_of, is_rest


def read_percents(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause names one span of percentages and its points; one may be for the rest."""
    if not any("%" in clause.words for clause in found):
        return None
    spans = [percent_span(clause.words, all_is_full=True) for clause in found]
    for clause, span in zip(found, spans, strict=True):
        if clause.points is None:
            return f"Không rõ “{clause.condition}” được bao nhiêu điểm."
        if span is None and not is_rest(clause):
            return f"Không rõ “{clause.condition}” là khoảng phần trăm nào."
    return bands_of(found, spans, {"shape": "bands"}, end=Decimal(100))
