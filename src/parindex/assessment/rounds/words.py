"""The words that a person must give with a write: a reason, a document, the minutes. Checked in one place."""

from parindex.errors import InputFault

LONGEST_REASON = 1000


def checked_words(text: str, most: int, *, lacking: str = "", long: str) -> str:
    """The text without blanks around it. InputFault, in the words `long`, where it has more than `most` letters; in the
    words `lacking`, unless those are "", where there is none.
    """
    words = text.strip()
    if lacking and not words:
        raise InputFault(lacking)
    if len(words) > most:
        raise InputFault(long)
    return words


def needed_words(text: str, what: str, most: int = LONGEST_REASON) -> str:
    """Words that must be there. InputFault naming `what` they are, e.g. "lý do rút lại"."""
    long = f"{what[0].upper()}{what[1:]} dài hơn {most} ký tự; hãy ghi ngắn lại."
    return checked_words(text, most, lacking=f"Chưa ghi {what}.", long=long)


def needed_reason(text: str, what: str) -> str:
    """The reason of something that changes a round. InputFault naming `what` must be written, e.g. "lý do gia hạn"."""
    fault = f"Cần ghi {what}, không quá {LONGEST_REASON} ký tự."
    return checked_words(text, LONGEST_REASON, lacking=fault, long=fault)
