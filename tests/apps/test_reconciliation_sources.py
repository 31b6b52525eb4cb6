"""Whose a source is and how it counts: said by who may name it, kept when it is renamed, read back by everybody."""

from typing import Any

import pytest

from parindex.ledger.actions import name_source, own_source
from parindex.ledger.sources import source_facts
from parindex.measures.reconciliation.counting import Counting
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import ROLE_RIGHTS, Right, Role

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
    }


@pytest.mark.parametrize("role", Role)
def test_who_may_write_the_rows_may_say_whose_they_are(people: dict[Role, User], role: Role) -> None:
    if Right.IMPORT in ROLE_RIGHTS[role]:
        own_source(by=people[role], **ORDER)
        assert source_facts("dossiers", "mot_cua")[0].owner == "tinh"
    else:
        with pytest.raises(NotAllowed):
            own_source(by=people[role], **ORDER)
        assert source_facts("dossiers", "mot_cua")[0].owner == ""
