"""The letter (công văn) that asks a source's owner to look at the differences: numbers, causes, the list as an annex."""

from parindex.documents.reconciliation_letter.build import build_difference_letter
from parindex.documents.reconciliation_letter.draft import CauseLine, LetterDraft, SourceLine

__all__ = ["CauseLine", "LetterDraft", "SourceLine", "build_difference_letter"]
