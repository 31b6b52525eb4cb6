"""Self-scoring through the form: every leaf of the model set, in the shape of its rule."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from example_workspace import BASE, PERIOD, UNIT
from reading import Page, read

from parindex.assessment.models import EnteredValue
from parindex.assessment.queries import picture

RATIO = f"{BASE}/tieu-chi/1.3.1/tu-cham/"  # a leaf without a measure whose rule takes a share
PAPER = "Công văn số 12/SLĐTBXH-VP ngày 05/01/2022"


def filled(page: Page) -> dict[str, str]:
    """Something for every field: the first choice, twelve of everything, a paper."""
    data: dict[str, str] = {}
    for field in page.fields:
        name, kind = field.get("name", ""), field.get("type", "")
        if kind in {"radio", "checkbox"}:
            data.setdefault(name, field.get("value", "on"))
        elif name == "denominator":
            data[name] = "1.670"
        elif name == "numerator":
            data[name] = "835,5"
        elif name == "evidence":
            data[name] = PAPER
        elif name != "note":
            data[name] = "2"
    return data


def test_every_leaf_that_a_unit_may_enter_saves_and_shows_its_value(coordinator: Client) -> None:
    found = picture(UNIT, PERIOD)
    shapes = set()
    for _, criterion, leaf in found.criteria_set.leaves():
        path = f"{BASE}/tieu-chi/{leaf.code}/tu-cham/"
        form = coordinator.get(path)
        if leaf.scored_by == "survey":
            assert form.status_code == 404
            continue
        if leaf.measure:
            assert form["Location"] == f"{BASE}/chi-tieu/{leaf.measure}/so-tong-hop/?tc={leaf.code}"
            continue
        answer = coordinator.post(path, filled(read(form)))
        assert answer.status_code == 302, (leaf.code, read(answer).text)
        assert answer["Location"] == f"{BASE}/tieu-chi/{criterion.code}/#tc-{leaf.code}"
        shapes.add(leaf.rule["shape"])
        shown = read(coordinator.get(f"{BASE}/tieu-chi/{leaf.code}/")).text
        assert PAPER in shown
        assert "Người ghi: Trần Thị Bình" in shown
        assert f"Đã ghi tiêu chí {leaf.code}." in shown
    assert {"levels", "all_of", "bands", "proportional", "deduction"} <= shapes


def test_numbers_are_read_as_people_here_write_them(coordinator: Client) -> None:
    data = {"numerator": "1.669,5", "denominator": "1.670", "evidence": PAPER}
    assert coordinator.post(RATIO, data).status_code == 302
    newest = EnteredValue.objects.order_by("-id").first()
    assert newest is not None
    assert newest.value == {"numerator": "1669.5", "denominator": "1670"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"numerator": "tám mươi"}, "Không đọc được số này; hãy ghi như 1.670 hoặc 98,85."),
        ({"numerator": "1.67.0"}, "Không đọc được số này"),
        ({"numerator": ""}, "Chưa điền ô này; hãy ghi số đạt."),
        ({"numerator": "-3"}, "Nhập số không nhỏ hơn 0."),
        ({"evidence": "  "}, "Chưa nêu tài liệu kiểm chứng"),
        ({"numerator": "5", "denominator": "0"}, "Mẫu số là 0 thì tử số cũng phải là 0."),
    ],
)
def test_what_cannot_be_read_is_answered_with_how_to_mend_it_and_nothing_is_saved(
    change: dict[str, str], words: str, coordinator: Client
) -> None:
    before = EnteredValue.objects.count()
    data = {"numerator": "86", "denominator": "87", "evidence": PAPER} | change
    answer = coordinator.post(RATIO, data)
    assert answer.status_code == 400
    assert words in read(answer).text
    assert EnteredValue.objects.count() == before


def test_an_empty_judgement_asks_for_a_choice_and_for_the_paper(coordinator: Client) -> None:
    text = read(coordinator.post(f"{BASE}/tieu-chi/4.1.1/tu-cham/", {})).text
    assert "Hãy chọn một mục." in text
    assert "Chưa nêu tài liệu kiểm chứng" in text
    assert "Có 2 ô cần sửa" in text


def test_each_grade_of_input_carries_its_sign(look: Callable[[str], Page]) -> None:
    assert {"class": "sign sign-computed"} in look(f"{BASE}/tieu-chi/1.6/").all("span")
    assert {"class": "sign sign-judged"} in look(f"{BASE}/tieu-chi/4.1/").all("span")


def test_hostile_words_in_a_form_come_back_as_text(coordinator: Client) -> None:
    evil = '"><script>alert(1)</script>'
    data: dict[str, Any] = {"numerator": evil, "denominator": "1", "evidence": evil, "note": evil}
    answer = coordinator.post(RATIO, data)
    assert answer.status_code == 400
    assert "<script>alert" not in answer.content.decode()
    coordinator.post(RATIO, data | {"numerator": "1"})
    shown = coordinator.get(f"{BASE}/tieu-chi/1.3/")
    assert evil in read(shown).text
    assert "<script>alert" not in shown.content.decode()
