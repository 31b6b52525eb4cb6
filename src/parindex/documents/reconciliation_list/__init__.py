"""The list of differences between two sources as a workbook: to be sent to a source's owner, who answers in it."""

from parindex.documents.reconciliation_list.build import build_difference_list
from parindex.documents.reconciliation_list.sheet import DifferenceList, ListedSide, ListRow

__all__ = ["DifferenceList", "ListRow", "ListedSide", "build_difference_list"]
