"""Rows meet one to one: whatever a person confirmed, no row of a source is counted or compared twice."""

from datetime import date

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.cause_cases import Case, at, by_name, compared

from parindex.errors import InputFault

LATE = {"finished": at(9), "returned": at(9), "result_signed": date(2021, 3, 9)}
CASES = {"H1": Case({}, LATE), "R1": Case(None, LATE), "H2": Case(LATE, None), "R2": Case({}, LATE)}


def test_a_confirmed_code_that_came_to_the_other_source_as_well_meets_itself_there(office: Office) -> None:
    found = compared(office, CASES, full=False, matches={"h1": "R1", "H2": "r2"})
    assert found.matched == 2
    assert (found.only_left, found.only_right) == (("H2",), ("R1",))
    assert (found.left_counts, found.right_counts) == ({"early": 2, "late": 1}, {"late": 3})
    met = {one.key: (one.left.key, one.right.key) for one in found.disagreements}
    assert met == {"H1": ("H1", "H1"), "R1": ("", "R1"), "H2": ("H2", ""), "R2": ("R2", "R2")}
    assert not any(one.repaired for one in found.disagreements)


def test_codes_confirmed_for_each_other_meet_while_neither_came_to_the_other_source(office: Office) -> None:
    cases = {"H1": Case({}, None), "R1": Case(None, LATE)}
    (one,) = compared(office, cases, full=False, matches={"h1": "R1"}).disagreements
    assert (one.key, one.left.key, one.right.key, one.repaired) == ("H1", "H1", "R1", True)


def test_a_code_confirmed_to_be_two_others_is_neither(office: Office) -> None:
    cases = {"H1": Case({}, None), "H2": Case({}, None), "R1": Case(None, LATE)}
    found = compared(office, cases, full=False, matches={"H1": "R1", "H2": "R1"})
    assert (found.matched, found.only_right) == (0, ("R1",))
    assert [*by_name(found)] == ["R1"]


def test_a_source_with_a_code_twice_is_refused(office: Office) -> None:
    with pytest.raises(InputFault, match="cùng mã: H1"):
        compared(office, {"H1": Case({}, LATE), "h1": Case(None, LATE)}, full=False)
    with pytest.raises(InputFault, match="cùng mã: H1"):
        compared(office, {"H1": Case({}, LATE), "h1": Case({}, None)}, full=False)
