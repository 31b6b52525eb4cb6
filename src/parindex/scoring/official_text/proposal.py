"""What a reader proposes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.scoring.official_text.clauses import Clause


@dataclass(frozen=True)
class Proposal:
    """`rule` as a criteria set writes it; `open`: what the text leaves unsaid, in Vietnamese."""

    rule: Mapping[str, object]
    open: tuple[str, ...] = ()


# A proposal, why a text of this kind cannot become a rule, or None: not a text of this kind.
Reader = Callable[[Sequence[Clause], Decimal], Proposal | str | None]
