"""What papers, pages and the terminal call a row of two sources, and how long an owner has to answer (pure)."""

from collections.abc import Mapping

from parindex.measures.reconciliation.model import MISSING, Difference

DAYS_TO_ANSWER = 15  # when no day is asked for


def row_title(kind: str, one: Difference) -> str:
    """The row's code; of a report, which has none, its kind, period with the year, and receiver."""
    side = one.right if one.left.status == MISSING else one.left
    return key_title(kind, one.key, side.values)


def key_title(kind: str, key: str, values: Mapping[str, object]) -> str:
    """The same of a row with this key and these values of its columns."""
    if kind != "reports":
        return key
    said = {name: str(values.get(name) or "").strip() for name in ("kind", "period", "receiver")}
    year = key.rsplit("|", 1)[-1]
    period = said["period"]
    if period and year.isdecimal() and year not in period:
        period = f"{period} năm {year}"
    receiver = f"gửi {said['receiver']}" if said["receiver"] else ""
    return ", ".join(filter(None, (said["kind"], period, receiver))) or key
