"""“Hạn tính lại”: the law's due moments are days; only the software's own ways of counting look at the clock."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.web.views.reconciliation_one import _dues

DUES = {
    "legal": datetime(2021, 3, 8, 17),
    "published": None,
    "r_day": datetime(2021, 3, 8, 8, 5, 30),
    "r_hour": datetime(2021, 3, 5, 8, 5),
}
ON_DAY, BY_CLOCK, LATE = "Không trễ hạn", "Trễ hạn theo giờ, đúng ngày", "Trễ hạn"


def words(end: datetime | None) -> list[str]:
    """What each way of counting makes of an end, in the order of `DUES`."""
    side = SimpleNamespace(end=end)
    source = object()
    compared: Any = SimpleNamespace(
        left=source,
        strict=lambda _: source,
        comparison=COMPARISONS["dossiers"],
        question=SimpleNamespace(as_of=datetime(2021, 3, 8).date()),
    )
    one: Any = SimpleNamespace(left=side, right=side, dues=DUES)
    return [row.cells[-1].text for row in _dues(compared, one).rows]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (datetime(2021, 3, 8), [ON_DAY, "Chưa đủ căn cứ", ON_DAY, LATE]),  # a day without a clock time
        (datetime(2021, 3, 8, 17, 20), [ON_DAY, "Chưa đủ căn cứ", BY_CLOCK, LATE]),
        (datetime(2021, 3, 8, 8, 5, 50), [ON_DAY, "Chưa đủ căn cứ", ON_DAY, LATE]),  # the same minute
        (datetime(2021, 3, 9), [LATE, "Chưa đủ căn cứ", LATE, LATE]),
        (None, ["Còn trong hạn", "Chưa đủ căn cứ", "Còn trong hạn", "Quá hạn"]),
    ],
)
def test_what_each_recomputed_due_moment_makes_of_the_end(end: datetime | None, said: list[str]) -> None:
    assert words(end) == said
