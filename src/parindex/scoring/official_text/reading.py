"""What a scoring text was read as: the first reader that accounts for every clause, checked like any rule of a set."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from parindex.scoring.official_text.clauses import Clause, clauses
from parindex.scoring.official_text.nothing import nothing_to_measure
from parindex.scoring.official_text.proposal import Proposal
from parindex.scoring.official_text.readers import READERS
from parindex.scoring.rules import parse_rule

_EXCEPTION = re.compile(
    r"\btrừ (?:các |những )?trường hợp|\bngoại trừ\b|bất khả kháng|\briêng (?:đối với|đơn vị|các|trường hợp)\b|\bhệ số\b"
    r"|\blấy (?:\w+ ){1,4}(?:cao|thấp) nhất"
)
_LONGEST = 4000  # characters; no cell of a table has more


@dataclass(frozen=True)
class Reading:
    """`rule` as a criteria set writes it, or None and `why`. `open`: what the text does not say and a person has to confirm.

    `when_empty` is set for rules that can meet nothing to measure; it is among `open` unless the text says it.
    """

    text: str
    rule: Mapping[str, object] | None
    why: str = ""
    open: tuple[str, ...] = ()
    when_empty: str | None = None


def read_rule(text: str, max_points: Decimal) -> Reading:
    """The proposal for one leaf. Never raises; what cannot be read says why, in Vietnamese."""
    if len(text) > _LONGEST:
        return Reading(text, None, "Văn bản quá dài.")
    found = clauses(text, max_points)
    if not found:
        return Reading(text, None, "Không có cách chấm.")
    odd = next((clause.condition for clause in found if _EXCEPTION.search(clause.words)), None)
    if odd is not None:
        return Reading(text, None, f"Có ngoại lệ hoặc cách chọn riêng: “{odd}”.")
    said, rest = nothing_to_measure(found, max_points)
    if not rest:
        return Reading(text, None, "Chỉ nói chấm thế nào khi không phát sinh.")
    reading = _read(text, rest, max_points, said)
    if said is None or reading.rule is None or reading.when_empty is not None:
        return reading
    if reading.rule["shape"] == "deduction" and said == "full":
        return reading  # nothing happened, nothing is taken off: the rule says so by itself
    return _read(text, found, max_points, None)  # "không phát sinh: 1" is one of the levels


def _read(text: str, found: Sequence[Clause], max_points: Decimal, said: str | None) -> Reading:
    proposal = next((one for reader in READERS if (one := reader(found, max_points)) is not None), None)
    if proposal is None:
        return Reading(text, None, "Chưa nhận ra cách chấm trong câu này.")
    if isinstance(proposal, str):
        return Reading(text, None, proposal)
    return _checked(text, proposal, max_points, said)


def _checked(text: str, proposal: Proposal, max_points: Decimal, said: str | None) -> Reading:
    """The proposal as a reading, if it can be used as a rule."""
    try:
        rule = parse_rule(proposal.rule)
    except ValidationError:
        return Reading(text, None, "Các mức đọc được không hợp thành một quy tắc.")
    fault = next(iter(rule.findings(max_points)), None)
    if fault is not None:
        return Reading(text, None, fault.message)
    open_ = proposal.open
    if not rule.can_be_empty:
        return Reading(text, proposal.rule, open=open_)
    if said is None:
        open_ = (*open_, "Văn bản không nói chấm thế nào khi không phát sinh; tạm để 0 điểm.")
    return Reading(text, proposal.rule, open=open_, when_empty=said or "zero")
