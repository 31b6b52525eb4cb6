"""Wording for everything that has no wording of its own: other measures, judgements, another source's figures."""

from parindex.documents.plan.figures import count_text, share_text
from parindex.documents.plan.sentences.statement import Setting, Statement
from parindex.documents.wording.numbers import points_text
from parindex.plans.draft import Figure, Shortfall


def lost_points(shortfall: Shortfall, setting: Setting) -> Statement:
    """The figures as they are; without figures, the points that a self-score left open."""
    figures = [_figure(shortfall.figures[name]) for name in shortfall.measures if name in shortfall.figures]
    if figures:
        return Statement(text=f"Kết quả năm {setting.year} tính từ sổ theo dõi: {'; '.join(figures)}.")
    if shortfall.points is None:
        return Statement(text="Nội dung này chưa được chấm điểm.")
    missing = points_text(shortfall.max_points - shortfall.points)
    return Statement(text=f"Theo kết quả tự chấm, nội dung này còn thiếu {missing} điểm so với điểm tối đa.")


def other_rates(shortfall: Shortfall) -> str:
    """What other sources give for the same rates, where it differs. Empty when nothing differs."""
    found = []
    for source, figures in shortfall.elsewhere.items():
        for name in shortfall.measures:
            theirs, own = figures.get(name), shortfall.figures.get(name)
            if theirs is not None and own is not None and theirs.denominator and theirs != own:
                found.append(f"Nguồn “{source}” cho kết quả khác: {_figure(theirs)}; cần làm rõ chênh lệch.")
    return " ".join(found)


def _figure(figure: Figure) -> str:
    if not figure.denominator:
        return count_text(figure.numerator)
    share = share_text(figure.numerator, figure.denominator)
    return f"{count_text(figure.numerator)}/{count_text(figure.denominator)}, đạt {share}"
