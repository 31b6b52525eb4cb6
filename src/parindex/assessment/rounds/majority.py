"""Counting the votes of the council on one score (pure)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


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
        """The points that most give; None without a valid ballot or when as many give other points: the chair decides then."""
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
