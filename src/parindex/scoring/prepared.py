"""The rules of a set, parsed once and kept as long as the set lives: no re-reading of blocks on each call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from parindex.criteria.document import Path
from parindex.criteria.model import CriteriaSet, Criterion, Leaf
from parindex.criteria.problems import Problem, SetFault
from parindex.criteria.translation import dotted, translate
from parindex.scoring.once import OnceASet
from parindex.scoring.rules import RULES, Rule, parse_rule


@dataclass(frozen=True)
class ParsedLeaf:
    """A leaf with its rule, or with the problems of its `rule` block (then `rule` is None)."""

    criterion: Criterion
    leaf: Leaf
    rule: Rule | None
    problems: tuple[Problem, ...]


@OnceASet
def rules_of(criteria_set: CriteriaSet) -> Mapping[str, Rule]:
    """Rules by leaf code. Raises SetFault when a `rule` block cannot be read."""
    parsed = list(parsed_leaves(criteria_set))
    problems = [problem for item in parsed for problem in item.problems]
    if problems:
        raise SetFault(criteria_set.id, problems)
    return {item.leaf.code: item.rule for item in parsed if item.rule is not None}


def parsed_leaves(criteria_set: CriteriaSet) -> Iterator[ParsedLeaf]:
    """Every leaf with its rule or the problems that keep it from being read."""
    for _, criterion, leaf in criteria_set.leaves():
        try:
            yield ParsedLeaf(criterion, leaf, parse_rule(leaf.rule), ())
        except KeyError:
            known = ", ".join(RULES)
            message = f"Không có hình dạng quy tắc “{leaf.rule.get('shape')}”; các hình dạng: {known}."
            path: Path = ("rule", "shape")
            problem = problem_at(criteria_set, criterion, leaf, path, "unknown_shape", message)
            yield ParsedLeaf(criterion, leaf, None, (problem,))
        except ValidationError as error:
            found = []
            for detail in error.errors(include_url=False):
                code, message = translate(detail)
                path = ("rule", *detail["loc"])
                found.append(problem_at(criteria_set, criterion, leaf, path, code, message))
            yield ParsedLeaf(criterion, leaf, None, tuple(found))


def problem_at(
    criteria_set: CriteriaSet, criterion: Criterion, leaf: Leaf, path: Path, code: str, message: str
) -> Problem:
    """A problem inside a leaf, with its place in words and its line in the file."""
    kind = "Tiêu chí" if criterion.leaf is not None else "Tiêu chí thành phần"
    where = f"{kind} {leaf.code}" + (f", {dotted(path)}" if path else "")
    return Problem(code, where, message, criteria_set.line_of(leaf.code, path))
