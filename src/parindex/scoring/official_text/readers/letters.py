"""Formulas: without their brackets, and what their letters stand for ("a là tổng số nhiệm vụ; b là số nhiệm vụ hoàn thành")."""

import re
from collections.abc import Sequence

from parindex.scoring.official_text.clauses import Clause

_MEANS = re.compile(
    r"(?:^|[,(]\s*|\bvới\s+|\bvà\s+|\bđó:?\s+)\(?([a-zđ])\)?\s*(?:là|=|:)\s*(.+?)(?=$|[,;]\s*\(?[a-zđ]\)?\s*(?:là|=|:)\s)",
    re.I,
)
_ONLY = re.compile(r"^(?:trong đó:? |với )?\(?[a-zđ]\)?\s*(?:là|=|:)\s+[^+*/<>]*$|^tỷ lệ = [a-zđ] ?/ ?[a-zđ]$")
_RECKONED = re.compile(r"hệ số|\bnhân\b(?! (?:dân|sự|viên|lực))|\briêng\b|\btrừ\b|\bcộng\b|\bđiểm\b|%")
# "b/(a x 2)": without its brackets it would be something else
_BRACKET_MATTERS = re.compile(r"/\s*[(\[][^)\]]*[-+x*/]\s")


def letters_of(found: Sequence[Clause]) -> dict[str, str]:
    """Letter → its meaning."""
    return {
        letter.lower(): meaning.strip(" ,.;)")
        for clause in found
        for letter, meaning in _MEANS.findall(clause.condition)
    }


def only_means(clause: Clause) -> bool:
    """Whether the clause does nothing but say what letters stand for."""
    return clause.points is None and bool(_ONLY.match(clause.words)) and not _RECKONED.search(clause.words)


def unbracketed(words: str) -> str | None:
    """The formula without brackets, where they only hold together what belongs together."""
    if _BRACKET_MATTERS.search(words):
        return None
    return re.sub(r"\s+", " ", re.sub(r"[()\[\]{}]", " ", words)).strip(" .,")


# Words that lead to a formula.
INTRO = (
    r"(?:(?:thì|(?:số )?điểm(?! tối đa)(?: số| đánh giá| đạt được)?|được|tính|chấm|theo|bằng|là|như sau|sau|công thức"
    r"|tỷ lệ(?=\s*[:=(\[]))\s*+[:=]?\s*+)*+"
)
