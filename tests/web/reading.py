"""Reading a page as a person would: its links, headings, fields, texts."""

from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "line"}


class Page(HTMLParser):
    """What a page consists of, tag by tag: `tags` holds (name, attributes), `text` what is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.labels: list[str] = []
        self._inside: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "label":
            self.labels.append(found.get("for", ""))
        if tag not in VOID:
            self._inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._inside):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is read, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, *names: str) -> list[dict[str, str]]:
        """The attributes of every tag with one of the names."""
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def links(self) -> list[str]:
        """Addresses of this site that the page links to, without what follows the #."""
        found = (one["href"].partition("#")[0] for one in self.all("a") if "href" in one)
        return [href for href in dict.fromkeys(found) if href]

    @property
    def fields(self) -> list[dict[str, str]]:
        """Inputs that a person fills in."""
        return [one for one in self.all("input", "select", "textarea") if one.get("type") != "hidden"]


def read(response: Any) -> Page:
    """The page that a response carries."""
    return Page(response.content.decode())
