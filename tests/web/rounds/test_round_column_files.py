"""A column out to a workbook and back: looked at first, old beside new, rows of others never written over."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet
from reading import Page, read
from tests.apps.rounds.a_round import BUILDING, HEALTH, HOME_AFFAIRS, ARound

from parindex.assessment.rounds.column_file import KEY_HEADING, read_column_file
from parindex.assessment.rounds.models import Evidence, RoundBlock, StepScore
from parindex.assessment.rounds.scoring import accept_proposals, save_score
from parindex.assessment.rounds.states import State, Step
from parindex.errors import InputFault
from parindex.organisations.models import AuditEvent

BASE = "/tinh/2021/dot/2021/theo-cot/so"
UNITS = (HOME_AFFAIRS, HEALTH, BUILDING)
NOTE = "Giải trình của thẩm định"
SignIn = Callable[[str], Client]


@pytest.fixture
def appraised(a_round: ARound) -> ARound:
    for unit in UNITS:
        by, of = a_round.people[f"van-phong.{unit}"], a_round.of[unit].pk
        value: dict[str, Any] = {"numerator": "8", "denominator": "10"}
        save_score(by=by, of=of, step=Step.SELF, leaf="1.1", value=value, seen=None)
        save_score(by=by, of=of, step=Step.SELF, leaf="1.3.1", value={"level": "in_time"}, note="KH 1", seen=None)
        a_round.stand(unit, State.FIRST_APPRAISAL)
    return a_round


class Sheet:
    """The workbook as a person fills it in."""

    def __init__(self, client: Client, leaf: str) -> None:
        response = client.get(f"{BASE}/{leaf}/bang.xlsx")
        assert response.status_code == 200
        self.book = openpyxl.load_workbook(io.BytesIO(response.content))
        page = self.book.worksheets[0]
        assert isinstance(page, Worksheet)
        self.page = page
        self.head = next(row for row in range(1, 20) if page.cell(row, 1).value == KEY_HEADING)
        self.columns = {str(page.cell(self.head, at).value): at for at in range(1, page.max_column + 1)}
        at = self.columns["Mã đơn vị"]
        self.lines = {str(page.cell(row, at).value): row for row in range(self.head + 1, page.max_row + 1)}

    def put(self, unit: str, heading: str, value: object) -> None:
        found = next(at for name, at in self.columns.items() if name.startswith(heading))
        self.page.cell(self.lines[unit], found).value = value  # type: ignore[assignment]

    def said(self, unit: str, heading: str) -> str:
        found = next(at for name, at in self.columns.items() if name.startswith(heading))
        return str(self.page.cell(self.lines[unit], found).value or "")

    @property
    def upload(self) -> SimpleUploadedFile:
        target = io.BytesIO()
        self.book.save(target)
        return SimpleUploadedFile("bang.xlsx", target.getvalue())


def token_of(page: Page) -> str:
    return next(one["value"] for one in page.all("input") if one.get("name") == "bang")


def hand_in(client: Client, leaf: str, sheet: Sheet) -> Page:
    response = client.post(f"{BASE}/{leaf}/nop-bang/", {"file": sheet.upload})
    assert response.status_code == 200, read(response).text
    return read(response)


def points(leaf: str) -> dict[str, str]:
    rows = StepScore.objects.filter(step="first", leaf=leaf, replaced_by__isnull=True)
    return dict(rows.values_list("of__unit_id", "points"))


def test_the_workbook_has_every_unit_with_what_each_step_said(appraised: ARound, as_person: SignIn) -> None:
    sheet = Sheet(as_person("tham-dinh"), "1.1")
    assert set(sheet.lines) == set(UNITS)
    assert sheet.said(BUILDING, "Tự chấm") == "3.2" and sheet.said(BUILDING, "Số liệu") == "8/10"
    assert sheet.said(BUILDING, "Số đạt") == "8"
    assert sheet.page.column_dimensions["A"].hidden and sheet.page.protection.sheet


def test_a_workbook_is_looked_at_first_and_written_when_confirmed(appraised: ARound, as_person: SignIn) -> None:
    client, before = as_person("tham-dinh"), AuditEvent.objects.count()
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Số đạt", 7)
    sheet.put(BUILDING, NOTE, "một việc trễ")
    sheet.put(HEALTH, "Ghi", "x")
    page = hand_in(client, "1.1", sheet)
    assert "2 đơn vị sẽ được ghi" in page.text and "chưa chấm" in page.text
    assert "2,80" in page.text and "7/10" in page.text and "3,20" in page.text
    assert points("1.1") == {} and AuditEvent.objects.count() == before
    response = client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert (response.status_code, response["Location"]) == (302, f"{BASE}/1.1/")
    assert points("1.1") == {BUILDING: "2.8", HEALTH: "3.2"}
    again = client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)}, follow=True)
    assert "không còn chờ xác nhận" in read(again).text
    assert AuditEvent.objects.count() == before + 2


def test_numbers_are_cells_of_numbers_and_words_stand_in_columns_of_their_own(
    appraised: ARound, as_person: SignIn
) -> None:
    written = {"by": appraised.people["quan-tri"], "at": appraised.round.at, "step": "self", "leaf": "1.3.1"}
    paper = {"kind": "document", "title": "Kế hoạch năm", "number": "1/KH"}
    Evidence.objects.create(of=appraised.of[BUILDING], block=appraised.blocks["so"], **paper, **written)
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.3.1")
    assert sheet.said(BUILDING, "Lý do tự chấm") == "KH 1" and sheet.said(BUILDING, "Tài liệu") == "Kế hoạch năm"
    sheet = Sheet(client, "1.1")
    for heading in ("Tự chấm", "Điểm đề xuất", "Số đạt", "Tổng số"):
        cell = sheet.page.cell(
            sheet.lines[BUILDING], next(at for name, at in sheet.columns.items() if name.startswith(heading))
        )
        assert isinstance(cell.value, int | float), heading


@pytest.mark.parametrize("typed", ["7.50", "7.5", "7"])
def test_a_workbook_handed_back_untouched_says_nothing_new_however_numbers_were_written(
    appraised: ARound, as_person: SignIn, typed: str
) -> None:
    of = appraised.of[BUILDING].pk
    row = StepScore.objects.filter(of=of, leaf="1.1", step="self")
    row.update(value={"numerator": typed, "denominator": "10"})
    client = as_person("tham-dinh")
    assert "Không có dòng nào khác" in hand_in(client, "1.1", Sheet(client, "1.1")).text


def test_a_workbook_nobody_filled_in_changes_nothing(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    page = hand_in(client, "1.3.1", Sheet(client, "1.3.1"))
    assert "Không có dòng nào khác" in page.text
    client.post(f"{BASE}/1.3.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.3.1") == {}


def test_who_agrees_with_a_count_of_faults_writes_it_as_the_preview_said(a_round: ARound, as_person: SignIn) -> None:
    accept_proposals(by=a_round.people[f"van-phong.{HEALTH}"], of=a_round.of[HEALTH].pk)
    a_round.stand(HEALTH, State.FIRST_APPRAISAL)
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.2")
    sheet.put(HEALTH, "Ghi", "x")
    page = hand_in(client, "1.2", sheet)
    assert "1 đơn vị sẽ được ghi" in page.text
    assert client.post(f"{BASE}/1.2/nop-bang/", {"bang": token_of(page)}).status_code == 302
    assert points("1.2") == {HEALTH: "1"}


def test_words_of_a_level_are_read_without_accents_and_a_wrong_one_comes_back_with_its_line(
    appraised: ARound, as_person: SignIn
) -> None:
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.3.1")
    assert sheet.said(BUILDING, "Mức đạt").startswith("Đúng hạn")
    sheet.put(BUILDING, "Mức đạt", "tre: 1 diem")
    sheet.put(BUILDING, NOTE, "chậm")
    sheet.put(HEALTH, "Mức đạt", "khá")
    page = hand_in(client, "1.3.1", sheet)
    assert "1 đơn vị sẽ được ghi" in page.text and "1 dòng không ghi được" in page.text
    assert str(sheet.lines[HEALTH]) in page.text
    client.post(f"{BASE}/1.3.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.3.1") == {BUILDING: "1"}


def test_a_row_that_saving_would_refuse_is_told_before_it_is_confirmed(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Số đạt", 9)
    sheet.put(BUILDING, NOTE, "thêm một việc")
    sheet.put(HEALTH, "Số đạt", 5)  # differs without a word
    sheet.put(HOME_AFFAIRS, "Số đạt", 11)  # of ten
    sheet.put(HOME_AFFAIRS, NOTE, "nhiều hơn")
    page = hand_in(client, "1.1", sheet)
    assert "1 đơn vị sẽ được ghi" in page.text and "2 dòng không ghi được" in page.text
    assert "giải trình vì sao khác" in page.text and "số đạt 11 lớn hơn tổng số 10" in page.text
    client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.1") == {BUILDING: "3.6"}


def test_rows_at_fault_come_back_on_the_page_as_they_were_filled_in_and_the_rest_lands(
    appraised: ARound, as_person: SignIn
) -> None:
    client, of = as_person("tham-dinh"), appraised.of[HEALTH].pk
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Số đạt", 9)
    sheet.put(BUILDING, NOTE, "thêm một việc")
    sheet.put(HEALTH, "Số đạt", 5)  # differs without a word
    page = hand_in(client, "1.1", sheet)
    response = client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert response.status_code == 400
    assert points("1.1") == {BUILDING: "3.6"}
    back = read(response)
    assert "giải trình vì sao khác" in back.text
    fields = {one.get("name", ""): one.get("value", "") for one in back.all("input")}
    assert fields[f"{of}-numerator"] == "5"


def test_a_number_with_three_decimals_is_never_read_as_thousands(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Hoặc chấm bằng điểm", 0.125)
    sheet.put(BUILDING, NOTE, "lý do")
    assert "2 chữ số thập phân" in hand_in(client, "1.1", sheet).text
    sheet.put(BUILDING, "Hoặc chấm bằng điểm", 0.12)
    page = hand_in(client, "1.1", sheet)
    client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.1") == {BUILDING: "0.12"}


def test_a_row_that_somebody_scored_since_the_workbook_was_taken_is_refused(
    appraised: ARound, as_person: SignIn
) -> None:
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Số đạt", 7)
    sheet.put(BUILDING, NOTE, "một việc trễ")
    order: dict[str, Any] = {"of": of, "step": Step.FIRST, "leaf": "1.1", "seen": None}
    save_score(by=appraised.people["thuong-truc"], value={"points": "1"}, note="lý do khác", **order)
    page = hand_in(client, "1.1", sheet)
    assert "sau khi bảng được tải" in page.text and "Người thuong-truc" in page.text
    client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.1") == {BUILDING: "1"}


def test_a_row_that_somebody_scores_between_looking_and_confirming_is_refused_too(
    appraised: ARound, as_person: SignIn
) -> None:
    client, of = as_person("tham-dinh"), appraised.of[BUILDING].pk
    sheet = Sheet(client, "1.1")
    sheet.put(BUILDING, "Số đạt", 7)
    sheet.put(BUILDING, NOTE, "một việc trễ")
    page = hand_in(client, "1.1", sheet)
    order: dict[str, Any] = {"of": of, "step": Step.FIRST, "leaf": "1.1", "seen": None}
    save_score(by=appraised.people["thuong-truc"], value={"points": "1"}, note="lý do khác", **order)
    response = client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert response.status_code == 400 and "sau khi bảng được tải" in read(response).text
    assert points("1.1") == {BUILDING: "1"}


def test_units_that_one_may_not_score_are_there_to_be_read_and_what_is_written_there_is_told(
    appraised: ARound, as_person: SignIn
) -> None:
    client = as_person("tham-dinh-y-te")
    sheet = Sheet(client, "1.1")
    sheet.put(HEALTH, "Số đạt", 10)
    page = hand_in(client, "1.1", sheet)
    assert "không mở cho bạn chấm" in page.text
    client.post(f"{BASE}/1.1/nop-bang/", {"bang": token_of(page)})
    assert points("1.1") == {}


def test_a_key_that_was_changed_or_copied_to_another_line_is_told(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.1")
    sheet.page.cell(sheet.lines[HEALTH], 1).value = sheet.page.cell(sheet.lines[BUILDING], 1).value
    sheet.page.cell(sheet.lines[HOME_AFFAIRS], 1).value = "linh tinh"
    sheet.put(HEALTH, "Ghi", "x")
    page = hand_in(client, "1.1", sheet)
    assert "ở nhiều dòng" in page.text and "đã bị sửa" in page.text


def test_a_workbook_of_another_leaf_or_of_a_set_that_was_amended_is_refused(
    appraised: ARound, as_person: SignIn
) -> None:
    client, old = as_person("tham-dinh"), appraised.blocks["so"]
    sheet = Sheet(client, "1.1")
    response = client.post(f"{BASE}/1.2/nop-bang/", {"file": sheet.upload})
    assert response.status_code == 400 and "không phải của mục 1.2" in read(response).text
    same = {"round": old.round, "code": "so", "title": old.title, "set_id": old.set_id, "document": old.document}
    RoundBlock.objects.create(version=2, digest="c" * 64, by=old.by, at=old.at, **same)
    response = client.post(f"{BASE}/1.1/nop-bang/", {"file": sheet.upload})
    assert response.status_code == 400 and "không phải của mục 1.1" in read(response).text


def test_a_column_that_was_taken_out_is_missed(appraised: ARound, as_person: SignIn) -> None:
    client = as_person("tham-dinh")
    sheet = Sheet(client, "1.1")
    sheet.page.delete_cols(sheet.columns[NOTE])
    response = client.post(f"{BASE}/1.1/nop-bang/", {"file": sheet.upload})
    assert response.status_code == 400 and f"thiếu cột “{NOTE}”" in read(response).text


@pytest.mark.parametrize("content", [b"khong phai xlsx", b"PK\x03\x04 hong", b""])
def test_a_file_that_is_no_workbook_is_refused(appraised: ARound, as_person: SignIn, content: bytes) -> None:
    upload = SimpleUploadedFile("bang.xlsx", content)
    assert as_person("tham-dinh").post(f"{BASE}/1.1/nop-bang/", {"file": upload}).status_code == 400


def test_another_workbook_is_said_to_be_none_of_ours(appraised: ARound, as_person: SignIn, tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "khac.xlsx"
    book.save(path)
    with pytest.raises(InputFault, match="không phải bảng chấm theo cột"):
        read_column_file(path)


@pytest.mark.parametrize("token", ["khong-phai", "12345678-1234-5678-1234-567812345678", "../../etc/passwd"])
def test_a_token_that_was_never_given_out_is_told(appraised: ARound, as_person: SignIn, token: str) -> None:
    response = as_person("tham-dinh").post(f"{BASE}/1.1/nop-bang/", {"bang": token}, follow=True)
    assert "không còn chờ xác nhận" in read(response).text


@pytest.mark.parametrize("who", ["nguoi-xem", "hoi-dong-1", "chu-tich"])
def test_who_does_not_appraise_hands_nothing_in_and_may_read_the_workbook(
    appraised: ARound, as_person: SignIn, who: str
) -> None:
    client = as_person(who)
    sheet = Sheet(client, "1.1")
    assert client.get(f"{BASE}/1.1/nop-bang/").status_code == 403
    assert client.post(f"{BASE}/1.1/nop-bang/", {"file": sheet.upload}).status_code == 403
    assert points("1.1") == {}
