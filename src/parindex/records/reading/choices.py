"""What a person decided about how a file is to be read, where the file alone does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ReadingChoices:
    """`columns`: header key of a label (`text.header_key`) → column name, "" for a column that is not to be read.

    `month_first`, `day_first`: names of columns whose ambiguous dates were declared to be MM/dd or dd/MM.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    month_first: frozenset[str] = frozenset()
    day_first: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class HeaderCell:
    """One column of the file as it was understood: its label, the register's column (None: not read), first values."""

    label: str
    key: str
    column: str | None
    samples: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class DateQuestion:
    """A column whose dates may have day and month swapped: asked, never guessed. Until answered its doubtful rows are
    refused with the code `day_or_month`."""

    column: str
    title: str
    examples: Sequence[str]
