"""Official tables in Word and Excel, made for the tests."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from docx import Document

HEADER = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng")
LEVELS = "Ban hành kịp thời: 1; không kịp thời: 0,5; không ban hành: 0"
USUAL = (
    HEADER,
    ("1", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "9", "", ""),
    ("1.1", "Kế hoạch CCHC năm", "4", "", ""),
    ("1.1.1", "Ban hành kế hoạch", "1", LEVELS, "Kế hoạch; Công văn"),
    ("1.1.2", "Mức độ thực hiện kế hoạch", "3", "", "Báo cáo"),
    ("", "Trên 90%", "3", "", ""),
    ("", "Từ 70% - 90%", "1", "", ""),
    ("", "Dưới 70%", "0", "", ""),
    ("1.2", "Chế độ báo cáo", "2", "mỗi báo cáo trễ hạn trừ 0,25 điểm", ""),
    ("1.3", "Phối hợp", "3", "Hội đồng xem xét mức độ phối hợp", ""),
    ("2", "CẢI CÁCH THỂ CHẾ", "5", "", ""),
    ("2.1", "Đánh giá của người dân", "5", "Điều tra xã hội học", ""),
    ("", "Tổng cộng", "14", "", ""),
)


def word(*tables: Sequence[Sequence[str]], title: str = "BỘ CHỈ SỐ CCHC CẤP SỞ NĂM 2026") -> bytes:
    """A document with a title and the tables."""
    document = Document()
    document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def excel(
    rows: Sequence[Sequence[Any]],
    title: str = "BỘ CHỈ SỐ CCHC CẤP SỞ NĂM 2026",
    numbers: bool = True,
    hidden: Sequence[tuple[str, Sequence[Sequence[Any]]]] = (),
) -> bytes:
    """A workbook with the title over the table; `numbers`: what looks like a number is one; `hidden`: further sheets that do
    not show, as (how they are hidden, rows).
    """
    book = openpyxl.Workbook()
    for state, held in (("visible", rows), *hidden):
        sheet = book.worksheets[0] if state == "visible" else book.create_sheet()
        sheet.sheet_state = state
        sheet.append([title])
        for row in held:
            sheet.append([_cell(cell) if numbers else cell for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(cell: Any) -> Any:
    return float(cell) if isinstance(cell, str) and cell.count(".") <= 1 and cell.replace(".", "").isdigit() else cell
