"""Named levels, in the words of the table (CM13 1.1.1; TG22: a level may be negative)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import capital, said
from parindex.scoring.official_text.proposal import Proposal

# Words of a reckoning: a level that speaks so is not chosen, it is worked out.
_RECKONED = re.compile(
    r"%|\bmỗi\b|\bcứ\b|công thức|\b(?:bị )?trừ\b|\btối đa\b|[<>]=?|\bx\b|\*|hệ số|…|\.\.\.|\d ?điểm\b|\b[a-z] ?/ ?[a-z]\b"
)


def read_levels(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause is one level. Where none gives nothing, reaching none of them does; the text does not say it."""
    if any(clause.points is None or not _is_level(clause) for clause in found):
        return None
    if len({clause.words for clause in found}) != len(found):
        return "Cùng một mức được viết hai lần."
    levels = [(capital(clause.condition), clause.points or Decimal(0)) for clause in found]
    open_: tuple[str, ...] = ()
    if min(points for _, points in levels) > 0:
        levels.append(("Không đạt mức nào ở trên", Decimal(0)))
        open_ = ("Văn bản không nói không đạt mức nào thì sao; đề xuất: 0 điểm.",)
    rule = {
        "shape": "levels",
        "levels": tuple(
            {"key": f"muc_{number}", "text": text, "points": said(points)}
            for number, (text, points) in enumerate(levels, start=1)
        ),
    }
    return Proposal(rule, open_)


def _is_level(clause: Clause) -> bool:
    return bool(re.search(r"[^\W\d]{2}", clause.words)) and not _RECKONED.search(clause.words)
