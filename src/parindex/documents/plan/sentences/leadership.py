"""Units with more deputies than the decree in force allows (4.1)."""

from datetime import date

from parindex.documents.plan.figures import count_text
from parindex.documents.plan.sentences.row_values import Row, number, words
from parindex.documents.plan.sentences.statement import Setting, Statement, colon_or_list, ratio
from parindex.documents.wording.numbers import cited_date_text
from parindex.plans.draft import LegalBasis, Shortfall

_DECREE_107 = LegalBasis(
    kind="Nghị định",
    number="107/2020/NĐ-CP",
    day=date(2020, 9, 14),
    issuer="Chính phủ",
    title=(
        "sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ quy định tổ chức "
        "các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương"
    ),
)


def units_over_limit(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """How many units exceed the number of deputies allowed, and each with headcount, present, allowed, excess."""
    figure = ratio(shortfall, "leadership.within_limit")
    if figure is None or figure.denominator is None:
        return None
    over = figure.denominator - figure.numerator
    lead = f"Tính đến ngày {cited_date_text(setting.as_of)}, {setting.office}"
    if over <= 0:
        return Statement(text=f"{lead} không có phòng, đơn vị nào vượt số lượng cấp phó.")
    text = (
        f"{lead} có {count_text(over)}/{count_text(figure.denominator)} phòng, đơn vị có số lượng cấp phó cao hơn mức "
        f"quy định tại {_rule(shortfall, setting)}"
    )
    return colon_or_list(text, [_line(row) for row in shortfall.rows], "phòng")


def _rule(shortfall: Shortfall, setting: Setting) -> str:
    """The decree that the measure judged by: each row names it."""
    named = next((name for row in shortfall.rows if (name := words(row, "decree"))), "")
    if _DECREE_107.number in named:
        return setting.citations.cite(_DECREE_107)
    return named or "nghị định có hiệu lực vào ngày thống kê"


def _line(row: Row) -> str:
    parts = []
    for column, what in (
        ("headcount", "{} biên chế công chức được giao"),
        ("deputies", "{} cấp phó"),
        ("allowed", "quy định tối đa {}"),
        ("excess", "vượt {}"),
    ):
        value = number(row, column)
        if value is not None:
            parts.append(what.format(count_text(value)))
    return f"{words(row, 'unit_name', words(row, 'unit'))}: {', '.join(parts)}".rstrip(": ")
