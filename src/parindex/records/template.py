"""The spreadsheet that people fill in: headers, drop-down lists, date formats, a sheet that explains."""

from pathlib import Path
from typing import Any

from parindex.records.reading.headers import needed
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.sheets import DATE_FORM, HEADER, MOMENT_FORM, REQUIRED, workbook, write_text

DATA_SHEET, GUIDE_SHEET, LISTS_SHEET = "Số liệu", "Hướng dẫn", "Danh mục"
FORMATTED_ROWS = 5000  # rows that carry the drop-down lists
_YES_NO = ("Có", "Không")

TYPE_WORDS = {
    ColumnType.TEXT: "Chữ",
    ColumnType.CODE: "Mã (giữ nguyên số 0 ở đầu)",
    ColumnType.DATE: "Ngày dd/MM/yyyy",
    ColumnType.MOMENT: "Ngày giờ dd/MM/yyyy HH:mm (không có giờ cũng được)",
    ColumnType.INTEGER: "Số nguyên",
    ColumnType.DECIMAL: "Số, phần lẻ sau dấu phẩy",
    ColumnType.CHOICE: "Chọn trong danh mục",
    ColumnType.BOOLEAN: "Có hoặc Không",
    ColumnType.UNIT: "Đơn vị: tên, tên viết tắt hoặc mã",
}
_NUMBER_FORMS = {
    ColumnType.DATE: DATE_FORM,
    ColumnType.MOMENT: MOMENT_FORM.removesuffix(":ss"),
    ColumnType.INTEGER: "#,##0",
    ColumnType.DECIMAL: "#,##0.####",
}


def allowed_words(column: Column) -> tuple[str, ...]:
    """The words that a drop-down list offers; none for columns that take anything of their type."""
    if column.type is ColumnType.BOOLEAN:
        return _YES_NO
    return tuple(choice.title for choice in column.choices)


def _lists(book: Any, register: Register) -> dict[str, str]:
    """The sheet of allowed words; column name → the range of its words."""
    listed = [column for column in register.columns if allowed_words(column)]
    if not listed:
        return {}
    sheet, head = book.add_worksheet(LISTS_SHEET), book.add_format(HEADER)
    ranges = {}
    for place, column in enumerate(listed):
        words = allowed_words(column)
        sheet.set_column(place, place, 34)
        write_text(sheet, 0, place, column.title, head)
        for row, word in enumerate(words, start=1):
            write_text(sheet, row, place, word)
        letter = chr(ord("A") + place)
        ranges[column.name] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
    return ranges


def _guide(book: Any, register: Register) -> None:
    sheet, head = book.add_worksheet(GUIDE_SHEET), book.add_format(HEADER)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 4, 44)
    write_text(sheet, 0, 0, f"Sổ: {register.title}", book.add_format({"bold": True, "font_size": 13}))
    write_text(sheet, 1, 0, f"Điền vào trang “{DATA_SHEET}”, mỗi dòng một mục, không gộp ô, không dùng công thức.")
    key = ", ".join(register.column(name).title for name in register.key)
    write_text(sheet, 2, 0, f"Mỗi dòng được nhận ra bằng: {key}. Nhập lại cùng nội dung này là cập nhật dòng cũ.")
    for place, label in enumerate(("Tên cột", "Kiểu", "Bắt buộc", "Giá trị được dùng", "Ghi chú")):
        write_text(sheet, 4, place, label, head)
    must = needed(register, "any")
    for row, column in enumerate(register.columns, start=5):
        also = f"Tên cột khác được hiểu: {', '.join(column.synonyms)}." if column.synonyms else ""
        hint = f"{column.hint}." if column.hint else ""
        cells = (
            column.title,
            TYPE_WORDS[column.type],
            "Bắt buộc" if column.name in must else "Không",
            ", ".join(allowed_words(column)),
            " ".join(filter(None, (hint, also))),
        )
        for place, text in enumerate(cells):
            write_text(sheet, row, place, text, wrapped)


def write_template(register: Register, into: Path) -> None:
    """Write the register's empty spreadsheet. InputFault when `into` cannot be written."""
    must = needed(register, "any")
    with workbook(into) as book:
        sheet = book.add_worksheet(DATA_SHEET)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 36)
        _guide(book, register)
        ranges = _lists(book, register)
        plain, required = book.add_format(HEADER), book.add_format(REQUIRED)
        for place, column in enumerate(register.columns):
            form = book.add_format({"num_format": _NUMBER_FORMS.get(column.type, "@")})
            sheet.set_column(place, place, max(14, min(len(column.title) + 4, 40)), form)
            write_text(sheet, 0, place, column.title, required if column.name in must else plain)
            if column.name in ranges:
                sheet.data_validation(
                    1,
                    place,
                    FORMATTED_ROWS,
                    place,
                    {
                        "validate": "list",
                        "source": ranges[column.name],
                        "error_title": "Ngoài danh mục",
                        "error_message": "Hãy chọn một giá trị trong danh sách.",
                    },
                )
