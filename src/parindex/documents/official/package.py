"""From nothing to a clean document, and from a document to the same bytes every time."""

import io
import zipfile
from datetime import date, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from parindex.documents.official.style_sheet import install_styles
from parindex.documents.official.text import clean_text
from parindex.documents.official.xml import element, parent

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry: it says nothing
# Parts of the library's own blank document that would claim another author or another program.
_UNWANTED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def start(*, title: str, issuer: str, as_of: date) -> Document:
    """An empty official document. Its properties name the issuing office and the day of its figures, nobody else."""
    document = docx.Document()
    install_styles(document)
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in rels.items() if relation.reltype in _UNWANTED]:
            rels.pop(key)
    moment = datetime(as_of.year, as_of.month, as_of.day)
    core = document.core_properties
    core.title = clean_text(title)[:255]
    core.author = core.last_modified_by = clean_text(issuer)[:255]
    core.created, core.modified, core.revision = moment, moment, 1
    core.comments, core.keywords, core.subject, core.category = "", "", "", ""
    core.language = "vi-VN"
    _plain_settings(document)
    return document


def save(document: Document) -> bytes:
    """The .docx file. The same document gives the same bytes, whenever it is written."""
    raw = io.BytesIO()
    document.save(raw)
    clean = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()


def _plain_settings(document: Document) -> None:
    """Vietnamese separators, today's layout mode; no identifiers of the machine that made the blank document."""
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    mode = element(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    settings.extend(
        [
            element("w:zoom", percent="100"),
            element("w:defaultTabStop", val=720),
            element("w:characterSpacingControl", val="doNotCompress"),
            parent("w:compat", mode),
            element("w:themeFontLang", val="vi-VN"),
            element("w:decimalSymbol", val=","),
            element("w:listSeparator", val=";"),
        ]
    )
