"""One leaf for all units in one grid: who may write, which rows land, what comes back, how many queries."""

import io
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from reading import Page, read
from tests.apps.rounds.a_round import BUILDING, COMMUNE, HEALTH, HOME_AFFAIRS, ARound, make_round, with_extras

from parindex.assessment.rounds.fields import assign_field
from parindex.assessment.rounds.judging import leaf_of
from parindex.assessment.rounds.models import Evidence, FieldOfAppraisal, Move, Remark, RoundBlock, StepScore, Window
from parindex.assessment.rounds.reading import set_of
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.states import State, Step
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.queries import today
from parindex.web.column_inputs import TICKED, Inputs
from parindex.web.views.round_column import ALL, BESIDE, rows_of_page

BASE = "/tinh/2021/dot/2021/theo-cot"
PLAN = f"{BASE}/so/1.3.1/"  # scored by level
TASKS = f"{BASE}/so/1.1/"  # scored by share
REPORTS = f"{BASE}/so/1.2/"  # loses points for each fault of one kind, which a measure counts
UNITS = (HOME_AFFAIRS, HEALTH, BUILDING)
SignIn = Callable[[str], Client]


@pytest.fixture
def appraised(a_round: ARound) -> ARound:
    """Self-scores of the plan and of the tasks are in; the three departments are in the first appraisal."""
    for unit in UNITS:
        by, of = a_round.people[f"van-phong.{unit}"], a_round.of[unit].pk
        plan: dict[str, Any] = {"leaf": "1.3.1", "value": {"level": "in_time"}, "note": "KH 01/KH"}
        tasks: dict[str, Any] = {"leaf": "1.1", "value": {"numerator": "8", "denominator": "10"}}
        for given in (plan, tasks):
            save_score(by=by, of=of, step=Step.SELF, seen=None, **given)
        a_round.stand(unit, State.FIRST_APPRAISAL)
    return a_round


def sent(page: Page) -> dict[str, str]:
    """What a browser would send of the page's grid as it stands."""
    data: dict[str, str] = {}
    for tag, one in page.tags:
        name = one.get("name", "")
        if tag == "select":
            chosen = name
            data[chosen] = ""
        elif tag == "option" and "selected" in one:
            data[chosen] = one["value"]
        elif tag == "input" and name and (one.get("type") != "checkbox" or "checked" in one):
            data[name] = one.get("value", "on")
    data.pop("csrfmiddlewaretoken", None)
    return data


def opened(client: Client, path: str = PLAN) -> dict[str, str]:
    response = client.get(path)
    assert response.status_code == 200
    return sent(read(response))


def points(step: str, leaf: str = "1.3.1") -> Mapping[str, str]:
    rows = StepScore.objects.filter(step=step, leaf=leaf, replaced_by__isnull=True)
    return dict(rows.values_list("of__unit_id", "points"))


def test_the_grid_shows_every_unit_with_what_each_step_said(appraised: ARound, as_person: SignIn) -> None:
    written = {"by": appraised.people["quan-tri"], "at": appraised.round.at, "step": "self"}
    of, block = appraised.of[HEALTH], appraised.blocks["so"]
    Evidence.objects.create(of=of, block=block, leaf="1.3.1", kind="document", title="KH", number="1", **written)
    Remark.objects.create(of=of, leaf="1.3.1", kind="explanation", text="Đã nộp đúng hạn", **written)
    page = read(as_person("tham-dinh").get(PLAN))
    for unit in UNITS:
        assert f"Đơn vị {unit}" in page.text
        assert f"/{unit}/2021/dot/2021/tieu-chi/1.3.1/" in page.links
    assert COMMUNE not in page.text
    assert "đúng hạn" in page.text and "Đã nộp đúng hạn" in page.text and "2,00" in page.text
    assert any(link.startswith(f"/{HEALTH}/") and "tieu-chi" in link for link in page.links)


