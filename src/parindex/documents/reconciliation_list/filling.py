"""From a comparison to the list of its differences."""

from collections.abc import Sequence

from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.sheet import DifferenceList, ListedSide, ListRow
from parindex.documents.wording.sides import GROUP_WORDS, capital, day_or_moment, status_words
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side
from parindex.organisations.queries import is_example, unit_on, unit_tree


def cause_words(compared: Compared, code: str) -> str:
    """A cause's code with its title; “Chưa đủ căn cứ” as it is."""
    if code == UNDETERMINED:
        return capital(UNDETERMINED)
    return f"{code} – {compared.comparison.cause(code).title}"


def of_owner(compared: Compared, source: SourceFacts) -> tuple[Difference, ...]:
    """The differences that the owner of a source is asked about: those that his source has late or overdue."""
    return tuple(one for one in compared.found.disagreements if compared.strict(one).source == source.source)


def filled_list(compared: Compared, source: SourceFacts, chosen: Sequence[Difference]) -> DifferenceList:
    """The list of the chosen differences for the owner of a source, ordered by cause. Reads the units' names."""
    asked = compared.question
    names = {fact.id: fact.name for fact in unit_tree(asked.as_of).facts}
    order = {code: at for at, code in enumerate(compared.found.by_cause)}
    rows = sorted(chosen, key=lambda one: (order.get(one.cause, len(order)), one.unit, one.key))
    return DifferenceList(
        unit_name=unit_on(asked.unit, asked.as_of).name,
        owner=source.owner_name or names.get(source.owner, "") or source.title,
        thing=compared.comparison.thing,
        group_title=GROUP_WORDS[compared.comparison.name],
        period_title=asked.period.title,
        as_of=asked.as_of,
        left_title=compared.left.title,
        right_title=compared.right.title,
        left_counting=compared.left_counting.text,
        right_counting=compared.right_counting.text,
        rows=tuple(_row(compared, one, names) for one in rows),
        illustrative=is_example(),
    )


def _row(compared: Compared, one: Difference, names: dict[str, str]) -> ListRow:
    decision = compared.settled[one.key].decision
    return ListRow(
        code=one.key,
        unit=names.get(one.unit, one.unit),
        group=f"{one.group} – {one.group_title}" if one.group_title not in {"", one.group} else one.group,
        left=_side(one.left),
        right=_side(one.right),
        cause=cause_words(compared, one.cause),
        evidence=" ".join((*(said.text for said in one.evidence), *one.lacking)),
        secondary="; ".join(cause_words(compared, code) for code in one.secondary),
        proposal=one.proposal,
        settled=decision.verdict_text if decision else "",
    )


def _side(side: Side) -> ListedSide:
    return ListedSide(due=day_or_moment(side.due), end=day_or_moment(side.end), status=status_words(side.status))
