"""What a comparison of two sources gives: pairs, differences with one cause each, and what could not be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from parindex.measures.measure import Scope
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE, Counting

UNDETERMINED = "chưa đủ căn cứ"  # stands in the place of a cause's code when the data cannot tell
BEHIND = frozenset(("late", "overdue"))
MISSING = "missing"  # the status of a row that a source does not have


@dataclass(frozen=True, kw_only=True)
class TwoSources:
    """The question: the same units, window and calendars, each side with its own source and its own logs.

    `matches`: codes of the left confirmed to be codes of the right; `apart`: pairs that a person refused.
    """

    left: Scope
    right: Scope
    left_counting: Counting = OWNER
    right_counting: Counting = SOFTWARE
    matches: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Side:
    """One source's view of one row. `due` is what the source states, `judged_due` what it is judged by, `end` what counts
    as its end; `values`: the further columns that evidence speaks of, by the register's column names.
    """

    key: str
    status: str  # early, on_time, late, pending, overdue, suspended, no_due, refused, withdrawn, stopped, missing
    unit: str = ""
    due: datetime | None = None
    judged_due: datetime | None = None
    end: datetime | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def behind(self) -> bool:
        """Whether the source has it late or overdue."""
        return self.status in BEHIND


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Why a cause holds, in a Vietnamese sentence with the dates, codes and numbers it rests on."""

    cause: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One row about whose lateness the sources differ, or that both have late (`agreed`).

    `cause` is a code or `UNDETERMINED`; then `lacking` says in words what the data lacks. `dues`: the due moment
    recomputed under each policy, by its name; None where it cannot be computed. `proposal`: what the owner of the
    source is asked to do.
    """

    key: str
    unit: str
    group: str  # what the matrix groups by beside the unit: the procedure, the assigning document, the kind of report
    group_title: str
    left: Side
    right: Side
    cause: str
    secondary: tuple[str, ...] = ()
    evidence: Sequence[Evidence] = ()
    lacking: tuple[str, ...] = ()
    dues: Mapping[str, datetime | None] = field(default_factory=dict)
    proposal: str = ""
    repaired: bool = False  # the two codes differ and a person confirmed that they are one

    @property
    def agreed(self) -> bool:
        """Both sources have it late or overdue, in the same way."""
        return self.left.behind and self.left.status == self.right.status


@dataclass(frozen=True, kw_only=True)
class CodeProposal:
    """Two codes, each without a partner, that may be one dossier: to be confirmed or refused by a person."""

    left: str
    right: str
    reason: str  # how the code was damaged, in Vietnamese
    agrees: tuple[str, ...]  # titles of the columns in which the two rows agree


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """The answer. `left_counts` and `right_counts`: rows of each status, by status, of the rows in question. `unproposed`: why
    no damaged code is proposed, in Vietnamese, when too many could be meant.
    """

    kind: str
    matched: int
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    left_counts: Mapping[str, int]
    right_counts: Mapping[str, int]
    disagreements: Sequence[Difference]
    agreed: Sequence[Difference]
    proposals: Sequence[CodeProposal]
    unproposed: str = ""

    @property
    def by_cause(self) -> dict[str, int]:
        """How many disagreements each cause has, codes in order, `UNDETERMINED` last."""
        found: dict[str, int] = {}
        for one in sorted(self.disagreements, key=lambda one: (one.cause == UNDETERMINED, one.cause)):
            found[one.cause] = found.get(one.cause, 0) + 1
        return found
