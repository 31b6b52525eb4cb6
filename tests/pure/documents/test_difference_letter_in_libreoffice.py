"""The letter as it prints, through LibreOffice: its head in place, its signature with its last sentence."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from difference_example import LETTER

from parindex.documents.official.page import ILLUSTRATIVE_MARK
from parindex.documents.reconciliation_letter import build_difference_letter

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="cần LibreOffice (soffice) để in thử văn bản"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("công văn")
    source = folder / "cong-van.docx"
    source.write_bytes(build_difference_letter(LETTER))
    profile = (folder / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), str(source)], timeout=180, check=True, capture_output=True)
    document = pypdfium2.PdfDocument(source.with_suffix(".pdf"))
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_head_subject_and_addressee_stand_on_the_first_page(pages: list[str]) -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert re.search(r"Số: +/SLĐTBXH", pages[0])
    assert "V/v đối chiếu số liệu" in pages[0]
    assert "Kính gửi: Trung tâm" in pages[0]


def test_recipients_and_the_last_sentence_share_a_page(pages: list[str]) -> None:
    signed = next(page for page in pages if "Nơi nhận:" in page)
    assert "./." in signed
    assert "GIÁM ĐỐC" in signed
    assert "- Lưu: VT, VP." in signed


def test_the_annex_begins_on_its_own_page_and_every_page_bears_the_mark(pages: list[str]) -> None:
    annex = next(page for page in pages if page.lstrip().startswith("Phụ lục"))
    assert "DANH SÁCH HỒ SƠ CÓ SAI LỆCH GIỮA HAI NGUỒN" in annex
    assert all(ILLUSTRATIVE_MARK in page for page in pages)
