"""The table from which menus of documents are built."""

import io
import zipfile

import pytest
from difference_example import LETTER, LISTED
from plan_draft_example import DRAFT
from score_sheet_example import SHEET

from parindex.documents.index import DOCUMENTS

EXAMPLES = {"plan": DRAFT, "score_sheet": SHEET, "difference_list": LISTED, "difference_letter": LETTER}


def test_each_document_is_listed_under_its_own_name() -> None:
    assert all(name == kind.name for name, kind in DOCUMENTS.items())
    assert set(DOCUMENTS) == set(EXAMPLES)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_document_is_built_from_its_dataclass(name: str) -> None:
    content = DOCUMENTS[name].build(EXAMPLES[name])
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    expected = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}[DOCUMENTS[name].suffix]
    assert expected in parts
