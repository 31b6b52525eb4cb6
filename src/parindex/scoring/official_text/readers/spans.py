"""Clauses and their spans as bands; "còn lại" is what lies below all the others."""

import re
from collections.abc import Mapping, Sequence

from parindex.scoring.official_text.amounts import Span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.proposal import Proposal

_REST = re.compile(r"\b(?:còn lại|trường hợp khác|khác)\b|^không (?:đạt|bảo đảm|đảm bảo)\b|^ngược lại\b")


def is_rest(clause: Clause) -> bool:
    """Whether the clause is for all that the others do not name."""
    return bool(_REST.search(clause.words))


def bands_of(
    found: Sequence[Clause], spans: Sequence[Span | None], rule: Mapping[str, object], *, top: Span | None
) -> Proposal | str:
    """Bands in the order of the text. `top`: a clause for exactly the whole is read as from there on."""
    named = [span for span in spans if span is not None]
    rests = [clause for clause, span in zip(found, spans, strict=True) if span is None]
    if len(rests) > 1 or not named:
        return "Các mức không nói rõ từ đâu đến đâu."
    lowest = min(named, key=lambda span: (span.low is not None, span.low or 0, not span.low_in))
    bands = []
    for clause, span in zip(found, spans, strict=True):
        if clause.points is None:
            return f"Không rõ “{clause.condition}” được bao nhiêu điểm."
        if span is None:
            if lowest.low is None:
                return f"Không rõ “{clause.condition}” là khoảng nào."
            span = Span(None, False, lowest.low, not lowest.low_in)
        bands.append((Span(span.low, True, None, False) if span == top else span).band(clause.points))
    return Proposal({**rule, "bands": tuple(bands)})
