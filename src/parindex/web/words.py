"""Words and signs of states and grades, the same on every page."""

from parindex.documents.wording.grades import GRADE_WORDS, TARGET_WORDS
from parindex.scoring.score import LeafScore
from parindex.web.rendering.markup import Sign

_GRADE_SIGNS: dict[str, Sign] = {"computed": "computed", "entered_total": "entered", "judgement": "judged"}
GRADES: dict[str, tuple[str, Sign]] = {name: (GRADE_WORDS[name], sign) for name, sign in _GRADE_SIGNS.items()}
_TARGET_SIGNS: dict[str, Sign] = {"met": "good", "unmet": "bad", "no_target": "none", "no_figure": "open"}
TARGETS: dict[str, tuple[str, Sign]] = {name: (TARGET_WORDS[name], sign) for name, sign in _TARGET_SIGNS.items()}
SIGNS: dict[str, Sign] = {
    "early": "good",
    "on_time": "good",
    "met": "good",
    "late": "bad",
    "overdue": "bad",
    "unmet": "bad",
    "pending": "open",
    "suspended": "open",
    "no_due": "warn",
}


def leaf_state(leaf: LeafScore) -> tuple[str, Sign]:
    """A leaf's state as a word and a sign."""
    if leaf.state == "excluded":
        return "Không tính", "none"
    if leaf.points is None:
        return "Chưa chấm", "none"
    if leaf.points >= leaf.max_points:
        return "Đạt", "good"
    return ("Mất hết điểm", "bad") if leaf.points <= 0 else ("Mất điểm", "warn")
