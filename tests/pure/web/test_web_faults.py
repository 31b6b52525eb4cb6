"""What is told of a fault, and what is raised all the same."""

import pytest
from django import forms

from parindex.errors import InputFault
from parindex.organisations.rights import MayNotSee, NotAllowed
from parindex.web.faults import Told, faults_beside
from parindex.web.fields import PlainForm


class DayForm(PlainForm):
    closes = forms.CharField(label="Ngày")


def filled() -> DayForm:
    form = DayForm({"closes": "1"})
    assert form.is_valid()
    return form


@pytest.mark.parametrize(("field", "under"), [(None, "__all__"), ("closes", "closes")])
def test_a_fault_stands_beside_the_field_and_the_code_goes_on(field: str | None, under: str) -> None:
    form = filled()
    with faults_beside(form, field):
        raise InputFault("Ngày kết thúc trước ngày bắt đầu.")
    assert form.errors == {under: ["Ngày kết thúc trước ngày bắt đầu."]}


def test_without_a_fault_nothing_is_told() -> None:
    form = filled()
    with faults_beside(form):
        pass
    assert form.is_valid()


@pytest.mark.parametrize("raised", [NotAllowed("Thiếu quyền."), MayNotSee("Không xem được."), ValueError("lỗi của ta")])
def test_what_is_not_for_the_person_to_mend_is_raised(raised: Exception) -> None:
    form = filled()
    with pytest.raises(type(raised)), faults_beside(form):
        raise raised
    assert form.is_valid()


def test_how_a_fault_is_told_may_depend_on_its_kind() -> None:
    heard: list[InputFault] = []
    fault = InputFault("Mã đã có.")
    with Told(heard.append):
        raise fault
    assert heard == [fault]
