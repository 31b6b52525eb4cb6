"""Editing a set's text: one place changes, every other byte and every comment stays."""

import random
from collections.abc import Callable
from pathlib import Path as File
from typing import Any

import pytest

from parindex.criteria.document import read
from parindex.criteria.editing import GONE, changed, inserted, moved, removed, value_at
from parindex.criteria.loading import load

SHIPPED = sorted((File(__file__).parents[3] / "criteria_sets").glob("*.yaml"))
TEXT = """# Bộ của tỉnh, bản thứ hai
id: bo-tinh
title: Bộ tiêu chí
nature: model
decision: null
year: 2026
block: so
scale: "5"  # tổng điểm
rounding: {points: 2, index: 2}
areas:
  # -------------------------- chỉ đạo
  - code: "1"
    name: Chỉ đạo
    criteria:
      - code: "1.1"  # kế hoạch
        name: Kế hoạch
        max_points: "2"
        scored_by: unit
        # các mức theo công văn
        rule:
          shape: levels
          levels:
            - {key: a, text: đúng hạn, points: "2"}
            - {key: b, text: trễ, points: "0"}
        evidence: [Kế hoạch]

      # báo cáo
      - code: "1.2"
        name: Báo cáo
        max_points: "3"
        scored_by: unit
        rule: {shape: judgement, text: "Theo chất lượng"}
        scoring_text: |
          Theo chất lượng
          do hội đồng xem xét
  - code: "2"
    name: Hai
    criteria: [{code: "2.1", name: Trong ngoặc, max_points: "1", scored_by: unit, rule: {shape: judgement, text: a}}]
"""
FIRST = ("areas", 0, "criteria", 0)
LEAF = {
    "code": "1.3",
    "name": "Mới",
    "max_points": "1.50",
    "scored_by": "unit",
    "rule": {"shape": "judgement", "text": "x"},
}


def data(text: str) -> Any:
    return read(text, name="").data


def test_a_field_changes_and_nothing_else_does() -> None:
    after = changed(TEXT, FIRST, {"name": "Kế hoạch năm: bản 2"})
    assert after == TEXT.replace("name: Kế hoạch\n", "name: 'Kế hoạch năm: bản 2'\n")


def test_the_comment_on_the_line_of_a_changed_value_stays() -> None:
    assert changed(TEXT, (), {"scale": "6"}) == TEXT.replace('scale: "5"  # tổng điểm', 'scale: "6"  # tổng điểm')
    assert '- code: "9.9"  # kế hoạch' in changed(TEXT, FIRST, {"code": "9.9"})


def test_a_whole_rule_changes_in_its_place() -> None:
    after = changed(TEXT, FIRST, {"rule": {"shape": "proportional"}, "when_empty": "zero", "measure": "reports.late"})
    assert "        # các mức theo công văn\n        rule:\n          shape: proportional\n        evidence" in after
    assert list(value_at(after, FIRST)) == [
        "code",
        "name",
        "max_points",
        "scored_by",
        "measure",
        "when_empty",
        "rule",
        "evidence",
    ]
    assert after.count("#") == TEXT.count("#")


def test_a_field_is_taken_away_with_its_lines() -> None:
    after = changed(TEXT, ("areas", 0, "criteria", 1), {"scoring_text": GONE})
    assert after == TEXT.replace(
        "        scoring_text: |\n          Theo chất lượng\n          do hội đồng xem xét\n", ""
    )


def test_saying_the_same_changes_nothing() -> None:
    assert changed(TEXT, FIRST, dict(value_at(TEXT, FIRST))) == TEXT
    assert moved(TEXT, FIRST, -1) == TEXT


def test_texts_of_several_lines_and_awkward_words_come_back_as_they_went_in() -> None:
    for words in ("Dòng một\nDòng hai", "a: b # c", "- gạch", "1.10", "null", "“nháy” 'đơn' \"kép\"", "yes", " trước"):
        after = changed(TEXT, FIRST, {"name": words, "scoring_text": words})
        assert value_at(after, FIRST)["name"] == words
        assert value_at(after, FIRST)["scoring_text"] == words
        assert "# báo cáo" in after


def test_an_item_stands_where_it_was_put() -> None:
    for position, codes in ((0, ["1.3", "1.1", "1.2"]), (1, ["1.1", "1.3", "1.2"]), (2, ["1.1", "1.2", "1.3"])):
        after = inserted(TEXT, FIRST[:-1], position, LEAF)
        assert [one["code"] for one in value_at(after, FIRST[:-1])] == codes
        assert after.replace(added(after), "") == TEXT


def added(after: str) -> str:
    start = after.index('      - code: "1.3"')
    return after[start : after.index("text: x\n", start) + len("text: x\n")]


