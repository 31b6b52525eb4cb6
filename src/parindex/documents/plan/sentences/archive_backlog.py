"""Unsorted archive records, in metres of shelf (1.7)."""

import re
from fractions import Fraction

from parindex.documents.plan.figures import share_text
from parindex.documents.plan.sentences.row_values import Row, number, words
from parindex.documents.plan.sentences.statement import Setting, Statement, ratio
from parindex.documents.wording.numbers import number_text
from parindex.plans.draft import Shortfall

OLD_BEFORE = 2015  # the year that the office itself names as the boundary of its old backlog (plan of 2022, part II)


def unsorted_records(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """Share sorted, what is left, how much of the rest is old, and where most of it lies."""
    figure = ratio(shortfall, "archive_backlog.processed")
    if figure is None or figure.denominator is None:
        return None
    whole, done = figure.denominator, figure.numerator
    left = whole - done
    text = (
        f"Đến hết năm {setting.year}, {setting.office} đã chỉnh lý {number_text(done)} trong "
        f"{number_text(whole)} mét giá tài liệu tồn đọng, tích đống, đạt "
        f"{share_text(done, whole)}"
    )
    if left <= 0:
        return Statement(text=f"{text}.")
    text += f"; còn {number_text(left)} mét giá chưa chỉnh lý"
    old = sum((_rest(row) for row in shortfall.rows if _is_old(row)), Fraction(0))
    if 0 < old <= left:
        text += f", trong đó {number_text(old)} mét giá ({share_text(old, left)}) là tài liệu từ trước năm {OLD_BEFORE}"
    return Statement(text=f"{text}.{_largest(shortfall)}")


def _rest(row: Row) -> Fraction:
    total, processed = number(row, "total"), number(row, "processed")
    return total - processed if total is not None and processed is not None else Fraction(0)


def _is_old(row: Row) -> bool:
    """True when the whole period lies before the boundary: its last year counts."""
    period = words(row, "years").casefold()
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", period)]
    if not years:
        return False
    return max(years) <= OLD_BEFORE if "trước" in period else max(years) < OLD_BEFORE


def _largest(shortfall: Shortfall) -> str:
    left = sorted((row for row in shortfall.rows if _rest(row) > 0), key=_rest, reverse=True)
    if len(left) < 2:
        return ""
    first = left[0]
    years = words(first, "years")
    where = ", ".join(part for part in (words(first, "fonds"), words(first, "unit_name")) if part)
    return f" Khối còn nhiều nhất: {where} ({years[:1].lower()}{years[1:]}), {number_text(_rest(first))} mét giá."
