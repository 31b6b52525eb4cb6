"""What the letters of a formula stand for: "a là tổng số nhiệm vụ; b là số nhiệm vụ hoàn thành"."""

import re
from collections.abc import Sequence

from parindex.scoring.official_text.clauses import Clause

_MEANS = re.compile(
    r"(?:^|[,(]\s*|\bvới\s+|\bvà\s+|\bđó:?\s+)\(?([a-zđ])\)?\s*(?:là|=|:)\s*(.+?)(?=$|[,;]\s*\(?[a-zđ]\)?\s*(?:là|=|:)\s)",
    re.I,
)


def letters_of(found: Sequence[Clause]) -> dict[str, str]:
    """Letter → its meaning."""
    return {
        letter.lower(): meaning.strip(" ,.;)")
        for clause in found
        for letter, meaning in _MEANS.findall(clause.condition)
    }


def only_means(clause: Clause) -> bool:
    """Whether the clause does nothing but say what letters stand for."""
    return clause.points is None and bool(re.match(r"^(?:trong đó:? |với )?\(?[a-zđ]\)?\s*(?:là|=|:)\s", clause.words))
