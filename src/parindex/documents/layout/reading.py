"""From the XML of a Word file to the document as it prints."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from parindex.documents.layout.inherit import StyleSheet, attribute, number, switch
from parindex.documents.layout.page_model import Block, Cell, Paragraph, Row, Run, Section, Table
from parindex.documents.layout.parts import WORD, Parts, open_parts, relation_id, word_attribute

_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_WORD_DEFAULT_SIZE = 20  # half-points, when a document says nothing


def read_sections(docx: bytes) -> tuple[Section, ...]:
    """The sections of a Word file in order. InputFault when the bytes are not one."""
    parts = open_parts(docx)
    sheet = StyleSheet(parts.styles)
    body = parts.document.find(f"{WORD}body")
    sections: list[Section] = []
    blocks: list[Block] = []
    for node in body if body is not None else ():
        if node.tag == f"{WORD}p":
            blocks.append(_paragraph(node, sheet))
            inner = node.find(f"{WORD}pPr/{WORD}sectPr")
            if inner is not None:
                sections.append(_section(inner, tuple(blocks), parts, sheet))
                blocks = []
        elif node.tag == f"{WORD}tbl":
            blocks.append(_table(node, sheet))
        elif node.tag == f"{WORD}sectPr":
            sections.append(_section(node, tuple(blocks), parts, sheet))
    return tuple(sections)


def _paragraph(node: Element, sheet: StyleSheet) -> Paragraph:
    layers = sheet.paragraph_layers(node)
    return Paragraph(
        runs=tuple(_run(node, run, sheet) for run in node.iter(f"{WORD}r")),
        align=attribute(layers, "jc", "val") or "left",
        indent=_first_line(layers),
        left=number(layers, "ind", "left"),
        right=number(layers, "ind", "right"),
        before=number(layers, "spacing", "before"),
        after=number(layers, "spacing", "after"),
        line=number(layers, "spacing", "line", 240),
        line_rule=attribute(layers, "spacing", "lineRule") or "auto",
        keep_next=switch(layers, "keepNext"),
        has_rule=any(
            attribute(layers, f"pBdr/{WORD}{side}", "val") not in (None, "none", "nil") for side in ("top", "bottom")
        ),
        fields=tuple(
            [word_attribute(field, "instr") or "" for field in node.iter(f"{WORD}fldSimple")]
            + [text.text or "" for text in node.iter(f"{WORD}instrText")]
        ),
    )


def _first_line(layers: tuple[Element, ...]) -> int:
    """The strongest layer that speaks of the first line decides; hanging counts backwards."""
    for layer in reversed(layers):
        for name, sign in (("hanging", -1), ("firstLine", 1)):
            if attribute((layer,), "ind", name) is not None:
                return sign * number((layer,), "ind", name)
    return 0


def _run(paragraph: Element, node: Element, sheet: StyleSheet) -> Run:
    layers = sheet.run_layers(paragraph, node)
    pieces = []
    for child in node:
        if child.tag == f"{WORD}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{WORD}br", f"{WORD}cr"):
            pieces.append("\n")
        elif child.tag == f"{WORD}tab":
            pieces.append("\t")
    return Run(
        text="".join(pieces),
        fonts={script: attribute(layers, "rFonts", script) for script in _SCRIPTS},
        size=number(layers, "sz", "val", _WORD_DEFAULT_SIZE),
        bold=switch(layers, "b"),
        italic=switch(layers, "i"),
        color=attribute(layers, "color", "val") or "auto",
    )


def _table(node: Element, sheet: StyleSheet) -> Table:
    borders = {}
    for side in _SIDES:
        line = node.find(f"{WORD}tblPr/{WORD}tblBorders/{WORD}{side}")
        size = word_attribute(line, "sz") or "0"
        borders[side] = (word_attribute(line, "val") or "none", int(size) if size.isdigit() else 0)
    return Table(rows=tuple(_row(row, sheet) for row in node.findall(f"{WORD}tr")), borders=borders)


def _row(node: Element, sheet: StyleSheet) -> Row:
    properties = node.find(f"{WORD}trPr")
    layers = () if properties is None else (properties,)
    return Row(
        cells=tuple(_cell(cell, sheet) for cell in node.findall(f"{WORD}tc")),
        whole=switch(layers, "cantSplit"),
        header=switch(layers, "tblHeader"),
    )


def _cell(node: Element, sheet: StyleSheet) -> Cell:
    properties = node.find(f"{WORD}tcPr")
    layers = () if properties is None else (properties,)
    merged = properties is not None and properties.find(f"{WORD}vMerge") is not None
    return Cell(
        paragraphs=tuple(_paragraph(paragraph, sheet) for paragraph in node.findall(f"{WORD}p")),
        width=number(layers, "tcW", "w"),
        span=number(layers, "gridSpan", "val", 1),
        merge=(attribute(layers, "vMerge", "val") or "continue") if merged else "",
    )


def _section(node: Element, blocks: tuple[Block, ...], parts: Parts, sheet: StyleSheet) -> Section:
    layers = (node,)
    start = attribute(layers, "pgNumType", "start")
    return Section(
        width=number(layers, "pgSz", "w"),
        height=number(layers, "pgSz", "h"),
        **{side: number(layers, "pgMar", side) for side in ("top", "bottom", "left", "right")},
        title_page=switch(layers, "titlePg"),
        restarts_at=int(start) if start is not None and start.isdigit() else None,
        headers=_margin_texts(node, "headerReference", parts, sheet),
        footers=_margin_texts(node, "footerReference", parts, sheet),
        blocks=blocks,
    )


def _margin_texts(node: Element, tag: str, parts: Parts, sheet: StyleSheet) -> Mapping[str, tuple[Paragraph, ...]]:
    found = {}
    for reference in node.findall(f"{WORD}{tag}"):
        part = parts.related.get(relation_id(reference))
        kind = word_attribute(reference, "type") or "default"
        if part is not None:
            found[kind] = tuple(_paragraph(paragraph, sheet) for paragraph in part.iter(f"{WORD}p"))
    return found
