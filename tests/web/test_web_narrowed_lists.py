"""The long lists of facts and of figures: words anywhere in a line, a state, and headings of what is left."""

import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from example_workspace import BASE, PERIOD, UNIT
from reading import Page, read

from parindex.assessment.queries import picture
from parindex.measures.catalogue import MEASURES
from parindex.measures.facts import Fact, Step
from parindex.organisations.queries import facts_in_force
from parindex.web.views.fact_words import step_text

Look = Callable[[str], Page]
FACTS, FIGURES = f"{BASE}/quy-dinh/moc-han/", f"{BASE}/chi-tieu/"


def facts_of(page: Page) -> set[str]:
    return {link.removeprefix(FACTS).strip("/") for link in page.links if link.startswith(FACTS)} - {""}


def figures_of(page: Page) -> set[str]:
    return {link.removeprefix(FIGURES).strip("/") for link in page.links if link.startswith(FIGURES)} & MEASURES.keys()


def areas(page: Page) -> int:
    return sum(one.get("class") == "row-area" for one in page.all("tr"))


def test_facts_are_found_by_folded_words_of_their_title_source_or_value(look: Look) -> None:
    found = facts_of(look(f"{FACTS}?q=han+gui+BAO+CAO"))
    assert "cchc_report_day" in found
    assert len(found) < 5
    assert facts_of(look(f"{FACTS}?q=581/BNV")) >= {"cchc_report_day"}
    nothing = look(f"{FACTS}?q=khong+co+muc+nao+nhu+vay")
    assert facts_of(nothing) == set()
    assert "Không có mốc, hạn hay mục tiêu nào khớp." in nothing.text


def test_facts_not_confirmed_are_shown_alone(look: Look) -> None:
    doubtful = {
        fact.name
        for fact in facts_in_force().values()
        if any(not step.confirmed and not step.local for step in fact.steps)
    }
    assert 0 < len(doubtful) < len(facts_in_force())
    page = look(f"{FACTS}?xac_nhan=on")
    assert facts_of(page) == doubtful
    assert f"Đang xem {len(doubtful)} trong" in page.text


def test_facts_stand_under_the_register_that_they_are_about(look: Look) -> None:
    page = look(FACTS)
    assert f"{BASE}/so-lieu/dossiers/" in page.links
    assert areas(page) > 20
    assert areas(look(f"{FACTS}?q=581/BNV")) < areas(page)


@pytest.mark.parametrize("path", [FACTS, f"{FACTS}cchc_report_day/", f"{BASE}/quy-dinh/"])
def test_pages_of_rules_say_who_writes_them_to_whom_may_not(
    path: str, look: Look, as_person: Callable[[str], Client]
) -> None:
    assert "đề nghị Sở Nội vụ (thường trực) ghi" in look(path).text
    assert "đề nghị Sở Nội vụ (thường trực) ghi" not in read(as_person("so-noi-vu").get(path)).text


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("ngày trong tháng", "20", "ngày 20"),
        ("tháng-ngày", "12-14", "ngày 14/12"),
        ("ngày làm việc", "15", "15 ngày làm việc"),
        ("%", "80", "80%"),
        ("tháng-ngày", "", "chưa biết"),
    ],
)
def test_a_value_is_said_as_people_say_it(unit: str, value: str, words: str) -> None:
    step = Step(value=value, source="QĐ")
    assert step_text(Fact(name="x", title="x", unit=unit, steps=(step,)), step) == words


@pytest.mark.parametrize("state", ["unmet", "met", "no_figure"])
def test_figures_of_one_state_are_shown_alone(state: str, look: Look) -> None:
    found = picture(UNIT, PERIOD)
    wanted = {code for code, measure in MEASURES.items() if found.target(measure).state == state}
    page = look(f"{FIGURES}?trang_thai={state}")
    assert figures_of(page) == wanted
    assert f"Đang xem {len(wanted)} trong {len(MEASURES)} chỉ tiêu" in page.text
    assert figures_of(look(f"{FIGURES}?trang_thai={state}&sort=ten")) == wanted


def test_figures_are_found_by_folded_words_of_the_title_the_register_or_the_criterion(look: Look) -> None:
    assert "assigned_tasks.on_time" in figures_of(look(f"{FIGURES}?q=nhiem+vu+UBND"))
    assert "assigned_tasks.on_time" in figures_of(look(f"{FIGURES}?q=1.6"))
    assert figures_of(look(f"{FIGURES}?q=khong+co+gi+nhu+vay")) == set()
    assert len(figures_of(look(f"{FIGURES}?trang_thai=la"))) == len(MEASURES), "an odd choice does not narrow"


def test_the_other_filters_of_a_register_open_only_when_one_is_set(look: Look) -> None:
    where = f"{BASE}/so-lieu/dossiers/"
    plain, words = look(where), look(f"{where}?tim=a")
    narrowed = look(f"{where}?channel=online")
    assert [one for one in plain.all("details") if one.get("class") == "more" and "open" in one] == []
    assert [one for one in words.all("details") if one.get("class") == "more" and "open" in one] == []
    assert len([one for one in narrowed.all("details") if one.get("class") == "more" and "open" in one]) == 1
    assert "Tìm trong mã và các cột chữ" in plain.text


def test_what_is_to_be_done_says_what_is_missing(look: Look) -> None:
    text = look(f"{BASE}/so-lieu/").text
    assert "thủ tục được cung cấp chưa đạt, làm mất điểm" in text
    assert "thủ tục được cung cấp làm mất điểm" not in text


@pytest.mark.parametrize(("code", "kept"), [(403, False), (500, True)])
def test_a_page_that_one_may_not_see_leaves_no_traceback_in_the_log(code: int, kept: bool) -> None:
    try:
        raise PermissionError("không có quyền")
    except PermissionError as error:
        said = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Forbidden: %s", ("/",), said)
    record.status_code = code
    assert settings.LOGGING["filters"]["in_short"]["callback"](record)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["in_short"]
    assert ("Traceback" in logging.Formatter().format(record)) is kept
