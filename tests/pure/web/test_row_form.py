"""The form of a row: fields follow the register's columns; texts stay as typed; faults stand beside their fields."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from parindex.records.prepared import RowError
from parindex.records.registers import REGISTERS
from parindex.records.schema import Choice, Column, ColumnType, Register, unit_column
from parindex.web.rendering.form import FormLook, render_form
from parindex.web.row_form import RowForm, form_columns, initial_values, typed_text

UNITS = [("van-phong", "Văn phòng Sở"), ("phong-nguoi-co-cong", "Phòng Người có công")]
EVERY = Register(
    name="every",
    title="Sổ có mọi loại cột",
    criterion="1.1",
    key=("code",),
    columns=(
        Column(name="code", title="Mã", type=ColumnType.CODE),
        Column(name="text", title="Nội dung", required=True, hint="Ghi ngắn gọn"),
        Column(name="day", title="Ngày", type=ColumnType.DATE),
        Column(name="moment", title="Lúc", type=ColumnType.MOMENT),
        Column(name="whole", title="Số lượng", type=ColumnType.INTEGER),
        Column(name="part", title="Mét giá", type=ColumnType.DECIMAL),
        Column(name="kind", title="Loại", type=ColumnType.CHOICE, choices=(Choice(value="a", title="Loại A"),)),
        Column(name="done", title="Đã xong", type=ColumnType.BOOLEAN),
        unit_column(),
        Column(name="citizen", title="Họ tên công dân", personal=True),
    ),
)


def empty_form(**more: object) -> RowForm:
    return RowForm(EVERY, units=UNITS, **more)  # type: ignore[arg-type]


def posted(**values: str) -> RowForm:
    form = RowForm(EVERY, values, units=UNITS)
    assert form.is_valid()
    return form


def shown(form: RowForm) -> str:
    return str(render_form(form, FormLook("Ghi dòng", wide=True), csrf_token="x"))


def fault(column: str, message: str) -> RowError:
    return RowError(row=2, column=column, value="", code="x", message=message)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_every_register_has_a_form_with_a_field_for_each_column_that_is_kept(register: Register) -> None:
    form = RowForm(register, units=UNITS)
    kept = [column.name for column in register.columns if not column.personal]
    assert [name for name in form.fields if name != "thay"] == kept
    html = str(render_form(form, csrf_token="x"))
    assert html.count("<label") == len(kept)


def test_personal_columns_are_not_asked_for() -> None:
    assert "citizen" not in empty_form().fields
    assert "Họ tên công dân" not in shown(empty_form())


def test_what_must_be_filled_in_is_marked_by_a_word_also_for_the_key() -> None:
    html = shown(empty_form())
    assert html.count("(bắt buộc)") == 2
    assert 'for="id_code">Mã <span class="required">(bắt buộc)' in html
    assert 'for="id_text">Nội dung <span class="required">(bắt buộc)' in html


def test_dates_are_typed_day_first_and_no_browser_decides_their_form() -> None:
    html = shown(empty_form())
    assert 'type="date"' not in html
    assert 'placeholder="ngày/tháng/năm"' in html
    assert 'placeholder="ngày/tháng/năm giờ:phút"' in html


def test_choices_units_and_yes_or_no_are_selects_that_can_be_left_empty() -> None:
    form = empty_form()
    assert form.fields["kind"].choices == [("", "(để trống)"), ("a", "Loại A")]  # type: ignore[attr-defined]
    assert form.fields["unit"].choices == [("", "(để trống)"), *UNITS]  # type: ignore[attr-defined]
    assert form.fields["done"].choices == [("", "(để trống)"), ("Có", "Có"), ("Không", "Không")]  # type: ignore[attr-defined]


def test_a_value_no_longer_offered_stays_chosen() -> None:
    form = RowForm(EVERY, units=UNITS, initial={"unit": "phong-cu", "kind": "b"})
    html = shown(form)
    assert '<option value="phong-cu" selected>phong-cu</option>' in html
    assert '<option value="b" selected>b</option>' in html


def test_texts_reach_the_importer_as_they_were_typed() -> None:
    form = posted(code=" 007 ", text="  hai   khoảng trống", day="31/02/2021", whole="1.670", kind="lạ", unit="la")
    assert form.values["code"] == " 007 "
    assert form.values["text"] == "  hai   khoảng trống"
    assert form.values["day"] == "31/02/2021"
    assert form.values["whole"] == "1.670"
    assert (form.values["kind"], form.values["unit"]) == ("lạ", "la"), "the importer says what is wrong with them"
    assert form.values["part"] == ""


def test_an_empty_form_is_for_the_importer_to_refuse() -> None:
    form = posted()
    assert set(form.values.values()) == {""}
    assert form.seen is None


@pytest.mark.parametrize(("text", "seen"), [("17", 17), ("", None), ("-1", None), ("mười", None), ("１", None)])
def test_the_batch_that_was_seen_is_a_number_or_nothing(text: str, seen: int | None) -> None:
    assert posted(thay=text).seen == seen


def test_a_fault_stands_beside_its_field_and_what_was_typed_stays() -> None:
    form = posted(code="7", day="31/02/2021")
    form.add_faults([fault("Ngày", "Không có ngày này."), fault("Nội dung", "Chưa ghi nội dung.")])
    html = shown(form)
    assert html.index('name="day"') < html.index("Không có ngày này.") < html.index('name="moment"')
    assert 'value="31/02/2021"' in html
    assert "Có 2 ô cần sửa" in html
    assert form.errors.keys() == {"day", "text"}


def test_a_fault_of_a_column_without_a_field_stands_at_the_top() -> None:
    form = RowForm(EVERY, {"code": "7"}, units=UNITS, fixed=True)
    assert form.is_valid()
    form.add_faults([fault("Mã", "Mã này đã có."), fault("Họ tên công dân", "Không đọc được.")])
    assert form.non_field_errors() == ["Mã: Mã này đã có.", "Họ tên công dân: Không đọc được."]


def test_what_identifies_an_existing_row_is_shown_and_sent_but_not_changed() -> None:
    form = RowForm(EVERY, units=UNITS, fixed=True, initial={"code": "NV21-1"})
    html = shown(form)
    assert '<input type="hidden" name="code" value="NV21-1" id="id_code">' in html
    assert 'for="id_code"' not in html
    assert form.fixed_texts(lambda unit: unit) == [("Mã", "NV21-1")]


def test_a_source_is_asked_for_only_where_there_are_several() -> None:
    assert "nguon" not in empty_form(sources=[("so", "Sổ của Sở")]).fields
    assert "nguon" in empty_form(sources=[("so", "Sổ của Sở"), ("mot_cua", "Một cửa")]).fields


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("text", None, ""),
        ("text", "Kế hoạch", "Kế hoạch"),
        ("day", date(2021, 3, 7), "07/03/2021"),
        ("moment", datetime(2021, 3, 7, 8, 5), "07/03/2021 08:05"),
        ("moment", datetime(2021, 3, 7, 8, 5, 9), "07/03/2021 08:05:09"),
        ("whole", 1670, "1670"),
        ("whole", 0, "0"),
        ("part", Decimal("1.5000"), "1,5"),
        ("part", Decimal("1670.0000"), "1670"),
        ("part", Decimal("0.0000"), "0"),
        ("part", Decimal("-2.2500"), "-2,25"),
        ("done", True, "Có"),
        ("done", False, "Không"),
        ("kind", "a", "a"),
    ],
)
def test_a_stored_value_is_shown_as_one_would_type_it(column: str, value: object, text: str) -> None:
    assert typed_text(EVERY.column(column), value) == text


def test_an_existing_row_fills_its_form_and_names_the_batch_it_came_from() -> None:
    row = {"code": "7", "text": "Việc", "day": date(2021, 1, 2), "batch": 12, "source": "so"}
    shown_values = initial_values(EVERY, row)
    assert shown_values["thay"] == "12"
    assert shown_values["day"] == "02/01/2021"
    assert shown_values["unit"] == ""
    assert set(shown_values) == {column.name for column in form_columns(EVERY)} | {"thay"}


def test_hostile_texts_are_shown_as_the_text_they_are() -> None:
    form = posted(text="</textarea><script>alert(1)</script>", code='"><b>')
    html = shown(form)
    assert "<script>" not in html
    assert '"><b>' not in html


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_required_and_listed_columns_come_before_the_folded_rest(register: Register) -> None:
    form = RowForm(register, units=UNITS)
    must, usual, rest = form.sections
    names = [*must.names, *usual.names, *rest.names]
    assert sorted(names) == sorted(name for name in form.fields if name != "thay"), "each column stands once"
    assert all(form.fields[name].required for name in must.names)
    assert set(usual.names) <= {column.name for column in register.list_columns}
    assert rest.folded
    assert not any(form.fields[name].required for name in rest.names)
