"""Opening built documents, and damaging them on purpose."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def damaged(content: bytes, damage: Callable[[Document], object]) -> bytes:
    """The document after `damage` was done to it through python-docx."""
    document = opened(content)
    damage(document)
    return saved(document)


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """The document with the XML of one part changed; fails when `old` is not there."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = data.decode()
                assert old in text, f"{old!r} is not in {part}"
                data = text.replace(old, new).encode()
            copy.writestr(name, data)
    return target.getvalue()


def xml(content: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(part).decode()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.namelist()


def all_text(content: bytes) -> str:
    """Text of body and cells in the order of the file, one paragraph a line."""
    found = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml(content), re.DOTALL):
        found.append(
            "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph.replace("<w:br/>", "<w:t> </w:t>")))
        )
    return "\n".join(found).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def paragraph(document: Document, start: str) -> Paragraph:
    """The first body paragraph that begins with `start`."""
    return next(p for p in document.paragraphs if p.text.startswith(start))


def head(document: Document) -> Table:
    return document.tables[0]


def signature(document: Document) -> Table:
    return document.tables[1]


def annex(document: Document) -> Table:
    return document.tables[2]
