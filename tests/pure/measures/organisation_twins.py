"""Measures of chapters 4 to 7 once more, as a clerk would count them: plain loops over rows. (key, numerator, denominator)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from measure_twins import Counted, Row, Tables, visible

from parindex.measures.measure import Scope

Twin = Callable[[Tables, Scope], Counted]


def known(scope: Scope, name: str, day: date) -> str:
    """A fact's value on a day, "" when it is not known."""
    step = scope.facts[name].on(day)
    return step.value if step else ""


def in_window(day: date | None, scope: Scope) -> bool:
    return day is not None and scope.period.first <= day <= min(scope.period.last, scope.as_of)


def due_by_now(rows: Iterable[Row], scope: Scope, due: str, done: str) -> list[Row]:
    """Work whose day is in the window and has passed, or that is done already; the window's last day is over."""
    found = []
    for row in rows:
        day, finished = row[due], row[done]
        if day is None or not scope.period.first <= day <= scope.period.last:
            continue
        over = day < scope.as_of or scope.as_of == scope.period.last
        if over or (finished is not None and finished <= scope.as_of):
            found.append(row)
    return found


def happened(row: Row, done: str, scope: Scope) -> bool:
    return row[done] is not None and row[done] <= scope.as_of


def in_time(row: Row, due: str, done: str, scope: Scope) -> bool:
    return happened(row, done, scope) and row[done] <= row[due]


def _due_work(register: str, due: str, done: str, *, late_counts: bool, kinds: Sequence[str] = ()) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        rows = [row for row in visible(tables, register, scope) if not kinds or row["kind"] in kinds]
        good = happened if late_counts else None
        return [
            (row["key"], int(good(row, done, scope) if good else in_time(row, due, done, scope)), 1)
            for row in due_by_now(rows, scope, due, done)
        ]

    return counted


def _newest(rows: Iterable[Row], scope: Scope) -> list[Row]:
    """The newest count of each unit that was taken by the as-of day."""
    newest: dict[str, Row] = {}
    for row in rows:
        if row["counted"] <= scope.as_of and (
            row["unit"] not in newest or newest[row["unit"]]["counted"] < row["counted"]
        ):
            newest[row["unit"]] = row
    return list(newest.values())


def _posts(tables: Tables, scope: Scope, kind: str, year: int) -> list[Row]:
    rows = visible(tables, "headcount", scope)
    return _newest([row for row in rows if row["kind"] == kind and row["year"] == year], scope)


def _within_posts(kind: str) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        rows = _posts(tables, scope, kind, scope.period.year)
        return [(row["key"], int(row["used"] <= row["assigned"]), 1) for row in rows]

    return counted


def _fewer_posts(kind: str) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        base_year = int(known(scope, "headcount.base_year", scope.as_of))
        base = {row["unit"]: row["assigned"] for row in _posts(tables, scope, kind, base_year)}
        now = _posts(tables, scope, kind, scope.period.year)
        less = {row["key"]: base[row["unit"]] - row["assigned"] for row in now if row["unit"] in base}
        fewer = sum(less.values()) > 0
        return [(row["key"], less.get(row["key"], 0) if fewer else 0, base.get(row["unit"], 0)) for row in now]

    return counted


def _findings(tables: Tables, scope: Scope) -> Counted:
    rows = [row for row in visible(tables, "delegation_checks", scope) if in_window(row["done"], scope)]
    return [(row["key"], row["fixed"] or 0, row["found"] or 0) for row in rows]


def _positions(tables: Tables, scope: Scope) -> list[Row]:
    rows = [row for row in visible(tables, "job_positions", scope) if row["counted"] <= scope.as_of]
    last: dict[str, date] = {}
    for row in rows:
        last[row["unit"]] = max(last.get(row["unit"], row["counted"]), row["counted"])
    return [row for row in rows if row["counted"] == last[row["unit"]]]


def _placed(tables: Tables, scope: Scope) -> Counted:
    rows = [row for row in _positions(tables, scope) if happened(row, "approved", scope)]
    return [(row["key"], min(row["placed"], row["places"]), row["places"]) for row in rows]


def _discipline(form: str | None = None) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        rows = [row for row in visible(tables, "staff_discipline", scope) if in_window(row["decided"], scope)]
        return [(row["key"], 1, None) for row in rows if form in (None, row["form"])]

    return counted


def _cases(register: str, conditions: Sequence[str], *, faults: bool) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        found: Counted = []
        for row in visible(tables, register, scope):
            if in_window(row["decided"], scope):
                faulty = row["violation"] is not None or any(row[name] == "unmet" for name in conditions)
                found.append((row["key"], int(faulty if faults else not faulty), None if faults else 1))
        return found

    return counted


