"""Puts the named styles into a document and takes everything else out of its style list."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from parindex.documents.official.styles import BODY_SIZE, STYLES, StyleSpec
from parindex.documents.official.xml import element, parent, twips

FONT = "Times New Roman"
_KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


def install_styles(document: Document) -> None:
    """Replace the style sheet of `document` by the styles of an official document."""
    sheet = document.styles.element
    for node in list(sheet):
        if node.get(qn("w:styleId")) not in _KEPT:
            sheet.remove(node)
    sheet.insert(0, _defaults())
    for spec in STYLES:
        sheet.append(_style(spec))


def run_fonts() -> BaseOxmlElement:
    """The font for all four scripts: a letter with accents must never fall back to another font."""
    return element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)


def _defaults() -> BaseOxmlElement:
    size = round(BODY_SIZE * 2)
    run = parent(
        "w:rPr",
        run_fonts(),
        element("w:color", val="000000"),
        element("w:sz", val=size),
        element("w:szCs", val=size),
        element("w:lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    )
    spacing = parent("w:pPr", element("w:spacing", before=0, after=0, line=240, lineRule="auto"))
    return parent("w:docDefaults", parent("w:rPrDefault", run), parent("w:pPrDefault", spacing))


def _style(spec: StyleSpec) -> BaseOxmlElement:
    style = parent(
        "w:style",
        element("w:name", val=spec.name),
        element("w:basedOn", val="Normal"),
        element("w:qFormat"),
        _paragraph_properties(spec),
        _run_properties(spec),
    )
    style.set(qn("w:type"), "paragraph")
    style.set(qn("w:customStyle"), "1")
    style.set(qn("w:styleId"), spec.id)
    return style


def _paragraph_properties(spec: StyleSpec) -> BaseOxmlElement:
    rule = "auto" if spec.fixed_line is None else "exact"
    line = round(spec.line * 240) if spec.fixed_line is None else round(spec.fixed_line * 20)
    found = [element("w:keepNext")] if spec.keep_next else []
    found += [
        element("w:widowControl"),
        element(
            "w:spacing",
            before=round(spec.before * 20),
            after=round(spec.after * 20),
            line=line,
            lineRule=rule,
        ),
        element("w:ind", firstLine=twips(spec.indent)),
        element("w:jc", val=spec.align),
    ]
    if spec.outline is not None:
        found.append(element("w:outlineLvl", val=spec.outline))
    return parent("w:pPr", *found)


def _run_properties(spec: StyleSpec) -> BaseOxmlElement:
    size = round(spec.size * 2)
    found = [run_fonts()]
    if spec.bold:
        found += [element("w:b"), element("w:bCs")]
    if spec.italic:
        found += [element("w:i"), element("w:iCs")]
    found += [element("w:color", val="000000"), element("w:sz", val=size), element("w:szCs", val=size)]
    return parent("w:rPr", *found)
