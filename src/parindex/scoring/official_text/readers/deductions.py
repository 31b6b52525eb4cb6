"""Taken off for each fault (TG22: 2 points; -0.25 for each late report; the source does not say whether it stops at 0)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.limits import goes_below_zero, limit_of
from parindex.scoring.official_text.plain import NUMBER, amount, capital, said
from parindex.scoring.official_text.proposal import Proposal

_POINTS = rf"(?P<n>{NUMBER}) ?(?:điểm|đ)\b"
_OFF = (
    re.compile(
        rf"(?P<what>.+?)[,:]?\s+(?:thì )?(?:bị |sẽ bị |sẽ )?trừ (?:đi )?{_POINTS}"
        r"(?: ?/ ?(?:0?1 )?[^\d/]+| (?:cho )?(?:mỗi|một) [^\d]+)?",
        re.I,
    ),
    re.compile(rf"(?:bị )?trừ {_POINTS} ?(?:/|cho |đối với |với |nếu )*(?P<what>\D+)", re.I),
    re.compile(rf"(?P<what>.+?)[,:]?\s*- ?(?P<n>{NUMBER}) ?(?:điểm|đ)? ?/ ?(?:0?1 )?[^\d/]+", re.I),
    re.compile(rf"- ?{_POINTS} ?(?:/|cho |đối với |với |nếu )+(?P<what>\D+)", re.I),
)
_EACH = re.compile(r"^(?:cứ )?(?:mỗi|mỗi một|một|01|1) ", re.I)
# Numbers that do not count faults: one of them, the months of a report, a year.
_HARMLESS = re.compile(
    r"(?<!từ )(?<!trên )(?<!dưới )(?<!quá )(?<!hơn )(?<!đến )\b(?:0?1(?! ?%)(?=\s)|[369] tháng|năm \d{4})(?![.,]\d)",
    re.I,
)
_START = re.compile(rf"{_POINTS}")


def read_deductions(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """One clause at most says what is given at first, one at most where it stops, the others what is taken."""
    faults = [_fault(clause) for clause in found]
    if not any(
        fault and (clause.points is None or _EACH.match(clause.words))
        for fault, clause in zip(faults, found, strict=True)
    ):
        return None
    floors: list[Decimal | None] = []
    starts: list[Decimal] = []
    taken: list[tuple[str, Decimal]] = []
    for fault, clause in zip(faults, found, strict=True):
        if fault is not None:
            if re.search(r"\d|%|\bthêm\b", _HARMLESS.sub("", fault[0])) or fault[1] == 0:
                return f"Không rõ “{clause.condition}” trừ theo từng lỗi nào."
            taken.append(fault)
        elif (limit := limit_of(clause.words, max_points)) is not None and clause.points is None:
            if limit > max_points or (limit < max_points and "trừ" not in clause.words):
                return f"Không rõ “{clause.condition}” là điểm hay điểm trừ."
            if "tối đa" not in clause.words or "trừ" in clause.words:  # "tối đa 2 điểm" says the maximum again
                floors.append(max_points - limit)
        elif (deeper := goes_below_zero(clause.words)) is not None:
            floors.append(None if deeper else Decimal(0))
        elif (points := _start(clause)) is not None:
            starts.append(points)
        else:
            return f"Không rõ “{clause.condition}” được tính thế nào bên cạnh các mức trừ điểm."
    if len(floors) > 1 or len(starts) > 1:
        return "Có nhiều hơn một mức ban đầu hoặc một giới hạn trừ."
    return _proposal(taken, starts[0] if starts else max_points, floors)


def _proposal(taken: Sequence[tuple[str, Decimal]], start: Decimal, floors: Sequence[Decimal | None]) -> Proposal:
    floor = floors[0] if floors else Decimal(0)
    keys = [f"loi_{number}" for number in range(1, len(taken) + 1)]
    rule = {
        "shape": "deduction",
        "start": said(start),
        "per": {key: said(-points) for key, (_, points) in zip(keys, taken, strict=True)},
        "names": {key: capital(_EACH.sub("", name)) for key, (name, _) in zip(keys, taken, strict=True)},
        "floor": None if floor is None else said(floor),
    }
    return Proposal(rule, () if floors else ("Văn bản không nói trừ đến đâu thì dừng; tạm dừng ở 0 điểm.",))


def _fault(clause: Clause) -> tuple[str, Decimal] | None:
    """What costs points, and how many for each."""
    if clause.points is not None:
        return (clause.condition, -clause.points) if clause.points < 0 else None
    for pattern in _OFF:
        found = pattern.fullmatch(clause.condition)
        if found:
            return found["what"].strip(" ,:;-"), amount(found["n"])
    return None


def _start(clause: Clause) -> Decimal | None:
    """What is given at first: "đủ và đúng hạn: 2 điểm", or "2 điểm" alone."""
    if clause.points is not None:
        return clause.points if clause.points > 0 and "%" not in clause.words else None
    alone = _START.fullmatch(clause.words)
    return amount(alone["n"]) if alone else None
