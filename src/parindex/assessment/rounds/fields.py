"""Who appraises which part of a block's set: areas, criteria or leaves given to an appraiser of that field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q

from parindex.assessment.rounds.models import FieldOfAppraisal, RoundBlock, RoundUnit
from parindex.assessment.rounds.reading import block_in_force, round_named, round_tree, set_of
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.organisations import audit
from parindex.organisations.models import Membership, User
from parindex.organisations.queries import person, today
from parindex.organisations.rights import allows, held_roles
from parindex.organisations.roles import ROLE_RIGHTS, Right
from parindex.organisations.tree import UnitTree
from parindex.scoring.extras import scored_names


def fields_of(round_id: str, block: str, appraiser: int) -> frozenset[str]:
    """Codes that the appraiser was given in the block; empty: he appraises all of it."""
    given = {}
    rows = FieldOfAppraisal.objects.filter(round=round_id, block=block, appraiser=appraiser).order_by("id")
    for code, withdrawn in rows.values_list("code", "withdrawn"):
        given[code] = not withdrawn
    return frozenset(code for code, stands in given.items() if stands)


def within(criteria_set: CriteriaSet, codes: Iterable[str], leaf: str) -> bool:
    """Whether a leaf lies in the fields: named itself, or by its criterion or area. No fields: everything does. A line of
    bonus or penalty points stands under no area, so it is named itself.
    """
    fields = frozenset(codes)
    return (
        not fields
        or leaf in fields
        or any(
            fields & {area.code, criterion.code, one.code}
            for area, criterion, one in criteria_set.leaves()
            if one.code == leaf
        )
    )


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """A part of a block's set that somebody was given, as lists show it."""

    block: str
    code: str
    username: str
    name: str
    by: str


def standing_fields(round_id: str) -> tuple[Assigned, ...]:
    """The assignments that stand in a round, by block and code. One query."""
    newest = {}
    rows = FieldOfAppraisal.objects.filter(round=round_id).select_related("appraiser", "by").order_by("id")
    for one in rows:
        newest[one.block, one.code, one.appraiser_id] = one
    standing = sorted(
        (one for one in newest.values() if not one.withdrawn), key=lambda one: (one.block, one.code, one.pk)
    )
    return tuple(
        Assigned(
            block=one.block, code=one.code, username=one.appraiser.username, name=str(one.appraiser), by=str(one.by)
        )
        for one in standing
    )


def parts_of(blocks: Iterable[RoundBlock]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be given out: title of a block → ("block/code", code and name) of its areas, criteria and leaves."""
    return [
        (block.title, [(f"{block.code}/{code}", f"{code}. {name}") for code, name in _names(set_of(block)).items()])
        for block in blocks
    ]


def _names(criteria_set: CriteriaSet) -> dict[str, str]:
    """The names of all parts that can be given out, by code: what stands above leaves comes right before them."""
    tree = {part.code: part.name for parts in criteria_set.leaves() for part in parts}
    return tree | {code: leaf.name for code, leaf in scored_names(criteria_set).items()}


def covered(criteria_set: CriteriaSet, code: str) -> list[str]:
    """Codes of what may be scored and lies in the part of that code: itself, or what stands under it."""
    tree = [one.code for area, criterion, one in criteria_set.leaves() if code in (area.code, criterion.code, one.code)]
    return tree or [one for one in scored_names(criteria_set) if one == code]


def appraisers(units: Iterable[str], tree: UnitTree) -> list[tuple[str, str]]:
    """(user name, name) of the people who may appraise any of the units today. One query."""
    over = {fact.id for unit in units if unit in tree.by_id for fact in tree.above(unit)}
    roles = [role.value for role, rights in ROLE_RIGHTS.items() if Right.APPRAISE in rights]
    rows = Membership.objects.filter(unit__in=over, role__in=roles, valid_from__lte=today(), user__is_active=True)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today())).select_related("user")
    found = {one.user.username: str(one.user) for one in rows}
    return sorted(found.items(), key=lambda one: (one[1], one[0]))


def _write(by: User, round_id: str, block: str, code: str, username: str, *, withdrawn: bool) -> bool:
    """Add a row, if it says anything new; whether it did. Rights and names are checked."""
    with transaction.atomic():
        one = round_named(round_id)
        found = block_in_force(round_id, block)
        units = tuple(RoundUnit.objects.filter(round=one, block=block).values_list("unit_id", flat=True))
        tree = round_tree(one)
        check_over_all(by, Right.ROUND, units, tree)
        appraiser = person(username)
        if not withdrawn:
            _check_field(set_of(found), code)
            held = held_roles(appraiser, today())
            if not appraiser.is_superuser and not any(allows(held, Right.APPRAISE, unit, tree) for unit in units):
                raise InputFault(
                    f"“{appraiser}” không có quyền thẩm định đơn vị nào của khối “{found.title}”; hãy cấp vai trò trước."
                )
        stands = code in fields_of(round_id, block, appraiser.pk)
        if stands is not withdrawn:
            return False
        FieldOfAppraisal.objects.create(
            round=one,
            block=block,
            code=code,
            appraiser=appraiser,
            withdrawn=withdrawn,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="round.field_withdrawn" if withdrawn else "round.field_assigned",
            subject=f"{round_id}: {block} {code}",
            payload={"appraiser": appraiser.username},
        )
    return True


def _check_field(criteria_set: CriteriaSet, code: str) -> None:
    if code not in _names(criteria_set):
        raise InputFault(
            f"Bộ tiêu chí “{criteria_set.id}” không có lĩnh vực, tiêu chí hay tiêu chí thành phần “{code}”."
        )


def assign_field(*, by: User, round: str, block: str, code: str, appraiser: str) -> bool:  # noqa: A002
    """Give an area, criterion or leaf of a block's set to an appraiser (his user name); whether that was new. From his
    first field on he scores only what he was given.

    NotAllowed without the right to run rounds in every unit of the block; InputFault for a round, block, code or person
    that is not there, or one who may appraise none of the units.
    """
    return _write(by, round, block, code, appraiser, withdrawn=False)


def withdraw_field(*, by: User, round: str, block: str, code: str, appraiser: str) -> bool:  # noqa: A002
    """Take a field back from an appraiser; whether he had it. Without any field left he scores all again."""
    return _write(by, round, block, code, appraiser, withdrawn=True)
