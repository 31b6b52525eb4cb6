"""What a sentence file receives and gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from parindex.documents.plan.citations import Citations
from parindex.documents.plan.figures import count_text
from parindex.plans.draft import Figure, Shortfall

MOST_ITEMS = 10  # rows listed one by one; a plan is read in a meeting, the register holds the rest


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What all sentences of one plan share: the year judged, the day of the figures, how the office calls itself."""

    year: int
    as_of: date
    office: str
    citations: Citations


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Full sentences, and lines to be listed under them (no closing marks)."""

    text: str
    items: tuple[str, ...] = ()


Sentences = Callable[[Shortfall, Setting], "Statement | None"]
"""None: the figures this wording needs are not there; the general wording is used."""


def ratio(shortfall: Shortfall, measure: str) -> Figure | None:
    """The figure of `measure` when it has something to divide by."""
    figure = shortfall.figures.get(measure)
    return figure if figure is not None and figure.denominator else None


def colon_or_list(lead: str, lines: Sequence[str], what_else: str) -> Statement:
    """One line goes after a colon, several become a list; what exceeds the list is counted at its end."""
    if not lines:
        return Statement(text=f"{lead}.")
    if len(lines) == 1:
        return Statement(text=f"{lead}: {lines[0]}.")
    shown = tuple(lines[:MOST_ITEMS])
    if len(lines) > MOST_ITEMS:
        shown = (*shown, f"và {count_text(len(lines) - MOST_ITEMS)} {what_else} khác")
    return Statement(text=f"{lead}:", items=shown)
