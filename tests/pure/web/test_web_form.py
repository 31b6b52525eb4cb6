"""The form renderer: label, hint and error where a person looks for them, also without JavaScript."""

import re

import pytest
from django import forms

from parindex.web.rendering.form import FormLook, Section, render_form


class Sample(forms.Form):
    """A field of each kind that has its own markup."""

    day = forms.CharField(label="Ngày ban hành", help_text="Ví dụ <17/03/2022>.")
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    grade = forms.ChoiceField(label="Căn cứ", widget=forms.RadioSelect, choices=[("a", "Dữ liệu"), ("b", "Văn bản")])
    dry = forms.BooleanField(label="Chỉ kiểm tra", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class WithFile(forms.Form):
    file = forms.FileField(label="Tệp")


def shown(form: forms.Form, **look: object) -> str:
    return str(render_form(form, FormLook(**look), csrf_token="dau-hieu"))  # type: ignore[arg-type]


def test_the_label_stands_above_its_field_and_the_hint_between() -> None:
    html = shown(Sample())
    label, hint, field = (html.index(piece) for piece in ('for="id_day"', 'id="id_day_helptext"', 'name="day"'))
    assert label < hint < field


def test_hint_and_error_are_tied_to_the_field_for_screen_readers() -> None:
    html = shown(Sample({"grade": "a"}))
    field = re.findall(r'<input[^>]*name="day"[^>]*>', html)[0]
    assert 'aria-describedby="id_day_helptext id_day_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="id_day_error"' in html


def test_an_error_stands_beside_its_field_and_nowhere_else() -> None:
    form = Sample({"day": "x", "grade": "a"})
    form.add_error("day", "“x” không phải ngày. Ghi ngày/tháng/năm.")
    html = shown(form)
    assert html.count("không phải ngày") == 1
    assert html.index('name="day"') < html.index("không phải ngày") < html.index('name="note"')


def test_several_faults_are_listed_at_the_top_with_links() -> None:
    html = shown(Sample({}))
    assert "Có 2 ô cần sửa" in html
    assert 'href="#id_day"' in html
    assert 'href="#id_grade"' in html
    assert 'id="id_grade"' in html


def test_one_fault_needs_no_list() -> None:
    assert "cần sửa" not in shown(Sample({"grade": "a"}))


def test_a_fault_of_the_whole_form_stands_at_its_top() -> None:
    form = Sample({"day": "x", "grade": "a"})
    form.add_error(None, "Không ghi được: <b>số liệu đã đổi</b>.")
    html = shown(form)
    assert 'role="alert"' in html
    assert "&lt;b&gt;số liệu đã đổi" in html
    assert html.index("Không ghi được") < html.index('name="day"')


def test_hints_and_values_are_escaped() -> None:
    html = shown(Sample({"day": '"><script>1</script>', "grade": "a"}))
    assert "<script" not in html
    assert "&lt;17/03/2022&gt;" in html


def test_only_required_fields_say_so_in_words() -> None:
    html = shown(Sample())
    assert html.count("(bắt buộc)") == 2
    assert re.search(r'for="id_day">Ngày ban hành <span class="required">\(bắt buộc\)', html)


def test_a_group_of_choices_has_a_legend() -> None:
    assert re.search(r"<fieldset[^>]*>\s*<legend>Căn cứ", shown(Sample()))


def test_a_tick_box_stands_before_its_label() -> None:
    html = shown(Sample())
    assert html.index('name="dry"') < html.index('for="id_dry"')
    assert html.count('name="dry"') == 1


def test_a_hidden_field_has_no_label() -> None:
    html = shown(Sample())
    assert 'name="token"' in html
    assert 'for="id_token"' not in html


def test_there_is_one_primary_button() -> None:
    html = shown(Sample(), submit="Nạp số liệu", cancel="/so-lieu/")
    assert html.count("primary") == html.count("<button") == 1
    assert ">Nạp số liệu</button>" in html
    assert '<a class="button" href="/so-lieu/">Hủy</a>' in html


def test_what_destroys_looks_different() -> None:
    assert 'class="button danger"' in shown(Sample(), danger=True)


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    assert 'enctype="multipart/form-data"' in shown(WithFile())
    assert "enctype" not in shown(Sample())


def test_a_posted_form_carries_the_token_of_its_request() -> None:
    assert 'name="csrfmiddlewaretoken" value="dau-hieu"' in shown(Sample())


def test_a_posted_form_without_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="CSRF token"):
        render_form(Sample())


