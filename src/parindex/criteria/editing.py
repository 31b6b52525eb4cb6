"""Changes at one place of a set's YAML text: the rest of it stays as it was, byte for byte, with its comments.

Each change is made twice: in the text, and in the values that the text says. Where the changed text does not say exactly
the changed values (a way of writing that is not foreseen here), the whole text is written anew from the values.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from parindex.criteria.document import Path, nodes_of, read
from parindex.criteria.problems import SetFault
from parindex.criteria.text_places import Places
from parindex.criteria.writing import written


class Gone(Enum):
    """A field that is to be taken away; `None` is a value like others (`decision: null`)."""

    GONE = "gone"


GONE = Gone.GONE
_MARK = "\ufeff"
LEAF_ORDER = (
    "code",
    "name",
    "max_points",
    "scored_by",
    "measure",
    "when_empty",
    "rule",
    "scoring_text",
    "evidence",
    "legal_basis",
)
HEAD_ORDER = (
    "id",
    "title",
    "nature",
    "decision",
    "year",
    "block",
    "scale",
    "survey_share",
    "rounding",
    "ties",
    "ladder",
    "exclusions",
    "bonus",
    "penalty",
    "areas",
)


def value_at(text: str, path: Path) -> Any:
    """What the text says at a path: mappings as dict, lists as tuple. KeyError or IndexError where there is nothing."""
    found: Any = read(text, name="").data
    for step in path:
        found = found[step]
    return found


def changed(text: str, path: Path, changes: Mapping[str, object]) -> str:
    """The fields of the block at `path` set to new values; `GONE` takes a field away.

    A new field stands where it usually does: in a leaf after `LEAF_ORDER`, at the head of the set after `HEAD_ORDER`.
    """
    present = value_at(text, path)
    wanted = {name: value for name, value in changes.items() if present.get(name, GONE) != value}
    if not wanted:
        return text
    fields = _ordered({**present, **wanted}, LEAF_ORDER if path else HEAD_ORDER)
    values = {name: value for name, value in fields.items() if value is not GONE}
    return _made(text, path, values, lambda places: places.with_fields(path, wanted, tuple(fields)))


def _ordered(fields: Mapping[str, object], order: Sequence[str]) -> dict[str, object]:
    """Fields that were there keep their places; others stand after the one that comes before them in `order`."""
    known = [name for name in order if name in fields]
    return {name: fields[name] for name in (*known, *(name for name in fields if name not in known))}


def inserted(text: str, path: Path, position: int, value: Mapping[str, object]) -> str:
    """One more item in the list at `path`; a list that is not there yet begins."""
    try:
        items = list(value_at(text, path))
    except (KeyError, IndexError):
        return changed(text, path[:-1], {str(path[-1]): (value,)})
    items.insert(position, value)
    return _made(text, path, tuple(items), lambda places: places.with_item(path, position, value))


def removed(text: str, path: Path) -> str:
    """Without the item at `path`, the last step of which is its place in a list."""
    items, at = list(value_at(text, path[:-1])), int(path[-1])
    del items[at]
    return _made(text, path[:-1], tuple(items), lambda places: places.without_item(path[:-1], at))


def moved(text: str, path: Path, by: int) -> str:
    """The item at `path` so many places further down its list (up: below 0), at most to the list's end."""
    items, at = list(value_at(text, path[:-1])), int(path[-1])
    to = min(max(at + by, 0), len(items) - 1)
    if to == at:
        return text
    items.insert(to, items.pop(at))
    return _made(text, path[:-1], tuple(items), lambda places: places.with_item_moved(path[:-1], at, to))


def _made(text: str, path: Path, value: object, in_text: Callable[[Places], str]) -> str:
    """The text with `value` at `path`: by the change in the text where it says just that, else all written anew."""
    wanted = _with(read(text, name="").data, path, value)
    bare = text.removeprefix(_MARK)  # the marks of nodes do not count it
    try:
        after = in_text(Places(bare, nodes_of(bare)))
        if read(after, name="").data == wanted:
            return text[: len(text) - len(bare)] + after
    except (SetFault, LookupError):
        pass  # a way of writing that cannot be changed in its place
    anew = written(wanted)
    return anew.replace("\n", "\r\n") if "\r\n" in text else anew


def _with(data: Any, path: Path, value: object) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {**data, step: _with(data.get(step), rest, value)}
    items = list(data)
    items[int(step)] = _with(items[int(step)], rest, value)
    return tuple(items)
