"""What a kind of thing must say of itself so that two sources of it can be compared: one `Comparison` a register.

The engine (`reconcile`) goes this way:

1. `judged(scope, counting, rows)` gives one source whole (any unit, any day): a SELECT of all columns of the register and, added,
       file_row_number  BIGINT   the row's place in the register's file
       asked       BOOLEAN    the question asks this source for the row (its unit, its day); never NULL
       status      VARCHAR    as the source's way of counting has it (see `model.Side.status`)
       judged_due  TIMESTAMP  what it is judged by; a day without a clock time has become its last second
       ended       TIMESTAMP  what counts as its end by the as-of day; NULL while it is open
   Values are spelled out in the text (`question.spelled`), since two questions meet in one query. `rows` names a relation with
   a column `file_row_number`, the only ones wanted, or is None for all. The tables of `make_ready` are there.
2. Rows meet by `key`. Those about which the sources differ become the relation `pairs`, one row a difference:
       pair       BIGINT   its number, in the order of the keys of the left rows, else of the right ones
       s, l       STRUCT   the row, as `judged` gave it, of the side that is behind (strict) and of the other (lenient), with
                           those columns that the comparison's SQL names (`s.due`, `l.due`); all NULL when there is no row.
                           Of two that are behind: the open one is strict, then the later one, then by the source's name
       s_is_left  BOOLEAN
       agreed     BOOLEAN  both are behind in the same way
       s_as_of, l_as_of, l_first, l_last   DATE   the question put to the sides
       l_named    BOOLEAN  the question put to the lenient side names the unit of its row
       l_missing  BOOLEAN  the lenient source has no such row at all
       l_outside  BOOLEAN  it has one that the question does not ask it for
       calendar   INTEGER  number in `recon_day` of the calendar of the strict row's unit
3. `evidence(two)` gives relations (name, SELECT) that follow `pairs`. The first keeps its columns and may add some: it is wide,
   and put into a table of which the later ones read what they name. The last one has `pair` and what tests read besides
   (`calendars.days_of` counts working days). Parameters are spelled out here too.
4. Each cause's `holds`, `gain`, `end`, `evidence` are SQL over `recon_evidence`, the first and the last of these side by side;
   which of them hold is put into `recon_held`, and more is asked only of causes that hold of some difference; `deciding`
   chooses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from parindex.errors import InputFault
from parindex.measures.facts import Fact
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.calendars import make_days
from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE, Counting
from parindex.measures.reconciliation.model import TwoSources
from parindex.records.engine import Connection
from parindex.worktime.calendar import WorkingCalendar

Relations = Sequence[tuple[str, str]]


class Judged(Protocol):
    """See step 1 of the package's way. `moved` names a table made of the comparison's own `moved`; None: it is worked out."""

    def __call__(self, scope: Scope, counting: Counting, rows: str | None, *, moved: str | None = None) -> str:
        """SELECT of one source's rows."""


def _plainly(counting: Counting) -> str:
    return counting.text


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A kind of thing that two sources tell of.

    `causes` in the fixed order, the most specific evidence first; the last one is what is left when every test is false
    (its own `holds` is not asked). `group`, `group_title`: columns of the register. `shown`: the columns that `Side.values`
    carries. `titled`: those that name a row to people, where its key alone does not. `added`: columns that `judged` adds beside
    those of step 1. `alike`: what two rows with damaged codes must have in common, title → SQL over a row. `due_titles`: name →
    words of due moments recomputed under each policy; `reckoned` does that for one row when somebody looks, given the texts of
    `due_told` (SQL over the evidence columns; "" for NULL), the calendar and the end of the as-of day. `facts`: the dated
    limits that no measure reads but its SQL does. `countings`: how the primary source counts, and any other, unless they say
    otherwise; `counting_text`: a way of counting in the words of this thing. `itself`: one source holds both days, so that it
    can be compared with itself. `lookups` makes tables that `judged` reads; `moved`: SELECT of what is dear in `judged` and
    the same whichever rows are wanted, "" for nothing.
    """

    name: str
    register: str
    title: str
    thing: str
    judged: Judged
    evidence: Callable[[TwoSources], Relations]
    causes: tuple[Cause, ...]
    group: str
    group_title: str
    shown: tuple[str, ...]
    titled: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    alike: Mapping[str, str] = field(default_factory=dict)
    due_titles: Mapping[str, str] = field(default_factory=dict)
    due_told: tuple[str, ...] = ()
    reckoned: Callable[[Sequence[str], WorkingCalendar, datetime], Mapping[str, datetime | None]] | None = None
    facts: tuple[Fact, ...] = ()
    countings: tuple[Counting, Counting] = (OWNER, SOFTWARE)
    counting_text: Callable[[Counting], str] = _plainly
    itself: bool = False
    lookups: Callable[[Connection, Sequence[Scope]], None] | None = None
    moved: Callable[[Scope, Counting], str] | None = None

    def make_ready(self, connection: Connection, *scopes: Scope) -> None:
        """Put on the connection what `judged` looks up for these sources; the calendars are those of the first."""
        make_days(connection, scopes[0])
        if self.lookups is not None:
            self.lookups(connection, scopes)

    def cause(self, code: str) -> Cause:
        """The cause with a code. InputFault for another."""
        found = next((one for one in self.causes if one.code == code), None)
        if found is None:
            codes = ", ".join(one.code for one in self.causes)
            raise InputFault(f"Không có nguyên nhân “{code}”; danh mục của {self.thing} gồm: {codes}.")
        return found
