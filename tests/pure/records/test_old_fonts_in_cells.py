"""Cells typed in an old Vietnamese font under Unicode headings: found, named, refused; other languages are left alone."""

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_kit import TITLES, read, sample_row, write_csv, write_xlsx
from test_samples import RIGHT, WRONG
from tests.conftest import drawn

from parindex.errors import InputFault
from parindex.records.reading.old_encodings import old_font_in
from parindex.records.reading.syllables import is_syllable

# The tables of the two fonts as their keyboards know them, written down apart from the program's own.
_TCVN3 = dict(zip(
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    strict=True,
))  # fmt: skip
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HATS = {"\u0302": "âáàåãä", "\u0306": "êéèúüë"}  # alone, then with each tone in the order above
_VNI_ALONE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_tcvn3(text: str) -> str:
    """As .VnTime shows it; its capitals with tones are small letters of a second font."""
    return "".join(
        _TCVN3.get(letter, _TCVN3.get(letter.lower(), letter)) for letter in unicodedata.normalize("NFC", text)
    )


def in_vni(text: str) -> str:
    """As VNI-Times shows it."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        marks = set(unicodedata.normalize("NFD", letter.lower())[1:])
        base = unicodedata.normalize("NFD", letter.lower())[0]
        tone = next((at for at, mark in enumerate(_VNI_TONES) if mark in marks), None)
        hat = next((hat for hat in _VNI_HATS if hat in marks), None)
        if "\u031b" in marks:
            base = {"o": "ô", "u": "ö"}[base]
        if letter.lower() in _VNI_ALONE:
            typed = _VNI_ALONE[letter.lower()]
        elif hat:
            typed = base + _VNI_HATS[hat][0 if tone is None else tone + 1]
        else:
            typed = base + ("" if tone is None else list(_VNI_TONES.values())[tone])
        out.append(typed.upper() if letter.isupper() else typed)
    return "".join(out)


FONTS: dict[str, Callable[[str], str]] = {"tcvn3": in_tcvn3, "vni": in_vni}
each_font = pytest.mark.parametrize("font", FONTS)


def office_texts() -> list[str]:
    """The texts of all sample files: names, titles, sentences of offices."""
    found: set[str] = set()
    for folder in (RIGHT, WRONG):
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                found |= {cell for row in csv.reader(file) for cell in row if not cell.isascii()}
    return sorted(found)


TEXTS = office_texts()
LONG = [text for text in TEXTS if len([word for word in text.split() if not word.isascii()]) >= 5]
FOREIGN = {
    "German": "Die Behörde prüft jährlich Anträge der Bürger über Gebühren für öffentliche Stellen, Größe und Straße, schön",
    "French": "Société générale à Paris, où l’été est déjà là; élève, créé, qualité, forêt, hôpital, août, dû, sûr, goût",
    "Spanish": "El señor corazón de la mañana está aquí también, acción y razón, ¿cuánto?, más años",
    "Portuguese": "São Paulo não é você, coração, avó, maçã, pão, informações, município, há três às vezes",
    "Danish": "Tromsø, Åse, måned, år, blå, Lærer, større, både, øre, København",
    "of minorities": "H'Hen Niê, Y Bhăm Êban, Siu Black, Ksor Phước, K’Brêu, Pơ Loong, Đinh Y Kroá, A Lăng, Hôih, Thào Mí Sò",
    "without breves": "Niê Hôih Brôl Kôr Blô Têm Xtiêng Liêng Krông Buôn Cil Múp Giàng A Páo Vàng Seo Chúng Hồ",
    "of signs": "Điều 5 § 2, 20°C ± 2, 12 m², 3 × 4, ½ giờ, «Báo cáo», 25 µm, 5 kW·h, © Sở",
}


@each_font
@given(texts=st.lists(st.sampled_from(LONG), min_size=2, max_size=12, unique=True))
def test_texts_of_offices_in_an_old_font_are_known_for_it(font: str, texts: list[str]) -> None:
    found = old_font_in([FONTS[font](text) for text in texts])
    assert found is not None
    assert found.font == font


@given(texts=st.lists(st.sampled_from(TEXTS), max_size=40), form=st.sampled_from(["NFC", "NFD"]))
def test_the_same_texts_in_unicode_are_not(texts: list[str], form: str) -> None:
    assert old_font_in([unicodedata.normalize(form, text) for text in texts]) is None


@pytest.mark.parametrize("text", drawn(TEXTS, 8, "old fonts"))
def test_no_single_text_of_an_office_is_taken_for_an_old_font(text: str) -> None:
    assert old_font_in([text]) is None


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_other_languages_and_names_are_left_alone(text: str) -> None:
    assert old_font_in([text]) is None
    assert old_font_in(text.split()) is None
    assert old_font_in([*text.split(","), "Sở Nội vụ", "Văn phòng"]) is None


@each_font
def test_our_template_filled_in_an_old_font_is_refused_with_row_and_example(font: str, tmp_path: Path) -> None:
    typed = FONTS[font]
    rows = [TITLES, sample_row("A", title=typed("Sở Nội vụ")), sample_row("B", title=typed("Báo cáo quý"))]
    for path in (write_xlsx(tmp_path / "a.xlsx", rows), write_csv(tmp_path / "a.csv", rows)):
        with pytest.raises(InputFault, match=r"không phải Unicode: dòng 2 ghi “.*”\. .*Ctrl\+Shift\+F6"):
            read(path)


@each_font
def test_a_line_pasted_in_an_old_font_among_many_good_rows_is_refused(font: str, tmp_path: Path) -> None:
    rows = [sample_row(f"K{number}", title="Giải quyết thủ tục hành chính đúng hạn") for number in range(40)]
    rows.append(sample_row("Z", title=FONTS[font]("Tổng hợp kết quả giải quyết thủ tục hành chính")))
    with pytest.raises(InputFault, match="dòng 42"):
        read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quý", "giữ", "thuỷ", "thủy", "hoà", "hòa", "khuỷu", "ƯỚC", "yêu", "gì", "Ất"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["Sôû", "naêm", "quaù", "Müller", "été!", "caó", "nghà́", "straße", "Niê", "", "ngh"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
