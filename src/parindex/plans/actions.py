"""Writes of plans."""

import hashlib
from datetime import UTC, date, datetime

from django.db import transaction

from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today, unit_on, unit_tree
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.plans.models import Plan
from parindex.plans.outline import read_outline


def plan_year(year: int) -> date:
    """The last day of a planned year; InputFault for what no plan is made for."""
    if not 2000 <= year <= 2100:
        raise InputFault(f"Kế hoạch năm {year}: năm phải từ 2000 đến 2100.")
    return date(year, 12, 31)


def save_outline(*, by: User, unit: str, year: int, document: str) -> Plan:
    """Keep a year's plan outline; saving the same text again changes nothing. InputFault when it cannot be read."""
    day = min(plan_year(year), today())
    unit_on(unit, day)
    check_may(by, Right.PLAN, unit, tree=unit_tree(day), on=today())
    outline = read_outline(document)
    if outline.year != year:
        raise InputFault(f"Đề cương ghi năm {outline.year}, không phải {year}.")
    digest = hashlib.sha256(document.encode()).hexdigest()
    with transaction.atomic():
        present = Plan.objects.filter(unit=unit, year=year).first()
        if present and present.digest == digest:
            return present
        plan, _ = Plan.objects.update_or_create(
            unit_id=unit,
            year=year,
            defaults={"document": document, "digest": digest, "by": by, "at": datetime.now(UTC)},
        )
        audit.record(by=by, action="plan.outlined", unit=unit, subject=str(year), payload={"digest": digest})
    return plan
