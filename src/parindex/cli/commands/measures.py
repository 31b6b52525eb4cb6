"""`measures`: the catalogue, figures, and the rows behind a figure."""

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from textwrap import shorten
from typing import TYPE_CHECKING

from parindex.cli.dossier_groups import group_options, with_groups
from parindex.cli.loading import day, open_workspace
from parindex.cli.options import command, group, scope_options
from parindex.cli.result import Result, number, text_table
from parindex.cli.unit_names import unit_names
from parindex.documents.wording.cells import cell_text
from parindex.documents.wording.grades import GRADE_WORDS
from parindex.documents.wording.numbers import percent_text
from parindex.errors import InputFault
from parindex.measures.catalogue import MEASURES
from parindex.measures.facts import BEGINNING, Fact
from parindex.measures.measure import Measure, percent_of
from parindex.measures.period import parse_period
from parindex.records.registers import REGISTERS
from parindex.records.schema import Column

if TYPE_CHECKING:
    from parindex.assessment.figures import Answer
    from parindex.assessment.values import Total

_PARTS = (Column(name="num", title="Tử số"), Column(name="den", title="Mẫu số"))


def _fact(fact: Fact) -> dict[str, object]:
    """A dated fact with its steps, as it is shipped."""
    steps = [
        {
            "value": step.value,
            "valid_from": None if step.valid_from == BEGINNING else step.valid_from.isoformat(),
            "source": step.source,
            "confirmed": step.confirmed,
        }
        for step in fact.steps
    ]
    return {"name": fact.name, "title": fact.title, "unit": fact.unit, "steps": steps}


def _list(args: argparse.Namespace) -> Result:
    listing = [
        {
            "code": measure.code,
            "title": measure.title,
            "registers": list(measure.registers),
            "policy": measure.policy.name,
            "policy_text": measure.policy.text,
            "basis": list(measure.basis),
            "count": measure.is_count,
            "target": _fact(measure.target) if measure.target else None,
            "facts": [_fact(fact) for fact in measure.facts],
        }
        for measure in MEASURES.values()
    ]
    return Result(
        {"measures": listing}, text_table(("Chỉ tiêu", "Tên"), [(m.code, m.title) for m in MEASURES.values()])
    )


def _numbers(numerator: Fraction, denominator: Fraction | None) -> dict[str, object]:
    """The parts and the percentage, as the contract writes them."""
    share = percent_of(numerator, denominator)
    return {
        "numerator": number(numerator),
        "denominator": number(denominator),
        "value": None if share is None else str(share),
    }


def _entry(one: "Answer", total: "Total | None") -> dict[str, object]:
    """One figure: computed from rows, else the entered total; both where they differ."""
    measure, value = one.value.measure, one.value
    entry: dict[str, object] = {"code": measure.code, "title": measure.title}
    if one.known and not (total and value.denominator == 0):
        entry |= _numbers(value.numerator, value.denominator) | {"grade": "computed"}
    elif total:
        entry |= _numbers(total.figure.numerator, total.figure.denominator) | {"grade": "entered_total"}
    else:
        entry |= {"numerator": None, "denominator": None, "value": None, "grade": None}
    entry |= {"policy": measure.policy.name, "policy_text": measure.policy.text, "source": value.source}
    if total:
        entered = _numbers(total.figure.numerator, total.figure.denominator)
        if entry["grade"] != "computed" or any(entry[name] != part for name, part in entered.items()):
            entry["entered"] = entered | {"document": total.document, "note": total.note}
    return entry


def _said(entry: Mapping[str, object]) -> str:
    """Where the figure comes from, and what was entered beside it."""
    words = GRADE_WORDS.get(str(entry["grade"]), "")
    entered = entry.get("entered")
    if entry["grade"] != "computed" or not isinstance(entered, dict):
        return words
    parts = [str(entered[part]) for part in ("numerator", "denominator") if entered[part] is not None]
    return f"{words}; số tổng hợp đã ghi khác: {'/'.join(parts)}"


