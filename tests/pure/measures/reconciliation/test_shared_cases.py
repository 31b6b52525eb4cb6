"""The eight dossiers of the shared table (illustrative): each, in both sources, gets the cause that the table names."""

import csv
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from measure_rows import Office
from tests.pure.measures.reconciliation.generator import OFFICE, SOFTWARE
from tests.pure.measures.reconciliation.generator_files import question

from parindex.measures.reconciliation.counting import Counting
from parindex.measures.reconciliation.reconcile import reconcile

TABLE = Path(__file__).parents[3] / "spec" / "fixtures" / "dossiers-two-sources.csv"
BY_HAND_OVER = {"C03": Counting(end="returned")}  # the software of this one judges by the day of handing over
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


@pytest.mark.parametrize("cause", ["C01", "C02", "C03", "C04", "C06", "C07", "C08", "C19"])
@pytest.mark.parametrize("company", [False, True], ids=["alone", "with the others"])
def test_each_case_of_the_shared_table_gets_its_cause(office: Office, cause: str, company: bool) -> None:
    given = [sides(row) for name, row in cases().items() if company or name == cause]
    office.put("dossiers", *(row for rows, _ in given for row in rows))
    office.put("dossier_pauses", *(row for _, rows in given for row in rows))
    found = reconcile(
        office.connection,
        "dossiers",
        question(office, right_counting=BY_HAND_OVER.get(cause, Counting())),
    )
    differences = [*found.disagreements, *found.agreed]
    (it,) = (one for one in differences if one.key == cases()[cause]["ma_ho_so"])
    assert it.cause == cause
    assert it.agreed == (cause == "C19")
    assert [one.cause for one in it.evidence][:1] == [cause]


def test_the_table_has_no_other_disagreements(office: Office) -> None:
    given = [sides(row) for row in cases().values()]
    office.put("dossiers", *(row for rows, _ in given for row in rows))
    office.put("dossier_pauses", *(row for _, rows in given for row in rows))
    found = reconcile(office.connection, "dossiers", question(office))
    assert found.matched == 8
    assert found.by_cause == {"C01": 1, "C02": 1, "C04": 1, "C06": 1, "C07": 1, "C08": 1}
    assert [one.cause for one in found.agreed] == ["C19"]
