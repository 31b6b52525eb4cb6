"""How a file is read, for a person to correct: columns by a select each, dates by a question."""

import json

from parindex.records.reading.choices import DateQuestion, HeaderCell, HeaderFault
from parindex.records.registers import REGISTERS
from parindex.web.mapping_form import MappingForm, Understood, from_session, kept_in_session
from parindex.web.rendering.table import render_table

TASKS = REGISTERS["assigned_tasks"]
HEADERS = (
    HeaderCell(label="Mã NV", key="ma nv", column="code", samples=("NV21-1", "NV21-2", "NV21-3", "NV21-4")),
    HeaderCell(label="Ngày", key="ngay", column=None, samples=("03/04/2021",)),
    HeaderCell(label="", key="(3)", column=None, samples=()),
)
QUESTION = DateQuestion(column="due", title="Hạn hoàn thành", examples=("03/04/2021", "05/06/2021"))


def understood(*, asked: bool = False) -> Understood:
    found = Understood()
    found.learn(HeaderFault("Thiếu cột.", register=TASKS, headers=HEADERS))
    if asked:
        found.headers[1] = ("ngay", "Ngày", "due", ["03/04/2021"])
        found.asked = [("due", "Hạn hoàn thành", ["03/04/2021"])]
    return found


def answers(**more: str) -> dict[str, str]:
    return {"cot_0": "code", "cot_1": "", "cot_2": "", **more}


def filled(found: Understood, data: dict[str, str]) -> MappingForm:
    form = MappingForm(TASKS, found, data)
    form.is_valid()
    return form


def test_each_column_of_the_file_is_a_row_with_its_first_values_and_a_select() -> None:
    html = str(render_table(MappingForm(TASKS, understood()).table))
    assert "NV21-1; NV21-2; NV21-3" in html
    assert "NV21-4" not in html, "a few values are enough"
    assert html.count("<select") == 3
    assert '<option value="code" selected>Mã nhiệm vụ</option>' in html
    assert '<option value="" selected>không đọc</option>' in html
    assert "(cột 3)" in html, "a column without a label is named by its place"


def test_each_select_has_a_label_that_names_its_column() -> None:
    html = str(render_table(MappingForm(TASKS, understood()).table))
    assert 'for="id_cot_0">Cột của sổ cho “Mã NV”</label>' in html
    assert 'for="id_cot_2">Cột của sổ cho “3”</label>' in html


def test_labels_and_values_of_the_file_are_escaped() -> None:
    hostile = HeaderCell(label="<script>1</script>", key="script 1", column=None, samples=('"><img src=x>',))
    found = Understood()
    found.learn(HeaderFault("Thiếu cột.", register=TASKS, headers=(hostile,)))
    html = str(render_table(MappingForm(TASKS, found).table))
    assert "<script>" not in html
    assert "<img" not in html


def test_nothing_said_means_the_choices_kept_from_the_last_file() -> None:
    assert understood().choices is None


def test_corrected_columns_become_choices_and_those_rightly_read_are_left_to_the_importer() -> None:
    form = filled(understood(), answers(cot_1="due"))
    once = form.corrected()
    assert once.choices is not None
    assert once.choices.columns == {"ngay": "due"}
    assert form.changed
    twice = filled(once, {"cot_0": "", "cot_1": "due", "cot_2": ""}).corrected()
    assert twice.columns == {"ngay": "due", "ma nv": ""}, "earlier corrections stay"


def test_sending_the_same_again_changes_nothing() -> None:
    assert not filled(understood(), answers()).changed


def test_two_columns_of_the_file_cannot_be_the_same_column_of_the_register() -> None:
    form = filled(understood(), answers(cot_1="code"))
    assert "Cột này đã chọn cho “Mã NV”" in form.errors["cot_1"][0]
    html = str(render_table(form.table))
    assert html.index('name="cot_1"') < html.index("Cột này đã chọn cho") < html.index('name="cot_2"')


def test_a_column_that_the_register_does_not_have_is_refused() -> None:
    assert "cot_0" in filled(understood(), answers(cot_0="khong_co")).errors


def test_a_question_about_dates_says_how_each_answer_reads_the_same_example() -> None:
    field = MappingForm(TASKS, understood(asked=True)).fields["ngay_due"]
    assert [title for _, title in field.choices] == [  # type: ignore[attr-defined]
        "ngày/tháng: 03/04/2021 là ngày 3 tháng 4",
        "tháng/ngày: 03/04/2021 là ngày 4 tháng 3",
    ]
    assert not field.required


def test_an_example_that_reads_one_way_only_says_which_answer_cannot_be() -> None:
    found = understood(asked=True)
    found.asked = [("due", "Hạn", ["02/28/2021"])]
    field = MappingForm(TASKS, found).fields["ngay_due"]
    assert [title for _, title in field.choices] == [  # type: ignore[attr-defined]
        "ngày/tháng: không đọc được 02/28/2021",
        "tháng/ngày: 02/28/2021 là ngày 28 tháng 2",
    ]
    found.asked = [("due", "Hạn", ["02/28/2021", "03/04/2021 08:00"])]
    choices = MappingForm(TASKS, found).fields["ngay_due"].choices  # type: ignore[attr-defined]
    assert choices[0][1] == "ngày/tháng: 03/04/2021 08:00 là ngày 3 tháng 4", "one that reads both ways tells more"


def test_examples_that_are_no_plain_dates_do_without_a_reading() -> None:
    found = understood(asked=True)
    found.asked = [("due", "Hạn", ["20210304"])]
    field = MappingForm(TASKS, found).fields["ngay_due"]
    assert [title for _, title in field.choices] == ["ngày/tháng", "tháng/ngày"]  # type: ignore[attr-defined]


def test_answers_about_dates_become_choices_and_can_be_taken_back() -> None:
    found = understood(asked=True)
    assert found.open_questions == ["due"]
    turned = filled(found, answers(cot_1="due", ngay_due="thang-ngay")).corrected()
    assert turned.choices is not None
    assert turned.choices.month_first == {"due"}
    assert turned.open_questions == []
    back = filled(turned, answers(cot_1="due", ngay_due="ngay-thang"))
    assert back.changed
    assert back.corrected().day_first == ["due"]
    assert back.corrected().month_first == []


def test_a_question_goes_away_with_its_column() -> None:
    found = understood(asked=True)
    found.learn(HeaderFault("Thiếu cột.", register=TASKS, headers=HEADERS))
    assert [column for column, _, _ in found.asked] == ["due"], "a header at fault says nothing about dates"


def test_what_was_understood_survives_the_session() -> None:
    found = filled(understood(asked=True), answers(cot_1="due", ngay_due="thang-ngay")).corrected()
    again = from_session(json.loads(json.dumps(kept_in_session(found))))
    assert again == found
    assert again.choices == found.choices
