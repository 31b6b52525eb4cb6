"""Citing documents: in full the first time, by kind and number afterwards (NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I)."""

import re
from collections.abc import Iterable

from parindex.documents.wording.numbers import cited_date_text
from parindex.plans.draft import LegalBasis

_BY_TITLE = ("Luật", "Bộ luật", "Pháp lệnh")  # laws and ordinances are cited by kind and title alone

_ABOUT = ("Báo cáo", "Chỉ thị", "Công văn", "Kế hoạch", "Tờ trình")  # their titles are nouns: "về kết quả …"


class Citations:
    """What has been cited so far. One per document, asked in the order of the text."""

    def __init__(self) -> None:
        self._cited: set[str] = set()

    def cite(self, document: LegalBasis) -> str:
        """The words for `document` here: kind, number, day, issuer, title; the short form if cited before."""
        if document.kind in _BY_TITLE:
            return f"{document.kind} {document.title}"
        short = f"{document.kind} số {document.number}"
        if document.number in self._cited:
            return short
        self._cited.add(document.number)
        about = "về " if document.kind in _ABOUT and not document.title.startswith("về ") else ""
        full = f"{short} ngày {cited_date_text(document.day)} của {document.issuer} {about}{document.title}"
        return full.rstrip(" .;")

    def note(self, text: str) -> str:
        """Remember the documents that `text`, worded by somebody else, already names; returns `text`."""
        self._cited.update(re.findall(r"\d+/[\w/-]*[A-ZĐ][\w/-]*", text))
        return text


def find_named(documents: Iterable[LegalBasis], text: str) -> LegalBasis | None:
    """The document whose number stands in `text`, or None."""
    return next((document for document in documents if document.number in text), None)
