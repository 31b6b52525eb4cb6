"""Which scores of many units do not fit together, against a twin that compares every pair."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from parindex.assessment.rounds.consistency import FAR, Given, alike_scores, far_apart, unlike_scores


def one(unit: str, points: str, **grounds: object) -> Given:
    return Given(unit=unit, points=Decimal(points), **grounds)  # type: ignore[arg-type]


def names(units: Sequence[Given]) -> list[str]:
    return [each.unit for each in units]


def test_units_with_the_same_inputs_and_other_points_are_listed_from_the_fewest_points() -> None:
    found = unlike_scores([one("a", "2", value="late"), one("b", "1", value="late"), one("c", "0", value="none")])
    assert [(names(each.units), each.kinds, each.spread) for each in found] == [(["b", "a"], ("value",), Decimal(1))]


def test_the_same_inputs_with_the_same_points_are_in_order() -> None:
    assert not unlike_scores([one("a", "2", value="late"), one("b", "2.00", value="late")])


def test_one_group_that_shares_figure_and_paper_is_said_once_with_both() -> None:
    shared = {"figure": Fraction(1, 2), "papers": frozenset({"125/BC"})}
    [found] = unlike_scores([one("a", "2", **shared), one("b", "1", **shared)])
    assert found.kinds == ("figure", "paper")


def test_a_paper_that_one_unit_has_beside_others_still_ties_it_to_who_has_the_same_paper() -> None:
    found = unlike_scores(
        [one("a", "2", papers=frozenset({"1/BC", "2/BC"})), one("b", "1", papers=frozenset({"2/BC"})), one("c", "0")]
    )
    assert [names(each.units) for each in found] == [["b", "a"]]


def test_the_widest_spread_comes_first() -> None:
    found = unlike_scores(
        [one("a", "2", value="x"), one("b", "1.5", value="x"), one("c", "2", value="y"), one("d", "0", value="y")]
    )
    assert [names(each.units) for each in found] == [["d", "c"], ["b", "a"]]


def test_points_given_by_hand_without_grounds_are_compared_with_nobody() -> None:
    assert not unlike_scores([one("a", "2"), one("b", "1")])
    assert not alike_scores([one("a", "2"), one("b", "2")])


def test_the_same_points_for_half_and_for_all_are_listed() -> None:
    found = alike_scores([one("a", "2", figure=Fraction(1)), one("b", "2", figure=Fraction(1, 2))])
    assert [(each.points, names(each.units)) for each in found] == [(Decimal(2), ["b", "a"])]


def test_far_figures_of_one_band_are_no_wonder() -> None:
    band = {"by_rule": Decimal(2)}
    given = [one("a", "2", figure=Fraction(1), **band), one("b", "2", figure=Fraction(7, 10), **band)]
    assert not alike_scores(given)
    stranger = one("c", "2", figure=Fraction(6, 10), by_rule=Decimal(1))
    assert [names(each.units) for each in alike_scores([*given, stranger])] == [["c", "a"]]


def test_figures_are_far_apart_from_a_fifth_of_the_greater_on() -> None:
    assert far_apart(Fraction(4, 5), Fraction(1))
    assert not far_apart(Fraction(81, 100), Fraction(1))
    assert far_apart(Fraction(0), Fraction(1, 1000))
    assert not far_apart(Fraction(0), Fraction(0))


FEW_POINTS = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.50"), Decimal(1)])
GIVEN = st.builds(
    Given,
    unit=st.just(""),
    points=FEW_POINTS,
    value=st.sampled_from(["", "late", "none"]),
    figure=st.none() | st.fractions(min_value=0, max_value=2, max_denominator=6),
    by_rule=st.none() | st.sampled_from([Decimal(0), Decimal(1)]),
    papers=st.frozensets(st.sampled_from(["1/BC", "2/BC", "tep"])),
)
MANY = st.lists(GIVEN, max_size=12).map(
    lambda found: [
        Given(unit=f"u{at}", points=g.points, value=g.value, figure=g.figure, by_rule=g.by_rule, papers=g.papers)
        for at, g in enumerate(found)
    ]
)


def _share(a: Given, b: Given) -> bool:
    return bool(
        (a.value and a.value == b.value) or (a.figure is not None and a.figure == b.figure) or a.papers & b.papers
    )


@given(MANY)
def test_two_units_are_in_one_group_exactly_when_they_share_a_ground_and_some_of_its_sharers_differ(
    many: list[Given],
) -> None:
    found = {frozenset(names(group.units)) for group in unlike_scores(many)}
    told = {pair for group in found for pair in combinations(sorted(group), 2)}
    points = {each.unit: each.points for each in many}
    for a, b in combinations(many, 2):
        if _share(a, b) and a.points != b.points:
            assert tuple(sorted((a.unit, b.unit))) in told
    for group in found:
        assert len({points[unit] for unit in group}) > 1
        members = [each for each in many if each.unit in group]
        assert all(_share(a, b) for a, b in combinations(members, 2))


@given(MANY)
def test_same_points_for_far_figures_are_those_that_comparing_every_pair_finds(many: list[Given]) -> None:
    expected = set()
    for a, b in combinations(many, 2):
        if a.figure is None or b.figure is None or a.points != b.points:
            continue
        low, high = sorted((a.figure, b.figure))
        by_rule = a.by_rule is not None and a.by_rule == b.by_rule
        if high > low and (high - low) / high >= FAR and not by_rule:
            expected |= {(a.points, a.unit), (a.points, b.unit)}
    assert {(group.points, unit.unit) for group in alike_scores(many) for unit in group.units} == expected
