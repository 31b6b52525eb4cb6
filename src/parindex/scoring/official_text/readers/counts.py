"""Bands of a number of things (DTI-H: 4 meetings a year, 3, 2, 1)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.amounts import Span, count_span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.nothing import FAULT
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers.spans import bands_of, is_rest

_NONE = re.compile(r"(?:không|chưa)(?: (?:có|phát sinh|tổ chức|thực hiện))?(?: trường hợp)?(?: nào)?|không\b.* nào")
_NO_THING = re.compile(r"(?:không|chưa) (?:để )?(?:có|phát sinh|xảy ra|tổ chức|thực hiện) (\w+)")
_NOUN = re.compile(r"\d\s+(?!trở|đến|tới|dưới)[^\W\d]{2,}|\d-\d+ [^\W\d]{2,}")  # 90 of what?
_NO = re.compile(r"(?:không|chưa) (?:phải )?")
_ZERO = Span(Decimal(0), True, Decimal(0), True)


def read_counts(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause names a number of things and its points; one may be for none, one for the rest."""
    if len(found) < 2 or any(clause.points is None for clause in found):
        return None
    spans = [count_span(clause.words) for clause in found]
    counted = " ".join(clause.words for clause, span in zip(found, spans, strict=True) if span)
    if not _NOUN.search(counted):
        return None
    spans = [
        span or (_ZERO if _is_none(clause.words, counted) else None) for clause, span in zip(found, spans, strict=True)
    ]
    if any(span is None and not is_rest(clause) for clause, span in zip(found, spans, strict=True)):
        return None
    return bands_of(found, spans, {"shape": "bands", "of": "count"}, end=None)


def _is_none(words: str, counted: str) -> bool:
    """ "không có", or "không" before what the other clauses count; no report is not "no late report"."""
    if _NONE.fullmatch(words):
        return True
    no, thing = _NO.match(words), _NO_THING.match(words)
    if no is None or (FAULT.search(counted) and not FAULT.search(words)):
        return False
    known = _words(counted)
    return _words(words[no.end() :]) <= known or (thing is not None and thing[1] in known)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]+", text))
