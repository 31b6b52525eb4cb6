"""The official table of dossiers once more, as a clerk would make it: one dossier after the other, no SQL."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from parindex.measures.measure import Scope

Row = Mapping[str, Any]
WORDS = {"Công dân rút hồ sơ": "withdrawn", "Đã từ chối": "refused", "Chờ bổ sung hồ sơ": "supplement"}
APART = {"withdrawn", "stopped"}  # under the rules since 21/6/2018; refused ones are judged by their due date


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _by(moment: datetime | None, as_of: date) -> bool:
    return moment is not None and moment.date() <= as_of


def stage(row: Row) -> str | None:
    return row["stage"] or WORDS.get(row["state_text"] or "")


def ending(row: Row, as_of: date) -> tuple[str | None, datetime | None]:
    """How and when a dossier ended by the day."""
    now, gone = stage(row), row["closed"] or row["finished"] or row["returned"]
    if now == "refused_at_reception":
        return now, None
    if now in APART and (gone is None or _by(gone, as_of)):
        return now, gone
    if _by(row["refused"], as_of):
        return "refused", row["refused"]
    if now == "refused" and row["refused"] is None:
        instead = row["finished"] or row["closed"]
        if instead is None or _by(instead, as_of):
            return "refused", instead
    if _by(row["finished"], as_of):
        return "completed", row["finished"]
    return None, None


def status(row: Row, as_of: date) -> str:
    how, when = ending(row, as_of)
    if how is not None and (how in APART or when is None):
        return how
    due = _day(row["due"])
    if due is None:
        return "no_due"
    if when is not None:
        return "early" if when.date() < due else "on_time" if when.date() == due else "late"
    end_of_day = datetime.combine(as_of, time(23, 59, 59))
    asked, answered = row["supplement_asked"], row["supplemented"]
    if asked is not None and asked <= end_of_day and (answered is None or answered > end_of_day):
        if asked <= row["due"]:
            return "suspended"
    elif (stage(row) == "supplement" and asked is None) or stage(row) == "fee":
        return "suspended"
    return "pending" if as_of <= due else "overdue"


def group(row: Row, by: str, *, carried: bool) -> str:
    received: datetime = row["received"]
    if by == "channel":
        return row["channel"] or "direct"
    if by in {"quarter", "month"}:
        if carried:
            return "truoc"
        quarter = (received.month + 2) // 3
        return f"{received.year}-Q{quarter}" if by == "quarter" else f"{received.year}-M{received.month:02}"
    return row[by] or ""


def cells(row: Row, as_of: date, *, carried: bool) -> list[str]:
    """The columns of the table that count a dossier."""
    judged, ended = status(row, as_of), ending(row, as_of)[0] is not None
    found = ["received", "carried_over" if carried else row["channel"] or "direct"]
    if judged in {"refused", "withdrawn", "stopped"}:
        return [*found, "resolved", "apart"]
    if judged == "no_due":
        return [*found, "resolved", "resolved_no_due"] if ended else [*found, "open", "open_no_due"]
    return [*found, "open" if judged in {"pending", "overdue", "suspended"} else "resolved", judged]


def table(rows: list[Row], scope: Scope, by: str, window: str) -> dict[str, Counter[str]]:
    """Group → column → count."""
    found: dict[str, Counter[str]] = {}
    last = min(scope.period.last, scope.as_of)
    for row in rows:
        seen = row["source"] == scope.sources["dossiers"] and row["state"] == "present" and row["unit"] in scope.units
        received = _day(row["received"])
        if not seen or received is None or received > last:
            continue
        how, when = ending(row, scope.as_of)
        carried = received < scope.period.first
        open_at_start = how is None or (when is not None and when.date() >= scope.period.first)
        if how == "refused_at_reception" or (carried and (window == "accepted" or not open_at_start)):
            continue
        found.setdefault(group(row, by, carried=carried), Counter()).update(cells(row, scope.as_of, carried=carried))
    return found
