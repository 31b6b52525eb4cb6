"""The stylesheet: contrast of its tokens in both themes, and nothing that the content policy would block."""

import re
from pathlib import Path

import pytest

import parindex.web
from parindex.web.rendering.markup import SIGNS

WEB = Path(parindex.web.__file__).parent
SHEET = (WEB / "static/parindex/app.css").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
BLOCK = re.compile(
    r'(:root(?:\[data-theme="dark"\]|:not\(\[data-theme="light"\]\))?) \{([^}]*--ground[^}]*--shadow[^}]*)\}'
)
TOKEN = re.compile(r"--([a-z-]+): ([^;]+);")
BLOCKS = {selector: dict(TOKEN.findall(body)) for selector, body in BLOCK.findall(SHEET)}
THEMES = {"light": BLOCKS[":root"], "dark": BLOCKS[':root[data-theme="dark"]']}

TEXT = [
    *[(ink, back) for ink in ("ink", "ink-soft", "accent") for back in ("ground", "surface", "sunken", "accent-wash")],
    *[
        (state, back)
        for state in ("good", "warn", "bad", "open")
        for back in ("surface", "ground", "sunken", f"{state}-wash")
    ],
    *[(state, "accent-wash") for state in ("good", "warn", "bad", "open")],
    *[("ink", f"{state}-wash") for state in ("good", "warn", "bad", "open")],
    *[("accent", f"{state}-wash") for state in ("good", "warn", "bad", "open")],
    ("accent-strong", "surface"),
    ("accent-strong", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-band", "band"),
    ("on-band-soft", "band"),
]
SHAPES = [
    *[(bar, "surface") for bar in ("bar", "bar-good", "bar-warn", "bar-bad", "bar-open", "line-strong", "accent")],
    ("line-strong", "ground"),
    ("accent", "ground"),
    ("on-band", "band"),
]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_knows_its_two_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "back"), TEXT)
def test_text_has_a_contrast_of_at_least_four_and_a_half(theme: str, ink: str, back: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "back"), SHAPES)
def test_borders_of_fields_bars_and_focus_rings_have_a_contrast_of_at_least_three(
    theme: str, shape: str, back: str
) -> None:
    assert contrast(THEMES[theme][shape], THEMES[theme][back]) >= 3


def test_dark_by_the_system_and_dark_by_choice_are_the_same() -> None:
    assert len(BLOCKS) == 3
    assert BLOCKS[':root:not([data-theme="light"])'] == THEMES["dark"]


def test_paper_is_light_whatever_the_theme() -> None:
    assert re.search(r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root:not", SHEET)
    assert re.search(r"@media screen \{\s*:root\[data-theme=\"dark\"\]", SHEET)


def test_light_and_dark_have_the_same_tokens() -> None:
    assert THEMES["light"].keys() == THEMES["dark"].keys()


def test_every_token_used_exists_and_every_token_is_used() -> None:
    assert set(re.findall(r"var\(--([a-z-]+)\)", SHEET)) == THEMES["light"].keys()


def test_colours_stand_only_in_the_tokens_and_in_the_print_style() -> None:
    rules = BLOCK.sub("", SHEET).split("@media print")[0]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", rules)


def test_every_sign_has_its_mark() -> None:
    for sign in SIGNS - {"none"}:
        assert re.search(rf"\.sign-{sign}\b[^{{]*::before \{{ content: ", SHEET)
    assert ".sign-none {" in SHEET


def test_the_stylesheet_loads_nothing_from_anywhere() -> None:
    assert not re.findall(r"@import|url\(|https?:|@font-face", SHEET)


def test_the_stylesheet_closes_every_bracket() -> None:
    assert SHEET.count("{") == SHEET.count("}") > 100


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_no_inline_style_script_or_handler_and_no_foreign_address(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert not re.findall(r"\sstyle=|<style|<script|\son[a-z]+=|https?://|hx-on|\|safe\b|autoescape off", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_posted_form_carries_its_token(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert html.count('method="post"') <= html.count("{% csrf_token %}")
