"""From a comparison to the letter to the owner of one of its sources."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from parindex.assessment.reconciliation_rates import SideRates
from parindex.assessment.reconciliation_rights import WHO_NOTES_OWNERS
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_letter.draft import CauseLine, LetterDraft, SourceLine
from parindex.documents.reconciliation_list.filling import filled_list, of_owner
from parindex.documents.reconciliation_words import DAYS_TO_ANSWER
from parindex.documents.wording.sides import STATUS_WORDS, capital
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.organisations.queries import unit_tree
from parindex.organisations.tree import UnitFact
from parindex.plans.outline import Outline
from parindex.plans.queries import has_outline, outline_of

_COUNT_WORDS = STATUS_WORDS | {"pending": "Chưa xong (còn trong hạn)"}  # in a list with commas
_PROVINCE = ("UBND tỉnh ", "UBND thành phố ", "Ủy ban nhân dân tỉnh ", "Ủy ban nhân dân thành phố ")


def answer_day(asked: date | None, now: date) -> date:
    """The day by which an answer is asked for. InputFault for one that has come already."""
    until = asked or now + timedelta(days=DAYS_TO_ANSWER)
    if until <= now:
        raise InputFault(f"Ngày đề nghị trả lời ({until:%d/%m/%Y}) phải sau hôm nay; hãy chọn ngày khác.")
    return until


def filled_letter(
    compared: Compared, source: SourceFacts, chosen: Sequence[Difference], *, answer_by: date, year: int
) -> LetterDraft:
    """The letter about the chosen differences, to be written in `year`. InputFault when there are none, and
    for a source of which nobody said whose it is.

    Place, signer and drafting unit are those of the unit's newest plan; without a plan, as the tree of units has them.
    """
    if not chosen and of_owner(compared, source):
        raise InputFault(f"Các sai lệch của nguồn “{source.title}” đều đã được thống nhất; không còn gì để gửi.")
    if not chosen:
        raise InputFault(f"Không có sai lệch nào của nguồn “{source.title}” để gửi; hãy bỏ bớt điều kiện lọc.")
    if not compared.addressee(source):
        raise InputFault(f"Nguồn “{source.title}” chưa ghi chủ nguồn nên công văn chưa có nơi nhận. {WHO_NOTES_OWNERS}")
    asked = compared.question
    tree = unit_tree(asked.as_of)
    above = list(tree.above(asked.unit))
    planned = next((one for one in (year, asked.period.year + 1, asked.period.year) if has_outline(asked.unit, one)), 0)
    outline = outline_of(asked.unit, planned) if planned else None
    left, right = compared.rates
    return LetterDraft(
        listed=filled_list(compared, source, chosen),
        superior_name=outline.superior if outline else above[1].name if len(above) > 1 else "",
        abbreviation=outline.abbreviation if outline else above[0].abbreviation.upper() or above[0].id.upper(),
        place=_place(above, outline),
        year=year,
        sources=(
            _source(left, compared.counting_text(compared.left)),
            _source(right, compared.counting_text(compared.right)),
        ),
        matched=compared.found.matched,
        only=(len(compared.found.only_left), len(compared.found.only_right)),
        causes=_causes(compared, chosen),
        answer_by=answer_by,
        signer_title=outline.signer_title if outline else "Thủ trưởng đơn vị",
        drafting_unit=outline.drafting_unit if outline else "",
    )


def _place(above: Sequence[UnitFact], outline: Outline | None) -> str:
    """The place where the letter is signed: as the plan says, else the province's name without what it governs."""
    if outline:
        return outline.place
    name = above[-1].name
    return next((name.removeprefix(start) for start in _PROVINCE if name.startswith(start)), name)


def _source(side: SideRates, counting: str) -> SourceLine:
    received = ("Tổng số", sum(side.counts.values()))
    counts = (
        (words, side.counts.get(status, 0))
        for status, words in _COUNT_WORDS.items()
        if side.counts.get(status) or status in {"late", "overdue"}
    )
    return SourceLine(title=side.source.title, counting=counting, counts=(received, *counts))


def _causes(compared: Compared, chosen: Sequence[Difference]) -> tuple[CauseLine, ...]:
    """The causes with their numbers, the most frequent first, “chưa đủ căn cứ” last."""
    counted = Counter(one.cause for one in chosen)
    order = sorted(counted, key=lambda code: (code == UNDETERMINED, -counted[code], code))
    found = []
    for code in order:
        if code == UNDETERMINED:
            ask = "Đề nghị cung cấp thông tin còn thiếu nêu tại Phụ lục."
            found.append(CauseLine(code="", title=capital(UNDETERMINED), count=counted[code], proposal=ask))
        else:
            cause = compared.comparison.cause(code)
            found.append(CauseLine(code=code, title=cause.title, count=counted[code], proposal=cause.proposal))
    return tuple(found)
