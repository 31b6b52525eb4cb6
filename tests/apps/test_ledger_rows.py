"""One row typed on screen: what lands, what is refused and with which words, and what became of it since."""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.conftest import some

from parindex.errors import InputFault
from parindex.ledger import rows
from parindex.ledger.actions import import_file, save_row, undo_batch, withdraw_row
from parindex.ledger.history import row_history, same_values, standing_row
from parindex.ledger.models import Batch
from parindex.ledger.queries import current_file, damaged_files, last_number, register_named, sources
from parindex.ledger.rows import RowFault, StaleRow
from parindex.ledger.workspace import Workspace
from parindex.organisations.models import AuditEvent, User
from parindex.organisations.rights import NotAllowed
from parindex.organisations.roles import Role
from parindex.organisations.unit_import import import_units
from parindex.records.registers import REGISTERS
from parindex.records.typing_rows import kept_columns
from parindex.shipped import shipped_folder

TASKS = register_named("assigned_tasks")
EXAMPLES = shipped_folder("examples")
Save = Callable[..., Batch | None]


def typed(**given: str) -> dict[str, str]:
    """The texts of a whole form."""
    filled = {
        "code": "NV-1",
        "assigned_by": "Số 1/QĐ-UBND",
        "assigned": "02/01/2021",
        "task": "Trình đề án",
        "unit": "phong-a",
        "due": "30/06/2021",
    }
    return dict.fromkeys((column.name for column in kept_columns(TASKS)), "") | filled | given


@pytest.fixture
def save(admin: User, units: object) -> Save:
    def save(
        seen: int | None = None,
        *,
        by: User = admin,
        unit: str = "so",
        source: str = "so",
        key: str | None = None,
        values: dict[str, str] | None = None,
        **cells: str,
    ) -> Batch | None:
        """`unit`: for which the person writes; the row's own unit is the cell `of`."""
        if values is None:
            of = {"unit": cells.pop("of")} if "of" in cells else {}
            values = typed(**cells, **of)
        return save_row(by=by, register="assigned_tasks", source=source, unit=unit, values=values, seen=seen, key=key)

    return save


def saved(save: Save, *args: Any, **more: Any) -> int:
    """The number of the batch that a saved row made."""
    batch = save(*args, **more)
    assert batch is not None
    return batch.number


def withdraw(by: User, seen: int, key: str = "NV-1", **more: str) -> Batch:
    order = {"register": "assigned_tasks", "source": "so", "key": key, "reason": "ghi nhầm"}
    return withdraw_row(by=by, seen=seen, **(order | more))


def current(upto: int | None = None) -> dict[str, str | None]:
    """Current rows: code → day of submission."""
    file = current_file(TASKS, upto).as_posix()
    sql = f"SELECT key, CAST(submitted AS VARCHAR) FROM '{file}' WHERE state = 'present' ORDER BY key"
    found = duckdb.sql(sql).fetchall()
    assert len(dict(found)) == len(found)
    return dict(found)


def nothing_changed() -> tuple[object, ...]:
    return (list(Batch.objects.values()), AuditEvent.objects.count(), current())


def test_a_new_row_lands_inside_its_ledger_row(save: Save, workspace: Workspace, admin: User) -> None:
    batch = save(submitted="29/6/2021")
    assert batch is not None
    assert (batch.kind, batch.rows, batch.unit, batch.by) == ("edit", 1, "so", admin)
    assert hashlib.sha256(batch.inline.encode()).hexdigest() == batch.digest
    assert json.loads(batch.inline)[0]["submitted"] == "2021-06-29"
    assert not workspace.store.root.exists() or not list(workspace.store.root.rglob("*"))
    assert current() == {"NV-1": "2021-06-29"}
    assert (sources("assigned_tasks"), last_number()) == (("so",), batch.number)
    newest = AuditEvent.objects.latest("number")
    assert (newest.action, newest.by, newest.payload["key"]) == ("records.edited", "quan-tri", "NV-1")


def test_saving_the_same_values_again_changes_nothing(save: Save) -> None:
    number = saved(save)
    before = nothing_changed()
    assert save() is None
    assert save(number) is None
    assert save(number, task="  Trình   đề án ", due="30-06-2021", of="Đơn vị phong-a") is None
    assert nothing_changed() == before


