"""A figure as people say it."""

from parindex.assessment.values import KnownFigure
from parindex.documents.wording.numbers import ratio_percent_text
from parindex.documents.wording.threats import amount


def figure_text(figure: KnownFigure, unit: str = "") -> str:
    """ "86/87 = 98,85%", or a bare count; `unit` is what is counted."""
    if figure.denominator is None:
        return f"{amount(figure.numerator)} {unit}".strip()
    if not figure.denominator:
        return "không phát sinh"
    share = ratio_percent_text(figure.numerator, figure.denominator)
    return f"{amount(figure.numerator)}/{amount(figure.denominator)} {unit}".strip() + f" = {share}"


def parts_text(figure: KnownFigure) -> tuple[str, str, str]:
    """Numerator, denominator and share, each for its own column; a count has only the first."""
    if figure.denominator is None:
        return amount(figure.numerator), "", ""
    return (
        amount(figure.numerator),
        amount(figure.denominator),
        ratio_percent_text(figure.numerator, figure.denominator),
    )
