"""Reads YAML into plain values together with the line of each, and refuses what a criteria set never needs.

Aliases, deep nesting and huge files are refused before anything is built: a few hundred bytes of YAML with aliases can
unfold to gigabytes (the "billion laughs").
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from parindex.criteria.fields import Bare
from parindex.criteria.problems import Problem, SetFault

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader where it exists: tens of times faster
_TAG = "tag:yaml.org,2002:"

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """`data`: mappings as dict, lists as tuple, text as str, whole numbers as int, other bare scalars as Bare.

    `lines`: line of each value by path, from 1. `digest`: SHA-256 (hex) of the text in UTF-8 with line ends as LF and
    no byte-order mark, so that the same document saved on another system has the same digest.
    """

    data: object
    lines: Mapping[Path, int]
    digest: str
    problems: tuple[Problem, ...]

    def line(self, path: Path) -> int | None:
        """Line of the value at `path`, or of the nearest block around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def decode(data: bytes, *, name: str) -> str:
    """Bytes of a file to text. Raises SetFault when too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise SetFault(name, [_too_large()])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "Tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8."
        raise SetFault(name, [Problem("not_utf8", "", message, line)]) from None


def read(text: str, *, name: str) -> Document:
    """Raises SetFault when nothing can be built: too large, not YAML, empty, aliases, nested too deep."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError:
        message = "Tệp có ký tự không hợp lệ; hãy lưu lại với bảng mã UTF-8."
        raise SetFault(name, [Problem("not_utf8", "", message)]) from None
    if len(encoded) > MAX_BYTES:
        raise SetFault(name, [_too_large()])
    try:
        refused = _refused(text)
        node = None if refused else yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise SetFault(name, [_syntax(error, text)]) from None
    if refused:
        raise SetFault(name, [refused])
    if node is None:
        raise SetFault(name, [Problem("empty", "", "Tệp trống, không có bộ tiêu chí nào.")])
    builder = _Builder()
    data = builder.build(node, ())
    return Document(data, builder.lines, hashlib.sha256(encoded).hexdigest(), tuple(builder.problems))


def nodes_of(text: str) -> yaml.Node:
    """The nodes of a text that `read` takes, with marks that count its characters. SetFault when it is empty."""
    node = yaml.compose(text, Loader=_LOADER)
    if node is None:
        raise SetFault("", [Problem("empty", "", "Tệp trống, không có bộ tiêu chí nào.")])
    return node


def _too_large() -> Problem:
    return Problem("too_large", "", "Tệp lớn hơn 2 MB, không phải một bộ tiêu chí.")


def _syntax(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    broken = lines[mark.line] if mark and mark.line < len(lines) else ""
    hint = "hãy xem lại thụt lề, dấu hai chấm và dấu nháy ở dòng này hoặc dòng ngay trên"
    if "\t" in broken[: len(broken) - len(broken.lstrip())]:
        hint = "hãy thụt lề bằng dấu cách, không dùng phím Tab"
    column = f" cột {mark.column + 1}" if mark else ""
    return Problem("yaml_syntax", "", f"Không đọc được YAML{column}; {hint}.", mark.line + 1 if mark else None)


def _refused(text: str) -> Problem | None:
    """Goes through the events one by one, so the memory needed does not depend on what they would unfold to."""
    depth = documents = 0
    for event in _events(text):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                return Problem("many_documents", "", "Tệp chứa nhiều tài liệu (dấu ---); mỗi bộ một tệp.", line)
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Problem("alias", "", "Không dùng neo (&) và bí danh (*); hãy viết đầy đủ từng chỗ.", line)
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return Problem("too_deep", "", "Lồng nhau quá sâu, không phải một bộ tiêu chí.", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


class _Builder:
    """Turns composed nodes into plain values and remembers lines, duplicate keys and foreign tags."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, path: Path) -> object:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.build(item, (*path, index)) for index, item in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("bad_key", "", "Tên trường phải là một từ.", line))
                continue
            key = str(key_node.value)
            if key in found:
                message = f"Trường “{key}” viết hai lần trong cùng một khối; hãy bỏ một."
                self.problems.append(Problem("duplicate_key", "", message, line))
                continue
            self.lines[(*path, key)] = line
            found[key] = self.build(value_node, (*path, key))
        return found

    def _scalar(self, node: yaml.Node) -> object:
        text, kind = str(node.value), node.tag.removeprefix(_TAG)
        if kind in ("str", "timestamp"):  # dates stay as written; fields that are days read them
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in ("true", "yes", "on")
        if kind == "int" and re.fullmatch(r"0|[1-9][0-9]{0,17}", text):
            return int(text)
        if kind in ("int", "float"):
            return Bare(text)
        line = node.start_mark.line + 1
        self.problems.append(Problem("unknown_tag", "", f"Không dùng nhãn YAML “{node.tag}”.", line))
        return text
