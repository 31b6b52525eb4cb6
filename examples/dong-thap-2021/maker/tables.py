"""The texts of the example lie in .txt files beside the code: one row a line, cells between bars."""

from pathlib import Path


def lines(name: str) -> list[str]:
    """The rows of a text file of this folder, without comments."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """The same rows, cut into cells."""
    return [line.split("|") for line in lines(name)]
