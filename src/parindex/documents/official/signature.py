"""Recipients on the left, the signer's title on the right, room to sign. Never a name: who signs writes it."""

from docx.document import Document

from parindex.documents.official.grid import add_grid
from parindex.documents.official.styles import (
    RECIPIENT,
    RECIPIENTS_TITLE,
    SIGNATURE_ROOM,
    SIGNER_NAME,
    SIGNER_TITLE,
)
from parindex.documents.official.writing import fill, write

_LEFT, _RIGHT = 82.0, 83.0
_ROOM_LINES = 5  # of 14 points: about 30 mm


def write_signature(document: Document, *, recipients: tuple[str, ...], archive: str, signer_title: str) -> None:
    """`archive` is the last line after "Lưu: VT", the drafting unit. `signer_title` may have two lines."""
    table = add_grid(document, (_LEFT, _RIGHT), rows=1, borders="none", cell_margin_mm=0)
    left, right = table.rows[0].cells
    fill(left.paragraphs[0], RECIPIENTS_TITLE, "Nơi nhận:")
    for recipient in recipients:
        write(left, RECIPIENT, f"- {recipient.rstrip(' ;.')};")
    write(left, RECIPIENT, "- Lưu: VT" + (f", {archive.rstrip(' ;.')}" if archive else "") + ".")
    fill(right.paragraphs[0], SIGNER_TITLE, signer_title.upper())
    for _ in range(_ROOM_LINES):
        write(right, SIGNATURE_ROOM, "")
    write(right, SIGNER_NAME, "")
