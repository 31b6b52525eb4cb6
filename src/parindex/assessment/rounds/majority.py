"""Counting the votes of the council on one score, and when they decide it (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LEAST = 2  # valid votes: no single one decides, however few may vote


class Quorum(StrEnum):
    """How many of the members who may vote must have voted."""

    MORE_THAN_HALF = "more_than_half"
    TWO_THIRDS = "two_thirds"
    ALL = "all"


QUORUM_TITLES: Mapping[Quorum, str] = {
    Quorum.MORE_THAN_HALF: "quá nửa",
    Quorum.TWO_THIRDS: "ít nhất hai phần ba",
    Quorum.ALL: "tất cả",
}


@dataclass(frozen=True)
class Rule:
    """How a council decides: the quorum, and whether a tie goes to the side of its chair; else a tie is no decision."""

    quorum: Quorum = Quorum.MORE_THAN_HALF
    chair: bool = False

    def needed(self, entitled: int) -> int:
        """How many valid votes it takes where so many members may vote."""
        match self.quorum:
            case Quorum.MORE_THAN_HALF:
                least = entitled // 2 + 1
            case Quorum.TWO_THIRDS:
                least = -(-2 * entitled // 3)
            case Quorum.ALL:
                least = entitled
        return max(LEAST, least)


@dataclass(frozen=True)
class Ballot:
    """What a member said last: the points that he gives, None when he stepped back."""

    member: int
    points: Decimal | None


@dataclass(frozen=True)
class Counted:
    """`by_points`: how many gave which points, most votes first, then most points. `recused`: how many ballots do not count."""

    by_points: tuple[tuple[Decimal, int], ...]
    recused: int

    @property
    def valid(self) -> int:
        """How many ballots count."""
        return sum(votes for _, votes in self.by_points)

    @property
    def majority(self) -> Decimal | None:
        """The points that most give; None without a valid ballot or when as many give other points."""
        match self.by_points:
            case ((points, _),):
                return points
            case ((points, most), (_, next_most), *_) if most > next_most:
                return points
        return None


def counted(ballots: Iterable[Ballot], recused: Iterable[int] = ()) -> Counted:
    """Count ballots, the newest of a member (they come oldest first); those of `recused` members never count."""
    newest = {ballot.member: ballot.points for ballot in ballots}
    barred = frozenset(recused)
    valid = Counter(points for member, points in newest.items() if points is not None and member not in barred)
    order = sorted(valid.items(), key=lambda one: (-one[1], -one[0]))
    return Counted(tuple(order), len(newest) - valid.total())


@dataclass(frozen=True)
class Tally:
    """The votes on one score beside the council's rule. `entitled`: members who may vote on it."""

    votes: Counted
    entitled: int
    rule: Rule

    @property
    def needed(self) -> int:
        """How many valid votes it takes."""
        return self.rule.needed(self.entitled)

    @property
    def enough(self) -> bool:
        """Whether so many have voted."""
        return self.votes.valid >= self.needed

    @property
    def points(self) -> Decimal | None:
        """The points that the votes decide on; None while they decide nothing."""
        return self.votes.majority if self.enough else None

    @property
    def tied(self) -> tuple[Decimal, ...]:
        """The points that most give, as many each; () without a tie, and while too few have voted."""
        if not self.enough or self.votes.majority is not None:
            return ()
        most = self.votes.by_points[0][1]
        return tuple(points for points, many in self.votes.by_points if many == most)


def tally(ballots: Iterable[Ballot], members: Iterable[int], barred: Iterable[int], rule: Rule) -> Tally:
    """Count the ballots of a council. `barred`: who belongs to the unit. Who is barred or has stepped back may not vote;
    who voted while he was a member may.
    """
    every = tuple(ballots)
    newest = {ballot.member: ballot.points for ballot in every}
    out = frozenset(barred) | {member for member, points in newest.items() if points is None}
    return Tally(counted(every, barred), len((frozenset(members) | newest.keys()) - out), rule)
