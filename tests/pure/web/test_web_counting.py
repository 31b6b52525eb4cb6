"""How one row counts in a figure and how late it was, in words."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from parindex.measures.catalogue import MEASURES
from parindex.records.registers import REGISTERS
from parindex.web.counting import effect, effect_sentence, effect_title, lateness

RATE, FAULTS, PLAIN = (MEASURES[f"{code}"] for code in ("assigned_tasks.on_time", "dossiers.late", "dossiers.received"))
AMOUNT = MEASURES["archive_backlog.processed"]
TASKS = REGISTERS["assigned_tasks"]
END = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("num", "den", "word", "sign"),
    [(1, 1, "Có", "good"), (0, 1, "Không", "bad"), (0, 0, "Không tính", "none"), (0, None, "Không tính", "none")],
)
def test_a_row_of_a_rate_is_in_the_part_or_not(num: int, den: int | None, word: str, sign: str) -> None:
    found = effect(RATE, {"num": num, "den": den})
    assert (found.word, found.sign) == (word, sign)
    assert effect_title(RATE) == "Tính vào số đạt"


def test_part_of_an_amount_is_named() -> None:
    assert effect(AMOUNT, {"num": 12, "den": 20}).word == "12/20 mét giá"
    assert effect_sentence(AMOUNT, {"num": 12, "den": 20}) == "Tính một phần: 12 trên 20 mét giá."


def test_a_row_of_a_count_of_faults_costs_points_and_one_of_a_plain_count_does_not() -> None:
    row = {"num": 1, "den": None}
    assert (effect_title(FAULTS), effect(FAULTS, row).word) == ("Làm mất điểm", "Có")
    assert effect_sentence(FAULTS, row) == "Được đếm vào con số này và làm mất điểm."
    assert effect_title(PLAIN) == ""
    assert effect_sentence(PLAIN, row) == "Được đếm vào con số này."


def test_the_sentences_of_a_rate_say_where_the_row_stands() -> None:
    assert "số đạt và vào tổng số" in effect_sentence(RATE, {"num": 1, "den": 1})
    assert "làm giảm tỷ lệ" in effect_sentence(RATE, {"num": 0, "den": 1})
    assert "chưa đủ thông tin" in effect_sentence(RATE, {"num": 0, "den": None})


@pytest.mark.parametrize(
    ("due", "done", "words", "sign"),
    [
        # 2 and 3 September 2021 were days off
        (
            date(2021, 8, 27),
            date(2021, 9, 6),
            "Trễ hạn 4 ngày làm việc (10 ngày theo lịch) so với hạn 27/08/2021",
            "bad",
        ),
        (date(2021, 3, 25), date(2021, 3, 26), "Trễ hạn 1 ngày làm việc so với hạn 25/03/2021", "bad"),
        (
            date(2021, 3, 26),
            date(2021, 3, 27),
            "Trễ hạn 0 ngày làm việc (1 ngày theo lịch) so với hạn 26/03/2021",
            "bad",
        ),
        (date(2021, 3, 26), date(2021, 3, 26), "Đúng hạn, trong ngày 26/03/2021", "good"),
        (date(2021, 3, 26), date(2021, 3, 24), "Trước hạn 2 ngày làm việc so với hạn 26/03/2021", "good"),
        (date(2021, 12, 29), None, "Quá hạn 2 ngày làm việc tính đến 31/12/2021, chưa xong", "bad"),
        (date(2022, 1, 5), None, "Chưa xong, còn trong hạn 05/01/2022", "open"),
        (date(2021, 12, 29), date(2022, 1, 4), "Quá hạn 2 ngày làm việc tính đến 31/12/2021, chưa xong", "bad"),
    ],
)
def test_lateness_is_told_in_working_days(due: date, done: date | None, words: str, sign: str) -> None:
    assert lateness(TASKS, {"due": due, "submitted": done}, END) == (words, sign)


def test_moments_are_judged_by_their_days() -> None:
    row: dict[str, Any] = {"due": datetime(2021, 3, 25, 10), "finished": datetime(2021, 3, 25, 16)}
    assert lateness(REGISTERS["dossiers"], row, END) == ("Đúng hạn, trong ngày 25/03/2021", "good")


def test_years_without_a_calendar_are_told_in_plain_days() -> None:
    found = lateness(TASKS, {"due": date(2015, 1, 5), "submitted": date(2015, 1, 9)}, END)
    assert found == ("Trễ hạn 4 ngày so với hạn 05/01/2015", "bad")


def test_without_a_due_day_or_in_another_register_there_is_nothing_to_tell() -> None:
    assert lateness(TASKS, {"due": None, "submitted": END}, END) is None
    assert lateness(replace(TASKS, name="training"), {"due": END, "submitted": END}, END) is None
