"""Bands of a number of things (DTI-H: 4 meetings a year, 3, 2, 1)."""

from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.amounts import Span, count_span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.spans import bands_of, is_rest


def read_counts(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause names a number of things and its points; one may be for the rest. At least two numbers."""
    if any(clause.points is None for clause in found):
        return None
    spans = [None if is_rest(clause) else count_span(clause.words) for clause in found]
    if any(span is None and not is_rest(clause) for clause, span in zip(found, spans, strict=True)):
        return None
    if sum(span is not None and (span.high or span.low or 0) > 0 for span in spans) < 2:
        return None
    return bands_of(found, [_open_top(span, spans) for span in spans], {"shape": "bands", "of": "count"}, top=None)


def _open_top(span: Span | None, spans: Sequence[Span | None]) -> Span | None:
    """The highest single number stands for itself only: nobody said what more than that is worth, but more is not less."""
    tops = [one.high for one in spans if one is not None and one.high is not None]
    closed = all(one is None or one.high is not None for one in spans)
    if span is not None and closed and span.high == max(tops) and span.low == span.high:
        return Span(span.low, True, None, False)
    return span