def test_an_edit_takes_the_place_of_the_row_it_saw_and_an_undo_brings_that_back(save: Save, admin: User) -> None:
    first = saved(save)
    second = saved(save, first, submitted="29/06/2021")
    third = saved(save, second, submitted="05/07/2021")
    assert current() == {"NV-1": "2021-07-05"}
    assert [current(number) for number in (0, first, second)] == [{}, {"NV-1": None}, {"NV-1": "2021-06-29"}]
    undo_batch(by=admin, number=third)
    assert current() == {"NV-1": "2021-06-29"}
    undo_batch(by=admin, number=first)
    assert current() == {"NV-1": "2021-06-29"}
    assert current(third) == {"NV-1": "2021-07-05"}


def test_a_stale_edit_is_refused_with_both_versions(save: Save, make_person: Callable[[Role, str], User]) -> None:
    colleague = make_person(Role.CONTRIBUTOR, "phong-a")
    shown = saved(save)
    theirs = saved(save, shown, submitted="29/06/2021", by=colleague, unit="phong-a")
    before = nothing_changed()
    with pytest.raises(StaleRow, match=f"số {theirs} của {colleague}") as refused:
        save(shown, submitted="01/07/2021")
    stale = refused.value
    assert (str(stale.mine["submitted"]), str(stale.theirs["submitted"])) == ("2021-07-01", "2021-06-29")
    assert (stale.batch, stale.by) == (theirs, str(colleague))
    assert stale.at == Batch.objects.get(number=theirs).at
    assert nothing_changed() == before
    assert saved(save, theirs, submitted="01/07/2021") > theirs


def test_an_import_that_says_the_same_since_does_not_make_an_edit_stale(
    save: Save, admin: User, tasks: Callable[..., Path]
) -> None:
    order = {"by": admin, "register": "assigned_tasks", "source": "so", "unit": "so"}
    one, other = ("NV-1", "30/06/2021", "", "phong-a"), ("NV-2", "30/06/2021", "", "phong-a")
    shown = import_file(**order, path=tasks(one)).batch
    import_file(**order, path=tasks(one, other))
    row = standing_row(TASKS, "so", "NV-1")
    assert row is not None
    assert row["batch"] == last_number() != shown
    saved(save, shown, task="Việc NV-1", submitted="28/06/2021")
    assert current() == {"NV-1": "2021-06-28", "NV-2": None}
    with pytest.raises(StaleRow):
        save(shown, task="Việc NV-1", submitted="27/06/2021")


def test_a_new_row_with_the_code_of_another_is_refused_and_shows_that_one(save: Save) -> None:
    first = saved(save)
    with pytest.raises(StaleRow, match="đã có dòng với mã này") as refused:
        save(task="Việc khác")
    assert (refused.value.theirs["task"], refused.value.batch) == ("Trình đề án", first)


def test_a_row_that_left_or_was_taken_back_meanwhile_is_told(save: Save, admin: User) -> None:
    shown = saved(save)
    left = withdraw(admin, shown)
    with pytest.raises(StaleRow, match="rút khỏi sổ") as refused:
        save(shown, submitted="01/07/2021")
    assert (refused.value.theirs, refused.value.batch) == ({}, left.number)
    undo_batch(by=admin, number=left.number)
    undo = undo_batch(by=admin, number=shown)
    with pytest.raises(StaleRow, match="rút khỏi sổ") as refused:
        save(shown, submitted="01/07/2021")
    assert refused.value.batch == undo.number


def test_what_identifies_a_row_is_not_edited(save: Save) -> None:
    first, other = saved(save), saved(save, code="NV-2")
    before = nothing_changed()
    with pytest.raises(InputFault, match=r"Mã nhiệm vụ.*rút dòng này rồi nhập dòng mới"):
        save(first, code="NV-3")
    with pytest.raises(InputFault, match="rút dòng này"):
        save(other, code="NV-2", key="NV-1", task="Ghi đè dòng khác")
    with pytest.raises(InputFault, match="rút dòng này"):
        save(999, code="NV-1", submitted="01/07/2021")
    assert nothing_changed() == before


def test_letter_case_alone_makes_no_second_row(save: Save) -> None:
    number = saved(save)
    with pytest.raises(StaleRow, match="Sổ đã có dòng với mã này"):
        save(code="nv-1", submitted="29/06/2021")
    saved(save, number, code="nv-1", submitted="29/06/2021")
    assert current() == {"NV-1": "2021-06-29"}
    row = standing_row(TASKS, "so", "NV-1")
    assert row is not None
    assert row["code"] == "nv-1"


