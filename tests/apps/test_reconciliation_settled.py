"""How one difference stands: by the words that people said of either of its rows, newest last. No database."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from parindex.assessment.reconciliation_said import Decision, Match, Said, Sent
from parindex.assessment.reconciliation_settled import STATES, Settlement, settlement
from parindex.ledger.sources import SourceFacts

pytestmark = pytest.mark.dear(2)

PAIR = ("H1", "H1")
STRICT = SourceFacts(
    source="mot_cua", title="Phần mềm một cửa", primary=False, owner="tt-hcc", owner_name="", counting=None
)
DIGEST = "a1"
NOON = datetime(2022, 1, 10, 12)


def decided(number: int = 1, verdict: str = "excused", **rest: Any) -> Decision:
    known: dict[str, Any] = {
        "pair": PAIR,
        "cause": "C01",
        "proposed": "C01",
        "document": "Công văn số 45",
        "note": "",
        "owner": "tt-hcc",
        "source": "mot_cua",
        "digest": DIGEST,
        "by": "Huỳnh Ngọc Giang",
        "at": NOON + timedelta(minutes=number),
    }
    return Decision(number=number, verdict=verdict, **(known | rest))


def sent(number: int = 1) -> Sent:
    return Sent(
        number=number,
        mark=number,
        many=1,
        letter="125/SLĐTBXH-VP",
        day=date(2022, 1, 5),
        addressee="TTHCC",
        cause="C01",
        by="Trần Thị Bình",
        at=NOON,
    )


def of(*decisions: Decision, letters: dict[tuple[str, str], tuple[Sent, ...]] | None = None) -> Settlement:
    """The state of the difference PAIR when these decisions were taken."""
    by_pair: dict[tuple[str, str], tuple[Decision, ...]] = {}
    for one in decisions:
        by_pair[one.pair] = (*by_pair.get(one.pair, ()), one)
    return settlement(Said(matches={}, sent=letters or {}, decisions=by_pair), PAIR, DIGEST, STRICT)


def test_nothing_said_is_open_and_a_letter_makes_it_sent() -> None:
    assert (of().state, of().state_text, of().excuses) == ("open", "Chưa gửi", False)
    went = of(letters={PAIR: (sent(),)})
    assert (went.state, went.sent, went.decision, went.excuses) == ("sent", (sent(),), None, False)


@pytest.mark.parametrize(
    ("verdict", "state", "excuses"),
    [("excused", "agreed", True), ("not_excused", "agreed", False), ("disputed", "disputed", False)],
)
def test_only_a_decision_that_excuses_excuses(verdict: str, state: str, excuses: bool) -> None:
    found = of(decided(verdict=verdict))
    assert (found.state, found.excuses, found.changed) == (state, excuses, "")


def test_the_newest_decision_counts_and_all_are_kept() -> None:
    first, second = decided(1), decided(2, "not_excused")
    found = of(first, second)
    assert (found.decision, found.history, found.excuses) == (second, (first, second), False)


def test_a_decision_that_was_taken_back_leaves_the_difference_as_before_it() -> None:
    words = (decided(1), decided(2, "withdrawn"))
    assert (of(*words).state, of(*words).decision) == ("open", None)
    assert of(*words, letters={PAIR: (sent(),)}).state == "sent"
    assert of(*words).history == words
    assert of(*words, decided(3)).excuses, "taken anew"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"digest": "b2"}, "Số liệu"),
        ({"owner": "so-noi-vu"}, "Chủ nguồn đã đổi"),
        ({"source": "so"}, "bên tính trễ hạn là nguồn kia"),
        ({"pair": ("H1", "")}, "chỉ có ở một nguồn"),
        ({"pair": ("H1", "H2")}, "ghép với mã khác"),
        ({"pair": ("H1", ""), "digest": "b2", "owner": "x"}, "chỉ có ở một nguồn"),
    ],
)
def test_a_decision_of_what_is_not_so_any_more_is_shown_and_does_not_count(changed: dict[str, Any], words: str) -> None:
    found = of(decided(**changed))
    assert (found.state, found.excuses) == ("stale", False)
    assert words in found.changed
    assert found.decision is not None


def test_a_decision_from_before_sources_were_noted_is_held_to_the_rest() -> None:
    assert of(decided(source="")).excuses
    assert of(decided(source="", digest="b2")).state == "stale"


def test_words_about_other_rows_are_not_about_this_one() -> None:
    assert of(decided(pair=("H2", "H2"))).state == "open"
    assert of(decided(pair=("", "H2"))).history == ()


def test_every_state_has_words_of_its_own() -> None:
    assert len({*STATES.values()}) == len(STATES) == 5


def test_words_about_either_row_are_told_in_the_order_in_which_they_were_said() -> None:
    alone, other, both = decided(3, pair=("H1", "")), decided(2, pair=("", "H1")), decided(1)
    assert of(alone, other, both).history == (both, other, alone)
    letters = {("H1", ""): (sent(2),), ("", "H1"): (sent(1),)}
    assert [one.number for one in of(letters=letters).sent] == [1, 2]


def test_codes_that_are_one_and_codes_that_are_two_are_told_apart() -> None:
    word = Match(left="A", right="B", verdict="same", reason="Đã xem giấy", by="x", at=NOON)
    refused = replace(word, left="C", right="D", verdict="apart")
    said = Said(matches={("A", "B"): word, ("C", "D"): refused}, sent={}, decisions={})
    assert (said.same, said.apart) == ({"A": "B"}, frozenset({("C", "D")}))
