"""The question of a comparison of two sources, and the order in which what people say of the two is kept."""

from dataclasses import dataclass
from datetime import date

from parindex.errors import InputFault
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import Difference

Pair = tuple[str, str]  # key in the left source, key in the right one; "" where a source has no such row


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which comparison: `kind` dossiers, tasks or reports, of a unit in a period (its code), between two sources.

    `as_of`: None for the end of the period, or today when that is earlier. `snapshot`: None for the newest rows. The
    countings: None for each source's own.
    """

    kind: str
    left: str
    right: str
    unit: str
    period: str
    as_of: date | None = None
    snapshot: int | None = None
    left_counting: Counting | None = None
    right_counting: Counting | None = None

    def __post_init__(self) -> None:
        """Refuse a source against itself, unless it holds both days of the thing."""
        home = COMPARISONS.get(self.kind)
        if self.left == self.right and not (home is not None and home.itself):
            raise InputFault(f"Hai nguồn phải khác nhau; hãy chọn một nguồn khác “{self.left}” để so với nó.")

    @property
    def swapped(self) -> bool:
        """Whether the left source is the second in the order in which sayings are kept."""
        return self.left > self.right

    @property
    def about(self) -> dict[str, str]:
        """The columns that tell sayings about these two sources, as they are kept."""
        first, second = sorted((self.left, self.right))
        return {"kind": self.kind, "first": first, "second": second}

    def kept(self, pair: Pair) -> dict[str, str]:
        """A pair of keys in the columns in which it is kept."""
        first, second = reversed(pair) if self.swapped else pair
        return {"first_key": first, "second_key": second}

    def shown(self, first: str, second: str) -> Pair:
        """A kept pair as this question has it: left, right."""
        return (second, first) if self.swapped else (first, second)


def pair_of(difference: Difference) -> Pair:
    """The keys by which decisions speak of a difference, the same whatever the period asks for."""
    return (difference.left.key, difference.right.key)
