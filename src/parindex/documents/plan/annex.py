"""The annex of the plan: one line per item, who does what with whom."""

from docx.document import Document

from parindex.documents.official.annex import AnnexRow, write_annex_head, write_annex_table
from parindex.documents.official.header import BLANK
from parindex.documents.official.page import annex_section, text_width
from parindex.documents.official.styles import NOTE
from parindex.documents.official.writing import write
from parindex.documents.wording.numbers import cited_date_text
from parindex.plans.draft import AnnexItem, PlanDraft

HEADINGS = ("TT", "NỘI DUNG", "ĐƠN VỊ THỰC HIỆN", "MỤC TIÊU/GIẢI PHÁP THỰC HIỆN", "PHỐI HỢP THỰC HIỆN")
_WIDTHS = (12.0, 82.0, 50.0, 72.0, 36.0)  # mm, of 252 between the margins of a landscape page


def write_annex(document: Document, draft: PlanDraft, *, mark: str) -> None:
    """Heading, table and the note that says where the figures of the plan come from."""
    section = annex_section(document, landscape=True, mark=mark)
    write_annex_head(
        document,
        title=f"Nhiệm vụ, giải pháp cải thiện Chỉ số cải cách hành chính năm {draft.year}",
        reference=(
            f"(Kèm theo Kế hoạch số{BLANK}/KH-{draft.abbreviation} ngày{BLANK}tháng{BLANK}năm {draft.year} "
            f"của {draft.unit_name})"
        ),
        room_mm=text_width(section),
    )
    write_annex_table(document, headings=HEADINGS, widths_mm=_WIDTHS, rows=[_row(item) for item in draft.annex])
    write(document, NOTE, _note(draft))


def _row(item: AnnexItem) -> AnnexRow:
    return AnnexRow(cells=(item.code, item.content, item.lead, item.action, item.partners), is_area=item.is_area)


def _note(draft: PlanDraft) -> str:
    text = (
        f"Ghi chú: Số liệu trong Kế hoạch tính đến ngày {cited_date_text(draft.as_of)}; điểm tính theo "
        f"{draft.criteria_set_title}."
    )
    if draft.illustrative:
        text += (
            " Các dòng dữ liệu dùng để tính là dữ liệu minh họa; bản này không phải văn bản chính thức và không có "
            "giá trị thi hành."
        )
    return text
