"""Open items that go with the work: how many dossiers and tasks a unit hands over on a day, with a digest of their keys."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import transaction

from parindex.assessment.ground import ground
from parindex.errors import InputFault
from parindex.ledger.queries import last_number
from parindex.ledger.workspace import workspace
from parindex.measures.open_items import OPEN_ITEMS, keys_digest, open_keys
from parindex.measures.period import parse_period
from parindex.organisations import audit
from parindex.organisations.lineage import DAY, MOVES, LineageFact
from parindex.organisations.lineage_queries import numbered_lines
from parindex.organisations.models import HandOver, Lineage, User
from parindex.organisations.queries import today, unit_tree
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.records.engine import connect


@dataclass(frozen=True)
class OpenItems:
    """Open items of one register: their keys in order, and the digest of the list."""

    register: str
    keys: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the keys, one a line."""
        return keys_digest(self.keys)


def open_items(line: LineageFact, snapshot: int) -> tuple[OpenItems, ...]:
    """What the unit of a line had open at the end of the day before, by register; registers without rows are left out,
    and for a line of one field those that do not name fields.
    """
    eve = line.effective - DAY
    on = ground(str(line.came_from), eve, snapshot)
    window = parse_period(f"{eve.year}-01-01..{eve}")
    found = []
    with connect(workspace().temporary) as connection:
        for register, measure in OPEN_ITEMS.items():
            if on.supplied(register, on.source(None, measure, register)):
                keys = open_keys(connection, register, replace(on.scope(None, measure, window), as_of=eve), line.domain)
                if keys is not None:
                    found.append(OpenItems(register, keys))
    return tuple(found)


def hand_over(*, by: User, line: int) -> tuple[HandOver, ...]:
    """Record what went with a line of lineage (its row's id): from, to, day, how many, digest of the list.

    Said again with nothing changed, nothing is written. InputFault for a line that is not there or moves no work, or
    when no register of the unit has rows; NotAllowed without the right to manage the unit that hands over.
    """
    row = Lineage.objects.filter(pk=line).first()
    if row is None or row.kind not in MOVES:
        raise InputFault("Không có việc sắp xếp nào chuyển việc mang số này; hãy mở lại trang Sắp xếp tổ chức.")
    check_may(by, Right.MANAGE, str(row.came_from_id), tree=unit_tree(row.effective - DAY), on=today())
    fact = numbered_lines()[row.pk]
    number = last_number()
    counted = open_items(fact, number)
    if not counted:
        raise InputFault(
            f"“{row.came_from_id}” chưa có sổ hồ sơ hay nhiệm vụ nào ghi lĩnh vực để lập danh sách bàn giao."
        )
    with transaction.atomic():  # counting is long and stays outside; what is written already is asked inside
        newest = {one.register: one for one in row.hand_overs.order_by("id")}
        new = [
            one
            for one in counted
            if one.register not in newest
            or (newest[one.register].items, newest[one.register].digest) != (len(one.keys), one.digest)
        ]
        if not new:
            return tuple(newest[one.register] for one in counted)
        now = datetime.now(UTC)
        made = [
            HandOver.objects.create(
                line=row, register=one.register, items=len(one.keys), digest=one.digest, snapshot=number, by=by, at=now
            )
            for one in new
        ]
        audit.record(
            by=by,
            action="items.handed_over",
            unit=str(row.came_from_id),
            subject=f"{row.came_from_id} → {row.became_id}"[:200],
            payload={
                "line": row.pk,
                "day": row.effective.isoformat(),
                "items": {one.register: [one.items, one.digest] for one in made},
            },
        )
    return tuple(made)
