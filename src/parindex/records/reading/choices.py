"""What a person decided about how a file is to be read, where the file alone does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parindex.errors import InputFault
from parindex.records.schema import Register


@dataclass(frozen=True, kw_only=True)
class ReadingChoices:
    """`columns`: key of a header (`HeaderCell.key`) → column name, "" for a column that is not to be read.

    `month_first`, `day_first`: names of columns whose ambiguous dates were declared to be MM/dd or dd/MM. These speak
    of the file at hand: the next file of the same office may have them the other way round, and is asked about again.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    month_first: frozenset[str] = frozenset()
    day_first: frozenset[str] = frozenset()


NO_CHOICES = ReadingChoices()


@dataclass(frozen=True, kw_only=True)
class HeaderCell:
    """One column of the file as it was understood: its label, the register's column (None: not read), first values.

    `key` is `text.header_key` of the label; a second column of the same label gets ` (2)`, one without a label `(5)`
    for the fifth of the file. Personal columns show no values.
    """

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


class HeaderFault(InputFault):
    """The header was found but does not name what is needed: `headers` are what a person can map by ReadingChoices."""

    def __init__(self, message: str, *, register: Register, headers: Sequence[HeaderCell]) -> None:
        super().__init__(message)
        self.register = register
        self.headers = tuple(headers)
