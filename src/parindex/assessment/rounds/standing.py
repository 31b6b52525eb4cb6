"""A unit of a round with all that says who may write about it now, read in two statements however large the province is.

Written as SQL: every save asks for it, and putting seven queries together costs more than running them. Values go by
their names: each is bound once, and SQLite's backend puts names into a long text ten times as fast as marks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from parindex.assessment.rounds.again import SENT
from parindex.assessment.rounds.belonging import WHOLE, Later, later_than
from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import (
    FieldOfAppraisal,
    Round,
    RoundBlock,
    RoundUnit,
    ScoreAgain,
    StepScore,
    Window,
)
from parindex.assessment.rounds.reading import round_day
from parindex.assessment.rounds.states import STEP_OF, State, Step
from parindex.assessment.rounds.windows import Span, Windows, windows_in
from parindex.errors import InputFault
from parindex.organisations.lineage_queries import tree_keeping
from parindex.organisations.models import Lineage, Membership, UnitVersion, User
from parindex.organisations.queries import today
from parindex.organisations.rights import Held
from parindex.organisations.roles import Role
from parindex.organisations.tree import UnitFact, UnitTree

_BLOCKS: dict[tuple[str, str, int, str], RoundBlock] = {}  # by round, block, number and digest
_WIDTH = 6  # columns of text that every kind of row is brought to


@dataclass(frozen=True)
class Standing:
    """A unit of a round and a person beside it, today.

    `tree`: the unit, the units in which the person holds a role, and all over them, as on the round's day; rights ask for
    no more. `fields`: what he appraises of the block, empty for all of it. `block`: number and digest of the set in force.
    `later`: the same units and what the office went into since, as of today; who belongs to it asks for that. `again`:
    leaves that an amended set asks of the unit past its own step, not done yet, with their last day.
    """

    of: RoundUnit
    user: User
    held: tuple[Held, ...]
    tree: UnitTree
    windows: Windows
    fields: frozenset[str]
    block: tuple[int, str]
    later: Later
    again: Mapping[str, date]

    @property
    def step(self) -> Step | None:
        """The step that takes writes for the unit; None in a state in which nothing may be written."""
        return STEP_OF.get(State(self.of.state))

    @property
    def set_in_force(self) -> RoundBlock:
        """The newest version of the block's set. Such rows never change, so a process reads each once."""
        key = (self.of.round_id, self.of.block, *self.block)
        if key not in _BLOCKS:
            _BLOCKS[key] = RoundBlock.objects.get(pk=self.block[0])
        return _BLOCKS[key]

    def window(self, step: Step) -> Span | None:
        """When the step takes the unit's writes."""
        return self.windows.of(step, self.of.unit_id)


def select_texts(kind: str, columns: Iterable[str], source: str) -> str:
    """One kind of row of a list of texts that several tables are read into at once."""
    texts = [f"CAST({name} AS text)" for name in columns]
    texts += ["NULL"] * (_WIDTH - len(texts))
    return f"SELECT '{kind}', {', '.join(texts)} FROM {source}"


def _again() -> str:
    """What an amended set asks of the unit past its own step, but for what its own step has scored since."""
    again, score, block = (one._meta.db_table for one in (ScoreAgain, StepScore, RoundBlock))
    states = ", ".join(repr(one.value) for one in SENT)
    later = (
        f"SELECT 1 FROM {block} mine JOIN {block} b ON b.round_id = mine.round_id AND b.code = mine.code "
        "AND b.version > mine.version WHERE mine.id = a.block_id"
    )
    done = (
        f"SELECT 1 FROM {score} s LEFT JOIN {score} n ON n.replaces_id = s.id WHERE s.of_id = a.of_id "
        f"AND s.step = '{Step.SELF.value}' AND s.leaf = a.leaf AND s.block_id = a.block_id "
        f"AND s.state <> '{NOT_SCORED}' AND n.id IS NULL"
    )
    return (
        f"(SELECT a.* FROM {again} a JOIN me ON me.id = a.of_id AND me.state IN ({states}) "
        f"WHERE NOT EXISTS ({later}) AND NOT EXISTS ({done}) ORDER BY a.id) a"
    )


_SINCE = f"l.kind IN ({', '.join(repr(one) for one in WHOLE)}) AND l.effective > %(then)s AND l.effective <= %(now)s"


def _valid(day: str) -> str:
    """Whether a row `v` holds on the day of that name."""
    return f"v.valid_from <= %({day})s AND (v.valid_to IS NULL OR v.valid_to >= %({day})s)"


def _parts() -> tuple[str, ...]:
    """Roles held, units over them (then and today), what offices went into since, windows, fields given, the newest set of
    the block, what it asks again.
    """
    lineage, window, field, block = (one._meta.db_table for one in (Lineage, Window, FieldOfAppraisal, RoundBlock))
    mine = "(w.unit_id IS NULL OR w.unit_id = me.unit_id)"
    return (
        select_texts("held", ("unit_id", "role"), "held"),
        select_texts("over", ("unit_id", "name", "kind", "parent_id"), "up"),
        select_texts("now", ("unit_id", "name", "kind", "parent_id"), "up_now"),
        select_texts(
            "gone",
            ("l.came_from_id", "l.became_id"),
            "(SELECT l.* FROM heir h "
            f"JOIN {lineage} l ON l.came_from_id = h.unit_id AND {_SINCE} ORDER BY l.effective, l.id) l",
        ),
        select_texts(
            "window",
            ("w.step", "w.unit_id", "w.opens", "w.closes", "w.reason"),
            f"(SELECT w.* FROM {window} w JOIN me ON w.round_id = me.round_id AND {mine} ORDER BY w.id) w",
        ),
        select_texts(
            "field",
            ("f.code", "CASE WHEN f.withdrawn THEN 1 ELSE 0 END"),
            f"(SELECT f.* FROM {field} f JOIN me ON f.round_id = me.round_id AND f.block = me.block "
            "WHERE f.appraiser_id = %(user)s ORDER BY f.id) f",
        ),
        select_texts(
            "block",
            ("b.id", "b.digest"),
            f"(SELECT b.* FROM {block} b JOIN me ON b.round_id = me.round_id AND b.code = me.block "
            "ORDER BY b.version DESC LIMIT 1) b",
        ),
        select_texts("again", ("a.leaf", "a.closes"), _again()),
    )


