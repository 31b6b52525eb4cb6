"""“Quy định”: every dated fact with its steps and sources; a local step goes over it and into the figures at once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from example_workspace import BASE
from reading import Page, read

from parindex.measures.catalogue import FACTS, MEASURES
from parindex.measures.reconciliation.comparisons import COMPARISONS
from parindex.organisations.models import AuditEvent, Setting
from parindex.organisations.queries import facts_in_force
from parindex.organisations.roles import Role

LIST = f"{BASE}/quy-dinh/moc-han/"
CLASS = f"{LIST}province_class/"
COMPARED = {fact.name for one in COMPARISONS.values() for fact in one.facts}  # no measure reads them
PAPER = "Quyết định số 12/QĐ-TTg ngày 05/01/2021"


@pytest.fixture
def secretariat(as_person: Callable[[str], Client]) -> Client:
    """Sở Nội vụ, at the top of the example's tree."""
    return as_person("so-noi-vu")


def test_the_section_is_in_the_navigation_and_leads_to_the_facts(look: Callable[[str], Page]) -> None:
    assert f"{BASE}/quy-dinh/" in look(f"{BASE}/").links
    assert LIST in look(f"{BASE}/quy-dinh/").links


def test_every_fact_is_listed_with_every_step_and_its_source(look: Callable[[str], Page]) -> None:
    page = look(LIST)
    for fact in facts_in_force().values():
        assert f"{LIST}{fact.name}/" in page.links
        for step in fact.steps:
            assert " ".join(step.source.split()) in page.text
    if any(not step.confirmed for fact in FACTS.values() for step in fact.steps):
        assert "Từ trí nhớ, cần xác nhận" in page.text


def test_each_fact_has_its_page_and_names_who_reads_it(look: Callable[[str], Page]) -> None:
    for name in FACTS:
        page = look(f"{LIST}{name}/")
        readers = [
            code
            for code, measure in MEASURES.items()
            if name in {one.name for one in measure.facts} or (measure.target and measure.target.name == name)
        ]
        assert readers or name in COMPARED
        assert all(f"{BASE}/chi-tieu/{code}/" in page.links for code in readers)


def test_a_local_step_replaces_the_shipped_one_and_says_so(secretariat: Client) -> None:
    data = {"value": "III", "valid_from": "", "source": PAPER}
    assert secretariat.post(CLASS, data).status_code == 302
    assert facts_in_force()["province_class"].steps[0].value == "III"
    text = read(secretariat.get(CLASS)).text
    for words in ("Loại III", PAPER, "Của địa phương", "đang dùng"):
        assert words in text
    page = read(secretariat.get(f"{BASE}/chi-tieu/leadership.within_limit/"))
    assert "Loại III" in page.text
    assert "Đang tính." not in page.text, "the figures that read it are made again at once"


def test_a_newer_step_of_the_same_day_replaces_the_older(secretariat: Client) -> None:
    for value in ("I", "III"):
        secretariat.post(CLASS, {"value": value, "valid_from": "01/07/2021", "source": PAPER})
    assert list(Setting.objects.filter(valid_from=date(2021, 7, 1)).values_list("value", flat=True)) == ["III"]
    assert [step.value for step in facts_in_force()["province_class"].steps][-1] == "III"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "IV"}, "IV"),
        ({"source": "  "}, "Chưa nêu văn bản căn cứ"),
        ({"valid_from": "31/02/2021"}, "Không đọc được ngày này"),
        ({"value": ""}, "Hãy chọn một mục."),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    change: dict[str, str], words: str, secretariat: Client
) -> None:
    events, before = AuditEvent.objects.count(), list(Setting.objects.values())
    answer = secretariat.post(CLASS, {"value": "I", "valid_from": "", "source": PAPER} | change)
    assert answer.status_code == 400
    assert words in read(answer).text
    assert (AuditEvent.objects.count(), list(Setting.objects.values())) == (events, before)


def test_only_the_secretariat_at_the_top_and_the_administrator_write(
    new_person: Callable[..., Client], coordinator: Client
) -> None:
    before = list(Setting.objects.values())
    people = [coordinator, *(new_person(role) for role in Role if role not in {Role.ADMINISTRATOR})]
    for client in people:
        page = read(client.get(CLASS))
        assert not any(one.get("name") == "source" for one in page.fields)
        assert client.post(CLASS, {"value": "I", "source": PAPER}).status_code == 403
    assert list(Setting.objects.values()) == before


def test_a_fact_that_does_not_exist_is_not_found(secretariat: Client) -> None:
    assert secretariat.get(f"{LIST}khong_co/").status_code == 404
    assert secretariat.post(f"{LIST}khong_co/", {"value": "1", "source": PAPER}).status_code == 404
