"""Clauses and their spans as bands; "còn lại" is what all the others leave."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from parindex.scoring.official_text.amounts import Span
from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import said
from parindex.scoring.official_text.proposal import Proposal

_REST = re.compile(
    r"(?:các |những )?(?:mức |trường hợp |kết quả )?(?:còn lại|khác)|ngược lại"
    r"|không (?:đạt|bảo đảm|đảm bảo)(?: yêu cầu| (?:các )?mức trên)?"
)


# Both in one text: the spans speak of two different things, "tăng 5%" and "giảm 5%".
_OPPOSED = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        ("tăng", "giảm"),
        ("đúng|kịp thời|sớm", "không đúng|trễ|chậm|muộn|quá hạn|sai"),
        ("vượt|thừa", "thiếu"),
    )
)


def opposed(found: Sequence[Clause]) -> bool:
    """Whether some clauses speak of the good and others of the bad."""
    kinds = [
        (bool(one.search(clause.words)), bool(other.search(clause.words)), pair)
        for clause in found
        for pair, (one, other) in enumerate(_OPPOSED)
    ]
    return any((True, False, pair) in kinds and (False, True, pair) in kinds for pair in range(len(_OPPOSED)))


def is_rest(clause: Clause) -> bool:
    """Whether the clause is for all that the others do not name."""
    return bool(_REST.fullmatch(clause.words))


def bands_of(
    found: Sequence[Clause], spans: Sequence[Span | None], rule: Mapping[str, object], *, end: Decimal | None
) -> Proposal | str:
    """Bands in the order of the text. `end`: where amounts stop (100 %); None: they do not."""
    named = [
        (span, clause.points) for clause, span in zip(found, spans, strict=True) if span and clause.points is not None
    ]
    if not named or len(found) - len(named) > 1 or opposed(found):
        return "Các mức không nói rõ từ đâu đến đâu."
    top = max((span for span, _ in named), key=lambda span: (span.high is None, span.high or 0, span.high_in))
    opened = _opened(top, named, end)
    spans = [opened if span is top and opened else span for span in spans]
    rest = _rest([span for span in spans if span])
    bands = []
    for clause, span in zip(found, spans, strict=True):
        span = span or rest
        if span is None or clause.points is None:
            return f"Không rõ “{clause.condition}” là khoảng nào."
        bands.append(span.band(clause.points))
    open_: tuple[str, ...] = ()
    if opened and top.high != end:
        open_ = (
            f"Văn bản không nói nhiều hơn {said(top.high or Decimal(0))} thì sao; tạm tính như {said(top.high or Decimal(0))}.",
        )
    return Proposal({**rule, "bands": tuple(bands)}, open_)


def _opened(top: Span, named: Sequence[tuple[Span, Decimal | None]], end: Decimal | None) -> Span | None:
    """The highest single amount taken as "and more", where more cannot be worse: it earns the most, or nothing at all."""
    points = [each for _, each in named if each is not None]
    worth = next(each for span, each in named if span is top)
    single = top.high is not None and top.low == top.high
    if not single or (top.high != end and worth not in (max(points), min(0, min(points)))):
        return None
    return Span(top.low, True, None, False)


def _rest(named: Sequence[Span]) -> Span | None:
    """What lies below all the spans, or above them where they start at the bottom."""
    low = min(named, key=lambda span: (span.low is not None, span.low or 0, not span.low_in))
    if low.low is None or (low.low == 0 and low.low_in):
        top = max(named, key=lambda span: (span.high is None, span.high or 0, span.high_in))
        return None if top.high is None else Span(top.high, not top.high_in, None, False)
    return Span(None, False, low.low, not low.low_in)
