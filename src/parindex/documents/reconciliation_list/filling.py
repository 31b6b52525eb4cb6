"""From a comparison to the list of its differences."""

from collections.abc import Iterable, Sequence

from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.sheet import DifferenceList, ListedSide, ListRow
from parindex.documents.reconciliation_words import row_title
from parindex.documents.wording.sides import GROUP_WORDS, capital, status_words
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import UNDETERMINED, Difference, Side
from parindex.organisations.queries import is_example, unit_on, unit_tree


def cause_words(compared: Compared, code: str) -> str:
    """A cause's code with its title; “Chưa đủ căn cứ” as it is."""
    if code == UNDETERMINED:
        return capital(UNDETERMINED)
    return f"{code} – {compared.comparison.cause(code).title}"


def group_words(one: Difference) -> str:
    """The group of a difference: its code with its title."""
    return " – ".join(dict.fromkeys(filter(None, (one.group, one.group_title)))) or "(để trống)"


def of_owner(
    compared: Compared, source: SourceFacts, among: Iterable[Difference] | None = None
) -> tuple[Difference, ...]:
    """The differences (`among`: of these) that the owner of a source is asked about: those his source has late or overdue."""
    asked = compared.found.disagreements if among is None else among
    return tuple(one for one in asked if not one.agreed and compared.strict(one).source == source.source)


def to_send(
    compared: Compared, source: SourceFacts, among: Iterable[Difference] | None = None
) -> tuple[Difference, ...]:
    """Those of `of_owner` that wait for an answer: neither decided for good, unless that is stale, nor agreed on."""
    return tuple(one for one in of_owner(compared, source, among) if compared.settled[one.key].state != "agreed")


def owner_to_ask(compared: Compared, among: Sequence[Difference] | None = None) -> SourceFacts:
    """The source that has more of the differences late that wait for an answer: its owner is asked first."""
    asked = compared.found.disagreements if among is None else among

    def waiting(one: SourceFacts) -> tuple[int, int]:
        return len(to_send(compared, one, asked)), len(of_owner(compared, one, asked))

    return max((compared.right, compared.left), key=waiting)


def filled_list(compared: Compared, source: SourceFacts, chosen: Sequence[Difference]) -> DifferenceList:
    """The list of the chosen differences for the owner of a source, ordered by cause. Reads the units' names."""
    asked = compared.question
    names = {fact.id: fact.name for fact in unit_tree(asked.as_of).facts}
    order = {code: at for at, code in enumerate(compared.found.by_cause)}
    shown = {one.key for one in chosen}
    settled = sum(
        one.key not in shown and compared.settled[one.key].state == "agreed" for one in of_owner(compared, source)
    )
    rows = sorted(chosen, key=lambda one: (order.get(one.cause, len(order)), one.unit, one.key))
    return DifferenceList(
        unit_name=unit_on(asked.unit, asked.as_of).name,
        owner=compared.addressee(source),
        thing=compared.comparison.thing,
        group_title=GROUP_WORDS[compared.comparison.name],
        period_title=asked.period.title,
        as_of=asked.as_of,
        left_title=compared.left.title,
        right_title=compared.right.title,
        left_counting=compared.counting_text(compared.left),
        right_counting=compared.counting_text(compared.right),
        rows=tuple(_row(compared, one, names) for one in rows),
        illustrative=is_example(),
        settled=settled,
    )


def _row(compared: Compared, one: Difference, names: dict[str, str]) -> ListRow:
    found = compared.settled[one.key]
    said, stale = found.decision, ""
    if said and found.state == "stale":
        stale = f"Quyết định trước đây “{said.verdict_text}” không còn áp dụng: {found.changed}."
        said = None
    return ListRow(
        code=row_title(compared.comparison.name, one),
        unit=names.get(one.unit, one.unit),
        group=group_words(one),
        left=_side(one.left),
        right=_side(one.right),
        cause=cause_words(compared, one.cause),
        evidence=" ".join((*(proof.text for proof in one.evidence), *one.lacking, *filter(None, (stale,)))),
        secondary="; ".join(cause_words(compared, code) for code in one.secondary),
        proposal=one.proposal,
        settled=said.verdict_text if said else "",
    )


def _side(side: Side) -> ListedSide:
    return ListedSide(due=side.due, end=side.end, status=status_words(side.status))
