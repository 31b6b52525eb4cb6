"""Says pydantic's errors in Vietnamese, with the place in words that an editor of the file recognises."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from parindex.criteria.document import Path
from parindex.criteria.fields import Bare, is_bare

_PLAIN = {
    "missing": "Thiếu trường bắt buộc này.",
    "extra_forbidden": "Định dạng không có trường này; hãy kiểm tra chính tả hoặc xóa đi.",
    "int_type": "Cần một số nguyên.",
    "bool_type": "Cần true hoặc false, không đặt trong dấu nháy.",
    "tuple_type": "Cần một danh sách (mỗi mục bắt đầu bằng dấu gạch, hoặc viết trong ngoặc vuông).",
    "string_pattern_mismatch": "Chỉ dùng chữ thường không dấu, số và dấu gạch nối, ví dụ mau-cap-so-2021.",
    "string_too_long": "Quá dài.",
}
_BLOCKS = ("model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type")
_COMPARED = {
    "greater_than": ("Phải lớn hơn", "gt"),
    "greater_than_equal": ("Phải từ", "ge"),
    "less_than": ("Phải nhỏ hơn", "lt"),
    "less_than_equal": ("Không được vượt quá", "le"),
}
_KINDS = (
    ("components", "Tiêu chí thành phần"),
    ("criteria", "Tiêu chí"),
    ("areas", "Lĩnh vực"),
    ("lines", "Dòng điểm thưởng, điểm trừ"),
)


def translate(error: ErrorDetails) -> tuple[str, str]:
    """Code and Vietnamese message of one pydantic error."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "unquoted" or (kind == "string_type" and is_bare(value)):
        text = value.text if isinstance(value, Bare) else str(value).lower()
        trap = ", vì YAML đọc 1.10 không có nháy thành 1.1" if isinstance(value, Bare) else ""
        return "unquoted", f'Phải đặt trong dấu nháy kép: "{text}"{trap}.'
    if kind == "string_type":
        return "wrong_type", "Không được để trống." if value is None else "Cần một dòng chữ."
    if kind in _BLOCKS:
        return "wrong_type", "Cần một khối gồm các trường “tên: giá trị”."
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return "not_allowed", f"Giá trị “{_short(value)}” không dùng được; chọn một trong: {allowed}."
    if kind in _COMPARED:
        words, key = _COMPARED[kind]
        return "out_of_range", f"{words} {context.get(key)}" + (" trở lên." if key == "ge" else ".")
    if kind in _PLAIN:
        code = {"missing": "missing", "extra_forbidden": "unknown_field"}.get(kind, "wrong_type")
        return code, _PLAIN[kind]
    message = error["msg"]
    return kind, message


def _short(value: object) -> str:
    text = value.text if isinstance(value, Bare) else str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def place(data: object, path: Path) -> str:
    """ "Tiêu chí 1.2, rule.bands[1]": the innermost coded block, then the rest of the path, counted from 1."""
    owner, start, current = "", 0, data
    for depth, step in enumerate(path):
        current = _step(current, step)
        if isinstance(step, int) and depth:
            kind = next((words for name, words in _KINDS if path[depth - 1] == name), None)
            if kind:
                owner, start = f"{kind} {_code(current) or f'thứ {step + 1}'}", depth + 1
    rest = dotted(path[start:])
    return ", ".join(part for part in (owner, rest) if part)


def dotted(path: Path) -> str:
    """("rule", "bands", 0, "from") → "rule.bands[1].from"."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _step(current: Any, step: str | int) -> object:
    if isinstance(current, Mapping) and isinstance(step, str):
        return current.get(step)
    if isinstance(current, tuple) and isinstance(step, int) and step < len(current):
        return current[step]
    return None


def _code(block: object) -> str:
    code = block.get("code") if isinstance(block, Mapping) else None
    return code.text if isinstance(code, Bare) else str(code) if isinstance(code, (str, int)) else ""
