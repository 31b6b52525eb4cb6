"""The large numbers at the head of a page."""

import pytest

from parindex.web.rendering.figures import Figure, render_figures


def test_a_figure_is_a_link_to_what_it_is_made_of() -> None:
    html = render_figures([Figure("Chỉ số", "87,32%", "56,95 điểm", "/diem/", main=True)])
    assert '<div class="figure main"><dt>Chỉ số</dt>' in html
    assert '<dd class="value"><a href="/diem/">87,32%</a></dd><dd class="note">56,95 điểm</dd>' in html


def test_its_state_is_a_word_with_a_sign() -> None:
    html = render_figures([Figure("Đúng hạn", "98,85%", state="Mất điểm", sign="warn")])
    assert '<span class="sign sign-warn">Mất điểm</span>' in html


def test_its_texts_are_escaped() -> None:
    assert "<b>" not in render_figures([Figure("<b>", "<b>", "<b>", "/a/", "<b>")])


def test_its_link_stays_on_this_site() -> None:
    with pytest.raises(ValueError, match="stay on this site"):
        render_figures([Figure("a", "1", href="https://vi.du/")])


def test_no_figures_leave_no_empty_list() -> None:
    assert render_figures([]) == ""
