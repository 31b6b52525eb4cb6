"""Lines of the training plan that fell short (5.6)."""

from parindex.documents.plan.figures import count_text, share_text
from parindex.documents.plan.sentences.row_values import Row, number, words
from parindex.documents.plan.sentences.statement import Setting, Statement, colon_or_list, ratio
from parindex.plans.draft import Shortfall


def short_lines(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """How many lines of the plan were not met, and each with its quota and how many completed it."""
    figure = ratio(shortfall, "training.completed")
    if figure is None or figure.denominator is None:
        return None
    missing = figure.denominator - figure.numerator
    lead = (
        f"Trong {count_text(figure.denominator)} nội dung của kế hoạch đào tạo, bồi dưỡng năm {setting.year}, "
        f"{count_text(figure.numerator)} nội dung đạt chỉ tiêu"
    )
    if missing <= 0:
        return Statement(text=f"{lead}.")
    lead += f", {count_text(missing)} nội dung chưa đạt"
    return colon_or_list(lead, [_line(row) for row in shortfall.rows], "nội dung")


def _line(row: Row) -> str:
    quota, completed = number(row, "quota"), number(row, "completed")
    line = words(row, "line")
    if not quota or completed is None:
        return line
    shown = f" ({share_text(completed, quota)})"
    return f"{line}: {count_text(completed)}/{count_text(quota)} người hoàn thành{shown}"
