"""Damaged codes in one source: proposed, never joined by themselves, and once confirmed the dossier gets its cause."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from measure_rows import Office
from tests.conftest import FULL
from tests.pure.measures.reconciliation.generator import Maker, Pair
from tests.pure.measures.reconciliation.generator_files import put, question
from tests.pure.measures.reconciliation.generator_plants import reckoned, world

from parindex.measures.reconciliation.reconcile import reconcile

pytestmark = pytest.mark.dear(3)

DAMAGES: dict[str, Callable[[str], str]] = {
    "blanks inside": lambda code: code.replace("-", " - "),
    "long dashes": lambda code: code.replace("-", "–"),
    "letter O for nought": lambda code: code.replace("000.00", "OOO.OO"),
    "letter l for one": lambda code: code[:13] + code[13:].replace("1", "l", 1),
    "leading noughts lost": lambda code: code.removeprefix("000.00."),
    "no prefix at all": lambda code: code.partition("-")[2],
    "tail cut": lambda code: code[:-1],
    "one wrong digit": lambda code: code[:-1] + str((int(code[-1]) + 5) % 10),
    "two digits swapped": lambda code: code[:-2] + code[-1] + code[-2],
    "other case": str.lower,
}


def damaged(pair: Pair, damage: Callable[[str], str]) -> Pair:
    """The pair with another code in the software."""
    assert pair.right is not None
    code = damage(pair.code)
    return replace(pair, right=pair.right | {"code": code, "key": code})


def case_of(number: int) -> Pair:
    """A dossier with a cause of its own; the last digits of its code are not like those of another number."""
    maker = Maker(61)
    maker.number = number
    return reckoned(maker, frozenset({"C08"}))


@pytest.mark.parametrize("kinds", [[*DAMAGES], *([one] for one in DAMAGES if FULL)], ids=" and ".join)
def test_damaged_codes_are_proposed_and_joined_only_when_confirmed(office: Office, kinds: list[str]) -> None:
    """All kinds of damage side by side; in full also each kind by itself."""
    whole = [case_of(number) for number in (11, 1960)]
    pairs = [damaged(case_of(56 + 137 * at), DAMAGES[kind]) for at, kind in enumerate(kinds)]
    codes = {pair.code: pair.right["code"] for pair in pairs if pair.right}
    lost = {left: right for left, right in codes.items() if left.lower() != right.lower()}
    assert len(lost) == len([kind for kind in kinds if kind != "other case"])
    put(office, [whole[0], *pairs, whole[1]])
    every, joined = len(pairs) + 2, len(pairs) + 2 - len(lost)
    before = reconcile(office.connection, "dossiers", question(office))
    assert before.matched == joined
    assert {one.left: one.right for one in before.proposals} == lost
    assert all(one.reason and one.agrees for one in before.proposals)
    after = reconcile(office.connection, "dossiers", question(office, matches=lost))
    assert (after.matched, after.only_left, after.only_right) == (every, (), ())
    assert [one.cause for one in after.disagreements] == ["C08"] * every
    assert {one.key for one in after.disagreements if one.repaired} == lost.keys()


def test_a_refused_pair_is_not_proposed_again(office: Office) -> None:
    maker = Maker(62)
    pair = damaged(reckoned(maker, frozenset({"C08"})), DAMAGES["tail cut"])
    assert pair.right is not None
    apart = frozenset({(pair.code, pair.right["code"])})
    found = reconcile(office.connection, "dossiers", question(put(office, [pair]), apart=apart))
    assert (found.matched, tuple(found.proposals)) == (0, ())


def test_a_code_that_could_be_two_others_is_not_proposed(office: Office) -> None:
    pair = reckoned(Maker(63), frozenset({"C08"}))
    assert pair.left is not None and pair.right is not None
    cut = pair.code[:-1]
    ones = [pair.left | {"code": cut + digit, "key": cut + digit} for digit in "37"]
    left = [Pair(code=row["code"], left=row, right=None) for row in ones]
    right = Pair(code=cut, left=None, right=pair.right | {"code": cut, "key": cut})
    found = reconcile(office.connection, "dossiers", question(put(office, [*left, right])))
    assert tuple(found.proposals) == ()


def test_codes_that_have_their_partner_are_left_alone(office: Office) -> None:
    found = reconcile(office.connection, "dossiers", question(put(office, world(64, 3))))
    joined = {one.left for one in found.proposals} | {one.right for one in found.proposals}
    assert joined <= {*found.only_left, *found.only_right}


@pytest.mark.parametrize("kind", ["long dashes", "letter O for nought", "leading noughts lost"])
def test_the_same_code_spelled_otherwise_goes_before_a_neighbour_that_differs_in_a_digit(
    office: Office, kind: str
) -> None:
    pairs = [damaged(case_of(number), DAMAGES[kind]) for number in range(40, 60)]
    put(office, pairs)
    found = reconcile(office.connection, "dossiers", question(office))
    assert {one.left: one.right for one in found.proposals} == {
        one.code: one.right["code"] for one in pairs if one.right
    }
