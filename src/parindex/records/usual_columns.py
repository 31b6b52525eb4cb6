"""Columns that nearly every register ends with, in the same words everywhere: who, on what paper, with what proof."""

from parindex.records.schema import Column


def responsible_column(title: str = "Người phụ trách", *synonyms: str) -> Column:
    """Who answers for the row: an official acting in office, so that the name is kept."""
    return Column(
        name="responsible",
        title=title,
        synonyms=("Người phụ trách", "Công chức phụ trách", "Người thực hiện", "Người theo dõi", *synonyms),
    )


def basis_column(title: str = "Văn bản căn cứ", *synonyms: str) -> Column:
    """The paper behind the row: its kind, number and date."""
    return Column(
        name="basis",
        title=title,
        synonyms=("Văn bản căn cứ", "Căn cứ", "Căn cứ pháp lý", *synonyms),
        hint="Loại, số, ký hiệu, ngày văn bản",
    )


def evidence_column() -> Column:
    """The proof that an appraiser will ask for."""
    return Column(
        name="evidence",
        title="Tài liệu kiểm chứng",
        synonyms=("Minh chứng", "Tài liệu minh chứng", "TLKC"),
        hint="Số, ký hiệu, ngày văn bản, trang; hoặc đường dẫn",
    )


def note_column(*synonyms: str) -> Column:
    """Whatever else there is to say."""
    return Column(name="note", title="Ghi chú", synonyms=synonyms)
