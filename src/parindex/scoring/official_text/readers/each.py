"""So many points for each thing, up to a number (SW-B: each rule-book issued 0.5, at most 2)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.limits import limit_of
from parindex.scoring.official_text.nothing import FAULT
from parindex.scoring.official_text.plain import NUMBER, amount, said
from parindex.scoring.official_text.proposal import Proposal

_EACH = re.compile(r"(?:có [^\d%:]+: ?)?(?:(?:cứ )?mỗi(?: một| 01| 1)?|cứ (?:một|01|1)) [^\d%]+")
_PER = re.compile(
    rf"(?:(?:có )?[^\d%:]+: ?)?(?:được |cộng )*(?P<n>{NUMBER}) ?(?:điểm|đ) ?(?:/|cho (?:mỗi|một)|mỗi) ?[^\d%/]+"
)
_MOST = 400  # steps that would still be a rule that somebody reads


def read_each(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """ "mỗi ứng dụng được 0,5 điểm, tối đa 2 điểm": as bands of a count, the same to the last digit."""
    limits = [limit for clause in found if clause.points is None and (limit := limit_of(clause.words, max_points))]
    steps = [step for clause in found if (step := _step(clause)) is not None]
    none = [clause for clause in found if clause.points == 0 and re.match(r"(?:không|chưa)\b", clause.words)]
    if len(steps) != 1:
        return "Cộng nhiều loại theo số lượng." if len(steps) > 1 else None
    if len(limits) > 1 or len(none) > 1 or len(found) != 1 + len(limits) + len(none):
        return "Có điều kiện bên cạnh số điểm cho mỗi lần."
    (step,) = steps
    top = limits[0] if limits else max_points
    if top != max_points or step <= 0 or top % step or top / step > _MOST:
        return f"Mỗi lần {said(step)} điểm không đạt đúng điểm tối đa {said(max_points)}."
    count = int(top / step)
    bands: list[dict[str, object]] = [
        {"from": str(n), "to": str(n + 1), "points": said(step * n)} for n in range(count)
    ]
    rule = {"shape": "bands", "of": "count", "bands": (*bands, {"from": str(count), "points": said(top)})}
    open_ = () if limits else ("Văn bản không nói tối đa bao nhiêu; tạm dừng ở điểm tối đa của tiêu chí.",)
    return Proposal(rule, open_)


def _step(clause: Clause) -> Decimal | None:
    """The points for each thing; a fault earns none."""
    if FAULT.search(clause.words) or "trừ" in clause.words:
        return None
    if clause.points is not None:
        return clause.points if _EACH.fullmatch(clause.words) else None
    found = _PER.fullmatch(clause.words)
    return amount(found["n"]) if found else None
