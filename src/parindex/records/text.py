"""Comparing Vietnamese words: letter case, accents and Unicode forms aside."""

import re
import unicodedata

from parindex.accents import fold

_WORDS = re.compile(r"[^\W_]+")

# Blanks and control characters of every kind, no-break and zero-width spaces included. DuckDB reads the same class.
BLANKS = (
    "[\\x{00}-\\x{20}\\x{7f}-\\x{a0}\\x{1680}\\x{2000}-\\x{200d}"
    "\\x{2028}-\\x{202f}\\x{205f}-\\x{2060}\\x{3000}\\x{feff}]+"
)
_BLANKS = re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: f"\\u{int(code[1], 16):04x}", BLANKS))


def header_key(text: str) -> str:
    """What a header is recognised by: folded words with one space between: `loai_bao_cao`, `Loại báo cáo (*)`."""
    return " ".join(_WORDS.findall(fold(text)))


def clean(text: str) -> str:
    """The text in NFC, blanks of all kinds collapsed to one space, ends trimmed."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
