"""What is read of a round by its actions: its rows, the sets in force, the tree of its units."""

from datetime import date

from django.db import connection

from parindex.assessment.refreshing import expected_day
from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit
from parindex.assessment.sets import frozen_set
from parindex.criteria.model import CriteriaSet, Leaf
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.organisations.lineage_queries import tree_keeping
from parindex.organisations.tree import UnitTree
from parindex.scoring.extras import scored_names


def round_named(round_id: str) -> Round:
    """The round; InputFault naming those that there are."""
    found = Round.objects.filter(pk=round_id).first()
    if found is None:
        known = ", ".join(Round.objects.values_list("id", flat=True)) or "chưa có đợt nào"
        raise InputFault(f"Không có đợt đánh giá “{round_id}”. Các đợt: {known}.")
    return found


def round_unit(number: int) -> RoundUnit:
    """A unit in a round by its number, with the round; InputFault when there is none."""
    found = RoundUnit.objects.select_related("round").filter(pk=number).first()
    if found is None:
        raise InputFault(f"Không có đơn vị số {number} trong đợt đánh giá nào; hãy tải lại trang.")
    return found


def all_units(round_id: str) -> tuple[str, ...]:
    """The ids of a round's units, in its order. Every page of a round asks: plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unit_id FROM {RoundUnit._meta.db_table} WHERE round_id = %s ORDER BY id", [round_id])
        return tuple(unit for (unit,) in cursor.fetchall())


def units_of_block(round_id: str, block: str) -> tuple[str, ...]:
    """The ids of the units of one block of a round, in its order."""
    return tuple(RoundUnit.objects.filter(round=round_id, block=block).values_list("unit_id", flat=True))


def round_day(one: Round) -> date:
    """The day whose tree of units the round goes by: the end of its period, or today while that is to come."""
    return expected_day(parse_period(one.period))


def round_tree(one: Round) -> UnitTree:
    """The tree of units that the round goes by; those of its units that ended inside the period are in it as they stood."""
    return tree_keeping(round_day(one), all_units(one.id))


def blocks_in_force(round_id: str) -> dict[str, RoundBlock]:
    """The newest version of each block's set, by code of the block. One query."""
    return {one.code: one for one in RoundBlock.objects.filter(round=round_id).order_by("version")}


def block_in_force(round_id: str, code: str) -> RoundBlock:
    """The newest version of one block's set; InputFault when the round has no such block."""
    found = RoundBlock.objects.filter(round=round_id, code=code).order_by("version").last()
    if found is None:
        raise InputFault(f"Đợt đánh giá “{round_id}” không có khối “{code}”.")
    return found


def set_of(block: RoundBlock) -> CriteriaSet:
    """The criteria set of a block, from its frozen text."""
    return frozen_set(block.digest, block.document, block.set_id)


def left_out(criteria_set: CriteriaSet, unit: str) -> frozenset[str]:
    """Codes of the leaves that the set does not ask of the unit."""
    codes = {code for entry in criteria_set.exclusions if unit in entry.units for code in entry.codes}
    if not codes:
        return frozenset()
    return frozenset(
        leaf.code for area, criterion, leaf in criteria_set.leaves() if codes & {area.code, criterion.code, leaf.code}
    )


def asked_leaves(criteria_set: CriteriaSet, unit: str) -> tuple[Leaf, ...]:
    """The leaves that the set asks of the unit, in the order of the set."""
    without = left_out(criteria_set, unit)
    return tuple(leaf for _, _, leaf in criteria_set.leaves() if leaf.code not in without)


def scorable(criteria_set: CriteriaSet, unit: str) -> dict[str, Leaf]:
    """All that may be scored of the unit, by code: the leaves that the set asks of it, then the lines of bonus and penalty
    points.
    """
    without = left_out(criteria_set, unit)
    return {code: leaf for code, leaf in scored_names(criteria_set).items() if code not in without}
