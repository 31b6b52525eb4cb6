"""`belonging` seen from the person: for lists of many units, where asking each for its people would cost too much."""

from collections.abc import Iterable
from datetime import date

from parindex.assessment.rounds.belonging import held_by_runners, later_than
from parindex.organisations.rights import Held
from parindex.organisations.tree import UnitTree


class Belonging:
    """To which units somebody with these roles belongs, for lists of many units: as `own_membership` says of each."""

    def __init__(self, held: Iterable[Held], tree: UnitTree) -> None:
        own = {one.unit for one in held}
        self._tree, self._later = tree, later_than(tree)
        self._own = own
        self._then, self._now = _over(own, tree), _over(own, self._later.tree)

    def to(self, unit: str) -> bool:
        """Whether he belongs to the unit: his units lie in `home_units` of it, seen from below."""
        tops = {unit, self._tree.agency(unit)} if unit in self._tree.by_id else {unit}
        tops |= _agencies(tops, self._tree)
        if unit in self._own or tops & self._then:
            return True
        for old, new in self._later.gone:
            if old in tops:
                tops.add(new)
        heirs = tops | _agencies(tops, self._later.tree)
        return bool(heirs & self._now)


def run_by_own(units: Iterable[str], tree: UnitTree, on: date) -> frozenset[str]:
    """Those of the units whose round is run on a day by their own people only: then somebody else enters their survey
    points. Not those whose round nobody runs: there an administrator does.

    Two queries however many units there are; two more where the tree is of another day.
    """
    runners = [(frozenset(over), Belonging(held, tree)) for over, held in held_by_runners(on).values()]
    found = []
    for unit in units:
        over = {fact.id for fact in tree.above(unit)} if unit in tree.by_id else set()
        theirs = [belongs for runs, belongs in runners if runs & over]
        if theirs and all(belongs.to(unit) for belongs in theirs):
            found.append(unit)
    return frozenset(found)


def _over(own: Iterable[str], tree: UnitTree) -> frozenset[str]:
    return frozenset(fact.id for unit in own for fact in tree.above(unit))


def _agencies(units: Iterable[str], tree: UnitTree) -> set[str]:
    return {tree.agency(one) for one in units if one in tree.by_id}
