"""From the text of a YAML document to a criteria set, or to the list of everything that must be mended first."""

from collections.abc import Iterator

from pydantic import ValidationError

from parindex.criteria.document import Document, Path, decode, read
from parindex.criteria.model import LEAF_KEY, CriteriaSet
from parindex.criteria.problems import Problem, SetFault
from parindex.criteria.translation import place, translate
from parindex.criteria.tree_checks import tree_problems

__all__ = ["CriteriaSet", "Problem", "SetFault", "load", "load_bytes"]


def load(text: str, *, name: str) -> CriteriaSet:
    """The set in `text`; `name` (a file name or an id) is only for messages.

    Raises SetFault with all problems at once. The parameters of rules are read by `scoring`, not here: run
    `scoring.check.check_set` on the result before use.
    """
    document = read(text, name=name)
    if not isinstance(document.data, dict):
        message = "Tệp phải là một khối gồm các trường “tên: giá trị” (id, title, scale, areas…)."
        raise SetFault(name, [*document.problems, Problem("not_a_mapping", "", message, 1)])
    problems = [*document.problems, *tree_problems(document)]
    try:
        criteria_set = CriteriaSet.model_validate(document.data)
    except ValidationError as error:
        raise SetFault(name, _without_repeats([*problems, *_field_problems(document, error)])) from None
    if problems:
        raise SetFault(name, problems)
    criteria_set._document = document
    return criteria_set


def load_bytes(data: bytes, *, name: str) -> CriteriaSet:
    """The same from the bytes of a file. Raises SetFault also when they are not UTF-8 or more than 2 MB."""
    return load(decode(data, name=name), name=name)


def _field_problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path: Path = tuple(step for step in detail["loc"] if step != LEAF_KEY)
        code, message = translate(detail)
        yield Problem(code, place(document.data, path), message, document.line(path))


def _without_repeats(problems: list[Problem]) -> list[Problem]:
    """A leaf criterion is read as criterion and as leaf, so a bad code or name is met twice.

    Points and a rule beside components are reported once for the block, not again field by field.
    """
    blocks = {problem.where for problem in problems if problem.code == "components_and_rule"}
    kept: dict[Problem, None] = {}
    for problem in problems:
        owner = problem.where.split(",")[0]
        if not (problem.code == "unknown_field" and owner in blocks and "components" not in problem.where):
            kept[problem] = None
    return list(kept)
