"""Scoring texts of official tables become rules that mean the same, or stay with a person; nothing is guessed.

The corpus is `tests/spec/fixtures/scoring_texts*.yaml`; a reading is judged by the points it gives, not by how it is written.
"""

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.pure.scoring.official_texts import Case, corpus, disagreement
from tests.pure.scoring.official_variants import REORDERED, VARIANTS, Variant

from parindex.scoring.official_text import Reading, read_rule
from parindex.scoring.rules import parse_rule

REFERENCE = corpus("scoring_texts.yaml")
STYLES = corpus("scoring_texts_styles.yaml")
MORE = corpus("scoring_texts_more.yaml")
ALL = [*REFERENCE, *STYLES, *MORE]
READABLE = [case for case in ALL if "unread" not in case]
# What no rule of ours says: beside it, nothing may be read.
FOREIGN = (
    "; cộng thêm 0,5 điểm nếu có sáng kiến",
    ". Hội đồng thẩm định xem xét, quyết định.",
    "; riêng đơn vị vùng sâu nhân hệ số 1,2",
    "; trừ 10% số điểm nếu báo cáo sai",
    "; thực hiện theo Phụ lục II",
    ", trừ trường hợp bất khả kháng",
    " (lấy mức cao nhất)",
    "\nRiêng đơn vị không có thủ tục hành chính: do Sở Nội vụ quy định",
)


def read(case: Case, text: str | None = None) -> Reading:
    return read_rule(case["text"] if text is None else text, Decimal(case["max"]))


def variants(case: Case) -> dict[str, Variant]:
    """The spellings that leave the meaning of the text alone."""
    return VARIANTS | REORDERED if {"percent", "count"} & set(case) else VARIANTS


def effect(reading: Reading) -> tuple[object, ...]:
    """All of a reading but its words: where that is the same, so are the points."""
    rule = {
        name: value
        for name, value in (reading.rule or {}).items()
        if name not in ("levels", "items", "conditions", "names")
    }
    named = [
        (one.get("key"), one["points"]) for kind in ("levels", "items") for one in (reading.rule or {}).get(kind, ())
    ]
    return rule, named, len((reading.rule or {}).get("conditions", ())), reading.open, reading.when_empty


def share(name: str, readings: Iterable[Reading]) -> float:
    """The share read, printed."""
    found = [reading.rule is not None for reading in readings]
    print(f"{name}: {sum(found)} of {len(found)} texts read, {sum(found) / len(found):.1%}")
    return sum(found) / len(found)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["text"][:60])
def test_a_text_means_what_a_person_says_it_means_or_stays_with_a_person(case):
    reading = read(case)
    assert disagreement(case, reading) is None
    assert (reading.rule is None) == bool(reading.why)


@pytest.mark.parametrize(
    ("name", "cases", "least"),
    [("reference", REFERENCE, 1.0), ("styles", STYLES, 0.98), ("more styles", MORE, 0.98)],
    ids=["reference", "styles", "more-styles"],
)
def test_nearly_all_texts_that_a_person_can_read_are_read(name, cases, least):
    readable = [case for case in cases if "unread" not in case]
    assert share(name, map(read, readable)) >= least


def test_texts_in_other_spellings_are_read_and_mean_the_same():
    readings = []
    for place, case in enumerate(ALL):
        as_written = effect(read(case))
        for number, (name, variant) in enumerate(variants(case).items()):
            text = variant(case["text"])
            if text is None or not (FULL or (place + number) % 4 == 0):
                continue
            reading = read(case, text)
            assert effect(reading) == as_written or disagreement(case, reading) is None, (name, text)
            if "unread" not in case:
                readings.append(reading)
    assert len(readings) > (5000 if FULL else 1250)
    assert share("other spellings", readings) >= 0.99


@given(st.sampled_from(ALL), st.data())
def test_several_other_spellings_together_still_mean_the_same(case, data):
    names = data.draw(st.lists(st.sampled_from(sorted(variants(case))), min_size=2, max_size=4, unique=True))
    text = case["text"]
    for name in names:
        text = variants(case)[name](text) or text
    assert disagreement(case, read(case, text)) is None, text


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_text_with_one_clause_that_is_not_understood_stays_with_a_person(foreign):
    read_anyway = [case["text"] for case in READABLE if read(case, case["text"] + foreign).rule is not None]
    assert read_anyway == []


PIECES = sorted({piece for case in ALL for piece in case["text"].replace("\n", ";").split(";") if piece.strip()})
SEPARATORS = st.sampled_from(["; ", "\n", ", ", ". ", " ", "\n- ", ": ", " và ", ""])
MAXIMA = st.sampled_from(["0.25", "0.5", "1", "1.5", "2", "3", "10"])


@given(st.lists(st.tuples(st.sampled_from(PIECES), SEPARATORS), max_size=6), MAXIMA, st.data())
def test_whatever_is_made_of_pieces_of_texts_never_fails_and_what_is_read_is_in_order(pieces, most, data):
    text = "".join(piece + separator for piece, separator in pieces)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    for one in (text, text[start:], text[:end], text[start:end]):
        in_order(read_rule(one, Decimal(most)), Decimal(most))


@given(st.text(alphabet="0123456789 %.,;:-+*/()<>≥=\nabxđừếạđiểmtrừtốiđa", max_size=60), MAXIMA)
def test_signs_without_sense_never_fail(text, most):
    in_order(read_rule(text, Decimal(most)), Decimal(most))


@pytest.mark.parametrize(
    "piece", ["từ 1 - ", "số a/tổng ", "(", "tối đa ", "không quá 5 ", "- ", "a) ", "\n1. ", "điểm ", "mỗi "]
)
def test_a_long_text_without_sense_ends_soon(piece):
    assert read_rule(piece * (3900 // len(piece)), Decimal(2)).rule is None


def in_order(reading: Reading, most: Decimal) -> None:
    """A reading is a rule without faults, or says why there is none."""
    assert all(sentence.endswith(".") for sentence in reading.open)
    if reading.rule is None:
        assert reading.why and not reading.open and reading.when_empty is None
        return
    rule = parse_rule(reading.rule)
    assert not reading.why and list(rule.findings(most)) == []
    assert (reading.when_empty is not None) == rule.can_be_empty