def test_the_units_own_reason_and_its_papers_by_name_stand_on_the_row(appraised: ARound, as_person: SignIn) -> None:
    written = {"by": appraised.people["quan-tri"], "at": appraised.round.at, "step": "self", "leaf": "1.3.1"}
    of, block = appraised.of[HEALTH], appraised.blocks["so"]
    named = [
        Evidence.objects.create(of=of, block=block, title=f"Kế hoạch {number}", number=str(number), **kept, **written)
        for number, kept in enumerate(
            [{"kind": "file", "digest": "a" * 64, "file_name": "kh.pdf"}] + [{"kind": "document"}] * 4
        )
    ]
    page = read(as_person("tham-dinh").get(PLAN))
    line = page.text.partition(f"Đơn vị {HEALTH}")[2].partition("Đơn vị ")[0]
    for words in ("KH 01/KH", "Kế hoạch 0", "Kế hoạch 1", "và 3 tài liệu khác"):
        assert words in line, words
    assert "Kế hoạch 2" not in line
    assert f"/{HEALTH}/2021/dot/2021/tai-lieu/{named[0].pk}/tep/" in page.links
    assert f"/{HEALTH}/2021/dot/2021/tieu-chi/1.3.1/#tai-lieu" in [one.get("href") for one in page.all("a")]


def test_what_a_unit_confirmed_alone_is_marked_on_its_row_and_in_the_workbook(
    appraised: ARound, as_person: SignIn
) -> None:
    client = as_person("tham-dinh")
    assert "tự xác nhận" not in read(client.get(PLAN)).text
    ways = (("submit", "self_scoring", "submitted"), ("explain", "explaining", "second_appraisal"))
    for name, before, after in ways:
        Move.objects.create(
            of=appraised.of[HEALTH],
            name=name,
            came_from=before,
            went_to=after,
            alone=True,
            by=appraised.people["quan-tri"],
            at=appraised.round.at,
        )
    Remark.objects.create(
        of=appraised.of[HEALTH],
        leaf="1.3.1",
        kind="explanation",
        text="Đã nộp",
        step="explanation",
        by=appraised.people["quan-tri"],
        at=appraised.round.at,
    )
    text = read(client.get(PLAN)).text
    assert "đúng hạn · tự xác nhận" in text
    assert "Giải trình (tự xác nhận): Đã nộp" in text and text.count("tự xác nhận") == 2


def test_a_score_taken_back_by_sending_again_is_marked_no_more(appraised: ARound, as_person: SignIn) -> None:
    moves = (
        ("submit", "self_scoring", "submitted", True),
        ("unlock", "submitted", "self_scoring", False),
        ("submit", "self_scoring", "submitted", False),
    )
    for name, before, after, alone in moves:
        Move.objects.create(
            of=appraised.of[HEALTH],
            name=name,
            came_from=before,
            went_to=after,
            alone=alone,
            by=appraised.people["quan-tri"],
            at=appraised.round.at,
        )
    assert "tự xác nhận" not in read(as_person("tham-dinh").get(PLAN)).text


class TestExtras:
    """Lines of bonus and penalty points have columns too; what is taken off has its minus wherever it is read."""

    @pytest.fixture
    def extras(self, admin: User) -> ARound:
        made = make_round(admin, document=with_extras())
        for unit in UNITS:
            made.stand(unit, State.FIRST_APPRAISAL)
        return made

    @pytest.fixture
    def client(self, extras: ARound) -> Client:
        client = Client()
        client.force_login(extras.people["tham-dinh"])
        return client

    def test_they_stand_after_the_leaves_and_are_gone_to_from_them(self, extras: ARound, client: Client) -> None:
        index = read(client.get(f"{BASE}/"))
        assert f"{BASE}/so/T1/" in index.links and f"{BASE}/so/P1/" in index.links
        assert "Chậm báo cáo Điểm trừ −2,00" in index.text
        assert f"{BASE}/so/P1/" in read(client.get(f"{BASE}/so/T1/")).links
        page = read(client.get(f"{BASE}/so/P1/"))
        assert "điểm trừ, tối đa 2 điểm" in page.text and "Tính nhất quán" not in page.text

    def test_a_penalty_is_written_over_all_units_and_read_with_its_minus(self, extras: ARound, client: Client) -> None:
        path, of = f"{BASE}/so/P1/", extras.of[BUILDING].pk
        data = opened(client, path) | {f"{of}-count": "2", f"{of}-note": "hai báo cáo"}
        assert client.post(path, data).status_code == 302
        assert points("first", "P1") == {BUILDING: "1"}
        where = f"/{BUILDING}/2021/dot/2021"
        for address in (path, f"{where}/phieu/", f"{where}/tieu-chi/P1/"):
            text = read(client.get(address)).text
            assert "−1" in text, address
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}bang.xlsx").content))
        cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
        assert -1 in cells and "hai báo cáo" in cells

    def test_who_has_a_field_scores_the_line_that_he_was_given(self, extras: ARound, client: Client) -> None:
        by, of = extras.people["quan-tri"], extras.of[BUILDING].pk
        assign_field(by=by, round=extras.round.id, block="so", code="T1", appraiser="tham-dinh")
        assert f"{of}-note" in opened(client, f"{BASE}/so/T1/")
        assert f"{of}-note" not in opened(client, f"{BASE}/so/P1/")


