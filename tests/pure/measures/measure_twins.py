"""The measures once more, as a clerk would count them: plain loops over rows, no SQL. (key, numerator, denominator)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from parindex.measures.measure import Scope

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Counted = list[tuple[str, Decimal | int, Decimal | int | None]]


def visible(tables: Tables, register: str, scope: Scope) -> list[Row]:
    found = []
    for row in tables.get(register, []):
        if row["source"] != scope.sources[register] or row["state"] != "present" or row["unit"] not in scope.units:
            continue
        found.append(row)
    return found


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _due_work(register: str, finished: str) -> Callable[[Tables, Scope], list[tuple[Row, bool]]]:
    def counted(tables: Tables, scope: Scope) -> list[tuple[Row, bool]]:
        found = []
        for row in visible(tables, register, scope):
            due, done = row["due"], row[finished]
            if due is None or due < scope.period.first or due > scope.period.last:
                continue
            done_by_now = done is not None and done <= scope.as_of
            still_in_time = due > scope.as_of or (due == scope.as_of and due < scope.period.last)
            if still_in_time and not done_by_now:
                continue
            found.append((row, done_by_now and done <= due))
        return found

    return counted


_reports = _due_work("reports", "sent")
_tasks = _due_work("assigned_tasks", "submitted")
_items = _due_work("plan_items", "done")


def dossier_state(row: Row, as_of: date) -> str:
    due, finished = _day(row["due"]), _day(row["finished"])
    if due is None:
        return "no_due"
    if finished is None or finished > as_of:
        return "overdue" if as_of > due else "pending"
    if finished > due:
        return "late"
    return "on_time" if finished == due else "early"


def _dossiers(tables: Tables, scope: Scope) -> list[Row]:
    last = min(scope.period.last, scope.as_of)
    found = []
    for row in visible(tables, "dossiers", scope):
        received = _day(row["received"])
        assert received is not None
        if scope.period.first <= received <= last:
            found.append(row)
    return found


def _count(*states: str) -> Callable[[Tables, Scope], Counted]:
    def counted(tables: Tables, scope: Scope) -> Counted:
        rows = _dossiers(tables, scope)
        return [(row["key"], 1, None) for row in rows if not states or dossier_state(row, scope.as_of) in states]

    return counted


def _rate(good: Sequence[str], base: Sequence[str] | None) -> Callable[[Tables, Scope], Counted]:
    def counted(tables: Tables, scope: Scope) -> Counted:
        found: Counted = []
        for row in _dossiers(tables, scope):
            state = dossier_state(row, scope.as_of)
            if base is None or state in base:
                found.append((row["key"], int(state in good), 1))
        return found

    return counted


def _in_force(tables: Tables, scope: Scope) -> list[Row]:
    found = []
    for row in visible(tables, "procedures", scope):
        begun = row["valid_from"] is None or row["valid_from"] <= scope.as_of
        ended = row["valid_to"] is not None and row["valid_to"] <= scope.as_of
        if begun and not ended:
            found.append(row)
    return found


def _reviews(tables: Tables, scope: Scope) -> list[Row]:
    last = min(scope.period.last, scope.as_of)
    rows = visible(tables, "procedure_reviews", scope)
    return [row for row in rows if row["reviewed"] is not None and scope.period.first <= row["reviewed"] <= last]


def _reviewed(tables: Tables, scope: Scope) -> Counted:
    done = {row["procedure"] for row in _reviews(tables, scope)}
    return [(row["key"], int(row["code"] in done), 1) for row in _in_force(tables, scope)]


def _used(offered: Callable[[Row], bool], this_way: Callable[[Row], bool]) -> Callable[[Tables, Scope], Counted]:
    def counted(tables: Tables, scope: Scope) -> Counted:
        used = {row["procedure"] for row in _dossiers(tables, scope) if this_way(row)}
        return [(row["key"], int(row["code"] in used), 1) for row in _in_force(tables, scope) if offered(row)]

    return counted


def deputies_allowed(kind: str, province_class: str, headcount: int, day: date) -> int | None:
    """Nghị định 107/2020 (25/11/2020 to 30/6/2025) and 370/2025 (from 01/01/2026), in the words of their tables."""
    if date(2020, 11, 25) <= day <= date(2025, 6, 30):
        if kind == "inspectorate":
            return 1 if headcount < 8 else 2
        second = {"special": 10, "I": 9, "II": 8, "III": 8}.get(province_class)
        if kind not in {"division", "office"} or second is None:
            return None
        return 1 if headcount < second else 2 if headcount < 15 else 3
    if day >= date(2026, 1, 1) and kind in {"division", "office"}:
        return 1 if headcount < 10 else 2 if headcount < 15 else 3
    return None


def _within_limit(tables: Tables, scope: Scope) -> Counted:
    newest: dict[str, Row] = {}
    for row in visible(tables, "leadership", scope):
        if row["counted"] > scope.as_of:
            continue
        if row["unit"] not in newest or newest[row["unit"]]["counted"] < row["counted"]:
            newest[row["unit"]] = row
    found: Counted = []
    step = scope.facts["province_class"].on(scope.as_of)
    province_class = step.value if step else ""
    for row in newest.values():
        allowed = deputies_allowed(row["unit_kind"], province_class, row["headcount"], scope.as_of)
        known = allowed is not None
        found.append((row["key"], int(known and row["deputies"] <= (allowed or 0)), int(known)))
    return found


def _online_share(tables: Tables, scope: Scope) -> Counted:
    return [(row["key"], int(row["channel"] == "online"), 1) for row in _dossiers(tables, scope) if row["channel"]]


def _archive(tables: Tables, scope: Scope) -> Counted:
    newest: dict[tuple[str, ...], Row] = {}
    for row in visible(tables, "archive_backlog", scope):
        stock = (row["unit"], row["fonds"].lower(), row["years"].lower())
        known = newest.get(stock)
        newer = known is None or (row["inventory"], row["key"]) > (known["inventory"], known["key"])
        if row["inventory"] <= scope.as_of and newer:
            newest[stock] = row
    return [(row["key"], row["processed"], row["total"]) for row in newest.values()]


def _training(tables: Tables, scope: Scope) -> Counted:
    rows = visible(tables, "training", scope)
    return [(row["key"], int(row["completed"] >= row["quota"]), 1) for row in rows if row["year"] == scope.period.year]


_JUDGED = ("early", "on_time")
TWINS: dict[str, Callable[[Tables, Scope], Counted]] = {
    "reports.on_time": lambda t, s: [(row["key"], int(good), 1) for row, good in _reports(t, s)],
    "reports.late": lambda t, s: [(row["key"], int(not good), None) for row, good in _reports(t, s)],
    "assigned_tasks.on_time": lambda t, s: [(row["key"], int(good), 1) for row, good in _tasks(t, s)],
    "plan_items.done": lambda t, s: [
        (row["key"], int(row["done"] is not None and row["done"] <= s.as_of), 1) for row, _ in _items(t, s)
    ],
    "archive_backlog.processed": _archive,
    "dossiers.received": _count(),
    "dossiers.early": _count("early"),
    "dossiers.on_time": _count("on_time"),
    "dossiers.late": _count("late"),
    "dossiers.pending": _count("pending"),
    "dossiers.overdue": _count("overdue"),
    "dossiers.rate_completed": _rate(_JUDGED, (*_JUDGED, "late")),
    "dossiers.rate_received": _rate(_JUDGED, None),
    "dossiers.rate_766": _rate((*_JUDGED, "pending"), None),
    "dossiers.rate_online": _online_share,
    "procedure_reviews.reviewed": _reviewed,
    "procedure_reviews.with_proposal": lambda t, s: [
        (row["key"], int(row["proposal"] is True), 1) for row in _reviews(t, s)
    ],
    "leadership.within_limit": _within_limit,
    "training.completed": _training,
    "online_services.used": _used(
        lambda row: row["online_level"] in {"3", "4", "partial", "full"}, lambda row: row["channel"] == "online"
    ),
    "postal_services.used": _used(
        lambda row: row["postal"] is True, lambda row: "postal" in {row["channel"], row["return_channel"]}
    ),
}
