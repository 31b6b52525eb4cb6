"""The plan outline: what only people can say, read strictly from YAML (pure)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from parindex.errors import InputFault


def _quoted(value: Any) -> Any:
    """Codes and figures are quoted, or YAML turns 1.10 into 1.1."""
    if isinstance(value, (float, int)):
        raise ValueError(f'phải đặt trong dấu nháy: "{value}"')
    return value


Code = Annotated[str, BeforeValidator(_quoted), Field(pattern=r"[0-9]+(\.[0-9]+)*")]
Percent = Annotated[Decimal, BeforeValidator(_quoted)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(_Strict):
    """A legal basis."""

    kind: str
    number: str
    day: date
    issuer: str
    title: str


class Result(_Strict):
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


class Aim(_Strict):
    """A target."""

    text: str
    index: Literal["par_index", "satisfaction"] | None = None
    operator: Literal[">=", ">"] | None = None
    percent: Percent | None = None


class CitedCode(_Strict):
    """Under which code and name the office's own papers cite a criterion of the set; null: without a code."""

    cited_as: Code | None
    code: Code
    name: str | None = None


class Causes(_Strict):
    """Why points were lost, in the office's words."""

    code: Code
    objective: tuple[str, ...] = ()
    subjective: tuple[str, ...] = ()


class Duty(_Strict):
    """Who carries out what."""

    who: str
    duties: tuple[str, ...]


class Outline(_Strict):
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


_WORDS = {
    "missing": "thiếu",
    "model_type": "phải là các mục “tên: giá trị”",
    "value_error": "mã và con số phải đặt trong dấu nháy",
    "string_pattern_mismatch": 'mã gồm các số cách nhau bằng dấu chấm, ví dụ "1.2"',
    "decimal_parsing": 'không phải con số, hãy ghi như "84.66"',
    "decimal_type": 'không phải con số, hãy ghi như "84.66"',
    "finite_number": 'không phải con số, hãy ghi như "84.66"',
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "date_type": "ngày không đọc được, hãy ghi 2022-03-17",
    "date_parsing": "ngày không đọc được, hãy ghi 2022-03-17",
    "date_from_datetime_inexact": "chỉ ghi ngày, không ghi giờ",
    "extra_forbidden": "không có mục này trong đề cương",
    "date_from_datetime_parsing": "ngày không đọc được, hãy ghi 2022-03-17",
    "string_type": "phải là chữ, đặt trong dấu nháy",
    "tuple_type": "phải là một danh sách",
    "literal_error": "giá trị không nằm trong các lựa chọn",
}


def read_outline(document: str) -> Outline:
    """The outline in a YAML text. InputFault naming every place that is wrong."""
    try:
        data = yaml.safe_load(document)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that is no day, 2022-02-30
        mark = getattr(error, "problem_mark", None)
        where = f", từ dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise InputFault(
            f"Đề cương kế hoạch không phải YAML đọc được{where}; hãy xem lại thụt dòng, dấu hai chấm và các ngày."
        ) from error
    try:
        return Outline.model_validate(data)
    except ValidationError as error:
        places = (
            f"  {'.'.join(map(str, one['loc'])) or 'toàn tệp'}: {_WORDS.get(one['type'], 'giá trị không dùng được')}"
            for one in error.errors()
        )
        raise InputFault("Đề cương kế hoạch có chỗ chưa đúng:\n" + "\n".join(places)) from error