def test_the_year_that_identifies_a_row_is_not_edited(admin: User, units: object) -> None:
    reports = register_named("reports")
    values = dict.fromkeys((column.name for column in kept_columns(reports)), "")
    values |= {"kind": "Báo cáo CCHC", "period": "Quý I", "receiver": "Sở Nội vụ", "unit": "so", "due": "05/03/2021"}
    order = {"by": admin, "register": "reports", "source": "so", "unit": "so"}
    batch = save_row(**order, values=values, seen=None)
    assert batch is not None
    with pytest.raises(InputFault, match=r"Cơ quan nhận, năm của “Hạn gửi”\).*rút dòng này"):
        save_row(**order, values=values | {"due": "05/03/2022"}, seen=batch.number)
    assert save_row(**order, values=values | {"due": "15/03/2021"}, seen=batch.number) is not None
    assert save_row(**order, values=values | {"due": "05/03/2022"}, seen=None) is not None
    keys = [
        row[0] for row in duckdb.sql(f"SELECT key FROM '{current_file(reports).as_posix()}' ORDER BY key").fetchall()
    ]
    assert keys == [f"Báo cáo CCHC|Quý I|Sở Nội vụ|{year}" for year in (2021, 2022)]


def test_words_typed_in_an_old_font_are_refused_with_what_to_switch_on(save: Save) -> None:
    with pytest.raises(RowFault, match=r"VNI.*không phải Unicode.*UniKey"):
        save(task="Baùo caùo keát quaû thöïc hieän nhieäm vuï")


def test_a_version_knows_which_stood_when_it_was_written(save: Save, admin: User) -> None:
    first = saved(save)
    second = saved(save, first, submitted="29/06/2021")
    undo = undo_batch(by=admin, number=second)
    third = saved(save, first, submitted="29/06/2021")
    versions = {one.number: one for one in row_history("assigned_tasks", "so", "NV-1")}
    assert {number: one.undone for number, one in versions.items()} == {third: None, second: undo.number, first: None}
    stood = {number: [n for n, one in versions.items() if one.stood_at(number)] for number in versions}
    assert stood == {third: [first], second: [first], first: []}


def test_an_edit_brings_every_cell_so_that_none_is_emptied_by_mistake(save: Save) -> None:
    number = saved(save, submitted="29/06/2021")
    half = typed()
    del half["submitted"], half["due"]
    with pytest.raises(InputFault, match="còn thiếu: Hạn hoàn thành, Ngày"):
        save(number, values=half)
    assert current() == {"NV-1": "2021-06-29"}


def test_a_row_leaves_with_a_reason_and_an_undo_brings_it_back(save: Save, admin: User) -> None:
    number = saved(save, submitted="29/06/2021")
    saved(save, code="NV-2")
    before = nothing_changed()
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InputFault, match="lý do"):
            withdraw(admin, number, reason=reason)
    for wrong in ({"key": "NV-9"}, {"source": "khac"}, {"register": "khong-co"}):
        with pytest.raises(InputFault):
            withdraw(admin, number, **wrong)
    assert nothing_changed() == before
    left = withdraw(admin, number, reason=" nhập nhầm sổ ")
    assert (left.kind, left.reason, left.rows, left.unit) == ("withdrawal", "nhập nhầm sổ", 1, "phong-a")
    assert current() == {"NV-2": None}
    assert current(left.number - 1) == {"NV-1": "2021-06-29", "NV-2": None}
    with pytest.raises(StaleRow, match="rút khỏi sổ"):
        withdraw(admin, number)
    undo_batch(by=admin, number=left.number)
    assert current() == {"NV-1": "2021-06-29", "NV-2": None}


def test_a_row_that_left_can_be_entered_anew(save: Save, admin: User) -> None:
    withdraw(admin, saved(save))
    again = saved(save, submitted="29/06/2021")
    assert current() == {"NV-1": "2021-06-29"}
    assert [one.kind for one in row_history("assigned_tasks", "so", "NV-1")] == ["edit", "withdrawal", "edit"]
    assert again == last_number()


