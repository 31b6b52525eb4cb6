"""Opens a .docx: which XML files it has and how they point to each other."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from parindex.errors import InputFault

_MOST_BYTES = 50_000_000  # unpacked, per part: an official document is a few hundred kilobytes
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Parts:
    """`related` holds the headers and footers by relationship id."""

    document: Element
    styles: Element
    related: Mapping[str, Element]


def open_parts(docx: bytes) -> Parts:
    """The parts of a Word file. InputFault when the bytes are not one."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            document = _read(archive, "word/document.xml")
            styles = _read(archive, "word/styles.xml")
            relations = _read(archive, "word/_rels/document.xml.rels")
            names = set(archive.namelist())
            related = {
                relation.get("Id", ""): _read(archive, f"word/{target}")
                for relation in relations
                if (target := relation.get("Target", "")).endswith(".xml")
                and target.startswith(("header", "footer"))
                and f"word/{target}" in names
            }
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError) as error:
        raise InputFault(
            "Tệp không phải văn bản Word (.docx) đọc được; hãy mở bằng trình soạn thảo và lưu lại ở dạng .docx."
        ) from error
    return Parts(document, styles, related)


def _read(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(name)
    root: Element = fromstring(archive.read(name))
    return root


def word_attribute(node: Element | None, name: str) -> str | None:
    """`w:name` of a node; None when either is missing."""
    return None if node is None else node.get(WORD + name)


def relation_id(node: Element) -> str:
    """The relationship that a reference points to."""
    return node.get(_RELATION_ID, "")
