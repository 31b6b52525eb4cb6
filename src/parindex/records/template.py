"""The spreadsheet that people fill in: headers, drop-down lists, date formats, a sheet that explains."""

import csv
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from parindex.errors import InputFault
from parindex.records.reading.headers import known_headers, needed
from parindex.records.schema import Column, ColumnType, Register
from parindex.records.sheets import DATE_FORM, HEADER, MOMENT_FORM, REQUIRED, workbook, write_text
from parindex.records.text import header_key
from parindex.shipped import shipped_folder

GUIDE_COLUMNS = ("Tên cột", "Kiểu", "Bắt buộc", "Giá trị được dùng", "Ghi chú", "Ví dụ (minh họa)")
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


def allowed_words(column: Column, units: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that a drop-down list offers; none for columns that take anything of their type."""
    if column.type is ColumnType.BOOLEAN:
        return _YES_NO
    if column.type is ColumnType.UNIT:
        return tuple(units)
    return tuple(choice.title for choice in column.choices)


def example_row(register: Register) -> Mapping[str, str]:
    """The first row of the register's sample file, by column name; empty where the installation came without it."""
    try:
        file = shipped_folder("examples") / "mau-so" / f"{register.name}.csv"
        with file.open(encoding="utf-8-sig", newline="") as opened:
            titles, values = list(islice(csv.reader(opened), 2))
    except (InputFault, OSError, ValueError):
        return {}
    known = known_headers(register)
    found = {known.get(header_key(title), ""): value for title, value in zip(titles, values, strict=False)}
    return {column.name: found.get(column.name, "") for column in register.columns if not column.personal}


def _lists(book: Any, register: Register, units: Sequence[str]) -> dict[str, str]:
    """The sheet of allowed words; column name → the range of its words. A range has no limit of length, unlike a list
    written into the cell's own rule."""
    listed = [column for column in register.columns if allowed_words(column, units)]
    if not listed:
        return {}
    sheet, head = book.add_worksheet(LISTS_SHEET), book.add_format(HEADER)
    ranges = {}
    for place, column in enumerate(listed):
        words = allowed_words(column, units)
        sheet.set_column(place, place, 34)
        write_text(sheet, 0, place, column.title, head)
        for row, word in enumerate(words, start=1):
            write_text(sheet, row, place, word)
        letter = xl_col_to_name(place)
        ranges[column.name] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
    return ranges


def _rules(register: Register) -> list[str]:
    """What the register is, what tells its rows apart, and its checks: sentences above the table of columns."""
    return [
        f"Điền vào trang “{DATA_SHEET}”, mỗi dòng một mục, không gộp ô, không dùng công thức; cột có dấu * không để trống.",
        f"Mỗi dòng được nhận ra bằng: {register.key_titles} (chữ hoa, chữ thường như nhau). "
        "Nhập lại cùng nội dung này là cập nhật dòng cũ.",
        *([register.note] if register.note else []),
        *([f"Dòng bị trả lại khi gặp một trong {len(register.checks)} điều sau:"] if register.checks else []),
        *(
            f"– Cột “{register.column(check.column).title}”: {check.message.replace('{amount}', '…')}"
            for check in register.checks
        ),
    ]


def _guide(book: Any, register: Register, units: Sequence[str]) -> None:
    sheet, head = book.add_worksheet(GUIDE_SHEET), book.add_format(HEADER)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 5, 44)
    write_text(sheet, 0, 0, f"Sổ: {register.title}", book.add_format({"bold": True, "font_size": 13}))
    rules = _rules(register)
    for row, rule in enumerate(rules, start=1):
        write_text(sheet, row, 0, rule)
    top = len(rules) + 2
    for place, label in enumerate(GUIDE_COLUMNS):
        write_text(sheet, top, place, label, head)
    must, example = needed(register, "any"), example_row(register)
    for row, column in enumerate(register.columns, start=top + 1):
        also = f"Tên cột khác được hiểu: {', '.join(column.synonyms)}." if column.synonyms else ""
        hint = f"{column.hint}." if column.hint else ""
        words = ("Xem trang Danh mục",) if column.type is ColumnType.UNIT and units else allowed_words(column)
        cells = (
            column.title,
            TYPE_WORDS[column.type],
            "Bắt buộc" if column.name in must else "Không",
            ", ".join(words),
            " ".join(filter(None, (hint, also))),
            example.get(column.name, ""),
        )
        for place, text in enumerate(cells):
            write_text(sheet, row, place, text, wrapped)


def write_template(register: Register, into: Path, *, units: Sequence[str] = ()) -> None:
    """Write the register's empty spreadsheet; `units`: names that the unit columns offer. InputFault when `into` cannot
    be written."""
    must = needed(register, "any")
    with workbook(into) as book:
        sheet = book.add_worksheet(DATA_SHEET)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 36)
        _guide(book, register, units)
        ranges = _lists(book, register, units)
        plain, required = book.add_format(HEADER), book.add_format(REQUIRED)
        for place, column in enumerate(register.columns):
            form = book.add_format({"num_format": _NUMBER_FORMS.get(column.type, "@")})
            sheet.set_column(place, place, max(14, min(len(column.title) + 4, 40)), form)
            title = f"{column.title} *" if column.name in must else column.title
            write_text(sheet, 0, place, title, required if column.name in must else plain)
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
