"""Columns of a standard checklist: each condition is met, not met, or does not apply to the post at hand."""

from parindex.records.schema import Choice, Column, ColumnType

ANSWERS = (
    Choice(value="met", title="Đạt", synonyms=("Có", "Đủ", "Đúng", "x", "1")),
    Choice(value="unmet", title="Không đạt", synonyms=("Không", "Chưa đạt", "Thiếu", "Sai", "0")),
    Choice(value="not_applicable", title="Không áp dụng", synonyms=("Không yêu cầu", "KAD", "-")),
)


def condition_column(name: str, title: str, *synonyms: str) -> Column:
    """One condition. It must be answered: a blank would be neither kept nor broken."""
    return Column(name=name, title=title, type=ColumnType.CHOICE, choices=ANSWERS, required=True, synonyms=synonyms)
