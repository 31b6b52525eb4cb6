"""The form that a judgement is written in: fields follow the leaf's rule."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms

from parindex.criteria.model import Leaf
from parindex.documents.wording.keys import key_in_words
from parindex.documents.wording.numbers import points_text
from parindex.errors import InputFault
from parindex.scoring.rules import Rule, parse_rule
from parindex.scoring.rules.all_of import AllOf
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.each import Each
from parindex.scoring.rules.judgement import Judgement
from parindex.scoring.rules.levels import Levels
from parindex.scoring.rules.states import States
from parindex.scoring.rules.sum_of import SumOf
from parindex.web.fields import NumberField, PlainForm, WholeField, mend_required

Fields = dict[str, forms.Field]
Reader = Callable[[dict[str, Any]], dict[str, Any]]


class EntryForm(PlainForm):
    """Fields of the rule first, then the paper behind the value."""

    evidence = forms.CharField(
        label="Tài liệu kiểm chứng",
        max_length=1000,
        error_messages={"required": "Chưa nêu tài liệu kiểm chứng; hãy ghi số, ký hiệu, ngày của văn bản."},
        help_text="Số, ký hiệu, ngày, cơ quan ban hành; mục và trang nếu chỉ một phần văn bản.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label="Ghi chú, giải trình", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, leaf: Leaf, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        own, self._read = rule_fields(leaf)
        self.fields = {**own, **self.fields}
        mend_required(self)

    def value(self) -> dict[str, Any]:
        """The value in the shape that the rule takes."""
        return self._read(self.cleaned_data)


def _count(label: str) -> forms.Field:
    return WholeField(label=label, min_value=0, max_value=10**9)


def _counts(keys: list[tuple[str, str]]) -> tuple[Fields, Reader]:
    fields: Fields = {f"count_{number}": _count(label) for number, (_, label) in enumerate(keys)}

    def read(data: dict[str, Any]) -> dict[str, Any]:
        return {"counts": {key: data[f"count_{number}"] for number, (key, _) in enumerate(keys)}}

    return fields, read


def _flags(texts: list[str]) -> tuple[Fields, Reader]:
    fields: Fields = {
        f"met_{number}": forms.BooleanField(label=text, required=False) for number, text in enumerate(texts)
    }

    def read(data: dict[str, Any]) -> dict[str, Any]:
        return {"met": [data[f"met_{number}"] for number in range(len(texts))]}

    return fields, read


def _number(label: str, **more: Any) -> forms.Field:
    return NumberField(label=label, min_value=0, max_digits=15, decimal_places=4, **more)


def _numbers(labels: dict[str, str]) -> tuple[Fields, Reader]:
    fields: Fields = {name: _number(label) for name, label in labels.items()}
    return fields, lambda data: {name: format(data[name], "f") for name in labels}


def _begun(text: str) -> str:
    """Words that begin a line; the others keep their capitals: “UBND tỉnh”."""
    return f"{text[:1].upper()}{text[1:]}"


def _levels(rule: Levels) -> tuple[Fields, Reader]:
    choices = [(one.key, f"{_begun(one.text)}: {points_text(one.points)} điểm") for one in rule.levels]
    field = forms.ChoiceField(label="Mức đạt", choices=choices, widget=forms.RadioSelect)
    return {"level": field}, lambda data: {"level": data["level"]}


def _judgement(rule: Judgement, most: Decimal) -> tuple[Fields, Reader]:
    label = f"Điểm, tối đa {points_text(most)}"
    fields: Fields = {"points": _number(label, max_value=most, help_text=rule.text)}
    return fields, lambda data: {"points": format(data["points"], "f")}


def _choice(rule: Choice, most: Decimal) -> tuple[Fields, Reader]:
    """Which formula applies, then the fields of each; only those of the chosen one have to be filled in."""
    choices = [(key, option.text) for key, (option, _) in rule.by_key.items()]
    fields: Fields = {"choice": forms.ChoiceField(label="Cách tính", choices=choices, widget=forms.RadioSelect)}
    readers: dict[str, tuple[list[str], Reader]] = {}
    for key, (option, inner) in rule.by_key.items():
        own, read = _fields_of(inner, most)
        readers[key] = list(own), read
        for name, field in own.items():
            field.required, field.label = False, f"{option.text}: {field.label}"
            fields[f"{key}__{name}"] = field

    def read_chosen(data: dict[str, Any]) -> dict[str, Any]:
        names, read = readers[data["choice"]]
        given = {name: data[f"{data['choice']}__{name}"] for name in names}
        lacking = next((name for name, value in given.items() if value in (None, "")), None)
        if lacking is not None:
            label = fields[f"{data['choice']}__{lacking}"].label
            raise InputFault(f"Chưa điền: {label}.")
        return {"choice": data["choice"], "value": read(given)}

    return fields, read_chosen


def rule_fields(leaf: Leaf) -> tuple[Fields, Reader]:
    """The fields for a leaf's rule, and how their answers become a value."""
    return _fields_of(parse_rule(leaf.rule), leaf.max_points)


def _fields_of(rule: Rule, most: Decimal) -> tuple[Fields, Reader]:
    match rule:
        case Levels():
            return _levels(rule)
        case AllOf():
            return _flags([_begun(str(text)) for text in rule.conditions])
        case SumOf():
            return _flags([f"{_begun(one.text)} ({points_text(one.points)} điểm)" for one in rule.items])
        case Deduction():
            return _counts([(key, f"Số lần {key_in_words(key, rule.names.get(key, ''))}") for key in rule.per])
        case States():
            return _counts([(key, f"Số việc {key_in_words(key, rule.names.get(key, ''))}") for key in rule.weights])
        case Judgement():
            return _judgement(rule, most)
        case Choice():
            return _choice(rule, most)
        case BestOfBlock():
            return _numbers({"amount": "Số của đơn vị", "best": "Số cao nhất của khối"})
        case Each():
            return {"count": _count("Số lượng")}, lambda data: {"count": str(data["count"])}
        case Bands() if rule.of == "count":
            return {"count": _count("Số lượng")}, lambda data: {"count": str(data["count"])}
    return _numbers({"numerator": "Số đạt", "denominator": "Tổng số"})