@lru_cache(maxsize=1)
def _statement() -> str:
    """One list of texts, of all its parts."""
    unit, member, version, lineage = (one._meta.db_table for one in (RoundUnit, Membership, UnitVersion, Lineage))

    def over(name: str, begin: str, day: str) -> str:
        columns = f"SELECT v.unit_id, v.name, v.kind, v.parent_id FROM {version} v"
        return (
            f"{name} AS ({columns} WHERE v.unit_id IN ({begin}) AND {_valid(day)} "
            f"UNION {columns} JOIN {name} ON v.unit_id = {name}.parent_id WHERE {_valid(day)})"
        )

    mine_and_held = "SELECT unit_id FROM me UNION SELECT unit_id FROM held"
    return (
        f"WITH RECURSIVE me AS (SELECT * FROM {unit} WHERE id = %(of)s), "
        f"held AS (SELECT unit_id, role FROM {member} v WHERE user_id = %(user)s AND {_valid('now')}), "
        f"{over('up', mine_and_held, 'then')}, "
        "begun AS (SELECT unit_id FROM me UNION SELECT unit_id FROM up WHERE kind = 'department'), "
        "heir AS (SELECT unit_id FROM begun "
        f"UNION SELECT l.became_id FROM {lineage} l JOIN heir h ON l.came_from_id = h.unit_id AND {_SINCE}), "
        f"{over('up_now', f'{mine_and_held} UNION SELECT unit_id FROM heir', 'now')} {' UNION ALL '.join(_parts())}"
    )


_UNIT = (
    "SELECT u.id, u.unit_id, u.block, u.state, r.id, r.title, r.period "
    f"FROM {RoundUnit._meta.db_table} u JOIN {Round._meta.db_table} r ON r.id = u.round_id"
)


def _unit(condition: str, order: list[int | str]) -> RoundUnit | None:
    with connection.cursor() as cursor:
        cursor.execute(f"{_UNIT} WHERE {condition}", order)
        row = cursor.fetchone()
    if row is None:
        return None
    return RoundUnit(
        id=row[0], round=Round(id=row[4], title=row[5], period=row[6]), unit_id=row[1], block=row[2], state=row[3]
    )


def held_unit(number: int) -> RoundUnit:
    """The unit's row with its round, held until the transaction ends. InputFault when there is none."""
    lock = " FOR UPDATE OF u" if connection.features.has_select_for_update else ""
    found = _unit(f"u.id = %s{lock}", [number])
    if found is None:
        raise InputFault(f"Không có đơn vị số {number} trong đợt đánh giá nào; hãy tải lại trang.")
    return found


def unit_in(round_id: str, unit: str) -> RoundUnit | None:
    """A unit's row with its round; None when it is not in such a round."""
    return _unit("u.round_id = %s AND u.unit_id = %s", [round_id, unit])


def standing_of(user: User, of: RoundUnit) -> Standing:
    """The person beside the unit today. One statement."""
    now, day = today(), round_day(of.round)
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"of": of.pk, "user": user.pk, "then": day, "now": now})
        rows = cursor.fetchall()
    kinds = ("held", "over", "now", "gone", "window", "field", "block", "again")
    found: dict[str, list[tuple[str, ...]]] = {kind: [] for kind in kinds}
    for kind, *texts in rows:
        found[kind].append(tuple(texts))
    if not found["block"]:
        raise InputFault(f"Đợt đánh giá “{of.round_id}” không có khối “{of.block}”.")
    given = {code: withdrawn != "1" for code, withdrawn, *_ in found["field"]}
    number, digest = found["block"][0][:2]
    tree, later = _trees(of.unit_id, found, day, now)
    return Standing(
        of=of,
        user=user,
        held=tuple(Held(unit, Role(role)) for unit, role, *_ in found["held"]) if user.is_active else (),
        tree=tree,
        later=later,
        windows=windows_in(
            (step, unit or None, date.fromisoformat(opens), date.fromisoformat(closes), reason)
            for step, unit, opens, closes, reason, *_ in found["window"]
        ),
        fields=frozenset(code for code, stands in given.items() if stands),
        block=(int(number), digest),
        again={leaf: date.fromisoformat(closes) for leaf, closes, *_ in found["again"]},
    )


def _trees(unit: str, found: Mapping[str, list[tuple[str, ...]]], day: date, now: date) -> tuple[UnitTree, Later]:
    """The units as on the round's day, and today; a unit that ended inside the period is looked for by its lineage."""
    tree = _tree(found["over"], day)
    if unit in tree.by_id:
        return tree, Later(_tree(found["now"], now), tuple((old, new) for old, new, *_ in found["gone"]))
    kept = tree_keeping(day, (unit,))
    return kept, later_than(kept)


def _tree(rows: Iterable[tuple[str, ...]], day: date) -> UnitTree:
    """The units found; what rights do not ask for is left empty."""
    return UnitTree(
        day,
        tuple(
            UnitFact(
                id=unit, name=name, abbreviation="", kind=kind, parent=parent or None, valid_from=day, valid_to=None
            )
            for unit, name, kind, parent, *_ in rows
        ),
    )
