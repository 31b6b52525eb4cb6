"""Periodic reports sent late or not at all (1.2)."""

from parindex.documents.plan.figures import count_text
from parindex.documents.plan.sentences.row_values import Row, day, day_words, words
from parindex.documents.plan.sentences.statement import Setting, Statement, colon_or_list, ratio
from parindex.plans.draft import Shortfall


def late_reports(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """How many of the reports due were late, and which."""
    figure, counted = ratio(shortfall, "reports.on_time"), shortfall.figures.get("reports.late")
    if figure is not None and figure.denominator is not None:
        late = figure.denominator - figure.numerator
        due = f"Trong {count_text(figure.denominator)} báo cáo đến hạn năm {setting.year}"
    elif counted is not None:
        late = counted.numerator
        due = f"Năm {setting.year}"
    else:
        return None
    if late <= 0:
        return Statement(text=f"{due}, không có báo cáo gửi trễ.")
    unsent = [row for row in shortfall.rows if day(row, "sent") is None]
    how = "chưa gửi" if unsent and len(unsent) == late else "gửi trễ hoặc chưa gửi" if unsent else "gửi trễ"
    lead = f"{due} có {count_text(late)} báo cáo {how}"
    return colon_or_list(lead, [_line(row) for row in shortfall.rows], "báo cáo")


def _line(row: Row) -> str:
    name = " ".join(part for part in (words(row, "kind"), words(row, "period")) if part)
    receiver = words(row, "receiver")
    due = f"hạn {day_words(row, 'due', 'không ghi')}"
    if day(row, "sent") is None:
        return f"{name} phải gửi {receiver}, {due}, đến nay chưa gửi"
    return f"{name} gửi {receiver} ngày {day_words(row, 'sent', '')}, {due}"