def test_a_page_has_no_more_rows_than_a_form_may_send(settings: Settings, a_round: ARound, as_person: SignIn) -> None:
    for unit in UNITS:
        a_round.stand(unit, State.FIRST_APPRAISAL)
    assert rows_of_page(Inputs(set_of(a_round.blocks["so"]), leaf_of(set_of(a_round.blocks["so"]), "1.1"))) == 250
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = BESIDE + 2 * 6 + 1
    client = as_person("tham-dinh")
    first, last = read(client.get(TASKS)), read(client.get(f"{TASKS}?page=2"))
    assert "Trang 1 trong 2" in first.text
    assert [sum(name.endswith("-thay") for name in sent(page)) for page in (first, last)] == [2, 1]
    assert client.post(TASKS, sent(first) | {"csrfmiddlewaretoken": "x"}).status_code == 302


def test_what_is_changed_or_ticked_is_saved_and_nothing_else(appraised: ARound, as_person: SignIn) -> None:
    client, before = as_person("tham-dinh"), AuditEvent.objects.count()
    data = opened(client)
    health, home = appraised.of[HEALTH].pk, appraised.of[HOME_AFFAIRS].pk
    data |= {f"{health}-level": "late", f"{health}-note": "nộp chậm 3 ngày", f"{home}-ghi": "1"}
    response = client.post(PLAN, data)
    assert (response.status_code, response["Location"]) == (302, PLAN)
    assert points("first") == {HEALTH: "1", HOME_AFFAIRS: "2"}
    row = StepScore.objects.get(of=health, step="first")
    assert (row.value, row.note, row.by) == ({"level": "late"}, "nộp chậm 3 ngày", appraised.people["tham-dinh"])
    assert AuditEvent.objects.count() == before + 2
    again = client.post(PLAN, opened(client))
    assert again.status_code == 302 and AuditEvent.objects.count() == before + 2
    assert "chưa ghi gì" in read(client.get(PLAN)).text


