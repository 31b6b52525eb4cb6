"""The few WordprocessingML elements that python-docx has no words for. Lengths are in twips (1/20 point)."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """`element("w:sz", val=28)` is `<w:sz w:val="28"/>`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def parent(tag: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    """An element with `children`, in order."""
    made = OxmlElement(tag)
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Millimetres as twips, rounded."""
    return round(millimetres / 25.4 * 1440)
