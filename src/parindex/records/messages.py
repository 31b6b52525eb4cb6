"""What a refused cell is told: each code's reason in Vietnamese, and how to mend it."""

import re
from collections.abc import Callable

from parindex.records.cells import FIRST_YEAR, LAST_YEAR
from parindex.records.schema import Column, ColumnType

SHORT = {
    "missing": "Thiếu",
    "bad_date": "Sai ngày",
    "bad_moment": "Sai ngày giờ",
    "bad_integer": "Sai số nguyên",
    "bad_decimal": "Sai số",
    "bad_choice": "Ngoài danh mục",
    "bad_boolean": "Không rõ có/không",
    "unknown_unit": "Không rõ đơn vị",
    "too_long": "Quá dài",
    "duplicate": "Trùng dòng",
    "cell_error": "Lỗi công thức",
    "code_as_number": "Mã bị đổi thành số",
    "extra_cells": "Thừa ô",
    "day_or_month": "Ngày hay tháng trước?",
    "lost_zeros": "Mất số 0 ở đầu",
}
_YEAR = re.compile(r"\b(\d{4,})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.*")


def _bad_date(column: Column, value: str) -> str:
    form = "dd/MM/yyyy" if column.type is ColumnType.DATE else "dd/MM/yyyy hoặc dd/MM/yyyy HH:mm"
    match = _DAY_FIRST.fullmatch(value.strip())
    years = [int(year) for year in _YEAR.findall(value)]
    if match and int(match[2]) > 12 >= int(match[1]):
        return f"“{value}” có tháng {int(match[2])}; có thể ngày và tháng bị đảo. Hãy ghi ngày trước tháng ({form})."
    if match and not FIRST_YEAR <= int(match[3]) <= LAST_YEAR:
        return f"Năm {match[3]} nằm ngoài {FIRST_YEAR}–{LAST_YEAR}; hãy xem lại năm."
    if match:
        return f"“{value}” không phải ngày, giờ có thật; hãy ghi theo dạng {form}."
    if years and value.strip().isdigit() and len(value.strip()) == 5:
        return f"“{value}” là số ngày của Excel; hãy định dạng ô thành ngày ({form}) rồi xuất lại."
    return f"Không đọc được ngày “{value}”; hãy ghi theo dạng {form}, ví dụ 05/03/2021."


def _bad_integer(column: Column, value: str) -> str:
    return f"“{value}” không phải số nguyên; hãy chỉ ghi chữ số, ví dụ 15 hoặc 1.670."


def _bad_decimal(column: Column, value: str) -> str:
    if re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", value.strip()):
        whole, part = value.strip().split(".")
        return (
            f"“{value}” đọc được theo hai cách: {whole}{part} hoặc {whole},{part}. "
            f"Hãy ghi {whole}{part} nếu là hàng nghìn, hoặc {whole},{part} nếu là số lẻ."
        )
    return f"Không đọc được số “{value}”; hãy dùng dấu phẩy cho phần lẻ, ví dụ 98,85 hoặc 1.670,5."


def _bad_choice(column: Column, value: str) -> str:
    allowed = ", ".join(choice.title for choice in column.choices)
    return f"“{value}” không có trong danh mục. Các giá trị được dùng: {allowed}."


def _bad_boolean(column: Column, value: str) -> str:
    return f"Không rõ “{value}” là có hay không; hãy ghi Có hoặc Không."


def _unknown_unit(column: Column, value: str) -> str:
    return (
        f"Không có đơn vị “{value}” trong phạm vi nhập; hãy ghi đúng tên, tên viết tắt hoặc mã của phòng, đơn vị "
        "(danh sách ở mẫu nhập của trang này, hoặc `parindex units list`)."
    )


def _missing(column: Column, value: str) -> str:
    return f"Ô “{column.title}” không được để trống."


def _too_long(column: Column, value: str) -> str:
    return "Ô dài quá 4.000 ký tự; hãy rút gọn."


def _cell_error(column: Column, value: str) -> str:
    return f"Ô mang lỗi {value} của bảng tính; hãy sửa công thức hoặc ghi giá trị đúng."


def _code_as_number(column: Column, value: str) -> str:
    return (
        f"Mã “{value}” đang hoặc đã là số, ngày trong bảng tính nên có thể đã mất chữ số (1.10 thành 1.1). "
        "Hãy định dạng cột là Văn bản (Text) rồi gõ lại mã."
    )


def _extra_cells(column: Column, value: str) -> str:
    return "Dòng có nhiều ô hơn dòng tiêu đề; có thể một ô chứa dấu phân cách mà không nằm trong dấu nháy kép."


def _day_or_month(column: Column, value: str) -> str:
    form = "dd/MM/yyyy" if column.type is ColumnType.DATE else "dd/MM/yyyy HH:mm"
    mend = (
        f"Hãy trả lời cột “{column.title}” ghi ngày trước hay tháng trước rồi nhập lại, hoặc ghi lại theo dạng {form}."
    )
    match = _DAY_FIRST.search(value)
    if match and int(match[2]) > 12:
        return f"“{value}” chỉ đọc được theo tháng/ngày (ngày {int(match[2])} tháng {int(match[1])}). {mend}"
    if match:
        first, second = int(match[1]), int(match[2])
        both = f"ngày {first} tháng {second} hoặc ngày {second} tháng {first}"
        return f"“{value}” có thể là {both}: các ô khác của cột cho thấy ngày và tháng có thể bị đảo. {mend}"
    return mend


def _lost_zeros(column: Column, value: str) -> str:
    return (
        f"Mã “{value}” ngắn hơn các mã bắt đầu bằng số 0 của cột này nên có thể đã mất số 0 ở đầu. "
        "Hãy định dạng cột là Văn bản (Text) rồi gõ lại mã đủ chữ số, ví dụ 007."
    )


_REASONS: dict[str, Callable[[Column, str], str]] = {
    "missing": _missing,
    "bad_date": _bad_date,
    "bad_moment": _bad_date,
    "bad_integer": _bad_integer,
    "bad_decimal": _bad_decimal,
    "bad_choice": _bad_choice,
    "bad_boolean": _bad_boolean,
    "unknown_unit": _unknown_unit,
    "too_long": _too_long,
    "cell_error": _cell_error,
    "code_as_number": _code_as_number,
    "extra_cells": _extra_cells,
    "day_or_month": _day_or_month,
    "lost_zeros": _lost_zeros,
}


def reason(code: str, column: Column, value: str, *, first: int | None = None) -> str:
    """The sentence for a fault of a cell; `first`: the row that a duplicate repeats."""
    if code == "duplicate":
        return (
            f"Trùng với dòng {first} của tệp (“{value}”); dòng {first} được nhận. "
            "Hãy bỏ dòng này, hoặc sửa cho khác nếu là hai việc khác nhau."
        )
    return _REASONS[code](column, value)