def test_an_item_goes_with_the_comment_over_it() -> None:
    after = removed(TEXT, ("areas", 0, "criteria", 1))
    assert [one["code"] for one in value_at(after, FIRST[:-1])] == ["1.1"]
    assert "# báo cáo" not in after
    assert "# kế hoạch" in after


def test_an_item_moves_with_the_comment_over_it() -> None:
    after = moved(TEXT, ("areas", 0, "criteria", 1), -1)
    assert [one["code"] for one in value_at(after, FIRST[:-1])] == ["1.2", "1.1"]
    assert after.index("# báo cáo") < after.index('"1.2"') < after.index('"1.1"')
    assert sorted(after.splitlines()) == sorted(TEXT.splitlines())
    there_and_back = moved(after, FIRST, 1)
    assert data(there_and_back) == data(TEXT)


def test_the_last_item_of_a_text_without_a_last_line_end_moves_too() -> None:
    after = moved(TEXT.rstrip("\n"), ("areas", 0), 1)
    assert [one["code"] for one in value_at(after, ("areas",))] == ["2", "1"]
    assert "# các mức theo công văn" in after


def test_what_stands_in_brackets_is_written_anew_and_says_the_same() -> None:
    after = changed(TEXT, ("areas", 1, "criteria", 0), {"name": "Khác"})
    assert value_at(after, ("areas", 1, "criteria", 0, "name")) == "Khác"
    assert data(after)["areas"][0] == data(TEXT)["areas"][0]


def test_a_list_begins_with_its_first_item() -> None:
    after = inserted(TEXT, ("exclusions",), 0, {"units": ("thanh-tra",), "codes": ("2",)})
    assert data(after)["exclusions"] == ({"units": ("thanh-tra",), "codes": ("2",)},)
    assert "# báo cáo" in after


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_byte_order_mark_and_line_ends_stay_as_they_are(change: Callable[[str], str]) -> None:
    text = change(TEXT)
    assert changed(text, FIRST, {"max_points": "4"}) == text.replace('max_points: "2"', 'max_points: "4"')
    after = inserted(text, FIRST[:-1], 1, LEAF)
    assert after.count("\n") == text.count("\n") + 7
    assert after.count("\r\n") in (0, after.count("\n"))
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_in_a_shipped_set_every_leaf_can_be_changed_without_touching_another_line(path: File) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for place in leaf_places(text)[::7]:
        after = changed(text, place, {"name": "Tên khác hẳn"})
        new = after.splitlines()
        differing = [number for number, line in enumerate(new) if number >= len(lines) or line != lines[number]]
        assert len(differing) == 1 or len(new) != len(lines), place  # a name that took several lines is now on one
        assert value_at(after, place)["name"] == "Tên khác hẳn"
        assert after.count("#") == text.count("#")


def leaf_places(text: str) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    for i, area in enumerate(data(text)["areas"]):
        for j, criterion in enumerate(area["criteria"]):
            base = ("areas", i, "criteria", j)
            found += [(*base, "components", k) for k in range(len(criterion.get("components", ())))] or [base]
    return found


def test_many_changes_in_a_row_say_what_plain_values_would() -> None:
    """A naive twin: the same changes on the values alone."""
    rnd = random.Random(20260721)
    text = SHIPPED[-2].read_text(encoding="utf-8")
    for number in range(25):
        areas = data(text)["areas"]
        i = rnd.randrange(len(areas))
        items = list(areas[i]["criteria"])
        j = rnd.randrange(len(items))
        match rnd.randrange(4):
            case 0:
                text, items[j] = (
                    changed(text, ("areas", i, "criteria", j), {"name": f"Tên {number}"}),
                    {
                        **items[j],
                        "name": f"Tên {number}",
                    },
                )
            case 1:
                new = LEAF | {"code": f"N{number}"}
                text = inserted(text, ("areas", i, "criteria"), j, new)
                items.insert(j, new)
            case 2 if len(items) > 1:
                text = removed(text, ("areas", i, "criteria", j))
                del items[j]
            case _:
                by = rnd.choice((-2, -1, 1, 2))
                text = moved(text, ("areas", i, "criteria", j), by)
                items.insert(min(max(j + by, 0), len(items) - 1), items.pop(j))
        assert data(text)["areas"][i]["criteria"] == tuple(items)
        assert data(text)["areas"][:i] + data(text)["areas"][i + 1 :] == areas[:i] + areas[i + 1 :]
    assert text.startswith("# BỘ TIÊU CHÍ MẪU")


def test_nothing_is_a_value_and_not_the_lack_of_a_field() -> None:
    issued = {"number": "1/QĐ", "date": "2026-01-02", "issuer": "UBND"}
    after = changed(TEXT, (), {"decision": issued})
    assert value_at(after, ("decision",)) == issued
    assert changed(after, (), {"decision": None}) == TEXT


def test_a_changed_set_is_still_read_by_the_loader() -> None:
    text = changed(TEXT, (), {"scale": "6"})
    assert load(text, name="bo").scale == 6
