"""What an amended set did to one unit, told to it until somebody of the unit has read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from parindex.assessment.rounds.again import open_again, still_open
from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import Remark, Round, RoundBlock, RoundUnit, StepScore
from parindex.assessment.rounds.reading import block_in_force, round_tree, round_unit, set_of
from parindex.assessment.rounds.states import OUTSIDE, STEP_OF, State, Step
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.extras import scored_names


@dataclass(frozen=True)
class AmendedNotice:
    """The newest amendment as a unit is told of it. `moved`: how many leaves brought a score along; `again`: new codes that
    must be scored again; `left`: codes and names of the version before, whose scores stayed there. `changed`: new codes for
    whose self-score the amended rules give other points, with the points before and after as they are kept, "" for none.

    `own`: of `again` and of what is new, those that the unit itself scores now, past its own step, with their last day;
    `before`: the version before; `read`: somebody of the unit has read it, only `own` is left to do.
    """

    of: int
    round: str
    day: date
    set_id: str
    reason: str
    moved: int
    again: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str, str], ...]
    own: Mapping[str, date]
    before: int
    read: bool

    @property
    def until(self) -> date | None:
        """The last day for `own`."""
        return max(self.own.values(), default=None)


def _seen_text(block: RoundBlock) -> str:
    return f"Đã xem bộ tiêu chí sửa đổi {block.set_id}, bản thứ {block.version}."


_AMENDED = (  # plain SQL: the overview and every page of a round ask, and nearly always the answer is none
    f"SELECT u.id FROM {RoundUnit._meta.db_table} u JOIN {Round._meta.db_table} r ON r.id = u.round_id "
    f"JOIN {RoundBlock._meta.db_table} b ON b.round_id = u.round_id AND b.version > 1 "
    "AND b.code = u.block WHERE u.unit_id = %s AND r.period = %s "
    f"AND u.state NOT IN ({', '.join(repr(one.value) for one in sorted(OUTSIDE))}) ORDER BY u.id LIMIT 1"
)


def unread_amendment(unit: str, period: str) -> AmendedNotice | None:
    """What a unit has not read yet, or still has to score, in the round of the period that assesses it; None where nothing
    was amended. One query then, else seven.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AMENDED, [unit, period])
        row = cursor.fetchone()
    if row is None:
        return None
    of = RoundUnit.objects.get(pk=row[0])
    block = block_in_force(of.round_id, of.block)
    if block.version == 1:
        return None
    read = Remark.objects.filter(of=of, leaf="", text=_seen_text(block)).exists()
    own = still_open(open_again([of.pk], [block]).get(of.pk, {}), today())
    return None if read and not own else _notice(of, block, own, read=read)


def _notice(of: RoundUnit, block: RoundBlock, own: Mapping[str, date], *, read: bool) -> AmendedNotice:
    before = RoundBlock.objects.get(round=of.round_id, code=of.block, version=block.version - 1)
    rows = StepScore.objects.filter(of=of, block=block, carried__isnull=False).order_by("id")
    carried = list(rows.values_list("leaf", "state", "replaced_by"))
    own_rows = rows.filter(step=Step.SELF.value).exclude(state=NOT_SCORED).exclude(points=F("carried__points"))
    old = StepScore.objects.filter(of=of, block=before, replaced_by__isnull=True).exclude(state=NOT_SCORED)
    stayed = dict.fromkeys(code for code in old.values_list("leaf", flat=True) if code not in block.crosswalk)
    names = scored_names(set_of(before))
    return AmendedNotice(
        of=of.pk,
        round=of.round_id,
        day=timezone.localtime(block.at).date(),
        set_id=block.set_id,
        reason=block.reason,
        moved=len({leaf for leaf, state, _ in carried if state != NOT_SCORED}),
        again=tuple(dict.fromkeys(leaf for leaf, state, later in carried if state == NOT_SCORED and later is None)),
        left=tuple((code, names[code].name) for code in stayed),
        changed=tuple(own_rows.values_list("leaf", "carried__points", "points")),
        own=own,
        before=before.version,
        read=read,
    )


def note_amendment_read(*, by: User, of: int) -> Remark:
    """Somebody of the unit has read what the amended set did to it; the notice is shown no more. Twice is once.

    NotAllowed without the right to self-score for the unit; InputFault when nothing was amended.
    """
    found = round_unit(of)
    check_may(by, Right.ENTER, found.unit_id, tree=round_tree(found.round), on=today())
    with transaction.atomic():
        block = block_in_force(found.round_id, found.block)
        if block.version == 1:
            raise InputFault("Bộ tiêu chí của đợt này chưa sửa lần nào.")
        present = Remark.objects.filter(of=found, leaf="", text=_seen_text(block)).first()
        if present is not None:
            return present
        step = STEP_OF.get(State(found.state), Step.SELF)
        row = Remark.objects.create(
            of=found,
            leaf="",
            step=step.value,
            kind=Remark.NOTE,
            text=_seen_text(block),
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="round.amendment_read",
            unit=found.unit_id,
            subject=f"{found.round_id}: {found.unit_id}",
            payload={"set": block.set_id, "version": block.version},
        )
    return row
