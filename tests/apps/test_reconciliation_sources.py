"""Whose a source is and how it counts: said by who may name it, kept when it is renamed, read back by everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from two_sources import LEFT, RIGHT

from parindex.ledger.actions import name_source, own_source
from parindex.ledger.models import SourceTitle
from parindex.ledger.sources import source_facts
from parindex.measures.reconciliation.counting import Counting
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role

pytestmark = pytest.mark.dear(2)

ORDER: dict[str, Any] = {
    "register": "dossiers",
    "source": "mot_cua",
    "owner": "tinh",
    "unit": "so",
    "owner_name": " Trung tâm (minh họa) ",
    "counting": {"end": "returned"},
}


def test_a_source_of_which_nothing_was_said_counts_by_its_rank(admin: User, units: object, bring: Any) -> None:
    bring(("1", "30/06/2021", ""))
    bring(("1", "30/06/2021", ""), source="khac")
    first, other = source_facts("assigned_tasks", "so", "khac")
    assert (first.primary, first.counting, first.owner, first.title) == (True, None, "", "so")
    assert (other.primary, other.counting) == (False, None)


def test_the_owner_and_the_counting_are_read_back_and_outlive_a_new_name(admin: User, units: object) -> None:
    own_source(by=admin, **ORDER)
    name_source(by=admin, register="dossiers", source="mot_cua", title="Một cửa", primary=False, unit="so")
    (facts,) = source_facts("dossiers", "mot_cua")
    assert (facts.title, facts.owner, facts.owner_name) == ("Một cửa", "tinh", "Trung tâm (minh họa)")
    assert facts.counting == Counting(end="returned")
    own_source(by=admin, **(ORDER | {"counting": None}))
    (facts,) = source_facts("dossiers", "mot_cua")
    assert (facts.title, facts.counting) == ("Một cửa", None)


def test_the_log_says_what_was_said_of_the_source(admin: User, units: object) -> None:
    own_source(by=admin, **ORDER)
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.subject, newest.unit) == ("source.owned", "dossiers/mot_cua", "so")
    assert newest.payload == {
        "owner": "tinh",
        "owner_name": "Trung tâm (minh họa)",
        "counting": {"end": "returned"},
        "before": {"owner": "", "owner_name": "", "counting": {}},
    }
    own_source(by=admin, **(ORDER | {"owner": "so-khac"}))
    before = AuditEvent.objects.latest("number").payload["before"]
    assert before == {"owner": "tinh", "owner_name": "Trung tâm (minh họa)", "counting": {"end": "returned"}}


NewPerson = Callable[[Role, str], User]
CHANGES: tuple[dict[str, Any], ...] = ({"owner": "so-khac"}, {"counting": {"end": "finished"}})


def said_of_the_source() -> tuple[str, Counting | None]:
    (facts,) = source_facts("dossiers", "mot_cua")
    return facts.owner, facts.counting


def may_own(person: User, **change: Any) -> bool:
    """Whether the person says it; who is refused changes nothing."""
    before = said_of_the_source()
    try:
        own_source(by=person, **(ORDER | change))
    except NotAllowed:
        assert said_of_the_source() == before
        return False
    return True


def test_the_first_owner_is_named_by_himself_or_by_who_writes_for_all_never_by_the_agency_whose_rows_these_are(
    admin: User, make_person: NewPerson, bring_dossiers: Any
) -> None:
    bring_dossiers("so", *LEFT)
    for unit in ("tinh", "so", "phong-a", "so-khac"):
        for role in Role:
            may = unit == "tinh" and bool(ROLE_RIGHTS[role] & {Right.IMPORT, Right.SETTLE})
            assert may_own(make_person(role, unit)) is may, (unit, role)
            SourceTitle.objects.all().delete()


def test_before_there_are_rows_nobody_of_the_unit_or_of_the_owner_named_says_whose_they_will_be(
    make_person: NewPerson,
) -> None:
    assert not may_own(make_person(Role.CONTRIBUTOR, "so"))
    assert not may_own(make_person(Role.APPRAISER, "so"), owner="so", unit="so-khac")
    assert may_own(make_person(Role.COORDINATOR, "tinh"))


def test_only_the_present_owner_hands_a_source_on_or_counts_it_another_way(
    admin: User, make_person: NewPerson, bring_dossiers: Any
) -> None:
    bring_dossiers("so", *LEFT)
    own_source(by=admin, **ORDER)
    for unit in ("tinh", "so", "so-khac"):
        for role in Role:
            person = make_person(role, unit)
            may = unit == "tinh" and Right.SETTLE in ROLE_RIGHTS[role]
            for change in CHANGES:
                assert may_own(person, **change) is may, (unit, role, change)
                own_source(by=admin, **ORDER)


def test_who_writes_the_rows_says_what_letters_call_the_owner(make_person: NewPerson, admin: User) -> None:
    own_source(by=admin, **ORDER)
    assert may_own(make_person(Role.CONTRIBUTOR, "so"), owner_name="Trung tâm khác")
    assert source_facts("dossiers", "mot_cua")[0].owner_name == "Trung tâm khác"
    assert not may_own(make_person(Role.VIEWER, "so"), owner_name="Tên nữa")


def test_a_rank_that_moves_a_rate_is_changed_by_the_owners_only(
    admin: User, make_person: NewPerson, bring_dossiers: Any
) -> None:
    """Without a counting of its own a source counts by its rank; with one, its rank is a matter of naming."""
    bring_dossiers("so", *LEFT)
    bring_dossiers("mot_cua", *RIGHT)
    for source, owner in (("so", "so"), ("mot_cua", "tinh")):
        own_source(by=admin, register="dossiers", source=source, owner=owner, unit="so")
    swap = {"register": "dossiers", "source": "mot_cua", "title": "Một cửa", "primary": True, "unit": "so"}
    office, province = make_person(Role.COORDINATOR, "so"), make_person(Role.ADMINISTRATOR, "tinh")
    with pytest.raises(NotAllowed):
        name_source(by=office, **swap)
    assert source_facts("dossiers", "so")[0].primary
    name_source(by=office, **(swap | {"primary": False}))
    name_source(by=province, **swap)
    with pytest.raises(NotAllowed):
        name_source(by=office, **(swap | {"primary": False}))
    for source, owner in (("so", "so"), ("mot_cua", "tinh")):
        own_source(
            by=admin, register="dossiers", source=source, owner=owner, unit="so", counting={"granularity": "day"}
        )
    name_source(by=office, **(swap | {"primary": False}))
    assert [one.primary for one in source_facts("dossiers", "so", "mot_cua")] == [True, False]
