"""What the letter says, before it is laid out."""

from dataclasses import dataclass
from datetime import date

from parindex.documents.reconciliation_list.sheet import DifferenceList


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """One source in numbers: `counts` are (title of a status, how many), in the order of the form."""

    title: str
    counting: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class CauseLine:
    """One cause with the differences that have it: its code, or "" for “chưa đủ căn cứ”."""

    code: str
    title: str
    count: int
    proposal: str


@dataclass(frozen=True, kw_only=True)
class LetterDraft:
    """The letter. `listed` is the list that goes with it; `answer_by` the day until which an answer is asked for."""

    listed: DifferenceList
    superior_name: str
    abbreviation: str
    place: str
    year: int
    sources: tuple[SourceLine, SourceLine]
    matched: int
    only: tuple[int, int]
    causes: tuple[CauseLine, ...]
    answer_by: date
    signer_title: str
    drafting_unit: str
