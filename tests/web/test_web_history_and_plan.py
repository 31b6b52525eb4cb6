"""What people enter themselves: announced results with their decision, and the outline of the plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from example_workspace import BASE, UNIT
from reading import read

from parindex.assessment.models import PublishedResult
from parindex.plans.models import Plan
from parindex.plans.outline import read_outline
from parindex.web.outline_form import sample_outline

RESULT = {
    "index": "par_index",
    "year": "2022",
    "percent": "86,01",
    "rank": "5",
    "rank_of": "17",
    "change_points": "+1,35",
    "change_rank": "4",
    "decision": "45/QĐ-UBND-HC",
    "day": "20/02/2023",
}


def test_an_announced_result_is_entered_with_its_decision(coordinator: Client) -> None:
    answer = coordinator.post(f"{BASE}/lich-su/", RESULT, follow=True)
    text = read(answer).text
    assert answer.redirect_chain == [(f"{BASE}/lich-su/", 302)]
    assert "Đã ghi Chỉ số cải cách hành chính năm 2022." in text
    assert "86,01%" in text
    assert "45/QĐ-UBND-HC, ngày 20/02/2023" in text
    kept = PublishedResult.objects.get(unit=UNIT, year=2022, index="par_index")
    assert (str(kept.percent), kept.rank, kept.rank_of, kept.change_rank) == ("86.010", 5, 17, 4)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"percent": "860"}, "percent", "Nhập số không lớn hơn 200."),
        ({"percent": ""}, "percent", "Chưa điền ô này"),
        ({"decision": ""}, "decision", "Chưa điền ô này; hãy ghi số, ký hiệu văn bản công bố."),
        ({"rank": "18"}, "rank", "Hạng 18 lớn hơn tổng số 17 đơn vị"),
        ({"rank": ""}, "rank", "ghi cả hạng"),
        ({"rank_of": ""}, "rank_of", "ghi cả tổng số đơn vị"),
        ({"rank": "5,5"}, "rank", "Hãy ghi số nguyên"),
        ({"year": "2099"}, "year", "Năm 2099 chưa qua"),
        ({"day": "20/02/2021"}, "day", "Văn bản có trước năm 2022"),
        ({"day": "20/02/2999"}, "day", "ở tương lai"),
        ({"day": "hôm qua"}, "day", "ngày/tháng/năm, ví dụ 17/03/2022"),
        ({"index": "khac"}, "index", "khac"),
    ],
)
def test_a_result_that_cannot_be_is_refused_beside_its_field(
    change: dict[str, str], field: str, words: str, coordinator: Client
) -> None:
    before = PublishedResult.objects.count()
    answer = coordinator.post(f"{BASE}/lich-su/", RESULT | change)
    page = read(answer)
    assert answer.status_code == 400
    assert {"class": "errorlist", "id": f"id_{field}_error"} in page.all("ul")
    assert words in page.text
    assert PublishedResult.objects.count() == before
    assert any(one.get("id") == "ghi-ket-qua" and "open" in one for one in page.all("details"))


def test_only_who_may_publish_sees_the_form(as_person: Callable[[str], Client]) -> None:
    for name, sees in (("van-phong", True), ("so-noi-vu", True), ("lanh-dao", False), ("nguoi-xem", False)):
        assert ("Ghi kết quả công bố" in read(as_person(name).get(f"{BASE}/lich-su/")).text) is sees


def test_a_result_that_follows_from_another_says_so(coordinator: Client) -> None:
    text = read(coordinator.get(f"{BASE}/lich-su/")).text
    assert "Suy ra: Kết quả năm 2021 trừ mức tăng" in text
    assert "09/17" in text
    assert "+8 bậc" in text


@pytest.mark.parametrize("year", [2022, 2027])
def test_the_sample_outline_can_be_read_and_says_that_it_is_one(year: int) -> None:
    text = sample_outline(year)
    assert text.startswith("# MẪU")
    assert read_outline(text).year == year


def test_the_sample_can_be_taken_from_the_page(coordinator: Client) -> None:
    answer = coordinator.get(f"{BASE}/ke-hoach/de-cuong-mau.yaml")
    assert answer.content.decode() == sample_outline(2022)
    assert "de-cuong-mau-2022.yaml" in answer["Content-Disposition"]


def test_an_outline_is_replaced_by_text_or_by_file(coordinator: Client, tmp_path: Path) -> None:
    answer = coordinator.post(f"{BASE}/ke-hoach/", {"text": sample_outline(2022)}, follow=True)
    assert "Đã ghi đề cương kế hoạch năm 2022." in read(answer).text
    assert Plan.objects.get(unit=UNIT, year=2022).document == sample_outline(2022)
    path = tmp_path / "đề cương.yaml"
    changed = sample_outline(2022).replace("[Mục tiêu chung]", "Mục tiêu từ tệp")
    path.write_text(changed, encoding="utf-8-sig")
    with path.open("rb") as file:
        answer = coordinator.post(f"{BASE}/ke-hoach/", {"file": file, "text": "bỏ qua"}, follow=True)
    assert "Mục tiêu từ tệp" in read(answer).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Hãy chọn tệp đề cương, hoặc dán nội dung"),
        ("a: [1", "không phải YAML đọc được"),
        ("chỉ là chữ", "Đề cương kế hoạch có chỗ chưa đúng"),
        (sample_outline(2023), "Đề cương ghi năm 2023, không phải 2022."),
        (sample_outline(2022).replace('percent: "80"', "percent: 80"), "dấu nháy"),
        (sample_outline(2022).replace("closing:", "closin:"), "closing: thiếu"),
    ],
)
def test_an_outline_with_a_fault_is_refused_and_the_old_one_stays(text: str, words: str, coordinator: Client) -> None:
    before = Plan.objects.get(unit=UNIT, year=2022).digest
    answer = coordinator.post(f"{BASE}/ke-hoach/", {"text": text})
    assert answer.status_code == 400
    assert words in read(answer).text
    assert Plan.objects.get(unit=UNIT, year=2022).digest == before


def test_a_file_that_is_no_text_is_refused(coordinator: Client, tmp_path: Path) -> None:
    path = tmp_path / "anh.yaml"
    path.write_bytes(b"\xff\xfe\x00\x80")
    with path.open("rb") as file:
        answer = coordinator.post(f"{BASE}/ke-hoach/", {"file": file})
    assert answer.status_code == 400
    assert "không phải văn bản UTF-8" in read(answer).text


def test_without_an_outline_the_page_says_what_to_do_first(as_person: Callable[[str], Client]) -> None:
    Plan.objects.all().delete()
    writer = read(as_person("van-phong").get(f"{BASE}/ke-hoach/"))
    assert "Chưa có đề cương kế hoạch năm 2022." in writer.text
    assert f"{BASE}/ke-hoach/de-cuong-mau.yaml" in writer.links
    reader = read(as_person("nguoi-xem").get(f"{BASE}/ke-hoach/"))
    assert "Văn phòng hoặc lãnh đạo đơn vị nạp đề cương" in reader.text
    assert not reader.all("textarea")
