"""Two sources compared, with what people said of the differences: what the pages, the papers and the command show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings

from parindex.assessment.figures import Question, question
from parindex.assessment.reconciliation_asked import Asked, Pair, pair_of
from parindex.assessment.reconciliation_digests import LOGS, PUBLISHED, Digests, registers_of
from parindex.assessment.reconciliation_rates import SideRates, side_rates
from parindex.assessment.reconciliation_said import Said, said
from parindex.assessment.reconciliation_settled import Settlement, settlement
from parindex.errors import InputFault
from parindex.ledger.queries import batches_in_force, last_number, register_named
from parindex.ledger.sources import SourceFacts, source_facts
from parindex.ledger.workspace import workspace
from parindex.measures.measure import Scope
from parindex.measures.period import parse_period
from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import Difference, Reconciliation, TwoSources
from parindex.measures.reconciliation.reconcile import comparison_of, reconcile
from parindex.organisations.queries import unit_tree
from parindex.records.engine import connect

__all__ = ["Asked", "Compared", "comparable_sources", "comparison", "countings_of", "rows_changed"]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A comparison and what was said of it. `digests`: of what a decision on each difference rests on, as that is now."""

    asked: Asked
    question: Question
    comparison: Comparison
    left: SourceFacts
    right: SourceFacts
    left_counting: Counting
    right_counting: Counting
    found: Reconciliation
    said: Said
    digests: Mapping[Pair, str] = field(repr=False)

    @cached_property
    def by_key(self) -> Mapping[str, Difference]:
        """Every difference, also those both sides have late, by its key."""
        return {one.key: one for one in (*self.found.disagreements, *self.found.agreed)}

    @cached_property
    def settled(self) -> Mapping[str, Settlement]:
        """How each difference stands between the sources' owners, by its key."""
        found = {}
        for key, one in self.by_key.items():
            pair = pair_of(one)
            found[key] = settlement(self.said, pair, self.digests[pair], self.strict(one))
        return found

    @property
    def newest(self) -> int:
        """The number of the newest decision on these two sources, for `seen` of who decides next; 0: none."""
        return max((history[-1].number for history in self.said.decisions.values()), default=0)

    @cached_property
    def excused(self) -> frozenset[str]:
        """Keys of the differences that do not count as late any more: only a decision that stands does that."""
        return frozenset(key for key, one in self.settled.items() if one.excuses)

    @cached_property
    def rates(self) -> tuple[SideRates, SideRates]:
        """The rates of the left and of the right source, before and after the decisions."""
        return (
            side_rates(self.found, "left", self.left, self.counting_text(self.left), self.excused),
            side_rates(self.found, "right", self.right, self.counting_text(self.right), self.excused),
        )

    def counting_text(self, source: SourceFacts) -> str:
        """How one of the two sources counts here, in the words of what is compared."""
        return self.comparison.counting_text(self.left_counting if source is self.left else self.right_counting)

    def addressee(self, source: SourceFacts) -> str:
        """What letters call the owner of a source: his own name for it, else the unit's; "" for none. One query."""
        names = {fact.id: fact.name for fact in unit_tree(self.question.as_of).facts}
        return source.owner_name or names.get(source.owner, "")

    def strict(self, difference: Difference) -> SourceFacts:
        """The source that has the row late or overdue; of one late and one overdue, the open one."""
        left, right = difference.left.status, difference.right.status
        if difference.left.behind and difference.right.behind:
            return self.left if left == "overdue" and right != "overdue" else self.right
        return self.left if difference.left.behind else self.right


def counting_of(home: Comparison, source: SourceFacts) -> Counting:
    """How a source counts: its own way, else the comparison's for its rank."""
    return source.counting or home.countings[0 if source.primary else 1]


def _brought(asked: Question, register: str) -> tuple[str, ...]:
    return tuple(source for name, source in asked.ground.batches if name == register)


def countings_of(home: Comparison, left: SourceFacts, right: SourceFacts) -> tuple[Counting, Counting]:
    """How both sides count; one source beside itself counts by its two days, as the comparison has them."""
    if left.source == right.source:
        return home.countings
    return counting_of(home, left), counting_of(home, right)


def comparable_sources(kind: str, asked: Question) -> tuple[SourceFacts, ...]:
    """The sources of the comparison's register with rows of the unit's family, the primary one first."""
    register = comparison_of(kind).register
    found = source_facts(register, *_brought(asked, register))
    return tuple(sorted(found, key=lambda one: not one.primary))


