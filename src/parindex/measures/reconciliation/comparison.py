"""What a kind of thing must say of itself so that two sources of it can be compared: one `Comparison` a register.

The engine (`reconcile`) goes this way:

1. `judged(scope, counting, keys)` gives one source whole (any unit, any day): a SELECT of all columns of the register and, added,
       asked       BOOLEAN    the question asks this source for the row (its unit, its day); never NULL
       status      VARCHAR    as the source's way of counting has it (see `model.Side.status`)
       judged_due  TIMESTAMP  what it is judged by; a day without a clock time has become its last second
       ended       TIMESTAMP  what counts as its end by the as-of day; NULL while it is open
   Values are spelled out in the text (`question.spelled`), since two questions meet in one query. `keys` names a relation with
   a column `key`, the only rows wanted, or is None for all. The tables of `calendars` are there.
2. Rows meet by `key`. Those about which the sources differ become the relation `pairs`, one row a difference:
       pair       VARCHAR  key of the left row, else of the right
       s, l       STRUCT   the row, as `judged` gave it, of the side that is behind (strict) and of the other (lenient), with
                           those columns that the comparison's SQL names (`s.due`, `l.due`); all NULL when there is no row.
                           Of two that are behind: the open one is strict, then the later one, then by the source's name
       s_is_left  BOOLEAN
       agreed     BOOLEAN  both are behind in the same way
       s_as_of, l_as_of, l_first, l_last   DATE   the question put to the sides; l_units VARCHAR[] the lenient one's units
       l_missing  BOOLEAN  the lenient source has no such row at all
       l_outside  BOOLEAN  it has one that the question does not ask it for
       calendar   INTEGER  number in `recon_day` of the calendar of the strict row's unit
3. `evidence(two)` gives relations (name, SELECT) that follow `pairs`; the last one keeps its columns and adds what tests read
   (`calendars.with_days` counts working days). Parameters are spelled out here too.
4. Each cause's `holds`, `gain`, `end`, `evidence` are SQL over that last relation; `deciding` chooses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from parindex.errors import InputFault
from parindex.measures.facts import Fact
from parindex.measures.measure import Scope
from parindex.measures.reconciliation.cause import Cause
from parindex.measures.reconciliation.counting import OWNER, SOFTWARE, Counting
from parindex.measures.reconciliation.model import TwoSources

Relations = Sequence[tuple[str, str]]


def _plainly(counting: Counting) -> str:
    return counting.text


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A kind of thing that two sources tell of.

    `causes` in the fixed order, the most specific evidence first; the last one is what is left when every test is false
    (its own `holds` is not asked). `group`, `group_title`: columns of the register. `shown`: the columns that `Side.values`
    carries. `alike`: what two rows with damaged codes must have in common, title → SQL over a row. `due_titles`: name → words
    of due moments recomputed under each policy; `dues`: SELECT (pair, due_{name}…) over the table `recon_evidence`, the last
    relation of the evidence. `facts`: the dated limits that no measure reads but its SQL does. `countings`: how the primary
    source counts, and any other, unless they say otherwise; `counting_text`: a way of counting in the words of this thing.
    `itself`: one source holds both days, so that it can be compared with itself.
    """

    name: str
    register: str
    title: str
    thing: str
    judged: Callable[[Scope, Counting, str | None], str]
    evidence: Callable[[TwoSources], Relations]
    causes: tuple[Cause, ...]
    group: str
    group_title: str
    shown: tuple[str, ...]
    alike: Mapping[str, str] = field(default_factory=dict)
    due_titles: Mapping[str, str] = field(default_factory=dict)
    dues: Callable[[TwoSources], str] | None = None
    facts: tuple[Fact, ...] = ()
    countings: tuple[Counting, Counting] = (OWNER, SOFTWARE)
    counting_text: Callable[[Counting], str] = _plainly
    itself: bool = False

    def cause(self, code: str) -> Cause:
        """The cause with a code. InputFault for another."""
        found = next((one for one in self.causes if one.code == code), None)
        if found is None:
            codes = ", ".join(one.code for one in self.causes)
            raise InputFault(f"Không có nguyên nhân “{code}”; danh mục của {self.thing} gồm: {codes}.")
        return found
