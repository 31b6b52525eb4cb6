"""Values of register rows as table cells: in words, and how wide they stand."""

from parindex.documents.wording.cells import NameOf, cell_text
from parindex.records.schema import Column, ColumnType
from parindex.web.rendering.table import Width

__all__ = ["NameOf", "cell_text", "is_numeric", "width_of"]


def is_numeric(column: Column) -> bool:
    """Whether the column's cells are aligned as numbers."""
    return column.type in {ColumnType.INTEGER, ColumnType.DECIMAL} and column.name != "year"


def width_of(column: Column) -> Width:
    """How wide the column's cells stand: sentences wrap, so that dates and states need no scrolling."""
    if column.type in {ColumnType.DATE, ColumnType.CODE}:
        return "fit"
    return "text" if column.type is ColumnType.TEXT else ""
