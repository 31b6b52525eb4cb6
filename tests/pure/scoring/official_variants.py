"""Other ways of writing the same rule, as typists of official tables do."""

import re
import unicodedata
from collections.abc import Callable

# A piece of text with another spelling; None where the spelling does not apply or would say something else.
Variant = Callable[[str], str | None]
_POINTS = r"(?<=[:=] )(-?\d+(?:[.,]\d+)?)"


def _sub(pattern: str, into: str, *, unless: str = r"(?!)", flags: int = 0) -> Variant:
    def changed(text: str) -> str | None:
        new = re.sub(pattern, into, text, flags=flags)
        return None if new == text or re.search(unless, text) else new

    return changed


def _comma(text: str) -> str | None:
    new = re.sub(r"(\d)\.(\d{1,2})(?!\d|[./])", r"\1,\2", text)
    return None if new == text or re.search(r"\d/\d|ISO", text) else new


def _as_list(bullet: str) -> Variant:
    """One line a clause; not where a sentence or a formula runs on, and not before a number, where a dash is a minus."""

    def listed(text: str) -> str | None:
        pieces = re.split(r";\s+", text)
        if len(pieces) < 2 or "\n" in text or (bullet and any(re.match(r"[-\d(\[]", piece) for piece in pieces)):
            return None
        return "\n".join(f"{bullet}{piece[:1].upper()}{piece[1:]}" for piece in pieces)

    return listed


def _with_commas(text: str) -> str | None:
    """ "A: 1, B: 0" instead of semicolons, where no comma stands already and every clause ends in its points."""
    pieces = re.split(r";\s+", text)
    if (
        len(pieces) < 2
        or re.search(r",\s|\n|\. ", text)
        or not all(re.search(r"[:=] -?[\d,.]+( điểm)?$", p) for p in pieces)
    ):
        return None
    return ", ".join(pieces)


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _unit(unit: str) -> Variant:
    """Points with "điểm" or "đ" behind every number after a colon, where they have none."""
    return _sub(_POINTS + r"(?=\s*(?:;|$|\n))", rf"\1{unit}", unless=r"công thức|tỷ lệ|a là|Mức 1|\d(?:đ|điểm)/")


def _reversed(text: str) -> str | None:
    """The clauses in the other order; only for bands, where the order says nothing."""
    pieces = re.split(r";\s+", text)
    simple = all(re.search(r"[:=] ?-?[\d,.]+( ?(?:điểm|đ))?$", piece) for piece in pieces)
    if len(pieces) < 2 or "\n" in text or not simple or re.search(r"còn lại|: [^;]*: ", text):
        return None
    return "; ".join(reversed(pieces))


VARIANTS: dict[str, Variant] = {
    "decimal point": _sub(r"(\d),(\d)", r"\1.\2"),
    "decimal comma": _comma,
    "more decimals": _sub(r"(?<=: )(\d)(?=;|$| điểm)", r"\1,0", unless=r"công thức|\ba\b|Mức"),
    "điểm": _unit(" điểm"),
    "đ": _unit("đ"),
    "no điểm": _sub(r"(?<=[:=] )(-?\d+(?:[.,]\d+)?) ?(?:điểm|đ)(?=[;.\n]|$)", r"\1", unless="a là|công thức"),
    "lines": _as_list(""),
    "dashes": _as_list("- "),
    "pluses": _as_list("+ "),
    "bullets": _as_list("• "),
    "commas": _with_commas,
    "tight semicolons": _sub(r"; ", ";"),
    "loose semicolons": _sub(r"; ", " ; "),
    "tight colons": _sub(r"(?<!\d): (?=\d)", ":"),
    "loose colons": _sub(r"(?<=\w): ", " : "),
    "equals": _sub(r"(?<![\d])\s?: (?=\d+(?:[.,]\d+)?(?: điểm|đ)?(?:;|$|\n))", " = "),
    "en dash": _sub(r" - ", " – "),
    "minus sign": _sub(r"-(?=\d)", "−"),
    "tight range": _sub(r"(\d+%?) - (?=\d)", r"\1-"),
    "từ … đến": _sub(r"từ (\d+)%? ?[-–] ?(?=\d+%)", r"từ \1% đến ", flags=re.I),
    "đến as dash": _sub(r"(từ \d+%) đến (?=(?:dưới )?\d)", r"\1 - ", flags=re.I),
    "tới": _sub(r"(\d%) đến ", r"\1 tới "),
    "no từ": _sub(r"\b[Tt]ừ (?=\d+% (?:đến|-))", "", unless=r"[Tt]ừ \d+% số"),
    "dưới as sign": _sub(r"dưới (?=\d+%)", "<", flags=re.I),
    "trở lên as sign": _sub(r"từ (\d+%) trở lên", r"≥ \1", flags=re.I),
    "trên as sign": _sub(r"(?<!từ )\btrên (?=\d+%)", "> ", flags=re.I),
    "nhỏ hơn": _sub(r"dưới (?=\d+%)", "nhỏ hơn ", flags=re.I),
    "spaced percent": _sub(r"%", " %"),
    "phần trăm": _sub(r"(?<=\d)%", " phần trăm"),
    "leading zeros": _sub(r"(?<=[Có cóTừừ] )([1-9])(?= [^\W\d]{2,})(?! điểm)", r"0\1", unless=r"%|công thức|x \d"),
    "label": lambda text: f"Cách tính điểm: {text}" if text else None,
    "label on its own line": lambda text: f"Chấm điểm như sau:\n{text}" if text else None,
    "NFD": _decompose,
    "capitals": str.upper,
    "lower case": str.lower,
    "full stop": lambda text: None if text.endswith((".", "…")) or not text else f"{text}.",
    "last semicolon": lambda text: f"{text};" if text else None,
    "spaces": lambda text: "  " + text.replace(" ", "  ") + " ",
    "no-break spaces": _sub(r" (?=\d)", "\u00a0"),
    "windows lines": _sub("\n", "\r\n"),
    "times": _sub(r" [x*] | ?\* ?(?=[\dđ])", " × "),
    "star": _sub(r" x ", "*"),
    "được": _sub(r": (?=\d+(?:[.,]\d+)? điểm)", " được ", unless=r"[Cc]ông thức|tối đa: |[Mm]ỗi|[Nn]ếu|mức"),
    "in brackets": _sub(r": (\d+(?:[.,]\d+)? điểm)(?=;|$|\n)", r" (\1)", unless=r"[Cc]ông thức|tối đa|[Mm]ỗi|trừ|-\d"),
    "tỉ lệ": _sub(r"([tT])ỷ lệ", r"\1ỉ lệ"),
}
# Of these the order of clauses changes: only for rules that do not go by it.
REORDERED: dict[str, Variant] = {"reversed": _reversed}
