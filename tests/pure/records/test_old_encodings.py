"""Files in old Vietnamese encodings: recognised, named, refused with what to do. Nothing is converted by guessing."""

import unicodedata
from pathlib import Path

import pytest
from import_kit import TITLES, read, sample_row, write_csv, write_xlsx

from parindex.errors import InputFault
from parindex.records.reading.old_encodings import old_encoding, old_font

# The same words as an office typed them, byte for byte: "Sở Lao động … Mã hồ sơ, Ngày tiếp nhận, Thủ tục hành chính".
TCVN3 = "Së Lao ®éng - Th\xad¬ng binh vµ X· héi,M· hå s¬,Ngµy tiÕp nhËn,Thñ tôc hµnh chÝnh"
VNI = "Sôû Lao ñoäng - Thöông binh vaø Xaõ hoäi,Maõ hoà sô,Ngaøy tieáp nhaän,Thuû tuïc haønh chính"
UNICODE = "Sở Lao động - Thương binh và Xã hội,Mã hồ sơ,Ngày tiếp nhận,Thủ tục hành chính"


def in_1258(text: str) -> bytes:
    """Windows-1258 writes tones as marks of their own."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        bare, tones = letter, ""
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            parts = unicodedata.normalize("NFD", letter)
            if tone in parts:
                bare, tones = unicodedata.normalize("NFC", parts.replace(tone, "")), tone
        out += (letter if letter.isascii() else bare + tones).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (TCVN3.encode("latin-1"), "tcvn3", "TCVN3.*UniKey.*CSV UTF-8"),
        (VNI.encode("latin-1"), "vni", "VNI.*UniKey.*CSV UTF-8"),
        (in_1258(UNICODE), "windows-1258", "Windows-1258.*CSV UTF-8"),
        (UNICODE.encode("utf-16"), "utf-16", "UTF-16.*CSV UTF-8"),
        (UNICODE.encode("utf-16-le"), "utf-16", "UTF-16.*CSV UTF-8"),
        (UNICODE.encode("utf-16-be"), "utf-16", "UTF-16.*CSV UTF-8"),
        ("Résumé,Société à Paris".encode("latin-1"), None, "có thể là TCVN3, VNI hoặc Windows-1258.*CSV UTF-8"),
        (b"\x80\xff,\xfe", None, "không phải bảng mã UTF-8"),
    ],
)
def test_an_old_encoding_is_named_and_the_way_out_told(
    tmp_path: Path, data: bytes, encoding: str | None, said: str
) -> None:
    assert old_encoding(data) == encoding
    (tmp_path / "a.csv").write_bytes(data + data[:0] + (b"\nA,B,C,D\n" if b"\0" not in data else b""))
    with pytest.raises(InputFault, match=said):
        read(tmp_path / "a.csv")


def test_capitals_in_the_old_encodings_are_known_too() -> None:
    assert old_encoding("BÁO CÁO".encode("cp1258") + b"\nM\xb7 h\xe5 s\xac, Ng\xb5y nh\xcbn") == "tcvn3"
    assert old_encoding("MAÕ HOÀ SÔ, NGAØY TIEÁP NHAÄN".encode("latin-1")) == "vni"


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_old_fonts_inside_a_workbook_or_a_utf8_file_are_named(tmp_path: Path, text: str, name: str) -> None:
    rows = [text.split(","), ["A", "B", "05/03/2021", "C"]]
    for path in (write_xlsx(tmp_path / "a.xlsx", rows), write_csv(tmp_path / "a.csv", rows)):
        with pytest.raises(InputFault, match=f"{name}.*không phải Unicode.*Ctrl\\+Shift\\+F6"):
            read(path)


@pytest.mark.parametrize(
    "text", [UNICODE, unicodedata.normalize("NFD", UNICODE), "code,title", "Résumé, Société à Paris", ""]
)
def test_other_text_is_not_taken_for_an_old_font(text: str) -> None:
    assert old_font(text) is None


def test_a_late_wrong_byte_is_judged_by_the_bytes_around_it(tmp_path: Path) -> None:
    lines = "\n".join(["Mã,Tên gọi", *(f"A{number},một" for number in range(60_000))])
    (tmp_path / "a.csv").write_bytes(lines.encode() + b"\nB," + TCVN3.replace(",", " ").encode("latin-1") + b"\n")
    with pytest.raises(InputFault, match="TCVN3"):
        read(tmp_path / "a.csv")


def test_decomposed_unicode_is_no_old_encoding(tmp_path: Path) -> None:
    rows = [TITLES, sample_row("A", title="Thủ tục hành chính")]
    path = write_csv(tmp_path / "a.csv", [[unicodedata.normalize("NFD", cell) for cell in row] for row in rows])
    assert read(path).column("title") == ["Thủ tục hành chính"]
