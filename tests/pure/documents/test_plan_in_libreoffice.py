"""The plan as it prints, through LibreOffice: pages, fonts, nothing torn apart."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from parindex.documents.official.page import ILLUSTRATIVE_MARK

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="cần LibreOffice (soffice) để in thử văn bản"),
]


@pytest.fixture(scope="module")
def pdf(plan: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in thử")
    source = folder / "ke-hoach.docx"
    source.write_bytes(plan)
    profile = (folder / "profile").as_uri()  # two runs on one profile: the second gives no file
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), str(source)], timeout=600, check=True, capture_output=True)
    printed = source.with_suffix(".pdf")
    assert printed.exists(), "LibreOffice ended without writing the PDF"
    return printed


@pytest.fixture(scope="module")
def pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_it_prints_on_no_more_than_nine_pages(pages: list[str]) -> None:
    assert 6 <= len(pages) <= 9


def test_the_national_title_stays_on_one_line(pages: list[str]) -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]


def test_number_and_place_stay_on_one_line_each(pages: list[str]) -> None:
    assert re.search(r"Số: +/KH-SLĐTBXH", pages[0])
    assert re.search(r"Đồng Tháp, ngày +tháng +năm 2022", pages[0])


def test_every_page_bears_the_mark(pages: list[str]) -> None:
    assert all(ILLUSTRATIVE_MARK in page for page in pages)


def test_recipients_title_and_the_last_sentence_share_a_page(pages: list[str]) -> None:
    signed = next(page for page in pages if "Nơi nhận:" in page)
    assert "GIÁM ĐỐC" in signed
    assert "./." in signed
    assert "- Lưu: VT, VP." in signed


def test_the_annex_repeats_its_header_on_each_page(pages: list[str]) -> None:
    first = next(number for number, page in enumerate(pages) if page.lstrip().startswith("Phụ lục"))
    assert all("ĐƠN VỊ THỰC HIỆN" in page for page in pages[first:])


def test_a_merged_cell_is_never_cut_by_a_page_break(pages: list[str]) -> None:
    first = next(number for number, page in enumerate(pages) if page.lstrip().startswith("Phụ lục"))
    for page in pages[first:]:
        codes = re.findall(r"^(\d)\.(\d+)\b", page, re.MULTILINE)
        areas = {area for area, _ in codes}
        assert all((area, "1") in codes for area in areas), "an area begins on one page and goes on on the next"


def test_pages_of_the_annex_are_numbered_from_their_own_first_page(pages: list[str]) -> None:
    first = next(number for number, page in enumerate(pages) if page.lstrip().startswith("Phụ lục"))
    assert pages[first + 1].lstrip().startswith("2\n")


def test_only_fonts_with_the_measure_of_times_new_roman_are_used(pdf: Path) -> None:
    lister = shutil.which("pdffonts")
    if lister is None:
        pytest.skip("cần poppler-utils (pdffonts) để xem phông chữ")
    listed = subprocess.run([lister, str(pdf)], capture_output=True, text=True, check=True).stdout
    fonts = {line.split()[0].rpartition("+")[2] for line in listed.splitlines()[2:]}
    if not any(name.startswith(("Tinos", "LiberationSerif", "TimesNewRoman")) for name in fonts):
        pytest.skip(f"máy không có phông cùng cỡ Times New Roman: {sorted(fonts)}")
    assert all(name.startswith(("Tinos", "LiberationSerif", "TimesNewRoman")) for name in fonts)