def _check_sources(asked: Question, register: str, names: Iterable[str]) -> None:
    known = _brought(asked, register)
    for name in names:
        if name not in known:
            raise InputFault(
                f"Sổ “{register_named(register).title}” chưa có số liệu từ nguồn “{name}”. Các nguồn đã có: "
                f"{', '.join(known) or 'chưa có nguồn nào'}. Nhập thêm bằng `parindex records import {register} TỆP "
                f"--source {name}`."
            )


def side_scope(asked: Question, home: Comparison, source: str) -> Scope:
    """What one source is read over: its own rows and logs, and what both sources share."""
    on = asked.ground
    wanted: dict[str, str | None] = dict.fromkeys(LOGS.get(home.name, ()), source)
    wanted |= {name: on.primary.get(name) for name in PUBLISHED.get(home.name, ())}
    sources = {home.register: source} | {name: one if on.supplied(name, one) else None for name, one in wanted.items()}
    return Scope(
        units=on.units,
        period=asked.period,
        as_of=asked.as_of,
        sources=sources,
        files={name: on.file(name) for name in sources},
        facts=on.facts,
        calendar=on.calendar,
        calendars=on.calendars,
    )


@dataclass(frozen=True, kw_only=True)
class _State:
    """All that a comparison depends on; equal states have equal answers. `two` follows from the rest."""

    workspace: Path
    kind: str
    rules: str
    rows: tuple[str, ...]  # of the registers that are read: the file's name says which rows are in force
    window: tuple[date, date, date]
    sources: tuple[tuple[tuple[str, str | None], ...], ...]
    countings: tuple[Counting, Counting]
    own: tuple[Counting, Counting]
    same: tuple[Pair, ...]
    apart: frozenset[Pair]
    two: TwoSources = field(repr=False, compare=False)


@dataclass(frozen=True)
class _Computed:
    found: Reconciliation
    digests: Mapping[Pair, str]


@lru_cache(maxsize=8)
def _computed(state: _State) -> _Computed:
    with connect(workspace().temporary) as connection:
        found = reconcile(connection, state.kind, state.two)
        digests = Digests(
            connection,
            kind=state.kind,
            register=comparison_of(state.kind).register,
            two=state.two,
            countings=state.own,
            differences=(*found.disagreements, *found.agreed),
        )
    return _Computed(found, digests.by_pair)


def _state(
    asked: Asked,
    on: Question,
    home: Comparison,
    countings: tuple[Counting, Counting],
    own: tuple[Counting, Counting],
    told: Said,
) -> _State:
    left, right = (side_scope(on, home, source) for source in (asked.left, asked.right))
    return _State(
        workspace=settings.WORKSPACE,
        kind=asked.kind,
        rules=on.ground.rules,
        rows=tuple(file.name for _, file in sorted(left.files.items())),
        window=(on.period.first, on.period.last, on.as_of),
        sources=tuple(tuple(sorted(side.sources.items())) for side in (left, right)),
        countings=countings,
        own=own,
        same=tuple(sorted(told.same.items())),
        apart=told.apart,
        two=TwoSources(
            left=left,
            right=right,
            left_counting=countings[0],
            right_counting=countings[1],
            matches=told.same,
            apart=told.apart,
        ),
    )


def comparison(asked: Asked, *, on: Question | None = None) -> Compared:
    """The comparison with the decisions in force. Kept in the process while nothing that it depends on changes.

    `on`: the question of the unit and the period, when it has been read already. InputFault for an unknown comparison, unit
    or period, and for a source without rows.
    """
    home = comparison_of(asked.kind)
    on = on or question(asked.unit, parse_period(asked.period), as_of=asked.as_of, snapshot=asked.snapshot)
    _check_sources(on, home.register, (asked.left, asked.right))
    left, right = source_facts(home.register, asked.left, asked.right)
    own = countings_of(home, left, right)
    countings = (asked.left_counting or own[0], asked.right_counting or own[1])
    told = said(asked)
    computed = _computed(_state(asked, on, home, countings, own, told))
    return Compared(
        asked=asked,
        question=on,
        comparison=home,
        left=left,
        right=right,
        left_counting=countings[0],
        right_counting=countings[1],
        found=computed.found,
        said=told,
        digests=computed.digests,
    )


def rows_changed(compared: Compared) -> bool:
    """Whether rows landed, or were taken out of force, in a register that the comparison read."""
    upto = compared.question.snapshot
    if last_number() == upto:
        return False
    registers = registers_of(compared.asked.kind, compared.comparison.register)
    return any(batches_in_force(register) != batches_in_force(register, upto) for register in registers)
