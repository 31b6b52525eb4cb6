"""`score`: points of a unit in a period, or of ready values. The latter needs no workspace."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten

from parindex.cli.files import read_file
from parindex.cli.loading import day, open_workspace
from parindex.cli.options import command, scope_options
from parindex.cli.result import Result, text_table
from parindex.cli.sets import read_set
from parindex.criteria.model import CriteriaSet
from parindex.documents.wording.explaining import explain, explain_line
from parindex.documents.wording.extras import EXTRA_TITLES
from parindex.documents.wording.numbers import percent_text, points_text
from parindex.documents.wording.score_json import score_as_json
from parindex.errors import InputFault
from parindex.measures.period import parse_period
from parindex.scoring.extras import scored_names
from parindex.scoring.score import SetScore, score
from parindex.scoring.values import Value, parse_values


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which no key stands twice: the second would silently win. ValueError otherwise."""
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"ghi hai lần: {', '.join(twice)}")
    return dict(pairs)


def _values(name: str, criteria_set: CriteriaSet) -> dict[str, Value | None]:
    """Leaf values from a JSON file keyed by leaf code; a byte order mark, as Windows writes it, does no harm."""
    try:
        raw = json.loads(read_file(Path(name)).decode("utf-8-sig"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise InputFault(f"Tệp giá trị {name} không phải JSON đọc được: {error}.") from error
    if not isinstance(raw, dict):
        raise InputFault(f"Tệp giá trị {name} phải là một đối tượng JSON, khóa là mã tiêu chí.")
    if unknown := sorted(set(raw) - set(scored_names(criteria_set))):
        raise InputFault(f"Tệp giá trị {name} có mã không thuộc bộ tiêu chí: {', '.join(unknown)}.")
    return parse_values(raw)


def present(result: SetScore, grades: Mapping[str, str]) -> Result:
    """The contract's object, and a table for people."""
    data = score_as_json(result, grades=grades, explain=explain)
    rows: list[tuple[str, str, str, str]] = []
    for area in result.areas:
        rows.append((area.area.code, area.area.name.upper(), points_text(area.points), points_text(area.max_points)))
        for one in area.criteria:
            points = "chưa chấm" if one.points is None else points_text(one.points)
            rows.append(
                (
                    one.criterion.code,
                    shorten(one.criterion.name, 80, placeholder="…"),
                    points,
                    points_text(one.max_points),
                )
            )
    for extra in result.extras:
        sign = "+" if extra.kind == "bonus" else "-"
        rows.append(
            ("", EXTRA_TITLES[extra.kind].upper(), sign + points_text(extra.points), points_text(extra.max_points))
        )
        rows += [(one.leaf.code, explain_line(one, extra.kind), points_text(one.points), "") for one in extra.lines]
    so_far = "chưa có" if result.index_so_far is None else percent_text(result.index_so_far)
    kind = "  (bộ tiêu chí mẫu, không phải kết quả chính thức)" if result.criteria_set.nature == "model" else ""
    text = text_table(("Mã", "Lĩnh vực, tiêu chí", "Điểm", "Tối đa"), rows, right=(2, 3))
    tail = f"\nTổng: {points_text(result.points)}/{points_text(result.max_points)} điểm. Chỉ số đến nay: {so_far}{kind}"
    return Result(data, text + tail)


def _run(args: argparse.Namespace) -> Result:
    criteria_set = read_set(args.criteria_set)
    if args.values:
        if args.unit or args.period:
            raise InputFault("Chọn một trong hai: --values, hoặc --unit và --period.")
        return present(score(criteria_set, _values(args.values, criteria_set)), {})
    if not (args.unit and args.period):
        raise InputFault("Cần --unit và --period, hoặc --values với tệp giá trị.")
    period = parse_period(args.period)
    open_workspace(args)
    from parindex.assessment.figures import question
    from parindex.assessment.scores import score_unit

    asked = question(
        args.unit,
        period,
        as_of=day(args.as_of) if args.as_of else None,
        source=args.source,
        snapshot=args.snapshot,
    )
    found = score_unit(criteria_set, asked)
    result = present(found.score, found.grades)
    return Result({**result.data, "snapshot": asked.snapshot, "as_of": asked.as_of.isoformat()}, result.text)


def add(parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", text: str) -> None:
    """Declare the command."""
    parser = command(parsers, "score", _run, text)
    parser.add_argument("--criteria-set", required=True, metavar="ID-or-FILE", help="mã bộ có sẵn hoặc tệp .yaml")
    parser.add_argument("--values", metavar="FILE.json", help="chấm từ giá trị có sẵn, không cần không gian làm việc")
    parser.add_argument("--snapshot", type=int, metavar="N", help="theo sổ ghi tại số N")
    scope_options(parser, required=False)
