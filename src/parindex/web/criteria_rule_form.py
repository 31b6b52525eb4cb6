"""Fields for a leaf's rule by its shape. Shapes without fields of their own, and rules that cannot be read, are YAML text."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from pydantic import ValidationError

from parindex.criteria.document import read
from parindex.criteria.fields import NUMBER
from parindex.criteria.problems import SetFault
from parindex.criteria.writing import written
from parindex.scoring.rules import parse_rule
from parindex.web.fields import NumberField

Raw = Mapping[str, Any]
Fields = dict[str, forms.Field]
Reader = Callable[[Mapping[str, Any]], dict[str, Any]]
SHAPE_TITLES: Mapping[str, str] = {
    "levels": "Chọn một mức",
    "all_of": "Đủ mọi điều kiện",
    "bands": "Mức theo tỷ lệ hoặc số lượng",
    "proportional": "Theo tỷ lệ",
    "states": "Theo trạng thái của từng việc",
    "deduction": "Trừ điểm mỗi lỗi",
    "sum_of": "Cộng từng mục",
    "each": "Mỗi trường hợp bấy nhiêu điểm",
    "survey": "Điều tra xã hội học",
    "judgement": "Nhận định",
    "best_of_block": "So với cao nhất của khối",
    "choice": "Chọn một trong nhiều cách tính",
}
_SPARE = 2  # empty rows after those that are there
YAML = "quy_tac"


def number_text(value: Decimal | None, old: object) -> str | None:
    """A number as the set writes it: as it stands there already, where it is the same number."""
    if value is None:
        return None
    if isinstance(old, str) and NUMBER.fullmatch(old) and Decimal(old) == value:
        return old
    return format(value.normalize() if value else Decimal(0), "f")


def _number(label: str, *, required: bool = False) -> forms.Field:
    return NumberField(label=label, required=required, max_digits=15, decimal_places=6)


def _text(label: str, *, required: bool = False, rows: int = 0, help_text: str = "") -> forms.Field:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, help_text=help_text)


def _items(raw: Raw, name: str) -> list[dict[str, Any]]:
    """The blocks of a list in a rule, with empty ones to add more."""
    found = raw.get(name)
    items = [dict(one) for one in found if isinstance(one, Mapping)] if isinstance(found, Sequence) else []
    return [*items, *({} for _ in range(_SPARE))]


def shown_number(value: object) -> str | None:
    """A number of the set as people here write it: a point before three digits would be read as thousands."""
    return value.replace(".", ",") if isinstance(value, str) and NUMBER.fullmatch(value) else None


def rule_fields(raw: Raw, shape: str) -> tuple[Fields, Reader]:
    """Fields that show a rule as one of the shape (its own parameters where it already is), and what reads them back."""
    own = raw if raw.get("shape") == shape else {"shape": shape}
    make = _MAKERS.get(shape)
    if make is None or (own is raw and not _readable(raw)):
        return _yaml(own)
    fields, reader = make(own)

    def read_back(data: Mapping[str, Any]) -> dict[str, Any]:
        given = reader(data).items()
        stays = {"floor"} if shape == "deduction" else set()  # `floor: null` says that points may go below zero
        made = {"shape": shape, **{name: value for name, value in given if value is not None or name in stays}}
        return dict(own) if _same(own, made) else made

    return fields, read_back


def _readable(raw: Raw) -> bool:
    try:
        parse_rule(raw)
    except (KeyError, ValidationError):
        return False
    return True


def _same(one: Raw, other: Raw) -> bool:
    """Whether two ways of writing say the same rule."""
    try:
        return parse_rule(one) == parse_rule(other)
    except (KeyError, ValidationError):
        return False


def _yaml(raw: Raw) -> tuple[Fields, Reader]:
    field = forms.CharField(
        label="Quy tắc (YAML)",
        initial=written(dict(raw)),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Viết như trong tệp bộ tiêu chí: mã và số trong dấu nháy kép.",
        strip=False,
    )

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        return read_block(str(data[YAML]), "Quy tắc")

    return {YAML: field}, reader


def read_block(text: str, what: str) -> dict[str, Any]:
    """A block of fields out of YAML text. ValidationError of forms saying what is wrong."""
    try:
        found = read(text.replace("\r\n", "\n"), name=what)
    except SetFault as fault:
        raise forms.ValidationError("; ".join(str(problem) for problem in fault.problems)) from fault
    if not isinstance(found.data, dict):
        raise forms.ValidationError(f"{what} phải là một khối các trường “tên: giá trị”.")
    if found.problems:
        raise forms.ValidationError("; ".join(str(problem) for problem in found.problems))
    return found.data


def _levels(raw: Raw) -> tuple[Fields, Reader]:
    items = _items(raw, "levels")
    fields: Fields = {}
    for number, item in enumerate(items):
        fields[f"muc_{number}"] = _text(f"Mức {number + 1}")
        fields[f"diem_{number}"] = _number(f"Điểm của mức {number + 1}")
        fields[f"muc_{number}"].initial, fields[f"diem_{number}"].initial = (
            item.get("text"),
            shown_number(item.get("points")),
        )

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        keys = {str(item.get("key")) for item in items}
        found = []
        for number, item in enumerate(items):
            text, points = data.get(f"muc_{number}"), data.get(f"diem_{number}")
            if text or points is not None:
                key = item.get("key") or _free(keys, "muc")
                found.append({"key": key, "text": text or "", "points": number_text(points, item.get("points")) or "0"})
        return {"levels": tuple(found)}

    return fields, reader


def _free(keys: set[str], stem: str) -> str:
    number = next(n for n in range(1, 1000) if f"{stem}_{n}" not in keys)
    keys.add(f"{stem}_{number}")
    return f"{stem}_{number}"


def _bands(raw: Raw) -> tuple[Fields, Reader]:
    items = _items(raw, "bands")
    of = forms.ChoiceField(
        label="Tính theo",
        choices=[("percent", "tỷ lệ phần trăm"), ("count", "số lượng")],
        initial=raw.get("of", "percent"),
    )
    fields: Fields = {"theo": of}
    for number, item in enumerate(items):
        lead = f"Mức {number + 1}"
        fields |= {
            f"tu_{number}": _number(f"{lead}: từ"),
            f"den_{number}": _number(f"{lead}: đến"),
            f"tu_ke_{number}": forms.BooleanField(label=f"{lead}: kể cả đầu dưới", required=False),
            f"den_ke_{number}": forms.BooleanField(label=f"{lead}: kể cả đầu trên", required=False),
            f"diem_{number}": _number(f"{lead}: điểm"),
        }
        fields[f"tu_{number}"].initial = shown_number(item.get("from"))
        fields[f"tu_ke_{number}"].initial = item.get("from_inclusive", True)
        fields[f"den_{number}"].initial = shown_number(item.get("to"))
        fields[f"den_ke_{number}"].initial = item.get("to_inclusive", False)
        fields[f"diem_{number}"].initial = shown_number(item.get("points"))

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        bands = [
            _band(item, number, data) for number, item in enumerate(items) if data.get(f"diem_{number}") is not None
        ]
        return {"of": None if data["theo"] == "percent" else data["theo"], "bands": tuple(bands)}

    return fields, reader


def _band(item: Raw, number: int, data: Mapping[str, Any]) -> dict[str, Any]:
    low, high = data.get(f"tu_{number}"), data.get(f"den_{number}")
    found: dict[str, Any] = {}
    if low is not None:
        found["from"] = number_text(low, item.get("from"))
        if not data.get(f"tu_ke_{number}"):
            found["from_inclusive"] = False
    if high is not None:
        found["to"] = number_text(high, item.get("to"))
        if data.get(f"den_ke_{number}"):
            found["to_inclusive"] = True
    return found | {"points": number_text(data[f"diem_{number}"], item.get("points"))}


def _all_of(raw: Raw) -> tuple[Fields, Reader]:
    conditions = _text("Các điều kiện", required=True, rows=5, help_text="Mỗi dòng một điều kiện.")
    conditions.initial = "\n".join(map(str, raw.get("conditions", ())))
    points = _number("Điểm khi đủ mọi điều kiện", required=True)
    points.initial = shown_number(raw.get("points"))

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        return {"conditions": lines(data["dieu_kien"]), "points": number_text(data["diem"], raw.get("points"))}

    return {"dieu_kien": conditions, "diem": points}, reader


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _proportional(raw: Raw) -> tuple[Fields, Reader]:
    found = raw.get("floor")
    floor: Raw = found if isinstance(found, Mapping) else {}
    fields: Fields = {
        "tron_diem": _number("Tỷ lệ được trọn điểm (%)"),
        "san": _number("Ngưỡng sàn (%)"),
        "san_ke": forms.BooleanField(label="Đúng ngưỡng sàn vẫn tính theo tỷ lệ", required=False),
        "duoi_san": _number("Điểm khi dưới ngưỡng sàn"),
        "tran": _number("Không quá (điểm)"),
    }
    fields["tron_diem"].help_text, fields["san"].help_text = "Để trống là 100%.", "Để trống nếu không có ngưỡng."
    fields["tron_diem"].initial, fields["tran"].initial = shown_number(raw.get("full_at")), shown_number(raw.get("cap"))
    fields["san"].initial, fields["duoi_san"].initial = shown_number(floor.get("at")), shown_number(floor.get("below"))
    fields["san_ke"].initial = floor.get("inclusive", True)

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        at = number_text(data.get("san"), floor.get("at"))
        below = number_text(data.get("duoi_san"), floor.get("below")) or "0"
        return {
            "full_at": number_text(data.get("tron_diem"), raw.get("full_at")),
            "floor": None if at is None else {"at": at, "inclusive": bool(data.get("san_ke")), "below": below},
            "cap": number_text(data.get("tran"), raw.get("cap")),
        }

    return fields, reader


def _deduction(raw: Raw) -> tuple[Fields, Reader]:
    per, names = dict(raw.get("per") or {}), dict(raw.get("names") or {})
    keys: list[str] = [*per, *("" for _ in range(_SPARE))]
    fields: Fields = {"dau": _number("Điểm ban đầu", required=True), "san": _number("Thấp nhất (điểm)")}
    fields["dau"].initial, fields["san"].initial = shown_number(raw.get("start")), shown_number(raw.get("floor"))
    fields["san"].help_text = "Để trống nếu có thể âm."
    for number, key in enumerate(keys):
        fields[f"loi_{number}"] = _text(f"Lỗi {number + 1}")
        fields[f"tru_{number}"] = _number(f"Mỗi lần lỗi {number + 1} trừ (điểm)")
        each = shown_number(per.get(key))
        fields[f"loi_{number}"].initial = names.get(key, key)
        fields[f"tru_{number}"].initial = None if each is None else each.removeprefix("-")

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        taken, made, called = set(keys), dict[str, Any](), dict[str, Any]()
        for number, key in enumerate(keys):
            each, name = data.get(f"tru_{number}"), data.get(f"loi_{number}")
            if each is not None:
                own = key or _free(taken, "loi")
                made[own] = number_text(-each, per.get(key))
                if name and name != own:
                    called[own] = name
        start, floor = number_text(data["dau"], raw.get("start")), number_text(data.get("san"), raw.get("floor"))
        return {"start": start, "per": made, "names": called or None, "floor": floor}

    return fields, reader


def _sum_of(raw: Raw) -> tuple[Fields, Reader]:
    items = _items(raw, "items")
    fields: Fields = {}
    for number, item in enumerate(items):
        fields[f"muc_{number}"] = _text(f"Mục {number + 1}")
        fields[f"diem_{number}"] = _number(f"Điểm của mục {number + 1}")
        fields[f"muc_{number}"].initial, fields[f"diem_{number}"].initial = (
            item.get("text"),
            shown_number(item.get("points")),
        )
    fields["tran"] = _number("Không quá (điểm)")
    fields["tran"].initial = shown_number(raw.get("cap"))

    def reader(data: Mapping[str, Any]) -> dict[str, Any]:
        found = [
            {"text": data.get(f"muc_{n}") or "", "points": number_text(data[f"diem_{n}"], item.get("points"))}
            for n, item in enumerate(items)
            if data.get(f"diem_{n}") is not None
        ]
        return {"items": tuple(found), "cap": number_text(data.get("tran"), raw.get("cap"))}

    return fields, reader


def _each(raw: Raw) -> tuple[Fields, Reader]:
    field = _number("Điểm mỗi trường hợp", required=True)
    field.initial = shown_number(raw.get("per"))
    return {"moi": field}, lambda data: {"per": number_text(data["moi"], raw.get("per"))}


def _judgement(raw: Raw) -> tuple[Fields, Reader]:
    field = _text("Cho điểm theo điều gì", required=True, rows=4)
    field.initial = raw.get("text")
    return {"loi": field}, lambda data: {"text": data["loi"].replace("\r\n", "\n")}


def _nothing(_: Raw) -> tuple[Fields, Reader]:
    return {}, lambda data: {}


_MAKERS: Mapping[str, Callable[[Raw], tuple[Fields, Reader]]] = {
    "levels": _levels,
    "bands": _bands,
    "all_of": _all_of,
    "proportional": _proportional,
    "deduction": _deduction,
    "sum_of": _sum_of,
    "each": _each,
    "judgement": _judgement,
    "survey": _nothing,
    "best_of_block": _nothing,
}
