"""Codes without a partner that may be one thing written differently: proposals for a person, never joined by themselves.

Two rows are proposed when they agree in what `Comparison.alike` names, one code can have become the other by one
kind of damage, and each code has just this one candidate.
"""

from collections import Counter

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.damage import damage
from parindex.measures.reconciliation.model import CodeProposal, TwoSources
from parindex.measures.reconciliation.question import whole_source
from parindex.records.engine import Connection

MOST_CANDIDATES = 500_000  # pairs of rows that are looked at: beyond it the sources do not share their codes at all


def _alone(two: TwoSources, comparison: Comparison, side: str) -> str:
    """SELECT of the rows of a side that have no partner, with what must be alike."""
    scope, other = (two.left, "right") if side == "left" else (two.right, "left")
    alike = ", ".join(f"{sql} AS alike_{at}" for at, sql in enumerate(comparison.alike.values()))
    wanted = f"SELECT {side}_key FROM recon_met WHERE {other}_key IS NULL"
    return f"SELECT key, {alike} FROM ({whole_source(scope, comparison.register)}) WHERE key IN ({wanted})"


def proposals(connection: Connection, comparison: Comparison, two: TwoSources) -> tuple[CodeProposal, ...]:
    """The pairs of codes to be confirmed or refused, in the order of the left ones. Reads `recon_met`."""
    if not comparison.alike:
        return ()
    same = " AND ".join(f"l.alike_{at} = r.alike_{at}" for at in range(len(comparison.alike)))
    found = connection.execute(
        f"SELECT l.key, r.key FROM ({_alone(two, comparison, 'left')}) AS l"
        f" JOIN ({_alone(two, comparison, 'right')}) AS r ON {same} ORDER BY l.key, r.key LIMIT {MOST_CANDIDATES}"
    ).fetchall()
    refused = {(left.lower(), right.lower()) for left, right in two.apart}
    likely = [
        (left, right, reason)
        for left, right in found
        if (left.lower(), right.lower()) not in refused and (reason := damage(left, right)) is not None
    ]
    lefts, rights = Counter(one[0] for one in likely), Counter(one[1] for one in likely)
    return tuple(
        CodeProposal(left=left, right=right, reason=reason, agrees=tuple(comparison.alike))
        for left, right, reason in likely
        if lefts[left] == 1 and rights[right] == 1
    )
