"""Nothing in the example could not have happened: order of events, hours, numbers, names, units."""

import csv
import io
import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from reading_plainly import EXAMPLE, Row, day_of, moment, must, plain, sheet_rows, so_rows, software_rows

from parindex.worktime.calendar import shipped_calendar

CALENDAR = shipped_calendar()
SO, SOFTWARE = so_rows(), software_rows()
END = datetime(2021, 12, 31, 17, 0)


def unit_words() -> dict[str, str]:
    rows = csv.DictReader(io.StringIO((EXAMPLE / "don-vi.csv").read_text(encoding="utf-8")))
    return {plain(row[head]): row["id"] for row in rows for head in ("id", "name", "abbreviation")}


def in_hours(found: datetime) -> bool:
    clock = found.time()
    worked = time(7) <= clock <= time(11, 30) or time(13, 30) <= clock <= time(17)
    return worked and CALENDAR.is_working_day(found.date())


def test_each_code_carries_its_day_of_acceptance_and_a_number_of_that_day() -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in SO:
        found = re.fullmatch(r"000\.00\.19\.H20-(\d{6})-(\d{4})", row["Mã hồ sơ"])
        assert found
        assert found[1] == f"{must(row['Ngày tiếp nhận']):%y%m%d}"
        numbers[found[1]].append(int(found[2]))
    for per_day in numbers.values():
        assert per_day == sorted(set(per_day))
        assert per_day[-1] < len(per_day) + 6


@pytest.mark.parametrize(
    "heads", [("Ngày nộp", "Ngày tiếp nhận", "Ngày kết thúc xử lý", "Ngày trả kết quả")], ids=["so"]
)
def test_in_the_register_events_follow_each_other_and_end_with_the_year(heads: tuple[str, ...]) -> None:
    for row in SO:
        steps = [found for head in heads if (found := moment(row[head]))]
        assert steps == sorted(steps)
        assert steps[-1] <= END


def test_in_the_software_events_follow_each_other_and_end_with_the_year() -> None:
    for row in SOFTWARE:
        heads = ("NgayNopHoSo", "NgayTiepNhan", "NgayKetThucXuLy", "NgayTra")
        steps = [found for head in heads if (found := moment(row[head]))]
        assert steps == sorted(steps)
        assert steps[-1] <= END


def test_people_accept_finish_and_hand_over_only_in_working_hours() -> None:
    for row in SO:
        for head in (
            "Ngày tiếp nhận",
            "Ngày kết thúc xử lý",
            "Ngày trả kết quả",
            "Ngày yêu cầu bổ sung",
            "Ngày bổ sung",
        ):
            if row[head]:
                assert in_hours(must(row[head])), (head, row)
    for row in SOFTWARE:
        for head in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayTra"):
            if row[head]:
                assert in_hours(must(row[head])), (head, row)


def test_both_sides_tell_the_same_story_about_who_came_when_and_how() -> None:
    channels = {"Trực tiếp": "1", "Trực tuyến": "2", "Bưu chính công ích": "3"}
    for ours, theirs in zip(SO, SOFTWARE, strict=True):
        assert ours["Mã hồ sơ"] == theirs["MaHoSo"]
        assert ours["Mã TTHC"] == theirs["MaTTHC"]
        assert must(theirs["NgayTiepNhan"]) - must(ours["Ngày tiếp nhận"]) < timedelta(minutes=1)
        assert channels[ours["Hình thức nộp"]] == theirs["KenhThucHien"]
        assert ours["Chủ hồ sơ"] == theirs["Tên người nộp"]
        if theirs["NgayKetThucXuLy"]:
            assert must(theirs["NgayKetThucXuLy"]) >= must(ours["Ngày kết thúc xử lý"])


def test_an_online_dossier_is_accepted_within_a_day_and_a_direct_one_at_once() -> None:
    for row in SO:
        wait = must(row["Ngày tiếp nhận"]) - must(row["Ngày nộp"])
        if row["Hình thức nộp"] == "Trực tuyến":
            assert timedelta(0) < wait < timedelta(days=1)
        else:
            assert wait == timedelta(0)


