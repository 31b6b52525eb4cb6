"""What a scoring text was read as: the first reader that accounts for every clause, checked like any rule of a set."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from parindex.scoring.official_text.clauses import Clause, clauses
from parindex.scoring.official_text.nothing import nothing_to_measure
from parindex.scoring.official_text.readers import READERS
from parindex.scoring.rules import parse_rule


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
    when_empty, found = nothing_to_measure(clauses(text, max_points), max_points)
    if not found:
        return Reading(text, None, "Không có cách chấm.")
    why = "Chưa nhận ra cách chấm trong câu này."
    for reader in READERS:
        proposal = reader(found, max_points)
        if proposal is None:
            continue
        if isinstance(proposal, str):
            why = proposal
            break
        fault = _fault(proposal.rule, max_points)
        if fault is None:
            return _with_empty(text, proposal.rule, proposal.open, when_empty)
        why = fault
        break
    return Reading(text, None, why)


def _fault(raw: Mapping[str, object], max_points: Decimal) -> str | None:
    """Why the proposed rule could not be used; None when it can."""
    try:
        rule = parse_rule(raw)
    except ValidationError:
        return "Các mức đọc được không hợp thành một quy tắc."
    return next((finding.message for finding in rule.findings(max_points)), None)


def _with_empty(text: str, raw: Mapping[str, object], open_: tuple[str, ...], said: str | None) -> Reading:
    if not parse_rule(raw).can_be_empty:
        return Reading(text, raw, open=open_)
    if said is None:
        open_ = (*open_, "Văn bản không nói chấm thế nào khi không phát sinh; tạm để 0 điểm.")
    return Reading(text, raw, open=open_, when_empty=said or "zero")


__all__ = ["Clause", "Reading", "read_rule"]
