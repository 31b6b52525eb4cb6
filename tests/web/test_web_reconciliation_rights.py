"""Every role in every kind of office × what may be said of a difference: sent, decided, taken back, two codes that are one.

Who only looks gets the pages (`test_web_access` sends every role to them); here each form is sent, with a real difference,
and without what it must hold: 400 is then the answer to who may, 403 to who may not. Nothing is ever written.
"""

from collections.abc import Callable

import pytest
from comparing import HOME, LIST, ONE, OPEN, SETTLE, WHICH
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from example_workspace import BASE, PERIOD, foreign_department
from tests.conftest import FULL

from parindex.assessment.models import CauseDecision, CodeMatch, SentList
from parindex.organisations.roles import Role

pytestmark = pytest.mark.dear(3)

R = Role
NewPerson = Callable[..., Client]
# The design's table: who writes for an office, and who decides for the owner of the source, which is never the office
# whose dossiers count better by it.
WRITERS = {R.COORDINATOR, R.HEAD, R.ADMINISTRATOR}
DECIDERS = {R.APPRAISER, R.SECRETARIAT, R.ADMINISTRATOR}
TASKS = ("gui", "quyet-dinh", "rut")
DIVISION, PROVINCE, SIBLING = "van-phong", "dong-thap", "so-noi-vu"
PAGES = (
    HOME,
    f"{HOME}ma-tran/?{WHICH}",
    f"{LIST}?{WHICH}",
    ONE + OPEN,
    f"{HOME}dong/?{WHICH}&ben=phai",
    f"{HOME}mot-nguon/?{WHICH}",
    f"{HOME}ma-hong/?{WHICH}",
)
PAPERS = (f"{HOME}sai-lech.xlsx?{WHICH}", f"{HOME}cong-van.docx?{WHICH}")


def said_by(client: Client) -> dict[str, int]:
    """What each form answers when it is sent about a real difference and lacks what it must hold."""
    found = {task: client.post(SETTLE, {"viec": task, "ghi": "1", "khoa": [OPEN]}).status_code for task in TASKS}
    found["ma"] = client.post(
        f"{HOME}ma-hong/?{WHICH}", {"ma_trai": "A", "ma_phai": "B", "verdict": "same"}
    ).status_code
    return found


def answers(*, send: bool = False, settle: bool = False, match: bool = False) -> dict[str, int]:
    """The same by the design."""
    may = {"gui": send, "quyet-dinh": settle, "rut": settle, "ma": match}
    return {what: 400 if one else 403 for what, one in may.items()}


def nothing_said() -> bool:
    return not any(model.objects.exists() for model in (CauseDecision, CodeMatch, SentList))


@pytest.mark.parametrize("role", Role)
def test_in_the_office_itself_its_people_send_and_nobody_decides(role: Role, new_person: NewPerson) -> None:
    """Codes are concluded on by the owner of either source too, and the office owns the first."""
    client = new_person(role)
    assert {path: client.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert said_by(client) == answers(send=role in WRITERS, match=role in WRITERS | DECIDERS)
    assert nothing_said()


@pytest.mark.parametrize("role", Role)
def test_above_the_office_the_owner_s_people_decide(role: Role, new_person: NewPerson) -> None:
    client = new_person(role, PROVINCE)
    assert said_by(client) == answers(send=role in WRITERS, settle=role in DECIDERS, match=role in WRITERS | DECIDERS)
    assert client.get(ONE + OPEN).status_code == 200
    assert nothing_said()


@pytest.mark.parametrize("role", Role if FULL else (R.COORDINATOR, R.APPRAISER, R.ADMINISTRATOR))
def test_in_a_division_of_the_office_everybody_looks_and_nobody_says_anything(
    role: Role, new_person: NewPerson
) -> None:
    client = new_person(role, DIVISION)
    assert {path: client.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert said_by(client) == answers()
    assert nothing_said()


@pytest.mark.parametrize("role", Role if FULL else (R.COORDINATOR, R.APPRAISER, R.ADMINISTRATOR))
@pytest.mark.parametrize("sibling", [True, False], ids=["a neighbour", "a new department"])
def test_another_department_sees_and_says_nothing(role: Role, sibling: bool, new_person: NewPerson) -> None:
    client = new_person(role, SIBLING if sibling else foreign_department())
    pages = {path: client.get(path).status_code for path in (*PAGES, *PAPERS)}
    assert pages == dict.fromkeys((*PAGES, *PAPERS), 403)
    assert said_by(client) == dict.fromkeys((*TASKS, "ma"), 403)
    assert nothing_said()


@pytest.mark.parametrize("role", [R.COORDINATOR, R.APPRAISER])
def test_a_difference_of_the_whole_office_is_not_reached_through_a_division_s_page(
    role: Role, new_person: NewPerson
) -> None:
    """The division that the dossier is not of: the page says so, and its forms find no such row."""
    client = new_person(role)
    below = SETTLE.replace(BASE, f"/{DIVISION}/{PERIOD}")
    one = (ONE + OPEN).replace(BASE, f"/{DIVISION}/{PERIOD}")
    assert client.get(one).status_code == 302
    for task in TASKS:
        assert client.post(below, {"viec": task, "ghi": "1", "khoa": [OPEN], "reason": "x"}).status_code in {400, 403}
    assert nothing_said()


@pytest.mark.parametrize("task", TASKS)
def test_a_row_that_is_no_difference_is_named_in_the_refusal(task: str, new_person: NewPerson) -> None:
    client = new_person(R.ADMINISTRATOR, PROVINCE)
    given = {"letter": "1/CV", "letter_day": "05/01/2022", "document": "QĐ 1", "reason": "Nhầm", "cause": "C01"}
    answer = client.post(SETTLE, given | {"viec": task, "ghi": "1", "khoa": ["khong-co"], "verdict": "excused"})
    assert answer.status_code == 400
    assert "khong-co" in answer.content.decode()
    assert nothing_said()


def queries(client: Client, path: str) -> int:
    """How many the page needs once what does not depend on the page is there."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", [f"{LIST}?{WHICH}", f"{HOME}ma-tran/?{WHICH}"], ids=["list", "matrix"])
def test_the_list_and_the_matrix_ask_the_database_equally_often_for_few_and_for_many(
    page: str, coordinator: Client
) -> None:
    whole, many, few = (queries(coordinator, page + more) for more in ("", "&nguyen_nhan=C01", "&q=210510-0002"))
    assert max(whole, many, few) - min(whole, many, few) <= 2
    assert whole <= 45


def test_rows_and_codes_of_one_source_are_shown_with_as_few_queries(coordinator: Client) -> None:
    assert queries(coordinator, f"{HOME}dong/?{WHICH}&ben=phai") <= 45
    assert queries(coordinator, f"{HOME}mot-nguon/?{WHICH}") <= 45
    assert queries(coordinator, f"{HOME}ma-hong/?{WHICH}") <= 45
