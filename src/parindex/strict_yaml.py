"""Files that people write by hand in YAML: read strictly into a model, every place that is wrong named in Vietnamese."""

from collections.abc import Mapping
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from parindex.errors import InputFault


class Strict(BaseModel):
    """A block of such a file: what it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=Strict)
_NO_DAY = "ngày không đọc được, hãy ghi như 2026-11-01"
_WORDS = {
    "missing": "thiếu",
    "extra_forbidden": "không có mục này",
    "model_type": "phải là các mục “tên: giá trị”",
    "dict_type": "phải là các mục “tên: giá trị”",
    "tuple_type": "phải là một danh sách",
    "string_type": "phải là chữ, đặt trong dấu nháy",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "literal_error": "giá trị không nằm trong các lựa chọn",
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": "chỉ ghi ngày, không ghi giờ",
}


def read_strict(document: str, model: type[_Model], *, what: str, words: Mapping[str, str]) -> _Model:
    """The YAML text as the model. `what`: what the file is called; `words`: pydantic's kinds of faults in words, where they
    differ from the usual ones. InputFault naming every place that is wrong.
    """
    try:
        data = yaml.safe_load(document)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that is no day, 2026-02-30
        mark = getattr(error, "problem_mark", None)
        where = f", từ dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise InputFault(
            f"{what} không phải YAML đọc được{where}; hãy xem lại thụt dòng, dấu hai chấm và các ngày."
        ) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        told = {**_WORDS, **words}
        places = (
            f"  {'.'.join(str(part) for part in one['loc'] if part != '[key]') or 'toàn tệp'}: "
            f"{told.get(one['type'], 'giá trị không dùng được')}"
            for one in error.errors()
        )
        raise InputFault(f"{what} có chỗ chưa đúng:\n" + "\n".join(places)) from error
