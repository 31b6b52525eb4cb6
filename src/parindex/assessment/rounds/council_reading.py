"""What is read of the council's work: the disputed items of a round, the votes on one, the checks on the spot."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from parindex.assessment.rounds.belonging import home_units
from parindex.assessment.rounds.council_rules import rule_of
from parindex.assessment.rounds.in_force import of_set_in_force
from parindex.assessment.rounds.majority import Ballot, Counted, Rule, Tally, tally
from parindex.assessment.rounds.models import Dispute, DisputeEnd, RoundBlock, RoundUnit, SiteCheck, StepScore, Vote
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.states import Step
from parindex.organisations.models import Membership
from parindex.organisations.queries import today
from parindex.organisations.roles import Role
from parindex.organisations.tree import UnitTree
from parindex.scoring.extras import penalties, scored_leaf

_FEW = 100  # units that are named in a query; of more, all of the round are read
OPEN, DECIDED, TAKEN_BACK = "open", "decided", "taken_back"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a step said of a leaf. `points` None: no points follow."""

    number: int
    points: Decimal | None
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Disputed:
    """A leaf of a unit before the council, by the version of the set (`version`: its number) under which it was brought there.
    `state`: open, decided or taken_back; what ended it is "" while it is open. `taken_off`: it is a line of penalty points.
    """

    number: int
    of: int
    unit: str
    unit_state: str
    block: str
    version: int
    leaf: str
    name: str
    max_points: Decimal | None
    taken_off: bool
    reason: str
    by: str
    by_number: int
    at: datetime
    steps: Mapping[Step, Said]
    tally: Tally
    state: str
    ended_by: str = ""
    ended_at: datetime | None = None
    minutes: str = ""
    digest: str = ""
    file_name: str = ""
    end_reason: str = ""

    @property
    def votes(self) -> Counted:
        """The votes counted, whoever may yet vote."""
        return self.tally.votes


@dataclass(frozen=True)
class Members:
    """Who is of the council and who belongs to which unit, on one day: two queries for a whole round."""

    council: Mapping[str, tuple[tuple[int, str], ...]]  # by the unit in which the role is held
    people: Mapping[str, frozenset[int]]

    def of(self, unit: str, tree: UnitTree) -> tuple[tuple[int, str], ...]:
        """The council's members for a unit, as (number, name) by name."""
        over = [fact.id for fact in tree.above(unit)] if unit in tree.by_id else []
        found = {one for place in over for one in self.council.get(place, ())}
        return tuple(sorted(found, key=lambda one: (one[1], one[0])))

    def recused(self, unit: str, tree: UnitTree) -> frozenset[int]:
        """People who belong to the unit: their votes on it never count."""
        return frozenset(person for place in home_units(unit, tree) for person in self.people.get(place, ()))


def members_on(day: date) -> Members:
    """Memberships that hold on the day."""
    held = Membership.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    people: dict[str, set[int]] = defaultdict(set)
    council: dict[str, list[tuple[int, str]]] = defaultdict(list)
    names = held.filter(user__is_active=True).values_list(
        "unit", "role", "user", "user__display_name", "user__username"
    )
    for unit, role, person, display, username in names:
        people[unit].add(person)
        if role == Role.COUNCIL.value:
            council[unit].append((person, display or username))
    return Members(
        {unit: tuple(found) for unit, found in council.items()},
        {unit: frozenset(found) for unit, found in people.items()},
    )


def standing_scores(of: Iterable[int], leaves: Collection[str]) -> dict[tuple[int, int, str], dict[Step, Said]]:
    """What each step says of leaves of units in a round, the newest row of each step, by unit, version of the set and
    leaf. One query.
    """
    rows = StepScore.objects.filter(
        of__in=list(of), leaf__in=list(leaves), replaced_by__isnull=True, value__isnull=False
    )
    found: dict[tuple[int, int, str], dict[Step, Said]] = defaultdict(dict)
    fields = rows.order_by("id").values_list(
        "of", "block", "leaf", "step", "id", "points", "note", "by__display_name", "by__username", "at"
    )
    for unit, block, leaf, step, number, points, note, display, username, at in fields:
        given = Decimal(points) if points else None
        found[unit, block, leaf][Step(step)] = Said(
            number=number, points=given, note=note, by=display or username, at=at
        )
    return found


def _ending(end: DisputeEnd | None) -> dict[str, Any]:
    """How a dispute ended, as fields of `Disputed`."""
    if end is None:
        return {}
    names = {
        "ended_at": "at",
        "minutes": "minutes",
        "digest": "digest",
        "file_name": "file_name",
        "end_reason": "reason",
    }
    return {"ended_by": str(end.by)} | {field: getattr(end, name) for field, name in names.items()}


