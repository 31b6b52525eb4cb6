"""How a round goes, in the documentation and in drawings: what the table of transitions says and nothing else."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from parindex.assessment.rounds.diagram import CHECK_WORDS, conditions, document, sources, who
from parindex.assessment.rounds.order_file import read_order
from parindex.assessment.rounds.states import (
    IN_ROUND,
    STATE_TITLES,
    STEP_OF,
    STEP_RIGHT,
    STEP_TITLES,
    TRANSITIONS,
    State,
    Step,
    Transition,
    ways_from,
)
from parindex.errors import InputFault
from parindex.web.rendering.flow import Arrow, Flow, render_flow

ROOT = Path(__file__).parents[3]


def test_the_documentation_is_what_the_table_generates() -> None:
    assert (ROOT / "docs" / "rounds.md").read_text(encoding="utf-8") == document(), "run `parindex rounds diagram`"


@pytest.mark.parametrize("way", TRANSITIONS.values(), ids=lambda one: one.name)
def test_every_transition_stands_in_the_diagram_and_in_the_table(way: Transition) -> None:
    text = document()
    for one in way.sources:
        assert f"    {one.value} --> {way.target.value}: {way.title}\n" in text
    assert text.count(f"| {way.title} | {sources(way)} | {STATE_TITLES[way.target]} | {who(way)} |") == 1
    assert all(words in conditions(way) for words in map(CHECK_WORDS.__getitem__, way.checks))


def test_the_diagram_has_as_many_arrows_as_the_table_and_its_two_ends() -> None:
    arrows = sum(len(way.sources) for way in TRANSITIONS.values())
    assert len(re.findall(r" --> ", document())) == arrows + 2


def test_a_long_list_of_states_is_said_by_its_two_ends() -> None:
    assert sources(TRANSITIONS["withdraw"]) == "từ “Đang tự chấm” đến “Đã chốt kết quả”"
    assert sources(TRANSITIONS["join"]) == "Không chấm trong đợt, Đã chuyển sang đơn vị kế thừa"


def test_a_unit_leaves_a_round_from_any_state_until_its_result_is_announced() -> None:
    for name in ("withdraw", "succeed"):
        assert TRANSITIONS[name].sources == tuple(one for one in IN_ROUND if one is not State.ANNOUNCED)
        assert TRANSITIONS[name].reason


def test_every_state_can_be_reached_and_only_the_last_one_ends() -> None:
    reached, waiting = {State.SELF_SCORING}, [State.SELF_SCORING]
    while waiting:
        for way in ways_from(waiting.pop()):
            if way.target not in reached:
                reached.add(way.target)
                waiting.append(way.target)
    assert reached == set(State)
    assert [state for state in State if not ways_from(state)] == [State.ANNOUNCED]


def test_every_check_that_the_table_names_has_its_words() -> None:
    assert set(CHECK_WORDS) == {check for way in TRANSITIONS.values() for check in way.checks}


def test_names_titles_and_rights_are_complete() -> None:
    assert set(STATE_TITLES) == set(State)
    assert set(STEP_TITLES) == set(STEP_RIGHT) == set(Step)
    assert set(STEP_OF.values()) == set(Step), "each step is at work in one state"
    assert len(set(STEP_OF.values())) == len(STEP_OF)
    assert all(name == way.name for name, way in TRANSITIONS.items())
    assert len({way.title for way in TRANSITIONS.values()}) == len(TRANSITIONS)


def test_what_happens_at_a_deadline_waits_for_the_window_to_close_and_asks_for_nothing() -> None:
    for way in TRANSITIONS.values():
        if way.by_deadline:
            assert way.checks == ("window_closed",)
            assert not (way.reason or way.document or way.second_person)


def drawn(*arrows: Arrow) -> str:
    return render_flow(Flow("hinh", "Hình <thử>", ("Một", "Hai & ba", "Bốn"), arrows))


def test_a_drawing_has_a_box_a_state_and_an_arrow_a_direction() -> None:
    html = drawn(Arrow(0, 1, "đi"), Arrow(0, 1, "đi nữa"), Arrow(1, 0, "<về>"), Arrow(1, 2, "tiếp"))
    assert html.count("<rect") == 3
    assert html.count('class="way"') == 2
    assert html.count('class="way way-back"') == 1
    assert "↓ đi nữa" in html
    assert "↑ &lt;về&gt;" in html
    assert "Hai &amp; ba → Bốn: tiếp" in html
    assert "<thử>" not in html


def test_boxes_of_a_drawing_do_not_overlap_and_fit_into_it() -> None:
    html = drawn(*(Arrow(0, 1, str(number)) for number in range(7)))
    tops = [int(y) for y in re.findall(r'<rect[^>]* y="(\d+)"', html)]
    height = int(re.search(r'height="(\d+)" aria', html)[1])  # type: ignore[index]
    assert all(second - first > 36 for first, second in pairwise(tops))
    assert tops[-1] + 36 < height
    words = [int(y) for y in re.findall(r'<text x="64" y="(\d+)"', html)]
    assert tops[0] + 36 < min(words)
    assert max(words) < tops[1]


def test_an_arrow_between_boxes_that_are_not_neighbours_is_refused() -> None:
    with pytest.raises(ValueError, match="above or below"):
        drawn(Arrow(0, 2, "nhảy"))


ORDER = """
round: 2026
title: Đợt 2026
period: 2026
blocks: [{code: so, title: Khối sở, set: mau, units: [so-a, so-b]}]
windows: {self: {opens: 2026-11-01, closes: 2026-11-30}}
"""


def test_an_order_of_a_round_is_read_with_its_years_as_names() -> None:
    order = read_order(ORDER)
    assert (order.round, order.period, order.blocks[0].units) == ("2026", "2026", ("so-a", "so-b"))
    assert order.windows[Step.SELF].closes.isoformat() == "2026-11-30"
    assert read_order(ORDER.partition("windows")[0]).windows == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("round: 2026", ""), "round: thiếu"),
        (("round: 2026", "round: true"), "round: phải là chữ"),
        (("title: Đợt 2026", "title: Đợt 2026\nkhac: 1"), "khac: không có mục này"),
        (("{self:", "{tu_cham:"), "không có bước này; các bước: self, first, explanation, second, council"),
        (("2026-11-30", "mai"), "windows.self.closes: ngày không đọc được"),
        (("2026-11-30", "2026-02-30"), "không phải YAML đọc được"),
        (("[so-a, so-b]", "so-a"), "blocks.0.units: phải là một danh sách"),
        (("[so-a, so-b]", "[so-a, so-a]"), "Đơn vị “so-a” có hai lần"),
        (("windows: {self", "windows: {self: ["), "không phải YAML đọc được, từ dòng"),
    ],
)
def test_an_order_with_a_fault_says_where(change: tuple[str, str], words: str) -> None:
    assert change[0] in ORDER
    with pytest.raises(InputFault, match=re.escape(words)):
        read_order(ORDER.replace(*change))


def test_an_order_with_a_block_twice_is_refused() -> None:
    block = "{code: so, title: Khối sở, set: mau, units: [so-c]}"
    with pytest.raises(InputFault, match="Khối “so” có hai lần"):
        read_order(ORDER.replace("blocks: [", f"blocks: [{block}, "))
    with pytest.raises(InputFault, match="toàn tệp"):
        read_order("- một\n- hai\n")
