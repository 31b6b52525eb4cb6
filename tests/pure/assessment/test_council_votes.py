"""The council's votes: the newest of a member counts, recused ones never, the points that most give win."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.assessment.rounds.majority import LEAST, Ballot, Quorum, Rule, counted, tally


def ballots(*given: str) -> list[Ballot]:
    """One a member, in order: points, or "-" for who stepped back."""
    return [Ballot(member, None if text == "-" else Decimal(text)) for member, text in enumerate(given)]


def test_the_points_that_most_give_win() -> None:
    found = counted(ballots("2", "1.5", "1.50", "0"))
    assert (found.majority, found.valid) == (Decimal("1.5"), 4)
    assert found.by_points == ((Decimal("1.5"), 2), (Decimal(2), 1), (Decimal(0), 1))


def test_as_many_for_one_as_for_another_is_no_majority() -> None:
    assert counted(ballots("2", "1")).majority is None


def test_nobody_voting_is_no_majority() -> None:
    assert counted([]).majority is None
    assert counted(ballots("-", "-")) == counted(ballots("-", "-"), recused={0, 1})
    assert counted(ballots("-")).valid == 0


@pytest.mark.parametrize(
    ("quorum", "needed"),
    [
        (Quorum.MORE_THAN_HALF, [2, 2, 2, 2, 3, 3, 4]),
        (Quorum.TWO_THIRDS, [2, 2, 2, 2, 3, 4, 4]),
        (Quorum.ALL, [2, 2, 2, 3, 4, 5, 6]),
    ],
)
def test_a_quorum_of_members_has_to_vote_and_never_one_alone(quorum: Quorum, needed: list[int]) -> None:
    assert [Rule(quorum).needed(entitled) for entitled in range(7)] == needed


def test_one_vote_decides_nothing_however_few_may_vote() -> None:
    found = tally(ballots("1"), members={0}, barred=(), rule=Rule())
    assert (found.votes.majority, found.entitled, found.enough, found.points) == (Decimal(1), 1, False, None)


def test_who_belongs_to_the_unit_or_stepped_back_is_not_waited_for() -> None:
    found = tally(ballots("1", "1", "-", "2"), members=range(6), barred={3, 4}, rule=Rule(Quorum.ALL))
    assert (found.entitled, found.needed, found.votes.valid, found.enough) == (3, 3, 2, False)
    again = tally(ballots("1", "1", "-", "2", "-", "1"), members=range(6), barred={3, 4}, rule=Rule(Quorum.ALL))
    assert (again.entitled, again.points) == (3, Decimal(1))


def test_who_voted_while_he_was_a_member_counts_among_those_who_may() -> None:
    assert tally(ballots("1", "1"), members={0}, barred=(), rule=Rule()).entitled == 2


def test_a_tie_names_the_points_of_its_sides_once_enough_have_voted() -> None:
    members = range(5)
    assert tally(ballots("2", "1"), members, (), Rule()).tied == ()
    found = tally(ballots("2", "1", "2", "1", "0"), members, (), Rule())
    assert (found.points, found.tied) == (None, (Decimal(2), Decimal(1)))
    assert tally(ballots("2", "1", "2"), members, (), Rule()).tied == ()


@given(st.integers(0, 40), st.sampled_from(Quorum))
def test_a_quorum_is_reached_at_the_latest_when_all_have_voted(entitled: int, quorum: Quorum) -> None:
    assert LEAST <= Rule(quorum).needed(entitled) <= max(LEAST, entitled)


def test_who_is_recused_does_not_count_even_when_he_voted() -> None:
    found = counted(ballots("2", "2", "1"), recused={0, 1})
    assert (found.majority, found.valid, found.recused) == (Decimal(1), 1, 2)


def test_a_member_who_votes_again_changes_his_vote() -> None:
    found = counted([*ballots("2", "1"), Ballot(0, Decimal(1))])
    assert found.by_points == ((Decimal(1), 2),)


def test_a_member_who_steps_back_after_voting_takes_his_vote_with_him() -> None:
    found = counted([*ballots("2", "1", "1"), Ballot(2, None)])
    assert (found.majority, found.valid, found.recused) == (None, 2, 1)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.none() | st.sampled_from([Decimal(0), Decimal(1), Decimal("1.0")]))),
    st.frozensets(st.integers(0, 5)),
)
def test_counting_is_what_a_teller_with_a_slip_for_each_member_finds(
    said: list[tuple[int, Decimal | None]], recused: frozenset[int]
) -> None:
    slips: dict[int, Decimal] = {}
    spoke = set()
    for member, points in said:
        spoke.add(member)
        slips.pop(member, None)
        if points is not None and member not in recused:
            slips[member] = points
    heaps = {points: sum(slip == points for slip in slips.values()) for points in slips.values()}
    best = [points for points, votes in heaps.items() if votes == max(heaps.values())]
    found = counted([Ballot(*one) for one in said], recused)
    assert dict(found.by_points) == heaps
    assert found.majority == (best[0] if len(best) == 1 else None)
    assert found.recused == len(spoke) - len(slips)