def _day_of(text: str, year: int) -> date | None:
    month, _, day = text.partition("-")
    return date(year, int(month), int(day)) if day else None


def _evaluated(tables: Tables, scope: Scope) -> Counted:
    rows = []
    for row in visible(tables, "staff_evaluations", scope):
        last_day = known(scope, "staff_evaluations.last_day", row["ended"])
        due = row["due"] or _day_of(last_day, row["ended"].year)
        rows.append(row | {"judged": due, "counted_by": due or row["ended"]})
    return [
        (row["key"], int(happened(row, "evaluated", scope) and row["evaluated"] <= (row["judged"] or date.max)), 1)
        for row in due_by_now(rows, scope, "counted_by", "evaluated")
    ]


def _classified(tables: Tables, scope: Scope) -> list[Row]:
    return [
        row
        for row in visible(tables, "staff_evaluations", scope)
        if scope.period.first <= row["ended"] <= scope.period.last and happened(row, "evaluated", scope)
    ]


def _quota(tables: Tables, scope: Scope) -> Counted:
    groups: dict[tuple[str, str, date, str], list[Row]] = {}
    for row in _classified(tables, scope):
        by_group = known(scope, "staff_evaluations.quota_group", row["ended"]) == "unit_group"
        place = (row["unit"], row["period"], row["ended"], row["staff_group"] if by_group else "")
        groups.setdefault(place, []).append(row)
    found: Counted = []
    for (_, _, ended, _), rows in groups.items():
        names = [row["classification"] for row in rows]
        quota = Fraction(known(scope, "staff_evaluations.excellent_quota", ended)) / 100
        kept = names.count("excellent") <= quota * names.count("good")
        found.append((min(row["key"] for row in rows), int(kept), 1))
    return found


def class_by_score(score: Decimal) -> str:
    """The bands of Nghị định 335/2025: from 90, from 70, from 50, under 50."""
    return "excellent" if score >= 90 else "good" if score >= 70 else "completed" if score >= 50 else "failed"


def _consistent(tables: Tables, scope: Scope) -> Counted:
    found: Counted = []
    for row in _classified(tables, scope):
        if row["ended"] < date(2026, 1, 1):
            continue
        if row["score"] is None:
            found.append((row["key"], 0, 0))
            continue
        right = class_by_score(row["score"])
        lowered = right == "excellent" and row["classification"] == "good"
        found.append((row["key"], int(lowered or row["classification"] == right), 1))
    return found


def _lines(tables: Tables, scope: Scope) -> list[Row]:
    return [row for row in visible(tables, "training", scope) if row["year"] == scope.period.year]


def _lowest_line(tables: Tables, scope: Scope) -> Counted:
    lines = sorted(
        (row for row in _lines(tables, scope) if row["quota"] > 0),
        key=lambda row: (Fraction(min(row["completed"], row["quota"]), row["quota"]), row["key"]),
    )
    return [
        (row["key"], 0 if at else min(row["completed"], row["quota"]), 0 if at else row["quota"])
        for at, row in enumerate(lines)
    ]


def _of_year(tables: Tables, register: str, scope: Scope) -> list[Row]:
    return [row for row in visible(tables, register, scope) if row["year"] == scope.period.year]


def _budget_reports(tables: Tables, scope: Scope) -> Counted:
    rows = []
    for row in visible(tables, "budget_autonomy", scope):
        fixed = known(scope, "budget_autonomy.report_day", scope.as_of)
        rows.append(row | {"judged": row["report_due"] or _day_of(fixed, row["year"] + 1)})
    return [
        (row["key"], int(in_time(row, "judged", "reported", scope)), 1)
        for row in due_by_now(rows, scope, "judged", "reported")
    ]


def _moved_up(tables: Tables, scope: Scope) -> Counted:
    found: Counted = []
    for row in _of_year(tables, "service_units_autonomy", scope):
        planned, before = row["group_planned"], row["group_before"]
        if planned and before and int(planned) < int(before):
            found.append((row["key"], int(int(row["granted_group"]) <= int(planned)), 1))
    return found


