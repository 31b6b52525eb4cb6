"""Whether a set that reads well can also be scored: rules, bands, reachable points, measures, empty denominators."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from parindex.criteria.document import Path
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import Problem
from parindex.scoring.extras import KINDS, extra_lines, limit_of
from parindex.scoring.prepared import ParsedLeaf, parsed_leaves, problem_at
from parindex.scoring.rounding import rounded
from parindex.scoring.rules import Rule


def check_set(criteria_set: CriteriaSet, *, measures: Collection[str]) -> tuple[Problem, ...]:
    """Every problem, in the order of the document; empty when the set can be used.

    `measures`: the names that exist. Names are plain text to `scoring`, so the caller brings them.
    """
    found: list[Problem] = []
    for item in parsed_leaves(criteria_set):
        found += item.problems
        found += [
            problem_at(criteria_set, item.criterion, item.leaf, path, code, message)
            for code, path, message in _leaf_problems(item, measures)
        ]
    return (*found, *_extra_problems(criteria_set), *_survey_problems(criteria_set))


def _extra_problems(criteria_set: CriteriaSet) -> Iterator[Problem]:
    """Lines that can never give what they say."""
    for kind in KINDS:
        limit, words = limit_of(criteria_set, kind), "điểm thưởng" if kind == "bonus" else "điểm trừ"
        if limit is None or not limit.lines:
            continue
        lines = [one for one in extra_lines(criteria_set) if one.kind == kind]
        line = criteria_set.line_at((kind, "max"))
        if limit.max == 0:
            yield Problem("max_is_zero", f"{kind}.max", f"Có dòng {words} mà mức tối đa là 0.", line)
        for number, one in enumerate(lines):
            if one.leaf.max_points > limit.max > 0:
                message = f"Dòng {one.line.code} cho tới {one.leaf.max_points:f} điểm, vượt mức tối đa của {words}."
                place = (kind, "lines", number)
                yield Problem("over_max", f"{kind}.lines[{number + 1}]", message, criteria_set.line_at(place))


def _survey_problems(criteria_set: CriteriaSet) -> Iterator[Problem]:
    declared, actual = criteria_set.survey_share, criteria_set.share_of_surveys
    if declared is not None and Fraction(declared) != actual:
        message = (
            f"Bộ tiêu chí ghi phần điều tra là {_said(Fraction(declared))}% nhưng các mục chấm bằng điều tra chiếm "
            f"{_said(actual)}% thang điểm."
        )
        yield Problem("survey_share", "survey_share", message, criteria_set.line_at(("survey_share",)))


def _said(percent: Fraction) -> str:
    return f"{rounded(percent, None):f}".replace(".", ",")


def _leaf_problems(item: ParsedLeaf, measures: Collection[str]) -> Iterator[tuple[str, Path, str]]:
    leaf = item.leaf
    if leaf.measure is not None and leaf.measure not in measures:
        known = [name for name in sorted(measures) if name.split(".")[0] == leaf.measure.split(".")[0]]
        hint = f" Có: {', '.join(known)}." if known else " Xem danh sách bằng lệnh: parindex measures list."
        yield "unknown_measure", ("measure",), f"Không có chỉ tiêu “{leaf.measure}”.{hint}"
    if item.rule is None:
        return
    for finding in item.rule.findings(leaf.max_points):
        yield finding.code, ("rule", *finding.path), finding.message
    yield from _fit(item, item.rule)


def _fit(item: ParsedLeaf, rule: Rule) -> Iterator[tuple[str, Path, str]]:
    """Whether the leaf's other fields go with the shape of its rule."""
    leaf = item.leaf
    if leaf.measure is not None and not rule.measurable:
        message = f"Quy tắc {rule.shape} không chấm được bằng chỉ tiêu; bỏ measure hoặc đổi hình dạng quy tắc."
        yield "measure_not_usable", ("measure",), message
    if rule.can_be_empty and leaf.when_empty is None:
        message = (
            "Phải nói rõ khi không phát sinh: when_empty là exclude (không tính), full (đủ điểm) hoặc zero (0 điểm)."
        )
        yield "when_empty_missing", (), message
    if rule.shape == "survey" and leaf.scored_by != "survey":
        yield "survey_only", ("scored_by",), "Quy tắc survey chỉ dùng khi scored_by là survey."
