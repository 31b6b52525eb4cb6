"""Bonus and penalty points in words: "Điểm thưởng: 2,5 điểm, chỉ tính tối đa 2 điểm."."""

from parindex.documents.wording.numbers import points_text
from parindex.scoring.extras import ExtraKind
from parindex.scoring.score import ExtraScore, SetScore

EXTRA_TITLES: dict[ExtraKind, str] = {"bonus": "Điểm thưởng", "penalty": "Điểm trừ"}


def extra_in_words(extra: ExtraScore) -> str:
    """The sum of the lines, and what the cap did to it."""
    got = f"{points_text(extra.total.sum)} điểm"
    return f"{got}, chỉ tính tối đa {points_text(extra.max_points)} điểm" if extra.total.cut else got


def exceeding_in_words(score: SetScore) -> str:
    """What became of bonus points over the base; "" where nothing was cut."""
    bonus, penalty = score.extra_points("bonus"), score.extra_points("penalty")
    lifted = score.leaf_points + (bonus.points if bonus else 0) - (penalty.points if penalty else 0)
    if lifted <= score.points:
        return ""
    return (
        f"Cộng được {points_text(lifted)} điểm; bộ tiêu chí không cho điểm thưởng vượt tổng điểm tối đa "
        f"{points_text(score.max_points)} điểm."
    )
