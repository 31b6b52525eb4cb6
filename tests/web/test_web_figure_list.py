"""The list of all figures: every measure once, every number a link, in any order; and the order of the rows behind."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from example_workspace import BASE, PERIOD, UNIT
from reading import Page

from parindex.assessment import figures
from parindex.assessment.queries import picture
from parindex.measures.catalogue import MEASURES
from parindex.web.views import figures as page_of_figures

LIST = f"{BASE}/chi-tieu/"


def order(page: Page) -> list[str]:
    """Codes of the measures in the order in which they are first linked to."""
    found = (link.removeprefix(LIST).strip("/") for link in page.links if link.startswith(LIST))
    return [code for code in found if code in MEASURES]


def test_every_measure_stands_once_under_its_register(look: Callable[[str], Page]) -> None:
    page = look(LIST)
    assert sorted(order(page)) == sorted(MEASURES)
    heads = [one for one in page.all("tr") if one.get("class") == "row-area"]
    assert len(heads) == len({measure.registers[0] for measure in MEASURES.values()})
    assert "98,85%" in page.text
    assert LIST in look(f"{BASE}/").links


@pytest.mark.parametrize("key", page_of_figures._KEYS)
def test_each_column_sorts_both_ways_and_keeps_every_measure(key: str, look: Callable[[str], Page]) -> None:
    up, down = order(look(f"{LIST}?sort={key}")), order(look(f"{LIST}?sort=-{key}"))
    assert sorted(up) == sorted(down) == sorted(MEASURES)


def test_shares_are_in_order_and_those_without_come_last(look: Callable[[str], Page]) -> None:
    score = picture(UNIT, PERIOD).score
    shares = []
    for code in order(look(f"{LIST}?sort=ty-le")):
        figure = score.counting(code)
        shares.append(figure.numerator / figure.denominator if figure and figure.denominator else None)
    known = [share for share in shares if share is not None]
    assert known == sorted(known)
    assert shares == known + [None] * (len(shares) - len(known))


def test_an_unknown_order_is_the_usual_one(look: Callable[[str], Page]) -> None:
    assert order(look(f"{LIST}?sort=khong-co")) == order(look(LIST))


def test_the_list_reads_stored_figures_and_never_rows(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a page must not compute")

    monkeypatch.setattr(figures, "compute", never)
    monkeypatch.setattr(figures, "rows", never)
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        assert coordinator.get(LIST).status_code == 200
    assert len(asked) < 40


TASKS = f"{BASE}/chi-tieu/assigned_tasks.on_time/"


def dues(page: Page) -> list[tuple[str, ...]]:
    """Every date of the form dd/MM/yyyy in the body of the rows, turned round for comparing."""
    words = page.text.split("Các dòng được đếm")[-1].split()
    return [tuple(reversed(word.split("/"))) for word in words if word.count("/") == 2 and len(word) == 10]


def test_the_rows_behind_a_figure_sort_by_any_column(coordinator: Client, look: Callable[[str], Page]) -> None:
    assert any("sort=due" in link for link in look(TASKS).links)
    first = look(f"{TASKS}?sort=due")
    last = look(f"{TASKS}?sort=-due")
    assert dues(first) != dues(last)
    assert min(dues(first)) <= min(dues(last))
    kept = look(f"{TASKS}?sort=-due&mat=1")
    assert "1 nhiệm vụ" in kept.text
    for odd in ("khong_co", '"; DROP TABLE x', "key", "-key", "-"):
        assert coordinator.get(TASKS, {"sort": odd}).status_code == 200


def test_every_number_of_the_overview_is_a_link(coordinator: Client) -> None:
    html = coordinator.get(f"{BASE}/").content.decode()
    numbers = re.findall(r'<td class="num[^>]*>(.*?)</td>', html)
    assert len(numbers) > 20
    assert [one for one in numbers if not one.startswith("<a ")] == []
    values = re.findall(r'class="value">(.*?)</', html)
    assert values
    assert [one for one in values if not one.startswith("<a ")] == []
