"""JSON, for programs: an array of objects, or {"rows": [...]}. Names are columns, titles or synonyms, as in a header.

A row is numbered by its place in the array, from 1. Values are texts, numbers, true, false or null.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from parindex.errors import InputFault
from parindex.records.engine import Connection, scratch
from parindex.records.reading.cells import cell_text
from parindex.records.reading.choices import ReadingChoices
from parindex.records.reading.headers import HEAD_ROWS, accepted, best_candidate
from parindex.records.reading.identity import not_utf8
from parindex.records.reading.loading import load_rows
from parindex.records.reading.raw import LONGEST_CELL, CellFault, Header, RawTable
from parindex.records.schema import ColumnType, Register

LARGEST = 300_000_000  # bytes: read whole
_MOST_NAMES = 2_000  # different names in all objects together
_FORM = 'Tệp JSON phải là một mảng các đối tượng [{"cột": "giá trị"}, …] hoặc {"rows": [ … ]}.'
Object = dict[str, Any]


class _Twice(ValueError):
    """A name that stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> Object:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1)[:60])
    return made


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} không phải một số")


def _parsed(path: Path) -> Any:
    data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if not data:
        raise InputFault(f"Tệp {path.name} quá lớn cho JSON; hãy xuất thành CSV UTF-8 hoặc chia nhỏ.")
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise not_utf8(path, data) from fault
    except json.JSONDecodeError as fault:
        raise InputFault(
            f"Tệp {path.name} không phải JSON đúng: dòng {fault.lineno}, ký tự {fault.colno}. "
            "Hãy xuất lại tệp, hoặc sửa chỗ này."
        ) from fault
    except _Twice as fault:
        raise InputFault(f"Tệp {path.name} có đối tượng ghi hai lần tên “{fault}”; hãy bỏ một lần.") from fault
    except (ValueError, ArithmeticError) as fault:
        raise InputFault(
            f"Tệp {path.name} có số không đọc được; hãy ghi số bình thường hoặc ghi trong nháy."
        ) from fault
    except RecursionError as fault:
        raise InputFault(f"Tệp {path.name} lồng quá nhiều lớp. {_FORM}") from fault


def _broken(path: Path) -> InputFault:
    return InputFault(f"Tệp {path.name} có ký tự hỏng (nửa cặp thay thế, như \\ud800); hãy xuất lại tệp.")


def _objects(path: Path) -> list[Object]:
    found = _parsed(path)
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise InputFault(f"Tệp {path.name}: {_FORM}")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise InputFault(f"Tệp {path.name}, phần tử {number} không phải một đối tượng. {_FORM}")
        for name, value in row.items():
            if isinstance(value, dict | list):
                raise InputFault(
                    f"Tệp {path.name}, phần tử {number}, “{name[:60]}” chứa một danh sách hoặc đối tượng lồng nhau; "
                    "mỗi ô chỉ nhận một giá trị."
                )
    return rows


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            plain = abs(value.as_tuple().exponent) <= 30 and value.adjusted() <= 30  # type: ignore[arg-type]
            return f"{value:f}".replace(".", ",") if plain else str(value)
        case int() if not isinstance(value, bool):
            return str(value)
        case _:
            return cell_text(value)


def _texts(
    path: Path,
    register: Register,
    header: Header,
    rows: Sequence[Object],
    names: Sequence[str],
    faults: list[CellFault],
) -> Iterator[list[str]]:
    codes = [
        (c.name, header.cells[c.name]) for c in register.columns if c.type is ColumnType.CODE and c.name in header.cells
    ]
    for number, row in enumerate(rows, start=1):
        texts = [_text(row.get(name)) for name in names]
        if any(len(text) > LONGEST_CELL or "\0" in text for text in texts):
            raise InputFault(
                f"Tệp {path.name}, phần tử {number}: một ô dài quá 32.767 ký tự hoặc có ký tự rỗng (NUL); hãy sửa ô này."
            )
        for _, place in codes:
            if isinstance(row.get(names[place]), Decimal):
                faults.append(CellFault(row=number, cell=place, code="code_as_number"))
        yield texts + [""] * (2 - len(texts))


def read_json(
    connection: Connection, schema: str, register: Register, path: Path, *, unit: str | None, choices: ReadingChoices
) -> RawTable:
    """A JSON file as raw text. InputFault when it is no JSON of this form, HeaderFault when its names do not suffice."""
    rows = _objects(path)
    if not rows:
        raise InputFault(f"Tệp {path.name} chưa có dòng số liệu nào.")
    names = list(dict.fromkeys(name for row in rows for name in row))
    if len(names) > _MOST_NAMES:
        raise InputFault(f"Tệp {path.name} có quá nhiều tên cột khác nhau ({len(names)}). {_FORM}")
    try:
        "".join(names).encode()
    except UnicodeEncodeError as fault:
        raise _broken(path) from fault
    head = [names, *([_text(row.get(name)) for name in names] for row in rows[: HEAD_ROWS - 1])]
    header = accepted(register, best_candidate(register, head[:1], unit=unit, choices=choices), head, row=-1)
    faults: list[CellFault] = []
    width = max(len(names), 2)
    try:
        with scratch(connection) as folder:
            load_rows(connection, schema, folder, _texts(path, register, header, rows, names, faults), width=width)
    except UnicodeEncodeError as fault:
        raise _broken(path) from fault
    return RawTable(schema=schema, header=header, width=width, quoted=False, faults=tuple(faults))