def _group_by_rate(tables: Tables, scope: Scope) -> Counted:
    found: Counted = []
    for row in _of_year(tables, "service_units_autonomy", scope):
        full = known(scope, "service_units_autonomy.full_from", scope.as_of)
        partly = known(scope, "service_units_autonomy.partly_from", scope.as_of)
        if not full or not partly:
            found.append((row["key"], 0, 0))
            continue
        rate = Fraction(row["revenue"]) / Fraction(row["expense"]) * 100
        if rate >= Fraction(full):
            right = {True: "1", False: "2", None: "12"}[row["invests"]]
        else:
            right = "3" if rate >= Fraction(partly) else "4"
        found.append((row["key"], int(row["granted_group"] in right), 1))
    return found


def _funds(tables: Tables, scope: Scope) -> Counted:
    found: Counted = []
    for row in _of_year(tables, "service_units_autonomy", scope):
        if row["surplus"] is not None and row["surplus"] > 0:
            share = known(scope, f"service_units_autonomy.development_fund_{row['granted_group']}", scope.as_of)
            enough = bool(share) and (row["development_fund"] or 0) * 100 >= Decimal(share) * row["surplus"]
            found.append((row["key"], int(enough), int(bool(share))))
    return found


def _signed(*signatures: str) -> Twin:
    def counted(tables: Tables, scope: Scope) -> Counted:
        found: Counted = []
        for row in visible(tables, "e_documents", scope):
            if row["direction"] == "out" and row["secret"] is not True and in_window(row["issued"], scope):
                electronic = row["form"] in {"electronic", "both"} and happened(row, "sent", scope)
                found.append((row["key"], int(electronic and all(row[name] is True for name in signatures)), 1))
        return found

    return counted


def _handled(tables: Tables, scope: Scope) -> Counted:
    rows = [row for row in visible(tables, "e_documents", scope) if row["direction"] == "in"]
    return [(row["key"], int(in_time(row, "due", "done", scope)), 1) for row in due_by_now(rows, scope, "due", "done")]


def _required_content(tables: Tables, scope: Scope) -> Counted:
    rows = [
        row for row in visible(tables, "portal_content", scope) if row["required"] and in_window(row["arose"], scope)
    ]
    return [(row["key"], int(row["complete"] is True and happened(row, "published", scope)), 1) for row in rows]


