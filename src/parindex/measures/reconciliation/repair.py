"""Codes without a partner that may be one thing written differently: proposals for a person, never joined by themselves.

Two rows are proposed when they agree in what `Comparison.alike` names, one code can have become the other by one
kind of damage, and each code has just this one candidate: unless all candidates were looked at, nobody can say that. The
same code spelled otherwise goes before a code that was changed: numbers that follow one another differ in one digit too.
"""

from collections import Counter
from collections.abc import Sequence

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.damage import SAME_CODE, damage
from parindex.measures.reconciliation.model import CodeProposal, TwoSources
from parindex.measures.reconciliation.question import rows_of_source
from parindex.records.engine import Connection

Likely = tuple[str, str, str]  # a left code, a right one, how the one may have become the other
MOST_CANDIDATES = (
    200_000  # pairs of rows that are looked at, in a second: beyond it the sources do not share their codes
)

_TOO_MANY = (
    "Chưa đề nghị ghép mã nào: có hơn {most} cặp dòng chỉ ở một nguồn mà giống nhau về {alike}, nên không biết mã nào là "
    "của mã nào. Hãy thống nhất cách ghi mã ở hai nguồn rồi nhập lại."
)


def _alone(two: TwoSources, comparison: Comparison, side: str) -> str:
    """SELECT of the rows of a side that have no partner, with what must be alike."""
    scope, other = (two.left, "right") if side == "left" else (two.right, "left")
    alike = ", ".join(f"{sql} AS alike_{at}" for at, sql in enumerate(comparison.alike.values()))
    rows = f"(SELECT {side}_row AS file_row_number FROM recon_met WHERE {other}_row IS NULL)"
    return f"SELECT key, {alike} FROM ({rows_of_source(scope, comparison.register, rows)})"


def proposals(connection: Connection, comparison: Comparison, two: TwoSources) -> tuple[tuple[CodeProposal, ...], str]:
    """The pairs of codes to be confirmed or refused, in the order of the left ones, and else why none is proposed. Reads
    `recon_met`.
    """
    if not comparison.alike:
        return (), ""
    same = " AND ".join(f"l.alike_{at} = r.alike_{at}" for at in range(len(comparison.alike)))
    found = connection.execute(
        f"SELECT l.key, r.key FROM ({_alone(two, comparison, 'left')}) AS l"
        f" JOIN ({_alone(two, comparison, 'right')}) AS r ON {same} ORDER BY l.key, r.key LIMIT {MOST_CANDIDATES + 1}"
    ).fetchall()
    if len(found) > MOST_CANDIDATES:
        return (), _TOO_MANY.format(alike=", ".join(comparison.alike), most=f"{MOST_CANDIDATES:,}".replace(",", "."))
    refused = {(left.lower(), right.lower()) for left, right in two.apart}
    likely = [
        (left, right, reason)
        for left, right in found
        if (left.lower(), right.lower()) not in refused and (reason := damage(left, right)) is not None
    ]
    same_codes = _single([one for one in likely if one[2] in SAME_CODE])
    taken = {(at, one[at]) for one in same_codes for at in (0, 1)}
    changed = [one for one in likely if (0, one[0]) not in taken and (1, one[1]) not in taken]
    proposed = sorted((*same_codes, *_single(changed)))
    return tuple(
        CodeProposal(left=a, right=b, reason=why, agrees=tuple(comparison.alike)) for a, b, why in proposed
    ), ""


def _single(likely: Sequence[Likely]) -> list[Likely]:
    """Those whose codes have no other candidate."""
    lefts, rights = Counter(one[0] for one in likely), Counter(one[1] for one in likely)
    return [one for one in likely if lefts[one[0]] == 1 and rights[one[1]] == 1]
