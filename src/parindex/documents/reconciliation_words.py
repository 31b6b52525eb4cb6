"""What papers, pages and the terminal call a row of two sources, and how long an owner has to answer (pure)."""

from parindex.measures.reconciliation.model import MISSING, Difference

DAYS_TO_ANSWER = 15  # when no day is asked for


def row_title(kind: str, one: Difference) -> str:
    """The row's code; of a report, which has none, its kind, period with the year, and receiver."""
    if kind != "reports":
        return one.key
    side = one.right if one.left.status == MISSING else one.left
    said = {name: str(side.values.get(name) or "").strip() for name in ("kind", "period", "receiver")}
    year = one.key.rsplit("|", 1)[-1]
    period = said["period"]
    if period and year.isdecimal() and year not in period:
        period = f"{period} năm {year}"
    receiver = f"gửi {said['receiver']}" if said["receiver"] else ""
    return ", ".join(filter(None, (said["kind"], period, receiver))) or one.key
