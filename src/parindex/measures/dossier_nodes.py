"""The files of kept counts. A root stands for one state of the registers on one day; from it each further day or batch goes on
to a node of its own, which holds only what it changes. All of it is derived and may be thrown away at any time.

A folder for each root. In it, for each node, `rows-*` (the dossiers that the node speaks of), `pauses-*` (their pauses) and
for each question `counts-*` (those of the whole register). Who its parent is stands in the name of `rows-*`, written last.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from parindex.records.engine import path_literal

DAYS = 31  # for so long nodes go on from a root; then all dossiers are counted anew
NEVER = DAYS + 1  # the day, counted from the root's, on which those wake that no day of these changes
_ROOTS = 8  # kept, the newest ones
_LONGEST = 64  # nodes one after the other


def digest(*parts: object) -> str:
    """A short name for these values, the same in every process."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, kw_only=True)
class Node:
    """What is kept for one state of the registers on one day."""

    folder: Path
    state: str
    day: date
    parent: "Node | None" = None

    @property
    def name(self) -> str:
        """What its files are called."""
        return digest(self.parent.name if self.parent else "", self.state, self.day)

    @property
    def chain(self) -> "tuple[Node, ...]":
        """From the root to this node."""
        return (*(self.parent.chain if self.parent else ()), self)

    @property
    def ordinal(self) -> int:
        """The days from the root's to its own."""
        return (self.day - self.chain[0].day).days

    @property
    def rows(self) -> Path:
        """The dossiers: those new in the node or judged anew, and as they were before, if they are still counted so."""
        return self.folder / f"rows-{self.parent.name if self.parent else 'root'}-{self.state}-{self.day}.parquet"

    @property
    def pauses(self) -> Path:
        """The pauses of these dossiers."""
        return self.folder / f"pauses-{self.name}.parquet"

    def counts(self, question: str) -> Path:
        """The counts of all dossiers."""
        return self.folder / f"counts-{question}-{self.name}.parquet"


def relation(files: Sequence[Path]) -> str:
    """SQL of the rows of several files with the same columns."""
    return f"read_parquet([{', '.join(path_literal(file) for file in files)}])"


def new_root(folder: Path, way: str, state: str, day: date) -> Node:
    """The root of a way of judging for a state on a day; its folder is there afterwards."""
    place = folder / f"{way}-{state}-{day}"
    place.mkdir(parents=True, exist_ok=True)
    return Node(folder=place, state=state, day=day)


def _nodes(place: Path) -> Iterator[Node]:
    """The nodes in a root's folder: each whose parents are all there."""
    children: dict[str, list[tuple[str, date]]] = {}
    for file in place.glob("rows-*.parquet"):
        _, parent, state, day = file.stem.split("-", 3)
        children.setdefault(parent, []).append((state, date.fromisoformat(day)))
    waiting = [Node(folder=place, state=state, day=day) for state, day in children.get("root", ())]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [Node(folder=place, state=state, day=day, parent=node) for state, day in children.get(node.name, ())]


def kept_nodes(folder: Path, way: str, question: str, day: date) -> list[Node]:
    """The nodes that a count for the question on the day may go on from, the newest and shortest first."""
    found = [
        node
        for place in folder.glob(f"{way}-*")
        for node in _nodes(place)
        if node.day <= day <= node.chain[0].day + timedelta(days=DAYS)
        and len(node.chain) < _LONGEST
        and any(one.counts(question).exists() for one in node.chain)
    ]
    return sorted(found, key=lambda node: (-node.day.toordinal(), len(node.chain)))


def prune(folder: Path) -> None:
    """Keep the roots that were last written to."""
    places = sorted((place for place in folder.iterdir() if place.is_dir()), key=lambda one: one.stat().st_mtime)
    for place in places[:-_ROOTS]:
        shutil.rmtree(place, ignore_errors=True)  # still being read on a system that locks open files: next time
