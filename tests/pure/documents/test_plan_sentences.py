"""What the plan says about each kind of shortcoming, word by word where the figures are."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import plan_draft_example as example
import pytest

from parindex.documents.plan.citations import Citations
from parindex.documents.plan.sentences import SENTENCES, say
from parindex.documents.plan.sentences.row_values import day, day_words, number, words
from parindex.documents.plan.sentences.statement import MOST_ITEMS, Setting, colon_or_list
from parindex.plans.draft import Figure, Shortfall


@pytest.fixture
def setting() -> Setting:
    return Setting(year=2021, as_of=date(2021, 12, 31), office="Sở", citations=Citations())


def figured(shortfall: Shortfall, measure: str, numerator: str, denominator: str) -> Shortfall:
    figure = Figure(numerator=Fraction(numerator), denominator=Fraction(denominator))
    return replace(shortfall, figures={measure: figure}, measures=(measure,))


def test_the_late_report_is_named_with_both_dates(setting: Setting) -> None:
    assert say(example.REPORTS, setting).text == (
        "Trong 09 báo cáo đến hạn năm 2021 có 01 báo cáo gửi trễ: Báo cáo CCHC Quý I gửi Sở Nội vụ ngày 09/3/2021, "
        "hạn 05/3/2021."
    )


def test_a_report_never_sent_is_said_to_be_missing(setting: Setting) -> None:
    rows = ({**example.REPORTS.rows[0], "sent": None},)
    text = say(replace(example.REPORTS, rows=rows), setting).text
    assert "có 01 báo cáo chưa gửi: Báo cáo CCHC Quý I phải gửi Sở Nội vụ, hạn 05/3/2021, đến nay chưa gửi." in text


def test_late_and_missing_reports_together_become_a_list(setting: Setting) -> None:
    late = example.REPORTS.rows[0]
    shortfall = replace(
        figured(example.REPORTS, "reports.on_time", "7", "9"), rows=(late, {**late, "period": "Quý II", "sent": None})
    )
    statement = say(shortfall, setting)
    assert statement.text.endswith("02 báo cáo gửi trễ hoặc chưa gửi:")
    assert [item.split(" gửi ")[0] for item in statement.items] == ["Báo cáo CCHC Quý I", "Báo cáo CCHC Quý II phải"]


def test_the_count_of_late_reports_is_enough_when_the_rate_is_missing(setting: Setting) -> None:
    shortfall = replace(example.REPORTS, figures={"reports.late": example.count(1)})
    assert say(shortfall, setting).text.startswith("Năm 2021 có 01 báo cáo gửi trễ: Báo cáo CCHC Quý I")


def test_reports_all_in_time_are_said_so(setting: Setting) -> None:
    shortfall = replace(figured(example.REPORTS, "reports.on_time", "9", "9"), rows=())
    assert say(shortfall, setting).text == "Trong 09 báo cáo đến hạn năm 2021, không có báo cáo gửi trễ."


def test_tasks_give_both_counts_and_both_shares(setting: Setting) -> None:
    text = say(example.TASKS, setting).text
    assert text.startswith(
        "Trong 87 nhiệm vụ được giao, đến hạn năm 2021, 86 nhiệm vụ hoàn thành trước hạn và đúng hạn (98,85%); 01 nhiệm "
        "vụ trễ hạn (1,15%): nhiệm vụ “Báo cáo tình hình lao động trở về địa phương do dịch bệnh”"
    )


def test_the_late_task_names_its_document_unit_and_dates(setting: Setting) -> None:
    assert say(example.TASKS, setting).text.endswith(
        "giao tại Công văn số 318/UBND-KGVX ngày 06/9/2021, hạn 20/9/2021, Phòng Lao động – Việc làm – Bảo hiểm hoàn "
        "thành ngày 24/9/2021."
    )


def test_a_task_still_open_is_said_to_be_unfinished(setting: Setting) -> None:
    rows = ({**example.TASKS.rows[0], "submitted": None},)
    assert say(replace(example.TASKS, rows=rows), setting).text.endswith("Bảo hiểm chưa hoàn thành.")


def test_a_document_that_already_has_its_day_is_not_dated_twice(setting: Setting) -> None:
    rows = ({**example.TASKS.rows[0], "assigned_by": "Công văn số 318/UBND-KGVX ngày 03/9/2021"},)
    text = say(replace(example.TASKS, rows=rows), setting).text
    assert text.count("ngày 03/9/2021") == 1
    assert "06/9/2021" not in text


def test_tasks_all_in_time_end_without_a_list(setting: Setting) -> None:
    shortfall = replace(figured(example.TASKS, "assigned_tasks.on_time", "87", "87"), rows=())
    assert say(shortfall, setting).text.endswith("87 nhiệm vụ hoàn thành trước hạn và đúng hạn (100%).")


def test_the_archive_backlog_is_told_in_metres_with_the_share_from_before_2015(setting: Setting) -> None:
    assert say(example.ARCHIVE, setting).text == (
        "Đến hết năm 2021, Sở đã chỉnh lý 195 trong 250 mét giá tài liệu tồn đọng, tích đống, đạt 78%; còn 55 mét giá "
        "chưa chỉnh lý, trong đó 47,5 mét giá (86,36%) là tài liệu từ trước năm 2015. Khối còn nhiều nhất: Hồ sơ người "
        "có công, Phòng Người có công (1976–2014), 41,5 mét giá."
    )


@pytest.mark.parametrize(
    "years, is_old",
    [
        ("1976–2014", True),
        ("2005 - 2014", True),
        ("Trước 2015", True),
        ("trước năm 2015", True),
        ("2010–2015", False),
        ("2015–2019", False),
        ("2016", False),
        ("trước năm 2018", False),
        ("không rõ", False),
    ],
)
def test_only_periods_that_end_before_2015_are_old(setting: Setting, years: str, is_old: bool) -> None:
    row = {"fonds": "A", "years": years, "total": "10", "processed": "4"}
    shortfall = replace(figured(example.ARCHIVE, "archive_backlog.processed", "4", "10"), rows=(row,))
    assert ("6 mét giá (100%) là tài liệu từ trước năm 2015" in say(shortfall, setting).text) is is_old


def test_a_backlog_without_rows_says_nothing_about_its_age(setting: Setting) -> None:
    text = say(replace(example.ARCHIVE, rows=()), setting).text
    assert text.endswith("còn 55 mét giá chưa chỉnh lý.")


def test_a_finished_backlog_has_nothing_left(setting: Setting) -> None:
    shortfall = figured(example.ARCHIVE, "archive_backlog.processed", "250", "250")
    assert say(shortfall, setting).text.endswith("đạt 100%.")


def test_dossiers_are_counted_by_state_and_empty_states_are_left_out(setting: Setting) -> None:
    text = say(example.DOSSIERS, setting).text
    assert text.startswith(
        "Năm 2021, theo sổ theo dõi của Sở, có 1.670 hồ sơ được tiếp nhận, gồm 1.663 hồ sơ giải quyết trước hạn, 01 hồ "
        "sơ giải quyết trễ hạn, 06 hồ sơ đang giải quyết, còn trong hạn."
    )
    assert "đúng hạn" not in text


def test_the_other_source_is_quoted_and_nothing_is_concluded(setting: Setting) -> None:
    assert say(example.DOSSIERS, setting).text.endswith(
        "Trong khi đó, số liệu của nguồn “Phần mềm một cửa điện tử của Tỉnh” là 30 hồ sơ trễ hạn và 12 hồ sơ quá hạn. "
        "Hai nguồn chênh nhau 41 hồ sơ (29 hồ sơ trễ hạn và 12 hồ sơ quá hạn); phải đối chiếu từng hồ sơ, làm rõ nguyên "
        "nhân rồi mới kết luận số trễ hạn, quá hạn và trách nhiệm của đơn vị."
    )


def test_gaps_in_two_directions_are_never_added_up(setting: Setting) -> None:
    own = {**example.DOSSIERS.figures, "dossiers.late": example.count(5)}
    other = {"Nguồn khác": {"dossiers.late": example.count(2), "dossiers.overdue": example.count(3)}}
    text = say(replace(example.DOSSIERS, figures=own, elsewhere=other), setting).text
    assert "Hai nguồn chênh nhau 03 hồ sơ trễ hạn và 03 hồ sơ quá hạn;" in text
    assert "06 hồ sơ (" not in text


def test_a_single_gap_is_said_once(setting: Setting) -> None:
    other = {"Nguồn khác": {"dossiers.late": example.count(4), "dossiers.overdue": example.count(0)}}
    text = say(replace(example.DOSSIERS, elsewhere=other), setting).text
    assert "Hai nguồn chênh nhau 03 hồ sơ trễ hạn; phải đối chiếu" in text


def test_equal_counts_still_ask_for_a_comparison_by_code(setting: Setting) -> None:
    other = {"Nguồn khác": {"dossiers.late": example.count(1), "dossiers.overdue": example.count(0)}}
    text = say(replace(example.DOSSIERS, elsewhere=other), setting).text
    assert text.endswith("Hai nguồn có số lượng khớp nhau; vẫn cần đối chiếu từng mã hồ sơ.")


def test_the_late_dossier_is_named(setting: Setting) -> None:
    assert (
        "Hồ sơ trễ hạn: 000.00.19.H20-211201-0004 (thủ tục Giải quyết chế độ trợ cấp thờ cúng liệt sĩ), hẹn trả ngày "
        "08/12/2021, kết thúc ngày 10/12/2021, Phòng Người có công giải quyết."
    ) in say(example.DOSSIERS, setting).text


def test_many_late_dossiers_are_counted_but_not_listed(setting: Setting) -> None:
    text = say(replace(example.DOSSIERS, rows=example.DOSSIERS.rows * 6), setting).text
    assert "Hồ sơ trễ hạn:" not in text


def test_a_dossier_rate_is_printed_with_what_it_divides(setting: Setting) -> None:
    figures = {**example.DOSSIERS.figures, "dossiers.rate_completed": example.ratio("1663", "1664", "99.94")}
    text = say(replace(example.DOSSIERS, figures=figures), setting).text
    assert "Tỷ lệ giải quyết trước hạn và đúng hạn trên số hồ sơ đã giải quyết đạt 99,94%." in text


def test_dossier_measures_of_one_criterion_give_one_statement(setting: Setting) -> None:
    assert say(example.DOSSIERS, setting).text.count("1.670 hồ sơ") == 1


def test_units_over_the_limit_are_listed_with_their_four_figures(setting: Setting) -> None:
    statement = say(example.LEADERSHIP, setting)
    assert statement.items == (
        "Văn phòng Sở: 07 biên chế công chức được giao, 02 cấp phó, quy định tối đa 01, vượt 01",
        "Phòng Lao động – Việc làm – Bảo hiểm: 09 biên chế công chức được giao, 03 cấp phó, quy định tối đa 02, vượt 01",
    )


def test_the_decree_on_deputies_is_cited_in_full_the_first_time(setting: Setting) -> None:
    first = say(example.LEADERSHIP, setting).text
    again = say(example.LEADERSHIP, setting).text
    assert first.startswith(
        "Tính đến ngày 31/12/2021, Sở có 02/08 phòng, đơn vị có số lượng cấp phó cao hơn mức quy định tại"
    )
    assert "Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ sửa đổi" in first
    assert again.endswith("quy định tại Nghị định số 107/2020/NĐ-CP:")


def test_another_decree_is_named_as_the_rows_name_it(setting: Setting) -> None:
    rows = ({**example.LEADERSHIP.rows[0], "decree": "Nghị định số 370/2025/NĐ-CP"},)
    text = say(replace(example.LEADERSHIP, rows=rows), setting).text
    assert "quy định tại Nghị định số 370/2025/NĐ-CP: Văn phòng Sở" in text


def test_without_rows_no_decree_is_guessed(setting: Setting) -> None:
    text = say(replace(example.LEADERSHIP, rows=()), setting).text
    assert text.endswith("quy định tại nghị định có hiệu lực vào ngày thống kê.")


def test_short_training_lines_are_listed_with_quota_and_completed(setting: Setting) -> None:
    statement = say(example.TRAINING, setting)
    assert statement.text == (
        "Trong 08 nội dung của kế hoạch đào tạo, bồi dưỡng năm 2021, 05 nội dung đạt chỉ tiêu, 03 nội dung chưa đạt:"
    )
    assert statement.items[0] == "Cao cấp, trung cấp lý luận chính trị: 04/06 người hoàn thành (66,67%)"


def test_unused_online_services_name_the_fields_they_lie_in(setting: Setting) -> None:
    assert say(example.ONLINE, setting).text == (
        "Trong 62 TTHC được cung cấp qua dịch vụ công trực tuyến mức độ 3, 4, năm 2021 có 14 TTHC phát sinh hồ sơ, đạt "
        "22,58%; 48 TTHC không có hồ sơ nào, nhiều nhất ở lĩnh vực Người có công (21), Giáo dục nghề nghiệp (17), Bảo "
        "trợ xã hội (10)."
    )


def test_the_words_for_online_levels_follow_the_decree_of_2022(setting: Setting) -> None:
    later = replace(setting, year=2022, as_of=date(2022, 12, 31))
    assert "dịch vụ công trực tuyến một phần, toàn trình" in say(example.ONLINE, later).text


def test_postal_services_need_no_rows(setting: Setting) -> None:
    assert say(example.POSTAL, setting).text == (
        "Trong 80 TTHC được cung cấp qua dịch vụ bưu chính công ích, năm 2021 có 11 TTHC phát sinh hồ sơ, đạt 13,75%; "
        "69 TTHC không có hồ sơ nào."
    )


def test_another_source_of_the_same_rate_is_mentioned(setting: Setting) -> None:
    other = {"Cổng dịch vụ công": {"postal_services.used": example.ratio("9", "80", "11.25")}}
    text = say(replace(example.POSTAL, elsewhere=other), setting).text
    assert text.startswith("Nguồn “Cổng dịch vụ công” cho kết quả khác: 09/80, đạt 11,25%; cần làm rõ chênh lệch.")


def test_a_source_that_agrees_is_not_mentioned(setting: Setting) -> None:
    other = {"Cổng dịch vụ công": dict(example.POSTAL.figures)}
    assert "Cổng dịch vụ công" not in say(replace(example.POSTAL, elsewhere=other), setting).text


def test_a_measure_without_wording_gives_its_figures(setting: Setting) -> None:
    shortfall = figured(example.POSTAL, "procedure_reviews.reviewed", "12", "40")
    assert say(shortfall, setting).text == "Kết quả năm 2021 tính từ sổ theo dõi: 12/40, đạt 30%."


def test_a_judgement_says_how_many_points_are_open(setting: Setting) -> None:
    shortfall = replace(example.POSTAL, measures=(), figures={}, points=Decimal("1.25"))
    assert say(shortfall, setting).text == "Theo kết quả tự chấm, nội dung này còn thiếu 0,75 điểm so với điểm tối đa."


def test_an_unscored_criterion_says_so(setting: Setting) -> None:
    shortfall = replace(example.POSTAL, measures=(), figures={}, points=None)
    assert say(shortfall, setting).text == "Nội dung này chưa được chấm điểm."


@pytest.mark.parametrize("measure", sorted(SENTENCES))
def test_every_wording_falls_back_when_its_figures_are_missing(setting: Setting, measure: str) -> None:
    shortfall = replace(example.POSTAL, measures=(measure,), figures={}, rows=(), points=Decimal("1"))
    assert say(shortfall, setting).text.startswith("Theo kết quả tự chấm")


@pytest.mark.parametrize("measure", sorted(SENTENCES))
def test_no_wording_divides_by_an_empty_denominator(setting: Setting, measure: str) -> None:
    figures = {measure: Figure(numerator=Fraction(0), denominator=Fraction(0))}
    text = say(replace(example.POSTAL, measures=(measure,), figures=figures, rows=()), setting).text
    assert text.endswith(".")


def test_a_long_list_ends_with_how_many_are_left_out() -> None:
    statement = colon_or_list("Có", [f"dòng {line}" for line in range(MOST_ITEMS + 3)], "báo cáo")
    assert len(statement.items) == MOST_ITEMS + 1
    assert statement.items[-1] == "và 03 báo cáo khác"


def test_a_single_line_goes_after_a_colon() -> None:
    assert colon_or_list("Có", ["một dòng"], "báo cáo").text == "Có: một dòng."


def test_no_line_at_all_ends_the_sentence() -> None:
    assert colon_or_list("Có", [], "báo cáo").text == "Có."


@pytest.mark.parametrize(
    "value", [date(2021, 3, 9), datetime(2021, 3, 9, 7, 30), "2021-03-09", "2021-03-09T07:30:00", "2021-03-09 07:30"]
)
def test_a_day_is_read_from_dates_moments_and_their_text(value: object) -> None:
    assert day({"sent": value}, "sent") == date(2021, 3, 9)
    assert day_words({"sent": value}, "sent", "chưa gửi") == "09/3/2021"


@pytest.mark.parametrize("value", [None, "", "chưa rõ", 12])
def test_what_is_no_day_is_none(value: object) -> None:
    assert day({"sent": value}, "sent") is None
    assert day_words({}, "sent", "chưa gửi") == "chưa gửi"


@pytest.mark.parametrize("value", [Decimal("41.5"), "41.5", "83/2", Fraction(83, 2)])
def test_a_number_is_read_exactly(value: object) -> None:
    assert number({"total": value}, "total") == Fraction(83, 2)


@pytest.mark.parametrize("value", [None, "", "nhiều", True, "1/0"])
def test_what_is_no_number_is_none(value: object) -> None:
    assert number({"total": value}, "total") is None


def test_words_fall_back_when_a_cell_is_blank() -> None:
    assert words({"task": "  "}, "task", "không tên") == "không tên"
    assert words({"task": " Báo cáo "}, "task") == "Báo cáo"
