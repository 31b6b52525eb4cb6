"""Where things stand in a set's document, whether or not the set can be used: items by code, and what stands under what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from parindex.criteria.document import Document, Path

Kind = Literal["area", "criterion", "component"]
KIND_WORDS: Mapping[Kind, str] = {
    "area": "lĩnh vực",
    "criterion": "tiêu chí",
    "component": "tiêu chí thành phần",
}
UNDER: Mapping[Kind, str] = {"area": "criteria", "criterion": "components"}


@dataclass(frozen=True)
class Item:
    """A block of the document with its path. `leaf`: a score is given for it; `of`: how many its list holds."""

    kind: Kind
    path: Path
    raw: Mapping[str, Any]
    of: int

    @property
    def code(self) -> str:
        """Its code as text; "" while it has none that can be read."""
        code = self.raw.get("code")
        return code if isinstance(code, str) else ""

    @property
    def name(self) -> str:
        """Its name as text."""
        name = self.raw.get("name")
        return name if isinstance(name, str) else ""

    @property
    def leaf(self) -> bool:
        """Whether a score is given for it."""
        return self.kind == "component" or (self.kind == "criterion" and "components" not in self.raw)

    @property
    def at(self) -> int:
        """Its place in its list, from 0."""
        return int(self.path[-1])


def items(document: Document) -> Iterator[Item]:
    """Areas, criteria and components in the order of the document; what is no block is left out."""
    for area in _blocks(document.data, "area", (), "areas"):
        yield area
        for criterion in _blocks(area.raw, "criterion", area.path, "criteria"):
            yield criterion
            yield from _blocks(criterion.raw, "component", criterion.path, "components")


def _blocks(data: object, kind: Kind, path: Path, name: str) -> Iterator[Item]:
    found = data.get(name) if isinstance(data, Mapping) else None
    held = found if isinstance(found, tuple) else ()
    for number, raw in enumerate(held):
        if isinstance(raw, Mapping):
            yield Item(kind, (*path, name, number), raw, len(held))


def item_of(document: Document, code: str) -> Item | None:
    """The first item with a code."""
    return next((one for one in items(document) if one.code == code), None)


def headings_for(document: Document, item: Item) -> list[Item]:
    """What an item could be moved under: areas for a criterion, criteria with components for a component."""
    wanted: Kind = "area" if item.kind == "criterion" else "criterion"
    own = item.path[:-2]
    return [
        one for one in items(document) if one.kind == wanted and one.path != own and (wanted == "area" or not one.leaf)
    ]


def fresh_code(document: Document, under: Item | None) -> str:
    """A code that is free under a heading: one more than the last of its children."""
    known = {one.code for one in items(document)}
    lead = f"{under.code}." if under and under.code else ""
    return next(f"{lead}{number}" for number in range(1, 1000) if f"{lead}{number}" not in known)
