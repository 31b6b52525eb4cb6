"""The known facts of 2021, counted plainly from the small registers (dossiers: test_example_dossiers)."""

from datetime import date
from decimal import Decimal

from reading_plainly import day_of, plain, sheet_rows, so_rows


def number(cell: object) -> Decimal:
    return Decimal(str(cell).replace(",", "."))


def test_nine_reports_are_due_and_only_the_cchc_report_of_quarter_one_is_late() -> None:
    rows = sheet_rows("bao-cao.xlsx", "Tên báo cáo")
    late = [row for row in rows if (day_of(row["Ngày gửi"]) or date.max) > (day_of(row["Hạn gửi"]) or date.min)]
    assert len(rows) == 9
    assert [(row["Tên báo cáo"], row["Kỳ báo cáo"]) for row in late] == [("Báo cáo CCHC", "Quý I")]


def tasks() -> list[dict[str, object]]:
    return [*{str(row["Mã NV"]): row for row in sheet_rows("nhiem-vu.xlsx", "Mã NV")}.values()]


def test_87_tasks_are_due_in_2021_and_the_one_late_belongs_to_the_labour_division() -> None:
    due = [(day, row) for row in tasks() if (day := day_of(row["Hạn hoàn thành"])) and day.year == 2021]
    done = [(day, day_of(row["Ngày hoàn thành"]), row) for day, row in due]
    late = [row for day, finished, row in done if finished is None or finished > day]
    assert len(due) == 87
    assert len(due) - len(late) == 86
    assert [plain(row["Đơn vị chủ trì"]) for row in late] == ["phong lao dong - viec lam - bao hiem"]


def test_tasks_of_next_year_and_without_a_date_are_there_and_do_not_belong_to_the_87() -> None:
    days = [day_of(row["Hạn hoàn thành"]) for row in tasks()]
    assert sum(day is None for day in days) == 1
    assert sum(day is not None and day.year == 2022 for day in days) == 4
    assert len(days) == 92


def test_tasks_are_spread_over_all_divisions_and_all_months() -> None:
    rows = tasks()
    assert len({plain(row["Đơn vị chủ trì"]) for row in rows}) == 8
    assert {day.month for row in rows if (day := day_of(row["Hạn hoàn thành"])) and day.year == 2021} == set(
        range(1, 13)
    )


def test_some_tasks_were_accepted_after_the_due_day_though_sent_in_time() -> None:
    disputed = [
        row
        for row in tasks()
        if (due := day_of(row["Hạn hoàn thành"]))
        and (sent := day_of(row["Ngày hoàn thành"]))
        and (accepted := day_of(row["Ngày VP UBND xác nhận"]))
        and sent <= due < accepted
    ]
    assert len(disputed) == 3


def test_exactly_78_percent_of_the_backlog_is_arranged_in_metres_of_two_decimals() -> None:
    rows = sheet_rows("tai-lieu-ton-dong.xlsx", "Giai đoạn tài liệu")
    total = sum(number(row["Tổng số"]) for row in rows)
    arranged = sum(number(row["Đã chỉnh lý"]) for row in rows)
    assert arranged / total == Decimal("0.78")
    assert all(number(row[head]) * 100 % 1 == 0 for row in rows for head in ("Tổng số", "Đã chỉnh lý"))
    assert all(number(row["Đã chỉnh lý"]) <= number(row["Tổng số"]) for row in rows)


def test_most_of_the_rest_of_the_backlog_is_from_before_2015() -> None:
    rows = sheet_rows("tai-lieu-ton-dong.xlsx", "Giai đoạn tài liệu")
    rest = [(str(row["Giai đoạn tài liệu"]), number(row["Tổng số"]) - number(row["Đã chỉnh lý"])) for row in rows]
    old = sum(metres for years, metres in rest if years != "2015 - 2020")
    assert old / sum(metres for _, metres in rest) > Decimal("0.8")


def allowed_deputies(kind: object, headcount: int) -> int:
    """The decree of 2020 for a province of class II or III: under 8 people 1, 8 to 14 at most 2, from 15 at most 3."""
    if kind == "Thanh tra sở":
        return 1 if headcount < 8 else 2
    return 1 if headcount < 8 else 2 if headcount < 15 else 3


def test_two_units_of_eight_have_more_deputies_than_allowed_on_the_last_day() -> None:
    rows = sheet_rows("lanh-dao-phong.xlsx", "Tên phòng")
    over = [
        row["Tên phòng"]
        for row in rows
        if int(str(row["Cấp phó"]))
        > allowed_deputies(row["Loại đơn vị"], int(str(row["Biên chế công chức được giao"])))
    ]
    assert len(rows) == 8
    assert over == ["Văn phòng Sở", "Phòng Lao động – Việc làm – Bảo hiểm"]
    assert {day_of(row["Tính đến ngày"]) for row in rows} == {date(2021, 12, 31)}