def test_who_may_write_for_one_unit_neither_takes_a_row_from_another_nor_gives_one_away(
    save: Save, make_person: Callable[[Role, str], User]
) -> None:
    of_a, of_b = make_person(Role.CONTRIBUTOR, "phong-a"), make_person(Role.CONTRIBUTOR, "phong-b")
    number = saved(save, by=of_a, unit="phong-a")
    before = nothing_changed()
    with pytest.raises(NotAllowed):
        save(by=of_a, unit="so", code="NV-5")
    with pytest.raises(NotAllowed):
        save(number, by=of_b, unit="phong-b", values=typed(unit="phong-b"))
    with pytest.raises(RowFault, match="phong-b"):
        save(number, by=of_a, unit="phong-a", values=typed(unit="phong-b"))
    with pytest.raises(NotAllowed):
        withdraw(of_b, number)
    assert nothing_changed() == before
    moved = save(number, values=typed(unit="phong-b"))
    assert moved is not None
    with pytest.raises(NotAllowed):
        withdraw(of_a, moved.number)
    assert withdraw(of_b, moved.number).unit == "phong-b"


def test_a_moved_row_counts_as_a_write_for_both_units(save: Save, make_person: Callable[[Role, str], User]) -> None:
    """Figures of the unit that lost the row follow too."""
    number = saved(save, unit="phong-a")
    moved = save(number, unit="phong-b", values=typed(unit="phong-b"))
    assert moved is not None
    assert moved.unit == "so"


def test_a_write_of_another_row_meanwhile_is_no_hindrance(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    first = saved(save)
    real, others = rows.standing_row, iter(["NV-2", "NV-3"])

    def slow(*given: Any) -> Any:
        found = real(*given)
        if code := next(others, None):
            saved(save, code=code)
        return found

    monkeypatch.setattr(rows, "standing_row", slow)
    saved(save, first, submitted="29/06/2021")
    assert current() == {"NV-1": "2021-06-29", "NV-2": None, "NV-3": None}


def test_a_write_of_the_same_row_meanwhile_is_seen(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    first = saved(save)
    real, once = rows.standing_row, iter([True])

    def slow(*given: Any) -> Any:
        found = real(*given)
        if next(once, False):
            saved(save, first, submitted="28/06/2021")
        return found

    monkeypatch.setattr(rows, "standing_row", slow)
    with pytest.raises(StaleRow):
        save(first, submitted="29/06/2021")
    assert current() == {"NV-1": "2021-06-28"}


@pytest.mark.parametrize(
    ("given", "codes", "words"),
    [
        ({"code": ""}, {"missing"}, "Mã nhiệm vụ"),
        ({"due": "31/06/2021"}, {"bad_date"}, "31/06/2021"),
        ({"due": "12/31/2021"}, {"bad_date"}, "đảo"),
        ({"assigned": "", "task": " "}, {"missing"}, "không được để trống"),
        ({"of": "phong-khac"}, {"unknown_unit"}, "phong-khac"),
        ({"due": "01/01/2021"}, {"before_assigned"}, "Hạn"),
        ({"task": "x" * 5000}, {"too_long"}, "4.000"),
        ({"task": "x" * 40_000}, {"too_long"}, "4.000"),
        ({"of": "", **dict.fromkeys(set(typed()) - {"unit"}, "")}, {"missing"}, "dòng trống"),
        ({"code": "Tổng cộng", "task": "", "of": ""}, {"missing"}, "dòng tổng cộng"),
    ],
)
def test_a_faulty_row_is_refused_with_the_importers_own_words(
    save: Save, given: dict[str, str], codes: set[str], words: str
) -> None:
    before = nothing_changed()
    with pytest.raises(RowFault, match=words) as refused:
        save(**given)
    titles = {column.title for column in TASKS.columns}
    assert {error.column for error in refused.value.errors} <= titles
    assert {error.code for error in refused.value.errors} == codes
    assert nothing_changed() == before


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=SUM(A1:A9)", "=SUM(A1:A9)"),
        ("'trong nháy'", "'trong nháy'"),
        ('có "nháy"; và, dấu\tphẩy', 'có "nháy"; và, dấu phẩy'),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("a\0b", "a b"),
        ("\ud800", "?"),
        ("{}[]|\\", "{}[]|\\"),
        ("Tổng cộng 5 việc", "Tổng cộng 5 việc"),
    ],
)
def test_any_text_is_kept_as_a_person_reads_it(save: Save, text: str, kept: str) -> None:
    saved(save, code="NV|1", task=text)
    row = standing_row(TASKS, "so", "NV|1")
    assert row is not None
    assert row["task"] == kept
    assert save(row["batch"], code="NV|1", task=kept) is None


