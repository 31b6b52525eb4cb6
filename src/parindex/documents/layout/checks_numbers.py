"""Numbers and dates in running text."""

import re
from collections.abc import Iterator

from parindex.documents.layout.anatomy import Anatomy

_DAY = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_LONG_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm")
_POINT_PERCENT = re.compile(r"\d\.\d{1,2}%")
_SPACED_PERCENT = re.compile(r"\d\s+%")
_PLAIN_THOUSANDS = re.compile(r"(?<![\d.,/\w-])[1-9]\d{3,}(?=[\s,.;)]*(?:hồ sơ|TTHC|nhiệm vụ|báo cáo|người|đồng|mét))")
_CHANGE = re.compile(r"(?:tăng|giảm) \d[\d.,]*%")


def separators(found: Anatomy) -> bool:
    """1.670 with a dot, 98,85% with a comma, no blank before the sign."""
    return not any(
        pattern.search(text)
        for text in _texts(found)
        for pattern in (_POINT_PERCENT, _SPACED_PERCENT, _PLAIN_THOUSANDS)
    )


def days(found: Anatomy) -> bool:
    """Days below 10 and months 1, 2 with a leading zero, other months without."""
    for text in _texts(found):
        for match in (*_DAY.finditer(text), *_LONG_DAY.finditer(text)):
            day, month = match[1], match[2]
            if len(day) != 2 or len(month) != (2 if int(month) in (1, 2, 10, 11, 12) else 1):
                return False
    return True


def percentage_points(found: Anatomy) -> bool:
    """A percentage grows by percentage points (điểm phần trăm), not by percent."""
    return not any(_CHANGE.search(text) for text in _texts(found))


def _texts(found: Anatomy) -> Iterator[str]:
    for paragraph in found.everything:
        yield paragraph.text