def test_three_of_nine_training_lines_fall_short_and_they_are_the_named_ones() -> None:
    rows = sheet_rows("dao-tao.xlsx", "Loại hình")
    short = [
        row["Loại hình"] for row in rows if int(str(row["Đã hoàn thành (người)"])) < int(str(row["Chỉ tiêu (người)"]))
    ]
    assert len(rows) == 9
    assert short == ["Lý luận chính trị", "Thạc sĩ", "Bồi dưỡng lãnh đạo cấp phòng"]


def test_online_and_postal_services_are_offered_widely_and_hardly_used() -> None:
    rows = sheet_rows("thu-tuc.xlsx", "Mã TTHC")
    dossiers = so_rows()
    online = {str(row["Mã TTHC"]) for row in rows if row["Mức độ DVCTT"] in {"Mức độ 3", "Mức độ 4"}}
    postal = {str(row["Mã TTHC"]) for row in rows if row["BCCI"] == "Có"}
    came_online = {row["Mã TTHC"] for row in dossiers if row["Hình thức nộp"] == "Trực tuyến"}
    came_by_post = {row["Mã TTHC"] for row in dossiers if row["Hình thức nộp"] == "Bưu chính công ích"}
    back_by_post = {row["Mã TTHC"] for row in dossiers if row["Hình thức trả kết quả"] == "Bưu chính công ích"}
    assert (len(rows), len(online), len(postal)) == (75, 41, 52)
    assert came_online <= online
    assert len(came_online) == 9
    assert back_by_post <= came_by_post <= postal
    assert len(came_by_post) == 6


def test_reviews_reach_thirty_percent_and_proposals_ten() -> None:
    rows = sheet_rows("ra-soat-tthc.xlsx", "Mã số TTHC")
    procedures = {row["Mã TTHC"] for row in sheet_rows("thu-tuc.xlsx", "Mã TTHC")}
    reviewed = [row for row in rows if day_of(row["Ngày rà soát"])]
    proposed = [row for row in rows if row["Có kiến nghị"] == "Có"]
    assert {row["Mã số TTHC"] for row in rows} <= procedures
    assert (len(rows), len(reviewed), len(proposed)) == (25, 24, 4)
    assert Decimal(len(reviewed)) / len(procedures) >= Decimal("0.30")
    assert Decimal(len(proposed)) / len(reviewed) >= Decimal("0.10")
    assert all(day_of(row["Ngày rà soát"]) and row["Phương án đơn giản hóa"] for row in proposed)


def test_the_annex_has_seven_areas_and_31_items() -> None:
    rows = sheet_rows("ke-hoach-2022-phu-luc.xlsx", "Nội dung")
    codes = [str(row["TT"]) for row in rows]
    assert sum("." not in code for code in codes) == 7
    assert sum("." in code for code in codes) == 31
    assert all(row["Đơn vị thực hiện"] and row["Phối hợp thực hiện"] for row in rows if "." in str(row["TT"]))
    assert [row["TT"] for row in rows if "." in str(row["TT"]) and not row["Mục tiêu/giải pháp thực hiện"]] == [
        "6.1", "6.2", "6.3", "6.4",
    ]  # fmt: skip


def test_cells_that_the_original_merges_carry_equal_text() -> None:
    rows = {str(row["TT"]): row for row in sheet_rows("ke-hoach-2022-phu-luc.xlsx", "Nội dung")}
    action, lead, partners = "Mục tiêu/giải pháp thực hiện", "Đơn vị thực hiện", "Phối hợp thực hiện"
    assert rows["1.1"][action] == rows["1.2"][action] == rows["1.3"][action]
    assert rows["2.1"][action] == rows["2.2"][action]
    assert len({rows[f"1.{n}"][lead] for n in range(1, 8)}) == 1
    assert len({rows[f"3.{n}"][lead] for n in range(1, 5)}) == 1
    assert rows["7.3"][lead] == rows["7.4"][lead]
    assert rows["6.1"][lead] == rows["6.2"][lead]
    assert {rows[f"5.{n}"][partners] for n in range(1, 7)} == {"Các phòng chuyên môn, đơn vị trực thuộc Sở"}


def test_every_annex_item_is_due_in_2022() -> None:
    rows = sheet_rows("ke-hoach-2022-phu-luc.xlsx", "Nội dung")
    days = [day_of(row["Thời hạn"]) for row in rows if "." in str(row["TT"])]
    assert all(day is not None and day.year == 2022 for day in days)


def test_the_plan_of_2021_was_carried_out_but_for_one_item_a_week_late() -> None:
    rows = sheet_rows("ke-hoach-cchc-2021.xlsx", "Nội dung nhiệm vụ")
    late = [
        row["TT"]
        for row in rows
        if (day_of(row["Ngày hoàn thành"]) or date.max) > (day_of(row["Thời hạn"]) or date.min)
    ]
    assert len(rows) == 22
    assert late == ["4.2"]
