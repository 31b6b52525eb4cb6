"""What a difference has to show beside its cause, kept as the text of the query until somebody looks: few people open many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import overload

from parindex.measures.reconciliation.model import Evidence
from parindex.measures.reconciliation.testing import APART, WITHIN


class Proofs(Sequence[Evidence]):
    """The evidence of some causes, in their order, out of what is told of all that hold."""

    def __init__(self, codes: tuple[str, ...], told: str) -> None:
        self._codes, self._told = codes, told

    @cached_property
    def _read(self) -> tuple[Evidence, ...]:
        told = dict(part.split(WITHIN, 1) for part in self._told.split(APART) if part)
        return tuple(Evidence(cause=code, text=told[code]) for code in self._codes if code in told)

    @overload
    def __getitem__(self, at: int) -> Evidence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, at: int | slice) -> Evidence | Sequence[Evidence]:
        return self._read[at]

    def __len__(self) -> int:
        return len(self._read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as the lists that it stands for

    def __repr__(self) -> str:
        return repr(self._read)


class DueMoments(Mapping[str, datetime | None]):
    """The due moment under each policy, by its name; None where it cannot be computed."""

    def __init__(self, names: tuple[str, ...], reckon: Callable[[], Mapping[str, datetime | None]]) -> None:
        self._names, self._reckon = names, reckon

    @cached_property
    def _read(self) -> Mapping[str, datetime | None]:
        return self._reckon()

    def __getitem__(self, name: str) -> datetime | None:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(self._read)
