"""The kinds of cell a criteria set is made of: quoted numbers, codes, words.

Numbers and codes must be quoted because YAML reads a bare 1.10 as 1.1 and a bare 0.1 as a binary fraction.
"""

import re
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
CODE = re.compile(r"[0-9A-Za-z]{1,8}(\.[0-9A-Za-z]{1,8}){0,7}")


class Part(BaseModel):
    """Any block of a criteria set: immutable, no field that the format does not know, no silent conversion."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


@dataclass(frozen=True)
class Bare:
    """A scalar written without quotes that would lose something if read as a number: 1.10, 1_000, 1:30, .inf."""

    text: str


def is_bare(value: object) -> bool:
    """True for what YAML reads as something other than words (numbers, true/false) because quotes are missing."""
    return isinstance(value, (bool, int, float, Bare))


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if is_bare(value):
        raise PydanticCustomError("unquoted", "Số phải đặt trong dấu nháy kép")
    if not isinstance(value, str):
        raise PydanticCustomError("not_a_number", 'Cần một số đặt trong dấu nháy kép, ví dụ "0.25".')
    if not NUMBER.fullmatch(value):
        mend = " Dùng dấu chấm cho phần thập phân." if "," in value else ""
        raise PydanticCustomError("not_a_number", "{what}", {"what": f"“{value[:40]}” không phải là số.{mend}"})
    return Decimal(value)


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value) else value


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value), form).date()
        except ValueError:
            continue
    raise PydanticCustomError("not_a_day", "Ngày phải có dạng 2021-10-21 hoặc 21/10/2021.")


def _code(value: str) -> str:
    if not CODE.fullmatch(value):
        raise PydanticCustomError("bad_code", 'Mã chỉ gồm chữ không dấu, số và dấu chấm, ví dụ "1.2.1".')
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "Không được để trống.")
    return value.strip()


SomeItems = TypeVar("SomeItems", bound=Sized)


def at_least(count: int) -> AfterValidator:
    """For lists and mappings. Unlike pydantic's own length check it runs only when every item is good, so that one bad
    item is not reported as an empty list as well."""

    def checked(items: SomeItems) -> SomeItems:
        if len(items) < count:
            what = "Danh sách trống; cần ít nhất một mục." if count == 1 else f"Cần ít nhất {count} mục."
            raise PydanticCustomError("too_few", "{what}", {"what": what})
        return items

    return AfterValidator(checked)


Number = Annotated[Decimal, BeforeValidator(_number)]
Points = Annotated[Decimal, BeforeValidator(_number), Field(gt=0)]
NotNegative = Annotated[Decimal, BeforeValidator(_number), Field(ge=0)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Code = Annotated[str, AfterValidator(_code)]
Text = Annotated[str, AfterValidator(_not_blank)]
Opaque = Mapping[str, object]
