"""Vietnamese words whatever the case of their letters, their accents and their Unicode form."""

import unicodedata


def fold(text: str) -> str:
    """The text in lower case without accents: `Đồng Tháp` and `dong thap` fold to the same."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(character for character in marked if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", bare)
