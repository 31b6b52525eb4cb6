"""Taken off for each fault (TG22: 2 points; -0.25 for each late report; the source does not say whether it stops at 0)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal

_OFF = (
    re.compile(
        rf"^(?P<what>.+?)[,:]?\s*(?:thì )?(?:bị |sẽ bị |sẽ )?trừ (?:đi )?(?P<n>{NUMBER}) ?(?:điểm|đ)(?: ?/ ?.+| (?:cho )?(?:mỗi|một) .+)?$",
        re.I,
    ),
    re.compile(rf"^(?:bị )?trừ (?P<n>{NUMBER}) ?(?:điểm|đ) ?(?:/|cho |đối với |với |nếu )*(?P<what>.+)$", re.I),
    re.compile(rf"^(?P<what>.+?)[,:]?\s*- ?(?P<n>{NUMBER}) ?(?:điểm|đ)? ?/ ?.+$", re.I),
)
_NO_DEEPER = re.compile(
    r"không (?:được )?(?:âm|trừ quá|vượt quá (?:số )?điểm)|(?:trừ )?(?:cho )?đến (?:khi )?hết(?: số)? điểm|thấp nhất là 0|đến 0 điểm"
    r"|tối đa (?:không quá |bằng )?(?:số )?điểm (?:tối đa|của tiêu chí)"
)
_AT_MOST = re.compile(
    rf"(?:trừ )?(?:tối đa|nhiều nhất|không quá|tổng điểm trừ không quá)(?: là| không quá)? (?P<n>{NUMBER}) ?(?:điểm|đ)\b"
)
_BELOW = re.compile(r"có thể (?:là )?âm|điểm âm|trừ vào tổng điểm")


def read_deductions(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """One clause at most says what is given at first, one at most where it stops, the others what is taken."""
    per: dict[str, str] = {}
    names: dict[str, str] = {}
    floor: str | None = None
    floor_said, start, faults = False, None, [_fault(clause) for clause in found]
    if not any(fault and clause.points is None for fault, clause in zip(faults, found, strict=True)):
        return None
    for fault, clause in zip(faults, found, strict=True):
        limit = _limit(clause, max_points)
        if limit is not None:
            floor, floor_said = limit if limit != "below" else None, True
        elif fault is not None:
            name, points = fault
            key = f"loi_{len(per) + 1}"
            per[key], names[key] = said(-points), name
        elif clause.points is not None and clause.points > 0 and start is None:
            start = clause.points
        else:
            return f"Không rõ “{clause.condition}” được tính thế nào bên cạnh các mức trừ điểm."
    open_ = () if floor_said else ("Văn bản không nói trừ đến đâu thì dừng; tạm dừng ở 0 điểm.",)
    rule = {
        "shape": "deduction",
        "start": said(start if start is not None else max_points),
        "per": per,
        "names": names,
        "floor": floor if floor_said else "0",
    }
    return Proposal(rule, open_)


def _fault(clause: Clause) -> tuple[str, Decimal] | None:
    """What costs points, and how many for each."""
    if clause.points is not None:
        return (clause.condition, -clause.points) if clause.points < 0 else None
    for pattern in _OFF:
        found = pattern.match(clause.condition)
        if found:
            return _named(found["what"]), amount(found["n"])
    return None


def _named(what: str) -> str:
    text = re.sub(r"^(?:cứ )?(?:mỗi|mỗi một|một|01|1) ", "", what.strip(" ,:;-"), flags=re.I)
    return text[:1].upper() + text[1:]


def _limit(clause: Clause, max_points: Decimal) -> str | None:
    """Where it stops: points as text, "below" for a rule that may go under zero; None: another clause."""
    if _BELOW.search(clause.words):
        return "below"
    if _NO_DEEPER.search(clause.words):
        return "0"
    most = _AT_MOST.search(clause.words)
    return said(max_points - amount(most["n"])) if most and not re.search("mỗi|cứ", clause.words) else None