def test_all_rows_without_a_score_are_taken_as_they_stand_at_once(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    data = opened(client, TASKS)
    building = appraised.of[BUILDING].pk
    client.post(TASKS, data | {f"{building}-numerator": "7", f"{building}-note": "một việc trễ"})
    assert points("first", "1.1") == {BUILDING: "2.8"}
    client.post(TASKS, opened(client, TASKS) | {"tat-ca": "1"})
    assert points("first", "1.1") == {BUILDING: "2.8", HEALTH: "3.2", HOME_AFFAIRS: "3.2"}


def test_who_agrees_with_a_count_of_faults_of_one_kind_needs_no_reason(a_round: ARound, as_person: SignIn) -> None:
    """What the measure counted is kept in another shape than the fields of the rule give."""
    for unit in UNITS:
        accept_proposals(by=a_round.people[f"van-phong.{unit}"], of=a_round.of[unit].pk)
        a_round.stand(unit, State.FIRST_APPRAISAL)
    client, ticked = as_person("tham-dinh"), f"{a_round.of[HEALTH].pk}-{TICKED}"
    assert client.post(REPORTS, opened(client, REPORTS) | {ticked: "1"}).status_code == 302
    assert points("first", "1.2") == {HEALTH: "1"}
    assert client.post(REPORTS, opened(client, REPORTS) | {ALL: "1"}).status_code == 302
    assert points("first", "1.2") == dict.fromkeys(UNITS, "1")
    rows = StepScore.objects.filter(leaf="1.2", replaced_by__isnull=True)
    assert {(row.step, str(row.value)) for row in rows} == {(step, "{'count': '1'}") for step in ("self", "first")}


def test_another_count_of_faults_still_needs_a_reason(a_round: ARound, as_person: SignIn) -> None:
    accept_proposals(by=a_round.people[f"van-phong.{HEALTH}"], of=a_round.of[HEALTH].pk)
    of, client = a_round.stand(HEALTH, State.FIRST_APPRAISAL).pk, as_person("tham-dinh")
    typed = opened(client, REPORTS) | {f"{of}-count_0": "2"}
    refused = client.post(REPORTS, typed)
    assert refused.status_code == 400 and "hãy giải trình vì sao khác" in read(refused).text
    assert client.post(REPORTS, typed | {f"{of}-note": "thêm một báo cáo"}).status_code == 302
    assert StepScore.objects.get(step="first").value == {"counts": {"late": 2}}


def test_a_row_that_cannot_be_saved_comes_back_with_what_was_typed_and_the_rest_lands(
    appraised: ARound, as_person: SignIn
) -> None:
    client = as_person("tham-dinh")
    health, building = appraised.of[HEALTH].pk, appraised.of[BUILDING].pk
    data = opened(client, TASKS)
    data |= {f"{health}-numerator": "bảy <b>", f"{health}-note": "ghi chú của tôi"}  # no number
    data |= {f"{appraised.of[HOME_AFFAIRS].pk}-numerator": "6"}  # differs without a word
    data |= {f"{building}-numerator": "9", f"{building}-note": "thêm một việc"}
    response = client.post(TASKS, data)
    assert response.status_code == 400
    assert points("first", "1.1") == {BUILDING: "3.6"}
    page = read(response)
    back = sent(page)
    assert (back[f"{health}-numerator"], back[f"{health}-note"]) == ("bảy <b>", "ghi chú của tôi")
    assert "Không đọc được số này" in page.text and "giải trình vì sao khác" in page.text
    assert "Đã ghi 1 đơn vị" in page.text and "2 đơn vị chưa ghi được" in page.text
    assert back[f"{building}-numerator"] == "9"
    mended = back | {f"{health}-numerator": "7", f"{appraised.of[HOME_AFFAIRS].pk}-note": "hai việc trễ"}
    assert client.post(TASKS, mended).status_code == 302
    assert points("first", "1.1") == {BUILDING: "3.6", HEALTH: "2.8", HOME_AFFAIRS: "2.4"}


def test_a_row_that_somebody_scored_meanwhile_is_refused_with_both_versions(
    appraised: ARound, as_person: SignIn
) -> None:
    mine, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    data = opened(mine)
    other = as_person("thuong-truc")
    other.post(PLAN, opened(other) | {f"{of}-level": "none", f"{of}-note": "không thấy kế hoạch"})
    response = mine.post(PLAN, data | {f"{of}-level": "late", f"{of}-note": "nộp chậm"})
    assert response.status_code == 409
    assert points("first")[BUILDING] == "0"
    page = read(response)
    assert "Người thuong-truc" in page.text and "không thấy kế hoạch" in page.text and "ghi đè" in page.text
    back = sent(page)
    assert (back[f"{of}-level"], back[f"{of}-note"]) == ("late", "nộp chậm")
    assert mine.post(PLAN, back).status_code == 302  # seen and meant
    assert points("first")[BUILDING] == "1"


def test_rows_that_nobody_touched_are_not_stale_when_somebody_else_scores_them(
    appraised: ARound, as_person: SignIn
) -> None:
    mine, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    data = opened(mine)
    other = as_person("thuong-truc")
    other.post(PLAN, opened(other) | {f"{of}-level": "none", f"{of}-note": "không thấy kế hoạch"})
    health = appraised.of[HEALTH].pk
    assert mine.post(PLAN, data | {f"{health}-level": "late", f"{health}-note": "chậm"}).status_code == 302
    assert points("first") == {BUILDING: "0", HEALTH: "1"}


def test_a_unit_that_moved_on_since_the_page_was_opened_keeps_what_it_has(appraised: ARound, as_person: SignIn) -> None:
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    data = opened(client) | {f"{of}-level": "late", f"{of}-note": "chậm"}
    for state in (State.EXPLAINING, State.SECOND_APPRAISAL):
        appraised.stand(BUILDING, state)
        response = client.post(PLAN, data)
        assert response.status_code == 400
        assert "không còn ở bước thẩm định" in read(response).text
    assert not StepScore.objects.exclude(step="self").exists()


def test_the_second_appraisal_begins_with_what_the_first_said(appraised: ARound, as_person: SignIn) -> None:
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    client.post(PLAN, opened(client) | {f"{of}-level": "late", f"{of}-note": "chậm"})
    appraised.stand(BUILDING, State.SECOND_APPRAISAL)
    data = opened(client)
    assert (data[f"{of}-level"], data[f"{of}-note"]) == ("late", "")
    client.post(PLAN, data | {f"{of}-ghi": "1"})
    assert points("second") == {BUILDING: "1"}


def test_an_appraiser_of_the_unit_itself_gets_no_fields_for_it(appraised: ARound, as_person: SignIn) -> None:
    data = opened(as_person("tham-dinh-y-te"))
    assert f"{appraised.of[HEALTH].pk}-level" not in data
    assert f"{appraised.of[BUILDING].pk}-level" in data
    data = opened(as_person("thuong-truc"))
    assert f"{appraised.of[HOME_AFFAIRS].pk}-level" not in data


@pytest.mark.parametrize("who", ["nguoi-xem", "thanh-tra", "hoi-dong-1", "chu-tich"])
def test_who_does_not_appraise_reads_the_grid_and_is_refused_when_he_sends_one(
    appraised: ARound, as_person: SignIn, who: str
) -> None:
    client, of = as_person(who), appraised.of[BUILDING].pk
    shown = opened(client)
    assert not [name for name in shown if "-" in name]
    data = opened(as_person("tham-dinh")) | {f"{of}-level": "none", f"{of}-ghi": "1"}
    assert client.post(PLAN, data).status_code == 403
    assert points("first") == {}


def test_an_appraiser_of_a_field_gets_fields_of_his_leaves_only(appraised: ARound, as_person: SignIn) -> None:
    person = appraised.people["tham-dinh"]
    written = {"by": appraised.people["quan-tri"], "at": appraised.round.at}
    FieldOfAppraisal.objects.create(round=appraised.round, block="so", code="1.3", appraiser=person, **written)
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    assert f"{of}-level" in opened(client)
    assert f"{of}-numerator" not in opened(client, TASKS)


def test_fields_close_with_the_window_and_open_for_a_unit_with_an_extension(
    appraised: ARound, as_person: SignIn
) -> None:
    past = today() - timedelta(days=1)
    Window.objects.filter(step="first").update(closes=past)
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    assert f"{of}-level" not in opened(client)
    written = {"by": appraised.people["quan-tri"], "at": appraised.round.at, "reason": "lý do"}
    Window.objects.create(round=appraised.round, step="first", unit_id=BUILDING, opens=past, closes=today(), **written)
    data = opened(client)
    assert f"{of}-level" in data and f"{appraised.of[HEALTH].pk}-level" not in data


def test_a_leaf_that_the_set_does_not_ask_of_a_unit_has_no_fields_there(appraised: ARound, as_person: SignIn) -> None:
    data = opened(as_person("tham-dinh"), f"{BASE}/so/2.1/")
    assert f"{appraised.of[HEALTH].pk}-note" not in data
    assert f"{appraised.of[BUILDING].pk}-note" in data


def test_results_of_surveys_are_entered_by_who_runs_the_round(appraised: ARound, as_person: SignIn) -> None:
    path, of = f"{BASE}/so/2.2/", appraised.of[BUILDING].pk
    assert f"{of}-percent" not in opened(as_person("tham-dinh"), path)
    client = as_person("thuong-truc")
    data = opened(client, path) | {f"{of}-percent": "85", f"{of}-note": "Báo cáo số 9/BC-SNV"}
    assert client.post(path, data).status_code == 302
    assert points("first", "2.2") == {BUILDING: "1.7"}


def test_nothing_is_written_by_a_page_of_a_set_that_was_amended_since(appraised: ARound, as_person: SignIn) -> None:
    client, of, old = as_person("tham-dinh"), appraised.of[BUILDING].pk, appraised.blocks["so"]
    data = opened(client) | {f"{of}-level": "late", f"{of}-note": "chậm"}
    RoundBlock.objects.create(
        round=old.round,
        code="so",
        title=old.title,
        version=2,
        set_id=old.set_id,
        digest="b" * 64,
        document=old.document,
        by=old.by,
        at=old.at,
    )
    response = client.post(PLAN, data)
    assert response.status_code == 409 and "vừa được sửa" in read(response).text
    assert points("first") == {}


@pytest.mark.parametrize(
    "path", [f"{BASE}/khac/1.3.1/", f"{BASE}/so/9.9/", "/tinh/2021/dot/khac/theo-cot/", "/tinh/2020/dot/2021/theo-cot/"]
)
def test_what_does_not_exist_is_not_found(appraised: ARound, as_person: SignIn, path: str) -> None:
    assert as_person("tham-dinh").get(path).status_code == 404


def test_a_department_sees_its_own_row_only(appraised: ARound, as_person: SignIn) -> None:
    client = as_person(f"lanh-dao.{HEALTH}")
    assert client.get(PLAN).status_code == 403
    page = read(client.get(PLAN.replace("/tinh/", f"/{HEALTH}/")))
    assert f"Đơn vị {HEALTH}" in page.text and BUILDING not in page.text


def test_the_list_of_leaves_says_how_many_units_each_appraisal_has_scored(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    client.post(PLAN, opened(client) | {f"{appraised.of[BUILDING].pk}-ghi": "1"})
    page = read(client.get(f"{BASE}/"))
    assert "1/3" in page.text and "0/3" in page.text and "0/1" in page.text
    assert PLAN in page.links and f"{BASE}/xa/1.1/" in page.links


def test_every_field_has_a_name_that_says_which_unit(appraised: ARound, as_person: SignIn) -> None:
    page = read(as_person("tham-dinh").get(TASKS))
    fields = [one for one in page.all("input", "select") if one.get("type") != "hidden" and "-" in one.get("name", "")]
    assert len(fields) >= 3 * 4
    assert all("Đơn vị " in one["aria-label"] for one in fields)
    assert len({one["name"] for one in fields}) == len(fields)


@pytest.mark.parametrize("leaf", ["1.1", "1.2", "1.3.1", "1.3.2", "2.1"])
def test_a_grid_takes_as_many_queries_for_many_units_as_for_few(admin: User, leaf: str) -> None:
    few, counts = 3, []
    a_round = make_round(admin, more=40)
    for one in a_round.of.values():
        one.state = State.FIRST_APPRAISAL.value
        one.save()
    client = Client()
    client.force_login(a_round.people["tham-dinh"])
    client.get(f"{BASE}/so/{leaf}/")
    for _ in ("many", "few"):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = read(client.get(f"{BASE}/so/{leaf}/"))
        counts.append((len(caught), sum("-note" in one.get("name", "") for one in page.all("input"))))
        a_round.round.units.filter(unit__in=[f"so-{n:03}" for n in range(1, 41)]).delete()
    assert counts[0][0] == counts[1][0] <= 21
    assert counts[0][1] - counts[1][1] == 40 and counts[1][1] >= few - 1


def test_days_on_the_page_are_those_of_the_wall_clock(appraised: ARound, as_person: SignIn) -> None:
    StepScore.objects.update(at="2021-12-31T18:30:00Z")
    page = read(as_person("tham-dinh").get(PLAN))
    assert any("01/01/2022 01:30" in one.get("title", "") for one in page.all("span"))
