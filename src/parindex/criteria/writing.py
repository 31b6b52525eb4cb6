"""Values as YAML text: numbers and codes in quotes, texts of several lines as blocks, no anchors."""

import yaml

from parindex.criteria.fields import Bare

_TEXT, _WIDTH = "tag:yaml.org,2002:str", 120


class _Writer(yaml.SafeDumper):
    """Tuples as lists, no anchors, the dashes of a list under its name set in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    number = text[:1].isdigit() or text[:1] == "-"
    style = "|" if "\n" in text else '"' if number else None
    return writer.represent_scalar(_TEXT, text, style=style)


def _write_bare(writer: _Writer, bare: Bare) -> yaml.ScalarNode:
    """As its author wrote it: the check that follows tells him that quotes are missing."""
    resolved = str(writer.resolve(yaml.ScalarNode, bare.text, (True, False)))  # type: ignore[no-untyped-call]
    return writer.represent_scalar(resolved, bare.text)


_Writer.add_representer(str, _write_text)
_Writer.add_representer(Bare, _write_bare)
_Writer.add_representer(tuple, lambda writer, items: writer.represent_list(items))


def written(value: object, *, flow: bool = False) -> str:
    """The value as YAML, ending with a line end; `flow`: on one line, in brackets."""
    width = 10**9 if flow else _WIDTH
    return yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow)