def test_a_result_is_signed_on_a_working_day_between_acceptance_and_the_end() -> None:
    for row in SO:
        if row["Ngày ký kết quả"]:
            signed = must(row["Ngày ký kết quả"]).date()
            assert CALENDAR.is_working_day(signed)
            assert must(row["Ngày tiếp nhận"]).date() <= signed <= must(row["Ngày kết thúc xử lý"]).date()
        assert bool(row["Ngày ký kết quả"]) == bool(row["Số văn bản kết quả"]) == bool(row["Ngày kết thúc xử lý"])


def test_numbers_of_results_rise_with_the_day_of_signing_and_none_is_given_twice() -> None:
    series: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for row in SO:
        if row["Số văn bản kết quả"]:
            number, name = row["Số văn bản kết quả"].split("/")
            series[name].append((int(number), must(row["Ngày ký kết quả"]).date()))
    assert set(series) == {f"{kind}-SLĐTBXH" for kind in ("QĐ", "GP", "GXN", "GCN", "TB")}
    for found in series.values():
        found.sort()
        assert [day for _, day in found] == sorted(day for _, day in found)
        assert len({number for number, _ in found}) == len(found)


def test_own_documents_named_anywhere_rise_with_their_dates() -> None:
    found: dict[str, set[tuple[int, date]]] = defaultdict(set)
    for row in sheet_rows("bao-cao.xlsx", "Tên báo cáo"):
        number, name = str(row["Số, ký hiệu"]).split("/")
        found[name].add((int(number), day_of(row["Ngày gửi"]) or date.min))
    for row in sheet_rows("nhiem-vu.xlsx", "Mã NV"):
        if text := re.search(r"số (\d+)/(.+)", str(row["Số văn bản kết quả"] or "")):
            name = text[2] if "-SLĐTBXH" in text[2] else "công văn"
            found[name].add((int(text[1]), day_of(row["Ngày hoàn thành"]) or date.min))
    for dossier in SO:
        if text := re.match(r"(\d+)/", dossier["Văn bản xin lỗi"]):
            due = CALENDAR.nth_working_day_after(must(dossier["Ngày tiếp nhận"]).date(), int(dossier[DAYS]))
            day_before = max(
                due - timedelta(days=n) for n in range(1, 9) if CALENDAR.is_working_day(due - timedelta(days=n))
            )
            found["công văn"].add((int(text[1]), day_before))
    assert set(found) == {"BC-SLĐTBXH", "KH-SLĐTBXH", "TTr-SLĐTBXH", "công văn"}
    for numbers in found.values():
        ordered = sorted(numbers)
        assert [day for _, day in ordered] == sorted(day for _, day in numbers)
        assert len({number for number, _ in numbers}) == len(numbers)


DAYS = "Thời hạn giải quyết (ngày làm việc)"


def test_papers_of_the_province_rise_with_their_dates_past_the_two_known_decisions() -> None:
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in {str(row["Mã NV"]): row for row in sheet_rows("nhiem-vu.xlsx", "Mã NV")}.values():
        text = re.fullmatch(r".+ số (\d+)/(.+)", str(row["Số văn bản giao"]))
        assert text
        found[text[2]].append((day_of(row["Ngày giao"]) or date.min, int(text[1])))
    found["QĐ-UBND-HC"] += [(date(2021, 9, 11), 1389), (date(2021, 10, 21), 1602)]
    for papers in found.values():
        assert [number for _, number in sorted(papers)] == sorted({number for _, number in papers})


def test_tasks_are_given_answered_and_accepted_on_working_days_in_this_order() -> None:
    for row in sheet_rows("nhiem-vu.xlsx", "Mã NV"):
        given, due = day_of(row["Ngày giao"]), day_of(row["Hạn hoàn thành"])
        sent, accepted = day_of(row["Ngày hoàn thành"]), day_of(row["Ngày VP UBND xác nhận"])
        steps = [day for day in (given, sent, accepted) if day]
        assert steps == sorted(steps)
        assert all(CALENDAR.is_working_day(day) for day in [*steps, *([due] if due else [])])
        assert bool(sent) == bool(accepted) == bool(row["Số văn bản kết quả"])