def test_a_filter_is_sent_in_the_address_without_a_token_or_required_marks() -> None:
    html = str(render_form(Sample(), FormLook("Lọc", method="get", inline=True)))
    assert 'class="form inline" method="get"' in html
    assert "csrf" not in html
    assert "bắt buộc" not in html


@pytest.mark.parametrize("part", ["action", "cancel"])
def test_addresses_of_a_form_stay_on_this_site(part: str) -> None:
    with pytest.raises(ValueError, match="stay on this site"):
        shown(Sample(), **{part: "https://vi.du/"})


def test_errors_speak_vietnamese() -> None:
    assert "bắt buộc." in shown(Sample({"grade": "a"}))


def test_short_fields_of_a_wide_form_may_stand_two_in_a_line() -> None:
    assert 'class="form wide"' in shown(Sample(), wide=True)


def test_a_second_button_is_quieter_and_says_which_was_pressed() -> None:
    html = shown(Sample(), submit="Ghi dòng", also=("them-nua", "Ghi và thêm dòng nữa"))
    assert html.count("primary") == 1
    assert '<button type="submit" class="button" name="them-nua" value="1">Ghi và thêm dòng nữa</button>' in html
    assert html.index("Ghi dòng") < html.index("Ghi và thêm dòng nữa")


def test_a_filter_may_take_a_second_piece_of_the_answer_with_the_table() -> None:
    html = str(render_form(Sample(), FormLook("Lọc", method="get", swap="bang", swap_also="xuat")))
    assert 'hx-select="#bang" hx-select-oob="#xuat"' in html
    assert "hx-select-oob" not in str(render_form(Sample(), FormLook("Lọc", method="get", swap="bang")))


def test_sections_stand_under_headings_and_a_folded_one_opens_for_a_value_or_a_fault() -> None:
    sections = (Section("Phải điền", ["day"]), Section("Các ô khác", ["note", "dry"], folded=True))
    html = shown(Sample(), sections=sections)
    first, folded = html.split("<details")
    assert "<h2>Phải điền</h2>" in first
    assert 'name="grade"' in first, "what no section names stands in the first"
    assert "Các ô khác (2)" in folded
    assert folded.index("</details>") < folded.index("<button")
    assert "open" not in folded.split(">")[0]
    for form in (Sample(initial={"note": "có"}), Sample({"day": "x", "grade": "a", "dry": "on"})):
        assert " open" in shown(form, sections=sections).split("<details")[1].split(">")[0]
    faulty = Sample({"day": "x", "grade": "a"})
    faulty.add_error("note", "Sai.")
    assert " open" in shown(faulty, sections=sections).split("<details")[1].split(">")[0]


def _nested(*, opened: bool = False) -> tuple[Section, ...]:
    paper = Section("Thêm tài liệu", ["note"], folded=True)
    one = Section("1.1. Kế hoạch (tối đa 2 điểm)", ["day"], told=[("Nội dung hỏi", "Vì <sao>?")], parts=[paper])
    return Section("1. Chỉ đạo: còn 1/1 mục", parts=[one], folded=True, opened=opened), Section("Gửi", ["grade", "dry"])


def test_a_section_with_parts_shows_what_is_told_over_each_and_begins_folded_though_its_fields_are_filled() -> None:
    html = shown(Sample(initial={"day": "17/03/2022"}), sections=_nested())
    outer, inner = (re.findall(r"<details[^>]*>", html)[at] for at in (0, 1))
    assert " open" not in outer and " open" not in inner
    places = [html.index(words) for words in ("còn 1/1 mục", "<h3>1.1. Kế hoạch", "Vì &lt;sao&gt;?", 'name="day"')]
    assert places == sorted(places) and html.index("Thêm tài liệu") < html.index('name="note"') < html.index("<h2>Gửi")
    assert " open" in re.findall(r"<details[^>]*>", shown(Sample(), sections=_nested(opened=True)))[0]


def test_a_fault_deep_inside_opens_what_folds_it_and_is_listed_with_its_part() -> None:
    form = Sample({"grade": "a", "day": ""})
    form.add_error("note", "Sai.")
    html = shown(form, sections=_nested())
    assert all(" open" in one for one in re.findall(r"<details[^>]*>", html))
    assert ">1.1. Kế hoạch: Ngày ban hành</a>" in html and ">1.1. Kế hoạch: Ghi chú</a>" in html
