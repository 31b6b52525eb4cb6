"""Named levels, in the words of the table (CM13 1.1.1; TG22: a level may be negative)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause
from parindex.scoring.official_text.plain import said
from parindex.scoring.official_text.proposal import Proposal

# Words of a reckoning: a level that speaks so is not chosen, it is worked out.
_RECKONED = re.compile(r"%|\bmỗi\b|\bcứ\b|công thức|\b(?:bị )?trừ\b|\btối đa\b|[<>]=?|\bx\b|\*")


def read_levels(found: Sequence[Clause], max_points: Decimal) -> Proposal | str | None:
    """Every clause is one level; a single one stands against not reaching it."""
    if any(clause.points is None or not clause.condition or _RECKONED.search(clause.words) for clause in found):
        return None
    levels = [
        {"key": f"muc_{number}", "text": _capital(clause.condition), "points": said(clause.points or Decimal(0))}
        for number, clause in enumerate(found, start=1)
    ]
    if len(levels) > 1:
        return Proposal({"shape": "levels", "levels": tuple(levels)})
    levels.append({"key": "muc_2", "text": "Không đạt mức trên", "points": "0"})
    return Proposal(
        {"shape": "levels", "levels": tuple(levels)}, ("Văn bản chỉ nói một mức; đề xuất: không đạt thì 0 điểm.",)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