def _disputes(round_id: str, rows: "QuerySet[Dispute]", tree: UnitTree) -> tuple[Disputed, ...]:
    """Six queries, however many there are."""
    found = list(rows.select_related("of", "by", "end__by").order_by("id"))
    if not found:
        return ()
    scores = standing_scores({one.of_id for one in found}, {one.leaf for one in found})
    ballots: dict[int, list[Ballot]] = defaultdict(list)
    said = Vote.objects.filter(dispute__in=[one.pk for one in found]).order_by("id")
    for dispute, member, points, recused in said.values_list("dispute", "by", "points", "recused"):
        ballots[dispute].append(Ballot(member, None if recused else Decimal(points)))
    members, rule = members_on(today()), rule_of(round_id)
    blocks = RoundBlock.objects.in_bulk({one.block_id for one in found})
    sets = {number: set_of(block) for number, block in blocks.items()}
    listed = []
    for one in found:
        end = getattr(one, "end", None)
        leaf = scored_leaf(sets[one.block_id], one.leaf)
        listed.append(
            Disputed(
                number=one.pk,
                of=one.of_id,
                unit=one.of.unit_id,
                unit_state=one.of.state,
                block=one.of.block,
                version=one.block_id,
                leaf=one.leaf,
                name=leaf.name if leaf else "",
                max_points=leaf.max_points if leaf else None,
                taken_off=one.leaf in penalties(sets[one.block_id]),
                reason=one.reason,
                by=str(one.by),
                by_number=one.by_id,
                at=one.at,
                steps=scores.get((one.of_id, one.block_id, one.leaf), {}),
                tally=_tally(ballots[one.pk], members, one.of.unit_id, tree, rule),
                state=OPEN if end is None else DECIDED if end.score_id else TAKEN_BACK,
                **_ending(end),
            )
        )
    return tuple(listed)


def _tally(ballots: Iterable[Ballot], members: Members, unit: str, tree: UnitTree, rule: Rule) -> Tally:
    council = [number for number, _ in members.of(unit, tree)]
    return tally(ballots, council, members.recused(unit, tree), rule)


def disputes_of(round_id: str, units: Iterable[str], tree: UnitTree) -> tuple[Disputed, ...]:
    """All disputes of a round about the units, ended ones too, oldest first."""
    return _disputes(round_id, Dispute.objects.filter(of__round=round_id, of__unit__in=list(units)), tree)


def one_dispute(round_id: str, number: int, units: Iterable[str], tree: UnitTree) -> Disputed | None:
    """The dispute of that number, if it is of the round and about one of the units."""
    rows = Dispute.objects.filter(pk=number, of__round=round_id, of__unit__in=list(units))
    return next(iter(_disputes(round_id, rows, tree)), None)


@dataclass(frozen=True, kw_only=True)
class Voted:
    """A member of the council and what he said last of a dispute. `own`: he belongs to the unit and cannot vote."""

    number: int
    name: str
    own: bool
    points: Decimal | None = None
    stepped_back: bool = False
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Votes:
    """What every member said. `newest`: number of the newest vote, 0 without any, which a decision names as seen."""

    members: tuple[Voted, ...]
    newest: int


def votes_of(dispute: Disputed, tree: UnitTree) -> Votes:
    """Every member of the council for the unit, and who voted while he was one."""
    members = members_on(today())
    own = members.recused(dispute.unit, tree)
    found = {
        number: Voted(number=number, name=name, own=number in own) for number, name in members.of(dispute.unit, tree)
    }
    newest = 0
    for one in Vote.objects.filter(dispute=dispute.number).select_related("by").order_by("id"):
        newest = one.pk
        found[one.by_id] = Voted(
            number=one.by_id,
            name=str(one.by),
            own=one.by_id in own,
            points=Decimal(one.points) if one.points else None,
            stepped_back=one.recused,
            reason=one.reason,
            at=one.at,
        )
    return Votes(tuple(sorted(found.values(), key=lambda one: one.name)), newest)


def site_checks(round_id: str, units: Iterable[str]) -> tuple[SiteCheck, ...]:
    """The checks on the spot of a round at the units, newest day first, with who kept them. One query."""
    rows = of_set_in_force(SiteCheck.objects.filter(of__round=round_id, of__unit__in=list(units)))
    return tuple(rows.select_related("of", "by", "withdrawal__by").order_by("-day", "-id"))


def units_in(round_id: str, units: Iterable[str]) -> tuple[RoundUnit, ...]:
    """Those of the units that are in the round, in the order of the round. One query."""
    wanted, rows = frozenset(units), RoundUnit.objects.filter(round=round_id)
    if len(wanted) <= _FEW:
        rows = rows.filter(unit__in=wanted)
    return tuple(one for one in rows if one.unit_id in wanted)
