"""Where in a YAML text each value stands, and the text with one of them changed. `criteria.editing` checks what comes out."""

from collections.abc import Mapping, Sequence
from enum import Enum

import yaml

from parindex.criteria.document import Path
from parindex.criteria.writing import written


class Places:
    """A text with its composed nodes, whose marks count characters of that text.

    Every change gives the new text; LookupError where the text is written in a way that cannot be changed in its place.
    """

    def __init__(self, text: str, root: yaml.Node) -> None:
        self._text, self._root = text, root
        self._line_end = "\r\n" if "\r\n" in text else "\n"

    def with_fields(self, path: Path, changes: Mapping[str, object], order: Sequence[str]) -> str:
        """The block at `path` with fields set, or taken away where an `Enum` stands; `order`: how all fields then stand."""
        block = self._mapping(path)
        if block.flow_style:
            raise LookupError("a block in brackets is written anew")
        keys = {str(key.value): (key, value) for key, value in block.value}
        edits: list[tuple[int, int, str]] = []
        for name, new in changes.items():
            if name not in keys:
                edits.append(self._new_field(keys, name, new, order))
            elif isinstance(new, Enum):
                key, value = keys[name]
                if self._text[self._line_start(key.start_mark.index) : key.start_mark.index].strip():
                    raise LookupError("the first field of an item shares its line with the dash")
                start = self._line_start(key.start_mark.index)
                edits.append((start, self._next_line(self._end(value)), ""))
            else:
                key, value = keys[name]
                lines = self._lines({name: new}, key.start_mark.column)
                edits.append((key.start_mark.index, self._end(value), lines.rstrip("\r\n").lstrip(" ")))
        return self._with(edits)

    def with_item(self, path: Path, position: int, value: Mapping[str, object]) -> str:
        """One more item in the list at `path`."""
        items, column = self._items(path)
        at = self._span(items[position])[0] if position < len(items) else self._span(items[-1])[1]
        lead = "" if at == 0 or self._text[at - 1] == "\n" else self._line_end
        return self._with([(at, at, lead + self._lines([value], column))])

    def without_item(self, path: Path, position: int) -> str:
        """The list at `path` without one item and the comment lines right over it."""
        items, _ = self._items(path)
        if len(items) == 1:
            raise LookupError("a list without items is written anew")
        return self._with([(*self._span(items[position]), "")])

    def with_item_moved(self, path: Path, position: int, to: int) -> str:
        """One item of the list at `path` at another place in it."""
        items, _ = self._items(path)
        start, end = self._span(items[position])
        first, last = self._span(items[to])
        piece = self._text[start:end]
        if not piece.endswith("\n"):
            piece += self._line_end
        at = last if to > position else first
        lead = "" if at == 0 or self._text[at - 1] == "\n" else self._line_end
        return self._with([(start, end, ""), (at, at, lead + piece)])

    def _with(self, edits: list[tuple[int, int, str]]) -> str:
        text = self._text
        for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _node(self, path: Path) -> yaml.Node:
        node = self._root
        for step in path:
            if isinstance(node, yaml.MappingNode):
                node = next(value for key, value in node.value if key.value == step)
            elif isinstance(node, yaml.SequenceNode):
                node = node.value[int(step)]
            else:
                raise LookupError(path)
        return node

    def _mapping(self, path: Path) -> yaml.MappingNode:
        node = self._node(path)
        if not isinstance(node, yaml.MappingNode):
            raise LookupError(path)
        return node

    def _items(self, path: Path) -> tuple[list[yaml.Node], int]:
        """The items of a list written with dashes, and the column of the dashes."""
        node = self._node(path)
        if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
            raise LookupError(path)
        return node.value, node.start_mark.column

    def _new_field(
        self, keys: Mapping[str, tuple[yaml.Node, yaml.Node]], name: str, new: object, order: Sequence[str]
    ) -> tuple[int, int, str]:
        before = [one for one in order[: order.index(name)] if one in keys]
        if not before:
            raise LookupError("a field cannot stand before all others of an item")
        key, value = keys[before[-1]]
        at = self._next_line(self._end(value))
        lead = "" if self._text[at - 1] == "\n" else self._line_end
        return at, at, lead + self._lines({name: new}, key.start_mark.column)

    def _lines(self, value: object, column: int) -> str:
        """The value as lines that begin at a column."""
        margin = " " * column
        lines = written(value).rstrip("\n").split("\n")
        return "".join(f"{margin}{line}{self._line_end}" if line else self._line_end for line in lines)

    def _span(self, item: yaml.Node) -> tuple[int, int]:
        """From the comment lines right over an item's dash to the end of its last line."""
        dash = self._text.rindex("-", 0, item.start_mark.index)
        start = self._line_start(dash)
        while start > 0:
            above = self._line_start(start - 1)
            if not self._text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start, self._next_line(self._end(item))

    def _end(self, node: yaml.Node) -> int:
        """Where the last thing of a value ends: a block's own mark lies behind the comments and empty lines after it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _next_line(self, index: int) -> int:
        end = self._text.find("\n", index)
        return len(self._text) if end < 0 else end + 1
