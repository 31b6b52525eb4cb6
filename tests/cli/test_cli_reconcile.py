"""`reconcile`: the contract of its object, on the example whose differences are known; faults in clear words."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cli_process import run_parindex
from docx import Document
from openpyxl import load_workbook

SIDES = ("--left", "so", "--right", "mot_cua_dien_tu")
PLACE = ("--unit", "so-ldtbxh", "--period", "2021")


@pytest.fixture(scope="module")
def said(demo: Any) -> Any:
    return run_parindex("reconcile", "dossiers", *SIDES, *PLACE, "--json", workspace=demo).data


def test_the_object_has_what_the_contract_names(said: Any) -> None:
    assert (said["matched"], said["only_left"], said["only_right"]) == (1670, 0, 0)
    assert (said["proposals"], said["unproposed"]) == ([], None)
    assert len(said["disagreements"]) == 41
    for one in said["disagreements"]:
        assert {"key", "left", "right", "cause", "secondary", "evidence"} <= one.keys()
        assert isinstance(one["secondary"], list)
        assert one["evidence"] or one["lacking"]
        assert (one["left"] in ("late", "overdue")) != (one["right"] in ("late", "overdue"))
    assert Counter(one["cause"] for one in said["disagreements"]) == said["by_cause"]
    assert len({one["key"] for one in said["disagreements"]}) == 41


def test_the_department_has_one_late_and_the_software_thirty_and_twelve_overdue(said: Any) -> None:
    left, right = said["sources"]["left"], said["sources"]["right"]
    assert (left["counts"].get("late"), left["counts"].get("overdue", 0)) == (1, 0)
    assert (right["counts"]["late"], right["counts"]["overdue"]) == (30, 12)
    assert Counter(one["right"] for one in said["disagreements"]) == {"late": 29, "overdue": 12}
    assert [(one["left"], one["right"]) for one in said["agreed"]] == [("late", "late")]
    assert (left["owner"], right["owner"]) == ("so-ldtbxh", "tt-hcc")
    assert "hạn" in right["counting_text"]


def test_without_decisions_the_rates_before_and_after_are_the_same(said: Any) -> None:
    for rates in (said["rates"], said["rates_left"]):
        assert rates["before"] == rates["after"]
        assert rates["excused"] == 0
    assert said["rates"]["source"] == "mot_cua_dien_tu"
    assert said["rates"]["before"]["rate_766"] == {"numerator": 1628, "denominator": 1670, "value": "97.49"}


def test_the_other_way_round_mirrors_it(parindex: Any, demo: Any, said: Any) -> None:
    turned = parindex(
        "reconcile", "dossiers", "--left", SIDES[3], "--right", SIDES[1], *PLACE, "--json", workspace=demo
    ).data
    assert {one["key"]: (one["right"], one["left"], one["cause"]) for one in turned["disagreements"]} == {
        one["key"]: (one["left"], one["right"], one["cause"]) for one in said["disagreements"]
    }


def test_the_text_tells_the_same_to_a_person(parindex: Any, demo: Any) -> None:
    text = parindex("reconcile", "dossiers", *SIDES, *PLACE, workspace=demo).out
    for words in ("Có ở cả hai nguồn: 1670", "Sai lệch: 41", "1628/1670 = 97,49%", "Phần mềm một cửa điện tử của Tỉnh"):
        assert words in text
    assert "overdue" not in text


def test_one_run_may_count_another_way(parindex: Any, demo: Any) -> None:
    asked = ("reconcile", "dossiers", *SIDES, *PLACE, "--right-end", "returned", "--json")
    side = parindex(*asked, workspace=demo).data["sources"]["right"]
    assert side["counting"] == {"end": "returned", "due": "original", "pauses": "stated", "granularity": "as_written"}
    assert side["counts"]["late"] > 30


def test_each_kind_offers_the_ways_of_counting_that_it_has(parindex: Any) -> None:
    ways = {
        kind: {name for name in ("end", "due", "pauses", "granularity") if f"--left-{name}" in said}
        for kind in ("dossiers", "tasks", "reports")
        if (said := parindex("reconcile", kind, "--help").out)
    }
    assert ways == {"dossiers": {"end", "due", "pauses", "granularity"}, "tasks": {"end", "due"}, "reports": {"end"}}


def test_a_period_without_rows_says_so(parindex: Any, demo: Any) -> None:
    asked = ("reconcile", "dossiers", *SIDES, "--unit", "so-ldtbxh", "--period", "2019")
    assert "Cả hai nguồn chưa có hồ sơ nào trong năm 2019" in parindex(*asked, workspace=demo).out
    assert parindex(*asked, "--json", workspace=demo).data["disagreements"] == []


def test_reports_are_called_by_their_kind_period_and_receiver(parindex: Any, demo: Any) -> None:
    found = parindex("reconcile", "reports", "--left", "so", "--right", "so", *PLACE, workspace=demo)
    assert found.code == 0
    assert "|" not in found.out


def test_a_shorter_window_asks_for_less(parindex: Any, demo: Any, said: Any) -> None:
    asked = ("reconcile", "dossiers", *SIDES, "--unit", "so-ldtbxh", "--period", "2021-Q1", "--as-of", "2021-12-31")
    found = parindex(*asked, "--json", workspace=demo).data
    assert found["matched"] < said["matched"]
    assert {one["key"] for one in found["disagreements"]} <= {one["key"] for one in said["disagreements"]}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("dossiers", "--left", "so", "--right", "so", *PLACE), "Hai nguồn phải khác nhau"),
        (("dossiers", "--left", "so", "--right", "khac", *PLACE), "mot_cua_dien_tu"),
        (("reports", *SIDES, *PLACE), "mot_cua_dien_tu"),
        (("dossiers", *SIDES, "--unit", "khong-co", "--period", "2021"), "khong-co"),
        (("dossiers", *SIDES, "--unit", "so-ldtbxh", "--period", "20x1"), "20x1"),
        (("dossiers", *SIDES, *PLACE, "--as-of", "hôm qua"), "hôm qua"),
        (("dossiers", *SIDES, *PLACE, "--as-of", "2999-01-01"), "01/01/2999 chưa đến"),
        (("dossiers", *SIDES, *PLACE, "--snapshot", "9999"), "9999"),
        (("petitions", *SIDES, *PLACE), "dossiers"),
        (("dossiers", "--left", "so", *PLACE), "--right"),
        (("dossiers", *SIDES, *PLACE, "--left-end", "khac"), "finished"),
        (("dossiers", *SIDES, *PLACE, "--xlsx", "danh-sach.csv"), ".xlsx"),
        (("dossiers", *SIDES, *PLACE, "--letter", "cong-van.pdf"), ".docx"),
        (("dossiers", *SIDES, *PLACE, "--letter", "khong-co/cong-van.docx"), "Chưa có thư mục khong-co"),
        (("tasks", "--left", "so", "--right", "so", *PLACE, "--left-pauses", "added"), "--left-pauses"),
        (("reports", "--left", "so", "--right", "so", *PLACE, "--right-due", "current"), "--right-due"),
        (("dossiers", *SIDES, *PLACE, "--letter", "cong-van.docx", "--to", "khac"), "--to"),
        (("dossiers", *SIDES, *PLACE, "--letter", "cong-van.docx", "--to", "so"), "Không có sai lệch nào"),
        (("dossiers", *SIDES, *PLACE, "--letter", "cong-van.docx", "--answer-by", "2021-01-01"), "sau hôm nay"),
    ],
)
def test_a_faulty_question_says_what_is_wrong(parindex: Any, demo: Any, asked: tuple[str, ...], words: str) -> None:
    assert words in parindex("reconcile", *asked, "--json", workspace=demo).refused()


def test_asking_changes_nothing(parindex: Any, demo_copy: Any, unchanged: Any) -> None:
    with unchanged(demo_copy):
        assert parindex("reconcile", "dossiers", *SIDES, *PLACE, "--json", workspace=demo_copy).code == 0


def test_the_papers_to_send_are_written_for_the_owner_of_the_source(parindex: Any, demo: Any, tmp_path: Path) -> None:
    files = [tmp_path / "danh-sach.xlsx", tmp_path / "cong-van.docx"]
    asked = ("reconcile", "dossiers", *SIDES, *PLACE, "--xlsx", files[0], "--letter", files[1], "--json")
    assert parindex(*asked, workspace=demo).data["files"] == list(map(str, files))
    sheet = load_workbook(files[0]).active
    assert sheet is not None
    codes = [str(row[1]) for row in sheet.iter_rows(values_only=True) if str(row[1]).startswith("000.00.19")]
    assert len(set(codes)) == 41
    words = "\n".join(paragraph.text for paragraph in Document(str(files[1])).paragraphs)
    assert "Trung tâm Kiểm soát thủ tục hành chính" in words
