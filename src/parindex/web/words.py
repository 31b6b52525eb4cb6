"""Words and signs of states and grades, the same on every page."""

from parindex.scoring.score import LeafScore
from parindex.web.rendering.markup import Sign

GRADES: dict[str, tuple[str, Sign]] = {
    "computed": ("Tính từ số liệu", "computed"),
    "entered_total": ("Số tổng hợp có văn bản", "entered"),
    "judgement": ("Tự chấm có minh chứng", "judged"),
}
SCORED_BY = {"unit": "đơn vị tự chấm", "appraiser": "cơ quan thẩm định chấm", "survey": "điều tra xã hội học"}
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
