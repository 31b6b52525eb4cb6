"""What a table says, as a tree; nothing of it is a rule yet."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LeafOutline:
    """`text`: the scoring text as it stands, lines kept. `row`: in the file, from 1."""

    code: str
    name: str
    max_points: Decimal
    text: str
    evidence: tuple[str, ...]
    survey: bool
    row: int


@dataclass(frozen=True)
class CriterionOutline:
    """With `leaves`; a criterion that is a leaf itself has one of its own code."""

    code: str
    name: str
    leaves: tuple[LeafOutline, ...]


@dataclass(frozen=True)
class AreaOutline:
    """Lĩnh vực."""

    code: str
    name: str
    criteria: tuple[CriterionOutline, ...]


@dataclass(frozen=True)
class Outline:
    """`title`: the words above the table; `remarks`: where the table's own numbers do not agree, in Vietnamese."""

    title: str
    areas: tuple[AreaOutline, ...]
    total: Decimal
    remarks: tuple[str, ...]

    def leaves(self) -> tuple[LeafOutline, ...]:
        """All that is scored, in order."""
        return tuple(leaf for area in self.areas for criterion in area.criteria for leaf in criterion.leaves)
