"""The filters of a list of rows follow the register's columns; what cannot be read does not narrow the list."""

from datetime import date

import pytest

from parindex.records.conditions import Condition
from parindex.records.registers import REGISTERS
from parindex.records.schema import Column, ColumnType, Register
from parindex.web.register_filter import MOST_CHOICES, FilterForm, filtered_choices

SOURCES = [("so", "Sổ của Sở"), ("mot_cua", "Một cửa")]
UNITS = [("so-ldtbxh", "Sở"), ("van-phong", "Văn phòng")]


def asked(register: str, **query: str) -> FilterForm:
    form = FilterForm(REGISTERS[register], query, sources=SOURCES, units=UNITS)
    form.is_valid()
    return form


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_every_register_can_be_filtered_by_words_and_by_what_its_columns_allow(register: Register) -> None:
    form = FilterForm(register, sources=SOURCES, units=UNITS)
    types = {column.type for column in register.columns}
    assert {"tim", "nguon", "sort"} <= form.fields.keys()
    assert ("ngay" in form.fields) == bool(types & {ColumnType.DATE, ColumnType.MOMENT})
    assert len(filtered_choices(register)) <= MOST_CHOICES


def test_one_source_or_one_unit_is_no_choice() -> None:
    form = FilterForm(REGISTERS["assigned_tasks"], sources=SOURCES[:1], units=UNITS[:1])
    assert not {"nguon", "don-vi"} & form.fields.keys()


def test_nothing_asked_narrows_nothing() -> None:
    form = asked("assigned_tasks")
    assert not form.narrows
    wanted = form.wanted(["a", "b"])
    assert (list(wanted.units), wanted.source, wanted.words, wanted.sort) == (["a", "b"], None, "", "")


def test_words_source_unit_and_order_are_passed_on() -> None:
    form = asked("assigned_tasks", tim="người có công", nguon="so", sort="-due", **{"don-vi": "van-phong"})
    wanted = form.wanted(["so-ldtbxh", "van-phong"])
    assert form.narrows
    assert (list(wanted.units), wanted.source, wanted.words) == (["van-phong"], "so", "người có công")
    assert (wanted.sort, wanted.descending) == ("due", True)


def test_a_unit_that_is_not_offered_does_not_widen_the_list() -> None:
    wanted = asked("assigned_tasks", **{"don-vi": "so-noi-vu"}).wanted(["so-ldtbxh"])
    assert list(wanted.units) == ["so-ldtbxh"]


def test_the_order_alone_does_not_narrow() -> None:
    assert not asked("assigned_tasks", sort="due").narrows


def test_days_are_read_day_first() -> None:
    form = asked("assigned_tasks", ngay="due", tu="03/04/2021", den="2021-05-06")
    assert form.cleaned_data["tu"] == date(2021, 4, 3)
    assert form.cleaned_data["den"] == date(2021, 5, 6)


def test_a_day_that_is_none_is_said_beside_its_field() -> None:
    form = asked("assigned_tasks", ngay="due", tu="31/02/2021")
    assert "Không đọc được ngày này" in form.errors["tu"][0]


def test_a_choice_and_a_span_of_days_become_conditions() -> None:
    choice = filtered_choices(REGISTERS["assigned_tasks"])[0]
    value = choice.choices[0].value
    wanted = asked("assigned_tasks", ngay="due", tu="03/04/2021", den="06/05/2021", **{choice.name: value}).wanted([])
    assert list(wanted.conditions) == [
        Condition(choice.name, "is", value),
        Condition("due", "from", date(2021, 4, 3)),
        Condition("due", "to", date(2021, 5, 6)),
    ]


def test_yes_and_no_are_conditions_on_truth() -> None:
    register = Register(
        name="small",
        title="Sổ nhỏ",
        criterion="1.1",
        key=("code",),
        columns=(Column(name="code", title="Mã"), Column(name="done", title="Xong", type=ColumnType.BOOLEAN)),
    )
    for text, truth in (("true", True), ("false", False)):
        form = FilterForm(register, {"done": text}, sources=[], units=[])
        assert form.is_valid()
        assert list(form.wanted([]).conditions) == [Condition("done", "is", truth)]


def test_a_span_without_its_column_narrows_nothing() -> None:
    assert list(asked("assigned_tasks", tu="03/04/2021").wanted([]).conditions) == []
