"""The text of a cell in one form: dashes, signs, spaces and number words as the readers expect them."""

import re
import unicodedata
from decimal import Decimal

NUMBER = r"\d+(?:[.,]\d+)?"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SIGNS = str.maketrans(
    {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "×": "x", "＊": "*", "：": ":", "；": ";", "％": "%"}
)
# Words that stand before the clauses and say nothing themselves.
_LABELS = re.compile(
    r"^\s*(?:cách (?:tính|chấm)(?: điểm)?|(?:điểm )?(?:được )?(?:tính|chấm) điểm(?: như sau| theo các mức)?|thang điểm"
    r"|mức điểm|hướng dẫn(?: chấm điểm)?|phương pháp (?:tính|chấm)(?: điểm)?|trong đó)\s*:\s*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """NFC, one kind of dash and of space, comparison signs in ASCII; line ends are kept."""
    text = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_SIGNS)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in re.split(r"[\r\n\v\f]+", text))
    return "\n".join(line for line in lines if line)


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
