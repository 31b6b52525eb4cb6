"""The plan outline: what only people can say, read strictly from YAML (pure)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from parindex.strict_yaml import Strict, read_strict


def _quoted(value: Any) -> Any:
    """Codes and figures are quoted, or YAML turns 1.10 into 1.1."""
    if isinstance(value, (float, int)):
        raise ValueError(f'phải đặt trong dấu nháy: "{value}"')
    return value


Code = Annotated[str, BeforeValidator(_quoted), Field(pattern=r"[0-9]+(\.[0-9]+)*")]
Percent = Annotated[Decimal, BeforeValidator(_quoted)]


class Basis(Strict):
    """A legal basis."""

    kind: str
    number: str
    day: date
    issuer: str
    title: str


class Result(Strict):
    """A published result; `derived_from` when it follows from a published one."""

    index: Literal["par_index", "satisfaction"]
    year: int
    percent: Percent
    decision: str
    day: date | None = None
    rank: int | None = None
    rank_of: int | None = None
    change_points: Percent | None = None
    change_rank: int | None = None
    derived_from: str = ""


class Aim(Strict):
    """A target."""

    text: str
    index: Literal["par_index", "satisfaction"] | None = None
    operator: Literal[">=", ">"] | None = None
    percent: Percent | None = None


class CitedCode(Strict):
    """Under which code and name the office's own papers cite a criterion of the set; null: without a code."""

    cited_as: Code | None
    code: Code
    name: str | None = None


class Causes(Strict):
    """Why points were lost, in the office's words."""

    code: Code
    objective: tuple[str, ...] = ()
    subjective: tuple[str, ...] = ()


class Duty(Strict):
    """Who carries out what."""

    who: str
    duties: tuple[str, ...]


class Outline(Strict):
    """The whole outline of a year's plan."""

    year: int
    superior: str
    abbreviation: str
    place: str
    signer_title: str
    drafting_unit: str
    annex_plan: str
    bases: tuple[Basis, ...]
    results: tuple[Result, ...] = ()
    targets: tuple[Aim, ...]
    cited_codes: tuple[CitedCode, ...] = ()
    causes: tuple[Causes, ...] = ()
    duties: tuple[Duty, ...]
    closing: str
    recipients: tuple[str, ...]


_NO_NUMBER = 'không phải con số, hãy ghi như "84.66"'
_WORDS = {
    "extra_forbidden": "không có mục này trong đề cương",
    "value_error": "mã và con số phải đặt trong dấu nháy",
    "string_pattern_mismatch": 'mã gồm các số cách nhau bằng dấu chấm, ví dụ "1.2"',
    "decimal_parsing": _NO_NUMBER,
    "decimal_type": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
}


def read_outline(document: str) -> Outline:
    """The outline in a YAML text. InputFault naming every place that is wrong."""
    return read_strict(document, Outline, what="Đề cương kế hoạch", words=_WORDS)