def test_every_procedure_named_is_in_the_list_with_its_days_field_and_division() -> None:
    units = unit_words()
    listed = {str(row["Mã TTHC"]): row for row in sheet_rows("thu-tuc.xlsx", "Mã TTHC")}
    for row in SO:
        procedure = listed[row["Mã TTHC"]]
        assert row["Tên TTHC"] == procedure["Tên thủ tục hành chính"]
        assert row["Lĩnh vực"] == procedure["Lĩnh vực"]
        assert int(row[DAYS]) == procedure["Thời hạn giải quyết (ngày làm việc)"]
        assert units[plain(row["Đơn vị xử lý"])] == units[plain(procedure["Phòng giải quyết"])]
        assert (day_of(procedure["Hiệu lực từ"]) or date.max) <= must(row["Ngày tiếp nhận"]).date()


def test_codes_of_procedures_are_text_with_a_dot_and_six_digits() -> None:
    for row in sheet_rows("thu-tuc.xlsx", "Mã TTHC"):
        assert isinstance(row["Mã TTHC"], str)
        assert re.fullmatch(r"[12]\.\d{6}", row["Mã TTHC"])


def test_unemployment_insurance_is_in_the_list_and_outside_the_dossiers() -> None:
    centre = {
        row["Mã TTHC"] for row in sheet_rows("thu-tuc.xlsx", "Mã TTHC") if "Trung tâm" in str(row["Phòng giải quyết"])
    }
    assert len(centre) == 5
    assert not centre & {row["Mã TTHC"] for row in SO}


@pytest.mark.parametrize(
    ("name", "first", "unit"),
    [
        ("bao-cao.xlsx", "Tên báo cáo", "Đơn vị soạn"),
        ("nhiem-vu.xlsx", "Mã NV", "Đơn vị chủ trì"),
        ("tai-lieu-ton-dong.xlsx", "Giai đoạn tài liệu", "Phòng, đơn vị"),
        ("thu-tuc.xlsx", "Mã TTHC", "Phòng giải quyết"),
        ("ra-soat-tthc.xlsx", "Mã số TTHC", "Đơn vị rà soát"),
        ("lanh-dao-phong.xlsx", "Tên phòng", "Tên phòng"),
        ("dao-tao.xlsx", "Loại hình", "Đơn vị chủ trì"),
        ("ke-hoach-cchc-2021.xlsx", "Nội dung nhiệm vụ", "Đơn vị theo dõi"),
    ],
)
def test_every_unit_named_in_a_sheet_is_known(name: str, first: str, unit: str) -> None:
    known = unit_words()
    assert all(plain(row[unit]) in known for row in sheet_rows(name, first))


def test_applicants_are_made_up_and_say_so_when_they_are_companies() -> None:
    companies = [row["Chủ hồ sơ"] for row in SO if re.search("Công ty|Doanh nghiệp", row["Chủ hồ sơ"])]
    assert companies
    assert all("Minh Họa" in name for name in companies)


@pytest.mark.parametrize("path", sorted(EXAMPLE.glob("*.*")), ids=lambda path: path.name)
def test_no_file_of_the_example_is_as_large_as_a_megabyte(path: Path) -> None:
    assert path.stat().st_size < 1_000_000


def test_the_dirt_is_there_one_row_twice_in_two_files_and_names_without_accents() -> None:
    raw = (EXAMPLE / "ho-so-so.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert len(raw) - 1 == len(SO) + 1
    rows = sheet_rows("nhiem-vu.xlsx", "Mã NV")
    assert len(rows) == len({row["Mã NV"] for row in rows}) + 1
    names = {str(row["Đơn vị chủ trì"]) for row in rows}
    assert len(names) > len({plain(name) for name in names})


def typed_as_text(rows: list[dict[str, object]], head: str) -> list[Row]:
    return [{head: str(row[head])} for row in rows if isinstance(row[head], str)]


def test_some_dates_and_figures_were_typed_as_text() -> None:
    assert len(typed_as_text(sheet_rows("nhiem-vu.xlsx", "Mã NV"), "Ngày hoàn thành")) > 5
    assert len(typed_as_text(sheet_rows("tai-lieu-ton-dong.xlsx", "Giai đoạn tài liệu"), "Đã chỉnh lý")) == 1
