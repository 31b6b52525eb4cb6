"""The text of a cell in one form: dashes, signs, spaces and number words as the readers expect them."""

import re
import unicodedata
from decimal import Decimal

NUMBER = r"\d+(?:[.,]\d+)?"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SIGNS = str.maketrans(
    {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "×": "x", "＊": "*", "：": ":", "；": ";", "％": "%", "→": ":"}
)
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (r"\bphần trăm\b", "%"),
        (r"\btỉ lệ\b", "tỷ lệ"),
        (r"(?<=\d)\s+%", "%"),
        (r"\b(?:(?:lớn|cao|nhiều) hơn hoặc bằng|bằng hoặc (?:lớn|cao|nhiều) hơn|trên hoặc bằng)\b", ">="),
        (r"\b(?:(?:nhỏ|thấp|ít) hơn hoặc bằng|bằng hoặc (?:nhỏ|thấp|ít) hơn|dưới hoặc bằng)\b", "<="),
        (r"\bnhân với\b", "x"),
        (r"\bđiểm chuẩn\b", "điểm tối đa"),
    )
)
# Words that stand before the clauses and say nothing themselves.
_LABELS = re.compile(
    r"^\s*(?:cách (?:tính|chấm)(?: điểm)?|(?:điểm )?(?:được )?(?:tính|chấm) điểm(?: như sau| theo các mức)?|thang điểm"
    r"|mức điểm|điểm đánh giá|hướng dẫn(?: chấm điểm)?|phương pháp (?:tính|chấm)(?: điểm)?|trong đó)\s*:\s*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """NFC, one kind of dash and of space, comparison signs in ASCII; line ends are kept."""
    text = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_SIGNS)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in re.split(r"[\r\n\v\f]+", text))
    text = "\n".join(line for line in lines if line)
    for pattern, sign in _WORDS:
        text = pattern.sub(sign, text)
    return text


def without_label(text: str) -> str:
    """The text without "Cách tính điểm:" and the like before it."""
    return _LABELS.sub("", text)


def amount(text: str) -> Decimal:
    """A number as Vietnamese or English tables write it: "0,25", "0.25", "02"."""
    return Decimal(text.replace(",", "."))


def said(number: Decimal) -> str:
    """The number as a criteria set writes it: "0.25", "2"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def capital(text: str) -> str:
    """With a capital at the start and no punctuation around."""
    text = text.strip(" ,:;-")
    return text[:1].upper() + text[1:]
