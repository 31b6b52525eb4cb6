"""Text as files can hold it."""

import unicodedata


def clean_text(text: str) -> str:
    """Letters precomposed (NFC), characters that XML cannot hold left out; line breaks and tabs stay."""
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).replace("\ufffe", "").replace("\uffff", "")
