"""Rates before and after decisions, from counts of statuses alone."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from parindex.assessment.reconciliation_rates import side_rates
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.counting import SOFTWARE
from parindex.measures.reconciliation.model import BEHIND, MISSING, Difference, Reconciliation, Side

SOURCE = SourceFacts(source="b", title="Nguồn B", owner="", owner_name="", primary=False, counting=None)
STATUSES = ("early", "on_time", "late", "pending", "overdue", "suspended", "no_due", "refused", MISSING)
Rows = list[tuple[str, str, bool]]  # status left, status right, whether a decision excuses it


def compared(rows: Rows, kind: str = "dossiers") -> tuple[Reconciliation, frozenset[str]]:
    differing = {
        str(at): Difference(
            key=str(at),
            unit="u",
            group="",
            group_title="",
            left=Side(key=str(at), status=left),
            right=Side(key=str(at), status=right),
            cause="C01",
        )
        for at, (left, right, _) in enumerate(rows)
        if left != right and {left, right} & BEHIND
    }
    found = Reconciliation(
        kind=kind,
        matched=len(rows),
        only_left=(),
        only_right=(),
        left_counts=Counter(left for left, _, _ in rows if left != MISSING),
        right_counts=Counter(right for _, right, _ in rows if right != MISSING),
        disagreements=tuple(differing.values()),
        agreed=(),
        proposals=(),
    )
    return found, frozenset(str(at) for at, row in enumerate(rows) if row[2]) & differing.keys()


def test_an_excused_row_takes_the_status_of_the_other_source() -> None:
    rows: Rows = [
        ("early", "overdue", True),
        ("on_time", "late", False),
        ("pending", "overdue", True),
        (MISSING, "late", True),
        ("late", "overdue", True),
        ("overdue", "late", True),
        ("late", "on_time", True),
    ]
    side = side_rates(*_arguments(rows))
    assert side.counts == {"overdue": 3, "late": 3, "on_time": 1}
    assert {status: many for status, many in side.counts_after.items() if many} == {
        "early": 1,
        "pending": 1,
        "late": 3,
        "on_time": 1,
    }
    assert side.excused == 4
    assert {one.name: (one.before, one.after) for one in side.rates} == {
        "rate_completed": ((1, 4), (2, 5)),
        "rate_received": ((1, 7), (2, 6)),
        "rate_766": ((1, 7), (3, 6)),
        "rate_workload": ((1, 7), (3, 6)),
    }


def _arguments(rows: Rows, kind: str = "dossiers") -> tuple[Reconciliation, str, SourceFacts, str, frozenset[str]]:
    found, excused = compared(rows, kind)
    return found, "right", SOURCE, SOFTWARE.text, excused


def test_tasks_and_reports_have_the_rate_of_what_is_done_or_due() -> None:
    rows: Rows = [("early", "overdue", True), ("on_time", "on_time", False), ("pending", "pending", False)]
    (rate,) = side_rates(*_arguments(rows, "tasks")).rates
    assert (rate.before, rate.after) == ((1, 2), (2, 2))
    assert [str(percent) for percent in rate.percents] == ["50.00", "100.00"]
    (rate,) = side_rates(*_arguments([], "reports")).rates
    assert rate.percents == (None, None)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(STATUSES), st.booleans()), max_size=30))
def test_no_decision_makes_a_rate_worse_and_the_counts_are_a_plain_walk(rows: Rows) -> None:
    side = side_rates(*_arguments(rows))
    walked: Counter[str] = Counter()
    for left, right, excuses in rows:
        takes_other = excuses and right in BEHIND and left != right and not (left in BEHIND and right == "late")
        walked[left if takes_other else right] += 1
    del walked[MISSING]
    assert Counter(side.counts_after) - Counter() == walked
    for rate in side.rates:
        (above, below), (above_after, below_after) = rate.before, rate.after
        if below and below_after and rate.name in ("rate_766", "rate_workload"):
            assert Fraction(above_after, below_after) >= Fraction(above, below)
