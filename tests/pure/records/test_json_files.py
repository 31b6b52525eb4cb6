"""JSON from programs: the same checks, the same rows, the place in the array as row number."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_kit import SAMPLE, TITLES, read, sample_row, write_csv
from tests.conftest import COSTLY

from parindex.errors import InputFault
from parindex.records.importing import HeaderFault, ReadingChoices
from parindex.records.reading import json_rows
from parindex.records.registers.reports import REPORTS


def save(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
    return path


ROW = {
    "code": "007",
    "Tên gọi": "Sở Nội vụ",
    "day": "2021-03-05",
    "moment": "2021-03-05T08:10:15",
    "count": 1670,
    "length": 12.345,
    "kind": "direct",
    "agreed": True,
    "person": "Ông A",
    "unit": None,
}


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"rows": rows, "total": len(rows)}])
def test_an_array_of_objects_lands(tmp_path: Path, wrap: Any) -> None:
    found = read(save(tmp_path / "a.json", wrap([ROW, {"code": "B"}])))
    assert not found.prepared.errors
    first = found.rows[0]
    assert (first["key"], first["title"], first["count"], first["kind"]) == ("007", "Sở Nội vụ", 1670, "direct")
    assert (first["day"], first["moment"]) == (dt.date(2021, 3, 5), dt.datetime(2021, 3, 5, 8, 10, 15))
    assert (first["length"], first["agreed"], first["unit"]) == (Decimal("12.345"), True, "so-x")
    assert "person" not in first
    assert (found.column("row"), found.prepared.skipped) == ([1, 2], 0)


def test_rows_are_numbered_by_their_place_and_faults_say_so(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.json", [{"code": "A", "day": "x"}, {"code": "B"}, {"code": "A", "count": 1.5}]))
    assert found.codes() == [(1, "bad_date"), (3, "bad_integer")]
    assert [cell.label for cell in found.prepared.headers] == ["code", "day", "count"]


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    text = (
        '[{"code": "A", "length": 1.670}, {"code": "B", "length": 99999999999999.9999}, {"code": "C", "length": -0.0}]'
    )
    assert read(save(tmp_path / "a.json", text)).column("length") == [
        Decimal("1.67"), Decimal("99999999999999.9999"), Decimal(0),
    ]  # fmt: skip


def test_a_fraction_is_no_code_but_a_whole_number_is(tmp_path: Path) -> None:
    found = read(save(tmp_path / "a.json", '[{"code": 1.10, "title": "a"}, {"code": 12, "title": "b"}]'))
    assert found.codes() == [(1, "code_as_number")]
    assert found.column("key") == ["12"]


def test_a_monstrous_number_is_refused_as_a_value_not_written_out(tmp_path: Path) -> None:
    found = read(
        save(tmp_path / "a.json", '[{"code": "A", "length": 1e999999999}, {"code": "B", "count": 1e-99999999}]')
    )
    assert found.codes() == [(1, "bad_decimal"), (2, "bad_integer")]


def test_json_and_csv_of_the_same_rows_give_the_same_batch(tmp_path: Path) -> None:
    rows = [sample_row(f"K{n:03}", title=f"Dòng {n}", count=str(n), day="05/03/2021") for n in range(30)]
    read(write_csv(tmp_path / "b.csv", [TITLES, *rows]))
    found = read(save(tmp_path / "a.json", [dict(zip(TITLES, row, strict=True)) for row in rows]))
    assert [row["row"] for row in found.rows] == list(range(1, 31))
    other = read(tmp_path / "b.csv")
    assert [{**row, "row": 0} for row in found.rows] == [{**row, "row": 0} for row in other.rows]


def test_names_can_be_mapped_like_headers(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", [{"kind": "x", "ky_bc": "Quý I", "noi": "Sở", "due": "2021-03-05"}])
    with pytest.raises(HeaderFault, match="thiếu cột") as caught:
        read(path, REPORTS)
    assert [(cell.key, cell.column) for cell in caught.value.headers][1] == ("ky bc", None)
    choices = ReadingChoices(columns={"ky bc": "period", "noi": "receiver"})
    assert read(path, REPORTS, choices=choices).column("key") == ["x|Quý I|Sở|2021"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "rỗng"),
        ("[", "dòng 1, ký tự"),
        ('[{"code": "A"},\n {"code" "B"}]', "dòng 2, ký tự"),
        ("[]", "chưa có dòng số liệu"),
        ('{"rows": []}', "chưa có dòng số liệu"),
        ('{"data": [{"code": "A"}]}', "mảng các đối tượng"),
        ('"chữ"', "mảng các đối tượng"),
        ("12", "mảng các đối tượng"),
        ("null", "mảng các đối tượng"),
        ('[["A", "B"]]', "phần tử 1 không phải một đối tượng"),
        ('[{"code": "A"}, null]', "phần tử 2"),
        ('[{"code": ["A"]}]', "danh sách hoặc đối tượng lồng nhau"),
        ('[{"code": "A", "code": "B"}]', "hai lần tên “code”"),
        ('[{"code": "A", "count": NaN}]', "có số không đọc được"),
        ('[{"code": "A", "count": Infinity}]', "có số không đọc được"),
        ('[{"code": "A", "count": %s}]' % ("9" * 5000), "có số không đọc được"),
        ("[" * 100_000, "lồng quá nhiều lớp"),
        ('[{"code": "A", "title": "%s"}]' % ("x" * 40_000), "phần tử 1: một ô dài quá"),
        ('[{"code": "A\\u0000B", "title": "b"}]', "NUL"),
        ('[{"one": 1, "two": 2}]', "Không tìm thấy dòng tiêu đề"),
        ("%PDF-1.7", "PDF"),
        ("[{}, {}]", "Không tìm thấy dòng tiêu đề"),
    ],
)
def test_what_is_no_such_json_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(InputFault, match=said):
        read(save(tmp_path / "a.json", content))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    text = json.dumps([{"Mã": "A", "Tên gọi": "Lao động"}], ensure_ascii=False)
    for encoding, said in (("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1258", "không phải bảng mã UTF-8")):
        (tmp_path / "a.json").write_bytes(text.encode(encoding, "replace"))
        with pytest.raises(InputFault, match=said):
            read(tmp_path / "a.json")


def test_a_file_too_large_or_too_wide_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = save(tmp_path / "rộng.json", [{"code": "A"} | {f"cột {n}": n for n in range(3_000)}])
    with pytest.raises(InputFault, match="quá nhiều tên cột"):
        read(wide)
    monkeypatch.setattr(json_rows, "LARGEST", 100)
    with pytest.raises(InputFault, match="quá lớn"):
        read(wide)


def test_broken_surrogates_do_not_break_the_reader(tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="ký tự hỏng"):
        read(save(tmp_path / "a.json", '[{"code": "A", "title": "\\ud800"}]'))


_value = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5), st.just("A")
)


@COSTLY
@given(rows=st.lists(st.dictionaries(st.sampled_from([c.name for c in SAMPLE.columns]), _value), max_size=6))
def test_any_objects_end_in_rows_or_a_fault_and_the_counts_add_up(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    path = save(tmp_path / "a.json", [{"code": "Z", "title": "đủ"}, *rows])
    try:
        found = read(path)
    except InputFault as fault:
        assert str(fault)
    else:
        assert found.prepared.read + found.prepared.skipped == len(rows) + 1