def working_day_after(scope: Scope, start: date, days: int) -> date:
    """Walking day by day: the `days`-th working day after `start`; `start` itself for none."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= scope.calendar.is_working_day(day)
    return day


def _content(tables: Tables, scope: Scope, *, faults: bool) -> Counted:
    rows = []
    for row in visible(tables, "portal_content", scope):
        allowed = known(scope, f"portal_content.delay.{row['category']}", row["arose"])
        rows.append(row | {"due": working_day_after(scope, row["arose"], int(allowed)) if allowed else None})
    return [
        (row["key"], int(in_time(row, "due", "published", scope) is not faults), None if faults else 1)
        for row in due_by_now(rows, scope, "due", "published")
    ]


def _versions(tables: Tables, scope: Scope) -> list[Row]:
    newest: dict[str, Row] = {}
    for row in visible(tables, "iso_processes", scope):
        valid = row["withdrawn"] is None or row["withdrawn"] > scope.as_of
        if happened(row, "issued", scope) and valid:
            before = newest.get(row["code"])
            if before is None or (before["issued"], before["key"]) < (row["issued"], row["key"]):
                newest[row["code"]] = row
    return list(newest.values())


def _covered(tables: Tables, scope: Scope) -> Counted:
    covered = {row["procedure"] for row in _versions(tables, scope)}
    found: Counted = []
    for row in visible(tables, "procedures", scope):
        begun = row["valid_from"] is None or row["valid_from"] <= scope.as_of
        ended = row["valid_to"] is not None and row["valid_to"] <= scope.as_of
        if begun and not ended:
            found.append((row["key"], int(row["code"] in covered), 1))
    return found


def _updated(tables: Tables, scope: Scope) -> Counted:
    rows = []
    for row in visible(tables, "iso_processes", scope):
        if row["changed"] is not None:
            days = known(scope, "iso_processes.update_days", row["changed"])
            own = working_day_after(scope, row["changed"], int(days)) if days else None
            rows.append(row | {"judged": row["due"] or own})
    return [
        (row["key"], int(in_time(row, "judged", "issued", scope)), 1)
        for row in due_by_now(rows, scope, "judged", "issued")
    ]


def _announced(tables: Tables, scope: Scope) -> Counted:
    return [
        (row["key"], int(happened(row, "announced", scope) and row["announced"] >= row["issued"]), 1)
        for row in _versions(tables, scope)
    ]


def _audits(tables: Tables, scope: Scope) -> Counted:
    rows = [row for row in visible(tables, "iso_audits", scope) if row["kind"] == "audit"]
    return [(row["key"], 1, None) for row in rows if in_window(row["done"], scope)]


def _answers(tables: Tables, scope: Scope) -> Counted:
    rows = [row for row in visible(tables, "survey_answers", scope) if in_window(row["answered"], scope)]
    edge = int(known(scope, "survey_answers.satisfied_from", scope.as_of))
    return [(row["key"], int(row["level"] >= edge), 1) for row in rows if row["level"] is not None]


APPOINTED = ("planned", "qualification", "politics", "age", "term", "procedure")
RECRUITED = ("conditions", "qualification", "procedure")
FORMS = ("reprimand", "warning", "salary", "demotion", "removal", "dismissal")
TWINS: dict[str, Twin] = {
    "headcount.within_assigned": _within_posts("civil"),
    "headcount.service_within_assigned": _within_posts("service"),
    "headcount.reduced": _fewer_posts("civil"),
    "headcount.service_reduced": _fewer_posts("service"),
    "delegation_checks.done": _due_work("delegation_checks", "due", "done", late_counts=True),
    "delegation_checks.fixed": _findings,
    "delegation_checks.reported": _due_work("delegation_checks", "report_due", "reported", late_counts=False),
    "job_positions.approved": lambda t, s: [
        (row["key"], int(happened(row, "approved", s)), 1) for row in _positions(t, s)
    ],
    "job_positions.placed": _placed,
    "staff_discipline.cases": _discipline(),
    "staff_discipline.reprimand": _discipline("reprimand"),
    "staff_discipline.warning": _discipline("warning"),
    "staff_discipline.salary": _discipline("salary"),
    "staff_discipline.demotion": _discipline("demotion"),
    "staff_discipline.removal": _discipline("removal"),
    "staff_discipline.dismissal": _discipline("dismissal"),
    "recruitments.compliant": _cases("recruitments", RECRUITED, faults=False),
    "recruitments.violations": _cases("recruitments", RECRUITED, faults=True),
    "appointments.compliant": _cases("appointments", APPOINTED, faults=False),
    "appointments.violations": _cases("appointments", APPOINTED, faults=True),
    "staff_evaluations.on_time": _evaluated,
    "staff_evaluations.within_quota": _quota,
    "staff_evaluations.consistent": _consistent,
    "training.completed": lambda t, s: [(row["key"], int(row["completed"] >= row["quota"]), 1) for row in _lines(t, s)],
    "training.lowest_line": _lowest_line,
    "training.people": lambda t, s: [
        (row["key"], min(row["completed"], row["quota"]), row["quota"]) for row in _lines(t, s)
    ],
    "budget_autonomy.saved": lambda t, s: [
        (row["key"], row["saved"], row["assigned"]) for row in _of_year(t, "budget_autonomy", s)
    ],
    "budget_autonomy.rules_issued": lambda t, s: [
        (row["key"], int(happened(row, "rules_issued", s)), 1) for row in _of_year(t, "budget_autonomy", s)
    ],
    "budget_autonomy.reported": _budget_reports,
    "budget_autonomy.added_income": lambda t, s: [
        (row["key"], row["added_income"] or 0, row["salary_fund"])
        for row in _of_year(t, "budget_autonomy", s)
        if row["salary_fund"]
    ],
    "service_units_autonomy.self_financed": lambda t, s: [
        (row["key"], row["revenue"], row["expense"]) for row in _of_year(t, "service_units_autonomy", s)
    ],
    "service_units_autonomy.moved_up": _moved_up,
    "service_units_autonomy.group_consistent": _group_by_rate,
    "service_units_autonomy.fund_set_aside": _funds,
    "it_plan.done": _due_work("it_plan", "due", "done", late_counts=True),
    "e_documents.signed": _signed("signed_by_person", "signed_by_agency"),
    "e_documents.signed_by_agency": _signed("signed_by_agency"),
    "e_documents.signed_by_person": _signed("signed_by_person"),
    "e_documents.handled_on_time": _handled,
    "portal_content.satisfied": _required_content,
    "portal_content.on_time": lambda t, s: _content(t, s, faults=False),
    "portal_content.late": lambda t, s: _content(t, s, faults=True),
    "iso_processes.covered": _covered,
    "iso_processes.updated": _updated,
    "iso_processes.announced": _announced,
    "iso_audits.internal_audits": _audits,
    "iso_audits.planned_done": _due_work("iso_audits", "due", "done", late_counts=True, kinds=("audit", "review")),
    "iso_audits.corrected": _due_work("iso_audits", "due", "done", late_counts=False, kinds=("action",)),
    "survey_answers.satisfied": _answers,
}
