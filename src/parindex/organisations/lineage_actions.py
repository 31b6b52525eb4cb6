"""The write of a reorganisation: one decision closes and opens versions of units and says what became of each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db import transaction

from parindex.organisations import audit
from parindex.organisations.lineage import DAY, ENDS, LineageFact
from parindex.organisations.lineage_checks import check_form, check_said, check_together, check_trees
from parindex.organisations.lineage_queries import lineage_lines
from parindex.organisations.models import Lineage, User
from parindex.organisations.queries import all_units_ever, today, unit_facts
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitFact, tree_on
from parindex.organisations.versions import by_start, check_manages, check_versions, write_versions
from parindex.records.text import clean

__all__ = ("reorganise",)  # the one write; `carry_out` is for its rehearsal beside it


def _changed(
    lines: Iterable[LineageFact], opened: Iterable[UnitFact], present: Iterable[UnitFact], day: date
) -> tuple[UnitFact, ...]:
    """The versions as the decision leaves them: those that end the day before it, and those that it opens.

    A version takes over the known end of the one that it follows.
    """
    running = {
        fact.id: fact
        for fact in present
        if fact.valid_from < day and (fact.valid_to is None or fact.valid_to >= day - DAY)
    }
    known_end = {fact.id: fact.valid_to for fact in present if fact.valid_to and fact.valid_to >= day}
    new = {fact.id: fact for fact in opened}
    found = [replace(fact, valid_to=fact.valid_to or known_end.get(unit)) for unit, fact in new.items()]
    ended = {line.came_from for line in lines if line.kind in ENDS}
    for unit in (*new, *sorted(filter(None, ended - set(new)))):
        before = running.get(unit)
        if before and before.valid_to != day - DAY:
            found.append(replace(before, valid_to=day - DAY))
    return tuple(found)


def _check_may(
    by: User, lines: Iterable[LineageFact], changed: Iterable[UnitFact], present: tuple[UnitFact, ...]
) -> None:
    check_manages(by, changed, present)
    tree = all_units_ever()
    for unit in {one for line in lines for one in (line.came_from, line.became) if one in tree.by_id}:
        check_may(by, Right.MANAGE, str(unit), tree=tree, on=today())


def _check_opened(opened: Iterable[UnitFact], day: date) -> tuple[UnitFact, ...]:
    found = tuple(opened)
    for fact in found:
        if fact.valid_from != day:
            raise ValueError(f"{fact.id} begins on {fact.valid_from}, the decision on {day}")
    return found


def reorganise(*, by: User, lines: Iterable[LineageFact], versions: Iterable[UnitFact] = ()) -> Mapping[str, int]:
    """Write one decision: its lines, the versions that it opens (`versions`, from its day on) and those that it ends.

    What was said already is not written again. InputFault for lines that cannot be (a unit that is not there on the
    day, two versions on one day, a circle, work that goes to two units); NotAllowed without the right to manage every
    unit concerned. Nothing is written then. Source of the kinds: practice of the reorganisations of 2025.
    """
    return carry_out(by=by, lines=lines, versions=versions, managing=True)


def carry_out(
    *, by: User, lines: Iterable[LineageFact], versions: Iterable[UnitFact], managing: bool
) -> Mapping[str, int]:
    """The same. `managing` False: the right is not asked for, in a rehearsal that is rolled back."""
    with transaction.atomic():  # two decisions at once must not pass each other's checks
        given = tuple(lines)
        check_form(given)
        day, decision = given[0].effective, given[0].decision.strip()
        given = tuple(replace(line, decision=decision, domain=clean(line.domain)) for line in given)
        opened, present = _check_opened(versions, day), unit_facts()
        before = by_start(present)
        changed = tuple(
            fact for fact in _changed(given, opened, present, day) if before.get((fact.id, fact.valid_from)) != fact
        )
        if managing:
            _check_may(by, given, (*opened, *changed), present)
        check_said(given, opened)
        merged = tuple((before | by_start(changed)).values())
        check_versions(merged, changed)
        check_trees(given, tree_on(day - DAY, merged), tree_on(day, merged))
        known = lineage_lines()
        check_together(given, known)
        said = {replace(line, decision="") for line in known}
        new = [line for line in dict.fromkeys(given) if replace(line, decision="") not in said]
        if new or changed:
            _write(by, decision, day, new, changed)
        return {"lines": len(new), "versions": len(changed)}


def _write(by: User, decision: str, day: date, lines: Iterable[LineageFact], changed: tuple[UnitFact, ...]) -> None:
    """Inside the transaction of the decision."""
    now = datetime.now(UTC)
    rows = [
        Lineage(
            kind=line.kind.value,
            came_from_id=line.came_from,
            became_id=line.became,
            effective=line.effective,
            domain=line.domain,
            decision=decision,
            by=by,
            at=now,
        )
        for line in lines
    ]
    write_versions(changed)
    Lineage.objects.bulk_create(rows)
    audit.record(
        by=by,
        action="units.reorganised",
        subject=decision[:200],
        payload={
            "effective": day.isoformat(),
            "lines": [[row.kind, row.came_from_id, row.became_id, row.domain] for row in rows],
            "versions": [[fact.id, fact.valid_from.isoformat(), fact.valid_to] for fact in changed],
        },
    )
