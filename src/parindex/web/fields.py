"""Form fields that read numbers and dates as people here write them, and say how to mend what they cannot read."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parindex.documents.wording.numbers import date_text, number_text

_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_COMMA = re.compile(r"(\d{1,3}(\.\d{3})+|\d+),\d+")
_POINT = re.compile(r"\d+\.(\d{1,2}|\d{4,})")  # three digits after a point are thousands: 1.670
_PLAIN = re.compile(r"\d+")


def read_number(text: str) -> Decimal | None:
    """ "1.670" is one thousand six hundred and seventy, "98,85" and "98.85" are the same; None for anything else."""
    packed = re.sub(r"\s", "", text).replace("\u2212", "-")
    sign, digits = (packed[0], packed[1:]) if packed[:1] in ("+", "-") else ("", packed)
    if not digits.isascii():
        return None
    if _GROUPED.fullmatch(digits):
        plain = digits.replace(".", "")
    elif _COMMA.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif _POINT.fullmatch(digits) or _PLAIN.fullmatch(digits):
        plain = digits
    else:
        return None
    return Decimal(f"{'-' if sign == '-' else ''}{plain}")


def _limit_text(limit: int | Decimal) -> str:
    """A limit as it is typed; a year is not grouped."""
    text = number_text(limit, places=6)
    return text.replace(".", "") if -10_000 < limit < 10_000 else text


class NumberField(forms.DecimalField):
    """A number with at most `decimal_places` decimals, written 1.670 or 98,85."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**more)
        for name, words in (("max_value", "lớn"), ("min_value", "nhỏ")):
            limit = getattr(self, name)
            if limit is not None:
                self.error_messages.setdefault(name, f"Nhập số không {words} hơn {_limit_text(limit)}.")

    def to_python(self, value: Any) -> Any:
        """A Decimal, or None when empty. Raises ValidationError saying how numbers are written."""
        if value in self.empty_values:
            return None
        number = read_number(str(value))
        if number is None:
            raise ValidationError("Không đọc được số này; hãy ghi như 1.670 hoặc 98,85.", code="invalid")
        return number


class WholeField(NumberField):
    """A whole number, given as an int."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for a number with decimals."""
        number = super().clean(value)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError("Hãy ghi số nguyên, ví dụ 12.", code="invalid")
        return int(number)


class DayField(forms.DateField):
    """A day written dd/MM/yyyy."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], **more)
        self.error_messages["invalid"] = "Không đọc được ngày này; hãy ghi ngày/tháng/năm, ví dụ 17/03/2022."

    def prepare_value(self, value: Any) -> Any:
        """A day as it is read: dd/MM/yyyy; what was typed stays."""
        return date_text(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """The day; spaces around and inside do not matter."""
        return super().to_python(re.sub(r"\s", "", value) if isinstance(value, str) else value)


class PlainForm(forms.Form):
    """A form whose empty required fields say what to do."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        mend_required(self)


def mend_required(form: forms.Form) -> None:
    """Give each required field without its own words the words to mend it by."""
    for field in form.fields.values():
        if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = (
                "Hãy chọn một mục." if chosen else f"Chưa điền ô này; hãy ghi {str(field.label or '').lower()}."
            )