def test_a_row_of_bare_numbers_is_a_row(save: Save) -> None:
    """Right under a header in a file it could be the numbers of the columns."""
    with pytest.raises(RowFault) as refused:
        save(values={"code": "1", "assigned_by": "2", "task": "4", "assigned": "3"})
    assert [error.column for error in refused.value.errors] == ["Ngày giao"]


def test_a_column_that_the_register_does_not_have_is_named(save: Save) -> None:
    with pytest.raises(InputFault, match="không có cột “la”"):
        save(values=typed() | {"la": "x"})


def test_the_history_of_a_row_tells_every_version_newest_first(
    save: Save, admin: User, tasks: Callable[..., Path]
) -> None:
    path = tasks(("NV-1", "30/06/2021", "", "phong-a"), ("NV-2", "", "", "phong-a"), name="tháng 1.csv")
    first = import_file(by=admin, register="assigned_tasks", path=path, source="so", unit="so").batch
    second = saved(save, first, task="Việc NV-1", submitted="29/06/2021")
    saved(save, code="NV-1", source="khac")
    third = withdraw(admin, second).number
    undo_batch(by=admin, number=third)
    found = row_history("assigned_tasks", "so", "NV-1")
    assert [(one.number, one.kind, one.in_force) for one in found] == [
        (third, "withdrawal", False),
        (second, "edit", True),
        (first, "import", True),
    ]
    assert [one.file_name for one in found] == ["", "", "tháng 1.csv"]
    assert (found[0].reason, found[0].by) == ("ghi nhầm", str(admin))
    assert [str(one.values["submitted"]) for one in found] == ["2021-06-29", "2021-06-29", "None"]
    assert row_history("assigned_tasks", "so", "NV-9") == ()
    with pytest.raises(InputFault):
        row_history("khong-co", "so", "NV-1")


def test_rows_changed_inside_the_database_are_found_and_no_figure_is_made_from_them(
    save: Save, workspace: Workspace
) -> None:
    number = saved(save)
    assert damaged_files() == ()
    batch = Batch.objects.get(number=number)
    Batch.objects.filter(number=number).update(inline=batch.inline.replace("2021-06-30", "2021-12-30"))
    assert damaged_files() == (batch.digest,)
    for file in workspace.derived.iterdir():
        file.unlink()
    with pytest.raises(InputFault, match=r"lần ghi số 1 .*cơ sở dữ liệu"):
        current_file(TASKS)


def test_hundreds_of_edits_fold_like_one_file(save: Save, admin: User, tasks: Callable[..., Path]) -> None:
    """Whether each is folded onto what was there, or all of them anew."""
    path = tasks(*((f"NV-{number}", "30/06/2021", "", "phong-a") for number in range(40)))
    import_file(by=admin, register="assigned_tasks", path=path, source="so", unit="so")
    for number in range(12):
        saved(save, 1, code=f"NV-{number % 4}", task=f"Việc NV-{number % 4}", submitted=f"{number + 1:02}/06/2021") if (
            number < 4
        ) else save(code=f"M-{number}")
        current_file(TASKS)
    step_by_step = current()
    for file in Workspace(current_file(TASKS).parents[1]).derived.iterdir():
        file.unlink()
    assert current() == step_by_step
    assert (len(step_by_step), step_by_step["NV-3"], step_by_step["NV-4"]) == (48, "2021-06-04", None)


def _sample(name: str) -> tuple[list[str], list[str]]:
    with (EXAMPLES / "mau-so" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows_of_file = list(csv.reader(file))
    return rows_of_file[0], rows_of_file[1]


@pytest.mark.parametrize("name", some(REGISTERS))
def test_a_form_and_a_file_with_the_same_texts_give_the_same_row(
    admin: User, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    import_units(by=admin, path=EXAMPLES / "dong-thap-2021" / "don-vi.csv")
    header, texts = _sample(name)
    path = tmp_path / "một dòng.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, texts])
    order = {"by": admin, "register": name, "source": "tep", "unit": "so-ldtbxh"}
    assert import_file(**order, path=path).accepted == 1
    titles = {column.title: column.name for column in REGISTERS[name].columns}
    values = {titles[title]: text for title, text in zip(header, texts, strict=True) if title in titles}
    batch = save_row(**(order | {"source": "tay"}), values=values, seen=None)
    assert batch is not None
    key = json.loads(batch.inline)[0]["key"]
    filed, entered = (standing_row(REGISTERS[name], source, key) for source in ("tep", "tay"))
    assert filed is not None
    assert entered is not None
    assert same_values(REGISTERS[name], filed, entered)
