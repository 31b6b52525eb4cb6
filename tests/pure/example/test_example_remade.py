"""The script beside the files makes them again, byte for byte; what is written by hand is in order too."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import yaml
from reading_plainly import EXAMPLE, sheet_rows

from parindex.criteria.loading import load
from parindex.plans.outline import read_outline

CSV_FILES = ["ho-so-so.csv", "ho-so-mot-cua.csv", "nguyen-nhan-da-gai.csv"]
MADE = sorted([*(path.name for path in EXAMPLE.glob("*.xlsx")), *CSV_FILES])


def remake(folder: Path) -> Path:
    script = EXAMPLE / "make_example.py"
    subprocess.run(
        [sys.executable, script, folder], check=True, capture_output=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    return folder


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return remake(tmp_path_factory.mktemp("once"))


def test_two_runs_give_the_same_bytes(remade: Path, tmp_path: Path) -> None:
    again = remake(tmp_path)
    assert sorted(path.name for path in again.iterdir()) == MADE
    for name in MADE:
        assert (again / name).read_bytes() == (remade / name).read_bytes(), name


@pytest.mark.parametrize("name", CSV_FILES)
def test_the_files_in_the_tree_are_those_that_the_script_makes(name: str, remade: Path) -> None:
    assert (EXAMPLE / name).read_bytes() == (remade / name).read_bytes()


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".xlsx")])
def test_the_workbooks_in_the_tree_hold_the_cells_that_the_script_makes(name: str, remade: Path) -> None:
    # Cells, not bytes: another build of zlib may pack the same sheet differently.
    pages = [openpyxl.load_workbook(folder / name).worksheets[0] for folder in (EXAMPLE, remade)]
    ours, theirs = ([[cell.value for cell in row] for row in page.iter_rows()] for page in pages)
    assert ours == theirs


def test_the_only_formulas_are_in_the_total_row_and_carry_their_value() -> None:
    found = []
    for name in (name for name in MADE if name.endswith(".xlsx")):
        page = openpyxl.load_workbook(EXAMPLE / name).worksheets[0]
        cells = [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        found += [(name, page[f"A{cell.row}"].value) for cell in cells]
    assert found == [("tai-lieu-ton-dong.xlsx", "Tổng cộng")] * 2
    page = openpyxl.load_workbook(EXAMPLE / "tai-lieu-ton-dong.xlsx", data_only=True).worksheets[0]
    last = [cell.value for cell in [*page.iter_rows()][-1]]
    assert last[4:6] == [250, 195]


def test_the_outline_reads_and_says_what_the_source_says() -> None:
    outline = read_outline((EXAMPLE / "ke-hoach-2022.yaml").read_text(encoding="utf-8"))
    assert [basis.number for basis in outline.bases] == ["231/QĐ-UBND-HC", "585/BC-SNV", "130/TB-VPUBND"]
    assert {(one.cited_as, one.code) for one in outline.cited_codes} >= {("1.8", "1.7"), ("5.5", "5.6"), (None, "7.3")}
    published = {(one.index, one.year): one for one in outline.results if not one.derived_from}
    derived = {(one.index, one.year): one for one in outline.results if one.derived_from}
    index = published["par_index", 2021]
    assert (str(index.percent), index.rank, index.rank_of, index.change_rank) == ("84.66", 9, 17, 8)
    assert derived["par_index", 2020].percent == index.percent - (index.change_points or 0)
    happy = published["satisfaction", 2021]
    assert derived["satisfaction", 2020].percent == happy.percent - (happy.change_points or 0)
    assert outline.signer_title == "GIÁM ĐỐC"


def test_the_outline_asks_for_the_annex_that_the_register_holds() -> None:
    outline = read_outline((EXAMPLE / "ke-hoach-2022.yaml").read_text(encoding="utf-8"))
    rows = sheet_rows("ke-hoach-2022-phu-luc.xlsx", "Nội dung")
    assert {row["Kế hoạch"] for row in rows} == {outline.annex_plan}


def test_each_judgement_of_the_model_set_has_a_value_with_its_paper_and_no_survey_leaf_has_one() -> None:
    judged = yaml.safe_load((EXAMPLE / "diem-tu-cham.yaml").read_text(encoding="utf-8"))["leaves"]
    text = (EXAMPLE.parents[1] / "criteria_sets" / "mau-cap-so-2021.yaml").read_text(encoding="utf-8")
    leaves = [leaf for _, _, leaf in load(text, name="mau").leaves()]
    assert list(judged) == [leaf.code for leaf in leaves if leaf.measure is None and leaf.scored_by != "survey"]
    assert all("minh họa" in one["evidence"] for one in judged.values())
