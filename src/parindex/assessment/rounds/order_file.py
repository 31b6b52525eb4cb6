"""The file that `rounds open` reads: a round's name, its blocks with their sets and units, its windows. Strict YAML (pure)."""

from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from parindex.assessment.rounds.states import Step
from parindex.errors import InputFault


def _text(value: Any) -> Any:
    """A year written without quotes is a name all the same."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Name = Annotated[str, BeforeValidator(_text)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BlockOrder(_Strict):
    """A block: `set` is the id of a shipped set or a file, beside the order or by its whole path."""

    code: Name
    title: str
    set: str
    units: tuple[Name, ...]


class WindowOrder(_Strict):
    """First and last day of a step, both included."""

    opens: date
    closes: date


class RoundOrder(_Strict):
    """The whole file."""

    round: Name
    title: str
    period: Name
    blocks: tuple[BlockOrder, ...]
    windows: dict[Step, WindowOrder] = {}


_WORDS = {
    "missing": "thiếu",
    "extra_forbidden": "không có mục này",
    "model_type": "phải là các mục “tên: giá trị”",
    "dict_type": "phải là các mục “tên: giá trị”",
    "tuple_type": "phải là một danh sách",
    "string_type": "phải là chữ",
    "enum": f"không có bước này; các bước: {', '.join(one.value for one in Step)}",
    "date_type": "ngày không đọc được, hãy ghi 2026-11-01",
    "date_parsing": "ngày không đọc được, hãy ghi 2026-11-01",
    "date_from_datetime_parsing": "ngày không đọc được, hãy ghi 2026-11-01",
    "date_from_datetime_inexact": "chỉ ghi ngày, không ghi giờ",
}


def read_order(document: str) -> RoundOrder:
    """The order in a YAML text. InputFault naming every place that is wrong, and units that stand in two blocks."""
    try:
        data = yaml.safe_load(document)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that is no day, 2026-02-30
        mark = getattr(error, "problem_mark", None)
        where = f", từ dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise InputFault(
            f"Tệp mở đợt không phải YAML đọc được{where}; hãy xem lại thụt dòng, dấu hai chấm và các ngày."
        ) from error
    try:
        order = RoundOrder.model_validate(data)
    except ValidationError as error:
        places = (
            f"  {'.'.join(str(part) for part in one['loc'] if part != '[key]') or 'toàn tệp'}: "
            f"{_WORDS.get(one['type'], 'giá trị không dùng được')}"
            for one in error.errors()
        )
        raise InputFault("Tệp mở đợt có chỗ chưa đúng:\n" + "\n".join(places)) from error
    for what, names in (
        ("Khối", [block.code for block in order.blocks]),
        ("Đơn vị", [unit for block in order.blocks for unit in block.units]),
    ):
        if twice := next((one for one in names if names.count(one) > 1), None):
            raise InputFault(f"{what} “{twice}” có hai lần trong tệp mở đợt; hãy giữ một.")
    return order
