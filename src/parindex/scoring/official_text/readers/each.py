"""So many points for each thing, up to a number (SW-B: each rule-book issued 0.5, at most 2)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal

_EACH = re.compile(
    rf"^(?:cứ )?(?:mỗi|mỗi một|01|1|một) (?P<what>[^\d]+?)[,:]?\s*(?:thì )?(?:được |cộng |đạt |tính |chấm )*(?P<n>{NUMBER}) ?(?:điểm|đ)\b"
)
_CAP = re.compile(
    rf"(?:tối đa|không quá|nhưng không quá|tổng không quá)(?: là| không quá)?:? (?P<n>{NUMBER}) ?(?:điểm|đ)?\b|(?:đến|bằng) điểm tối đa|tối đa (?:không quá )?điểm"
)
_MOST = 400  # steps that would still be a rule that somebody reads


def read_each(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """ "mỗi ứng dụng được 0,5 điểm, tối đa 2 điểm": as bands of a count, the same to the last digit."""
    text = "; ".join(
        clause.words + (f": {said(clause.points)} điểm" if clause.points is not None else "") for clause in found
    )
    each = _EACH.match(text)
    if each is None or "trừ" in text:
        return None
    rest = text[each.end() :]
    cap = _CAP.search(rest)
    top = amount(cap["n"]) if cap and cap["n"] else max_points
    leftover = (rest[: cap.start()] + rest[cap.end() :] if cap else rest).strip(" ,.;:()")
    if leftover and not re.fullmatch(r"nhưng|tổng(?: số)? điểm|cộng lại|và", leftover):
        return None
    step = amount(each["n"])
    if top != max_points or step <= 0 or top % step or top / step > _MOST:
        return f"Mỗi lần {said(step)} điểm không đạt đúng điểm tối đa {said(max_points)}."
    steps = int(top / step)
    bands: list[dict[str, object]] = [
        {"from": str(n), "to": str(n + 1), "points": said(step * n)} for n in range(steps)
    ]
    bands[0].pop("from")
    rule = {"shape": "bands", "of": "count", "bands": (*bands, {"from": str(steps), "points": said(top)})}
    open_ = () if cap else ("Văn bản không nói tối đa bao nhiêu; tạm dừng ở điểm tối đa của tiêu chí.",)
    return Proposal(rule, open_)
