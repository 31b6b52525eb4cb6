"""A workspace's own steps of dated facts: only values that the fact can have, each with its document."""

from collections.abc import Callable
from datetime import date

import pytest

from parindex.errors import InputFault
from parindex.measures.catalogue import FACTS
from parindex.organisations.actions import save_setting
from parindex.organisations.models import AuditEvent, Setting, User
from parindex.organisations.queries import facts_in_force
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role

NUMBER = next(name for name, fact in FACTS.items() if fact.unit and not fact.choices)


def test_a_step_holds_from_its_day_and_a_newer_one_of_that_day_replaces_it(admin: User, units: object) -> None:
    day = date(2021, 7, 1)
    for value in ("70", "75.5"):
        save_setting(by=admin, name=NUMBER, value=value, source=" QĐ 1 ", valid_from=day)
    fact = facts_in_force()[NUMBER]
    step = fact.on(day)
    assert step is not None
    assert (step.value, step.source, step.local) == ("75.5", "QĐ 1", True)
    assert fact.on(date(2021, 6, 30)) == FACTS[NUMBER].on(date(2021, 6, 30))
    assert Setting.objects.filter(name=NUMBER).count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (NUMBER, ""),
        (NUMBER, "tám mươi"),
        (NUMBER, "-1"),
        (NUMBER, "NaN"),
        (NUMBER, "Infinity"),
        (NUMBER, "1E+12"),
        (NUMBER, "0.00001"),
        ("province_class", "IV"),
        ("province_class", ""),
        ("province_class", "loại II"),
    ],
)
def test_a_value_that_the_fact_cannot_have_is_refused_and_nothing_is_written(
    admin: User, units: object, name: str, value: str
) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(InputFault):
        save_setting(by=admin, name=name, value=value, source="QĐ 1")
    assert not Setting.objects.exists()
    assert AuditEvent.objects.count() == events


def test_a_step_names_its_document(admin: User, units: object) -> None:
    with pytest.raises(InputFault, match="văn bản căn cứ"):
        save_setting(by=admin, name="province_class", value="I", source="  ")
    assert not Setting.objects.exists()


def test_what_holds_for_everybody_is_written_at_the_top_only(
    make_person: Callable[[Role, str], User], units: object
) -> None:
    top, below = make_person(Role.SECRETARIAT, "tinh"), make_person(Role.SECRETARIAT, "so")
    with pytest.raises(NotAllowed, match="mốc, hạn và mục tiêu"):
        save_setting(by=below, name="province_class", value="I", source="QĐ 1")
    with pytest.raises(NotAllowed):
        save_setting(by=make_person(Role.COORDINATOR, "tinh"), name="province_class", value="I", source="QĐ 1")
    save_setting(by=top, name="province_class", value="I", source="QĐ 1")
    save_setting(by=make_person(Role.ADMINISTRATOR, "tinh"), name="province_class", value="II", source="QĐ 2")
    assert facts_in_force()["province_class"].steps[0].value == "II"
