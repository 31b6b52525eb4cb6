"""Two sources of one register compared: who has what late, and the one proved cause of each difference.

Use::

    found = reconcile(connection, "dossiers", TwoSources(left=scope_of_the_office, right=scope_of_the_software))
    found.by_cause, found.disagreements, found.agreed, found.proposals
"""

from parindex.errors import InputFault
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.gathering import gather
from parindex.measures.reconciliation.model import Reconciliation, TwoSources
from parindex.measures.reconciliation.pairing import differing, meet
from parindex.measures.reconciliation.reading import Differences
from parindex.measures.reconciliation.repair import proposals
from parindex.measures.reconciliation.testing import held, tests_sql
from parindex.records.engine import Connection


def comparison_of(kind: str) -> Comparison:
    """The kind of thing with a name. InputFault for another."""
    if kind not in COMPARISONS:
        raise InputFault(f"Không đối chiếu được “{kind}”; hãy chọn một trong: {', '.join(COMPARISONS)}.")
    return COMPARISONS[kind]


def reconcile(connection: Connection, kind: str, asked: TwoSources) -> Reconciliation:
    """Compare the two sources. InputFault for a kind that does not exist.

    Leaves temporary tables `recon_*` on the connection; a second call replaces them.
    """
    comparison = comparison_of(kind)
    comparison.make_ready(connection, asked.left, asked.right)
    met = meet(connection, comparison, asked)
    differences = Differences(comparison, asked)
    if differing(connection, comparison, asked):
        gather(connection, comparison, asked)
        query = tests_sql(comparison, asked, held(connection, comparison, asked))
        disagreements, agreed = differences.read(connection, query)
    else:
        disagreements, agreed = differences.none()
    proposed, unproposed = proposals(connection, comparison, asked) if met.only_left and met.only_right else ((), "")
    return Reconciliation(
        kind=kind,
        matched=met.matched,
        only_left=met.only_left,
        only_right=met.only_right,
        left_counts=met.left_counts,
        right_counts=met.right_counts,
        disagreements=disagreements,
        agreed=agreed,
        proposals=proposed,
        unproposed=unproposed,
    )
