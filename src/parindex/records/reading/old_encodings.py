"""Old Vietnamese encodings: recognised by the words that come out, so that the refusal can say what to do.

Nothing is converted here: a converter that guesses one letter wrong changes a name. TCVN3 (ABC) and VNI are also found
inside files that are UTF-8 or .xlsx: their letters are then Latin letters shown in an old font (.VnTime, VNI-Times).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from parindex.records.reading.syllables import is_syllable

# One byte a letter; bytes from A1. A full stop stands where the byte is no letter.
_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậ",
    0xCC: "è.ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ",
}
# A base letter, then a byte for its marks.
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")
# Words of office tables that need their accents: the right encoding brings some of them out, a wrong one hardly any.
_WORDS = frozenset(
    _WORD.findall(
        "mã số hồ sơ ngày tên đơn vị thủ tục hành chính phòng công lao động xã hội nhận tiếp trả kết quả thời hạn loại "
        "kỳ báo cáo cơ quan gửi ký hiệu nội dung nhiệm vụ được và của tổng cộng giải quyết xử lý năm tháng họ địa chỉ "
        "văn bản người việc làm đồng tỉnh huyện xã ủy sở thực hiện lĩnh vực trực tuyến tiêu đề trạng thái chức"
    )
)
_BETWEEN = re.compile(r"[\x00-@\[-`{-\xa0]+")
_IN_ONE_CELL = 3
_ENOUGH = 2  # words, and more than the text has as it stands

TITLES = {
    "tcvn3": "TCVN3 (ABC, phông .VnTime)",
    "vni": "VNI (phông VNI-Times)",
    "windows-1258": "Windows-1258",
    "utf-16": "UTF-16",
}


@dataclass(frozen=True)
class OldText:
    """A font (`tcvn3`, `vni`) and the first cell that speaks for it."""

    font: str
    example: str

    @property
    def title(self) -> str:
        """The font as people know it."""
        return TITLES[self.font]


def _tcvn3(text: str) -> str:
    letters = {
        first + place: letter
        for first, row in _TCVN3_LETTERS.items()
        for place, letter in enumerate(row)
        if letter != "."
    }
    return text.translate(letters)


def _vni(text: str) -> str:
    def paired(match: re.Match[str]) -> str:
        base = _VNI_SINGLE.get(match[1].lower(), match[1].lower())
        return base + _VNI_MARKS[match[2].lower()]

    paired_text = _VNI_PAIR.sub(paired, text)
    # What a pair made is settled; only letters that stood alone are still VNI's own.
    return "".join(
        _VNI_SINGLE.get(letter.lower(), letter) if letter in text else letter
        for letter in unicodedata.normalize("NFC", paired_text)
    )


def _known(text: str) -> int:
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return len({word for word in words if word in _WORDS and not word.isascii()})


def old_font(text: str) -> str | None:
    """`tcvn3` or `vni` when Unicode text only makes sense in one of their fonts; None otherwise."""
    known = {"": _known(text) + _ENOUGH - 1, "tcvn3": _known(_tcvn3(text)), "vni": _known(_vni(text))}
    best = max(known, key=lambda name: known[name])
    return best or None


def old_font_in(cells: Iterable[str]) -> OldText | None:
    """Which old font cells were typed in, when they hold words that are Vietnamese in that font only.

    A word of another language becomes a Vietnamese syllable now and then: one proves nothing. Two and more do when they
    outweigh the words that are sound as they stand, and those that are sound neither way; three and more in one cell
    do even beside sound cells (a line pasted in).
    """
    sound: set[str] = set()
    strange: dict[str, set[str]] = {"tcvn3": set(), "vni": set()}
    turned: dict[str, set[str]] = {"tcvn3": set(), "vni": set()}
    first: dict[str, str] = {}
    for cell in cells:
        words = {word for word in _split(unicodedata.normalize("NFC", cell)) if not word.isascii()}
        plain = {word for word in words if is_syllable(word)}
        sound |= {word for word in plain if not _ambiguous(word)}
        if any(letter > "\xff" and letter.isalpha() for letter in cell):
            continue  # the old fonts have no such letters
        for font, read in (("tcvn3", _tcvn3), ("vni", _vni)):
            found = {word for word in words - plain if _has_base(word) and is_syllable(read(word))}
            if found:
                first.setdefault(font, cell)
            if len(found) >= _IN_ONE_CELL and len(found) * 2 > len(words):
                return OldText(font, cell)
            turned[font] |= found
            strange[font] |= words - plain - found
    font = max(turned, key=lambda name: len(turned[name]))
    enough = len(turned[font]) > max(len(sound), len(strange[font]), 1)
    return OldText(font, first[font]) if enough else None


def _split(text: str) -> list[str]:
    """Words as the old fonts see them: what is ASCII but no letter stands between words, anything else may be a letter."""
    return [word for word in _BETWEEN.split(text) if word]


def _has_base(word: str) -> bool:
    return any(letter.isascii() for letter in word)


def _ambiguous(word: str) -> bool:
    """Whether a sound word would be sound in an old font too: hoà is hồ in VNI."""
    return word.isascii() or is_syllable(_vni(word)) or is_syllable(_tcvn3(word))


def old_encoding(data: bytes) -> str | None:
    """`utf-16`, `tcvn3`, `vni` or `windows-1258` for bytes that are not UTF-8; None when the words do not tell."""
    head = data[:400]
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros * 8 > len(head):
        return "utf-16"
    latin = data.decode("latin-1")
    known = {
        "": _ENOUGH - 1,
        "windows-1258": _known(data.decode("cp1258", "replace")),
        "tcvn3": _known(_tcvn3(latin)),
        "vni": _known(_vni(latin)),
    }
    best = max(known, key=lambda name: known[name])
    return best or None


def how_to_save(encoding: str | None) -> str:
    """What to do about a file in an old encoding (None: unknown which)."""
    if encoding in ("tcvn3", "vni"):
        font = "TCVN3 (ABC)" if encoding == "tcvn3" else "VNI Windows"
        return (
            f"Hãy mở tệp bằng Excel, chuyển mã từ {font} sang Unicode (ví dụ bằng UniKey Toolkit: Ctrl+Shift+F6, nguồn "
            f"{font}, đích Unicode), rồi chọn Lưu thành (Save As) → “CSV UTF-8 (Comma delimited)” hoặc .xlsx và nhập lại."
        )
    return "Hãy mở bằng Excel, chọn Lưu thành (Save As) → “CSV UTF-8 (Comma delimited)”, hoặc lưu thành .xlsx, rồi nhập lại."
