"""The eight dossiers of the shared table (illustrative): each, in both sources, gets the cause that the table names."""

import csv
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from measure_rows import Office
from tests.conftest import FULL
from tests.pure.measures.reconciliation.generator import OFFICE, SOFTWARE
from tests.pure.measures.reconciliation.generator_files import question

from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.model import Reconciliation
from parindex.measures.reconciliation.reconcile import reconcile

pytestmark = pytest.mark.dear(2)

TABLE = Path(__file__).parents[3] / "spec" / "fixtures" / "dossiers-two-sources.csv"
BY_HAND_OVER = {"C03": Counting(end="returned")}  # the software of this one judges by the day of handing over
CAUSES = ("C01", "C02", "C03", "C04", "C06", "C07", "C08", "C19")
Row = dict[str, Any]


@cache
def cases() -> dict[str, dict[str, str]]:
    """The rows of the table by their cause; the first line says where they come from."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert "illustrative" in lines[0]
    return {row["nguyen_nhan"]: row for row in csv.DictReader(lines[1:])}


def moment(text: str) -> datetime | None:
    """`12/04/2021 08:10`, a bare date, or nothing."""
    if not text:
        return None
    return datetime.strptime(text, "%d/%m/%Y %H:%M" if " " in text else "%d/%m/%Y")


def sides(given: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """The dossier's two rows, and its pauses."""
    code, received = given["ma_ho_so"], moment(given["ngay_tiep_nhan"])
    both: Row = {"code": code, "key": code, "procedure": "P1", "unit": "a", "received": received}
    left = both | {
        "source": OFFICE,
        "due": moment(given["han_tra"]),
        "finished": moment(given["so_ngay_ket_thuc"]),
        "returned": moment(given["so_ngay_tra"]),
        "note": given["ghi_chu"],
    }
    right = both | {
        "source": SOFTWARE,
        "due": moment(given["mcdt_han_tra"]),
        "finished": moment(given["mcdt_ngay_ket_thuc"]),
        "returned": moment(given["mcdt_ngay_tra"]),
        "state_text": "Đang xử lý" if not given["mcdt_ngay_ket_thuc"] else "Đã trả kết quả",
    }
    year = "/2021"
    pauses: list[Row] = []
    if given["yeu_cau_bo_sung"]:
        began, ended = (moment(day + year) for day in re.findall(r"\d\d/\d\d", given["yeu_cau_bo_sung"]))
        pause = {"source": OFFICE, "key": f"{code}|supplement|1", "dossier": code, "unit": "a", "kind": "supplement"}
        pauses.append(pause | {"number": 1, "began": began, "ended": ended, "recorded": "paper", "document": "Phiếu"})
    if given["gia_han"]:
        until = moment(re.findall(r"\d\d/\d\d", given["gia_han"])[0] + year)
        assert until is not None
        left |= {"extended_to": until.date(), "apology": "văn bản xin lỗi"}
    return [left, right], pauses


def found(office: Office, causes: Sequence[str], counting: Counting) -> Reconciliation:
    """What the program says of these lines of the table."""
    given = [sides(cases()[cause]) for cause in causes]
    office.put("dossiers", *(row for rows, _ in given for row in rows))
    office.put("dossier_pauses", *(row for _, rows in given for row in rows))
    return reconcile(office.connection, "dossiers", question(office, right_counting=counting))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory, empty_registers: Path) -> Callable[[Counting], Reconciliation]:
    """The whole table, by a way of counting."""
    folder = tmp_path_factory.mktemp("bảng")
    return cache(lambda counting: found(Office(folder, empty_registers), CAUSES, counting))


def check(one_found: Reconciliation, cause: str) -> None:
    differences = [*one_found.disagreements, *one_found.agreed]
    (it,) = (one for one in differences if one.key == cases()[cause]["ma_ho_so"])
    assert it.cause == cause
    assert it.agreed == (cause == "C19")
    assert [one.cause for one in it.evidence][:1] == [cause]


@pytest.mark.parametrize("cause", CAUSES if FULL else ("C03", "C04", "C19"))
def test_each_case_of_the_shared_table_gets_its_cause_alone(office: Office, cause: str) -> None:
    check(found(office, [cause], BY_HAND_OVER.get(cause, Counting())), cause)


@pytest.mark.parametrize("cause", CAUSES)
def test_each_case_of_the_shared_table_gets_its_cause_among_the_others(
    together: Callable[[Counting], Reconciliation], cause: str
) -> None:
    check(together(BY_HAND_OVER.get(cause, Counting())), cause)


def test_the_table_has_no_other_disagreements(together: Callable[[Counting], Reconciliation]) -> None:
    whole = together(Counting())
    assert {*cases()} == {*CAUSES}
    assert whole.matched == 8
    assert whole.by_cause == {"C01": 1, "C02": 1, "C04": 1, "C06": 1, "C07": 1, "C08": 1}
    assert [one.cause for one in whole.agreed] == ["C19"]
