"""What a paragraph or run inherits: document defaults, then its styles from the oldest on, then what it says itself."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from parindex.documents.layout.parts import WORD, word_attribute


class StyleSheet:
    """Looks up inherited properties."""

    def __init__(self, styles: Element) -> None:
        self._styles = {
            word_attribute(style, "styleId"): style
            for style in styles.findall(f"{WORD}style")
            if word_attribute(style, "type") == "paragraph"
        }
        self._default = next(
            (key for key, style in self._styles.items() if word_attribute(style, "default") in ("1", "true")), None
        )
        self._run_default = styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
        self._paragraph_default = styles.find(f"{WORD}docDefaults/{WORD}pPrDefault/{WORD}pPr")

    def paragraph_layers(self, paragraph: Element) -> tuple[Element, ...]:
        """`w:pPr` elements that shape the paragraph, the strongest last."""
        own = paragraph.find(f"{WORD}pPr")
        layers = [self._paragraph_default, *(style.find(f"{WORD}pPr") for style in self._chain(paragraph)), own]
        return tuple(layer for layer in layers if layer is not None)

    def run_layers(self, paragraph: Element, run: Element) -> tuple[Element, ...]:
        """`w:rPr` elements that shape the run, the strongest last."""
        own = run.find(f"{WORD}rPr")
        layers = [self._run_default, *(style.find(f"{WORD}rPr") for style in self._chain(paragraph)), own]
        return tuple(layer for layer in layers if layer is not None)

    def _chain(self, paragraph: Element) -> tuple[Element, ...]:
        named = word_attribute(paragraph.find(f"{WORD}pPr/{WORD}pStyle"), "val") or self._default
        return tuple(reversed(list(self._ancestors(named))))

    def _ancestors(self, style_id: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = word_attribute(style.find(f"{WORD}basedOn"), "val")


def attribute(layers: tuple[Element, ...], path: str, name: str) -> str | None:
    """The strongest value of an attribute: `attribute(layers, "spacing", "before")`."""
    for layer in reversed(layers):
        value = word_attribute(layer.find(f"{WORD}{path}"), name)
        if value is not None:
            return value
    return None


def switch(layers: tuple[Element, ...], name: str) -> bool:
    """An on/off property such as bold: present without a value means on."""
    for layer in reversed(layers):
        found = layer.find(f"{WORD}{name}")
        if found is not None:
            return word_attribute(found, "val") not in ("0", "false", "off")
    return False


def number(layers: tuple[Element, ...], path: str, name: str, default: int = 0) -> int:
    """A whole number; `default` when it is missing or not one."""
    value = attribute(layers, path, name)
    try:
        return default if value is None else int(value)
    except ValueError:
        return default