def _compute(args: argparse.Namespace) -> Result:
    if args.engine != "duckdb":
        raise InputFault(f"Bản này chưa chạy trên “{args.engine}”; hãy dùng --engine duckdb.")
    open_workspace(args)
    from parindex.assessment.figures import answer, question
    from parindex.assessment.totals import entered_totals

    asked = question(
        args.unit,
        parse_period(args.period),
        as_of=day(args.as_of) if args.as_of else None,
        source=args.source,
        snapshot=args.snapshot,
    )
    totals = entered_totals(args.unit, asked.period.code) if asked.source is None else {}
    figures, rows = [], []
    for one in answer(asked, MEASURES.values()):
        total = totals.get(one.value.measure.code)
        entry = _entry(one, total)
        figures.append(entry)
        parts = [entry[part] for part in ("numerator", "denominator") if entry[part] is not None]
        value = entry["value"]
        rows.append(
            (
                one.value.measure.code,
                one.value.measure.title,
                "/".join(str(part) for part in parts) if entry["grade"] else "chưa có số liệu",
                percent_text(Decimal(value)) if isinstance(value, str) else "",
                _said(entry),
            )
        )
    data = {
        "unit": args.unit,
        "period": asked.period.code,
        "as_of": asked.as_of.isoformat(),
        "source": args.source,
        "measures": figures,
        "snapshot": asked.snapshot,
    }
    head = f"{unit_names()(args.unit)}, {asked.period.title}, tính đến {asked.as_of:%d/%m/%Y}, ảnh chụp số {asked.snapshot}\n"
    text = head + text_table(("Chỉ tiêu", "Tên", "Số", "Tỷ lệ", "Căn cứ"), rows, right=(2, 3))
    return with_groups(Result(data, text), asked, args)


def _rows_table(measure: Measure, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """The columns that the register's lists show, and how each row counts."""
    homes = (REGISTERS[name] for name in measure.registers)
    own = REGISTERS[measure.registers[0]]
    home = next((one for one in homes if {c.name for c in one.columns if c.required} <= set(columns)), own)
    shown = [column for column in home.list_columns if column.name in columns]
    known = {column.name for column in shown}
    added = (column for column in (*measure.added, *_PARTS) if column.name in columns and column.name not in known)
    shown += [column for column in added if not (measure.is_count and column.name == "den")]
    titles, name_of = [column.title for column in shown], unit_names()
    cells = [
        [shorten(cell_text(column, row[column.name], name_of), 60, placeholder="…") for column in shown] for row in rows
    ]
    return text_table(titles, cells)


def _rows(args: argparse.Namespace) -> Result:
    open_workspace(args)
    from parindex.assessment.figures import measure_named, question, rows_behind

    measure = measure_named(args.code)
    asked = question(
        args.unit,
        parse_period(args.period),
        as_of=day(args.as_of) if args.as_of else None,
        source=args.source,
        snapshot=args.snapshot,
    )
    found = rows_behind(asked, measure, costing=args.costing)
    listing = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    text = _rows_table(measure, found.columns, listing)
    return Result(
        {"code": measure.code, "rows": listing, "total": found.total}, f"{measure.title}: {found.total} dòng\n{text}"
    )


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the commands."""
    inner = group(parsers, "measures", text)
    command(inner, "list", _list, "liệt kê các chỉ tiêu")
    compute = command(inner, "compute", _compute, "tính các chỉ tiêu của một đơn vị trong kỳ")
    scope_options(compute)
    compute.add_argument("--snapshot", type=int, metavar="N", help="theo sổ ghi tại số N (mặc định: mới nhất)")
    compute.add_argument("--engine", default="duckdb", metavar="E", help="bộ máy tính (duckdb)")
    group_options(compute)
    rows = command(inner, "rows", _rows, "các dòng mà một chỉ tiêu đã đếm")
    rows.add_argument("code", metavar="CODE")
    scope_options(rows)
    rows.add_argument("--snapshot", type=int, metavar="N", help="theo sổ ghi tại số N")
    rows.add_argument("--costing", action="store_true", help="chỉ các dòng làm mất điểm")
