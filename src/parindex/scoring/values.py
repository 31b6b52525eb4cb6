"""What a leaf is scored from. Numbers are exact: text or whole numbers in, `Fraction` and `int` inside, never float."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.errors import InputFault
from parindex.scoring.rounding import rounded

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Level:
    """The chosen level, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Met:
    """For each condition or item of the rule, in order: met or not."""

    flags: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Part and whole, in any one unit (files, metres, people…). A denominator of 0 means: nothing to measure."""

    numerator: Fraction
    denominator: Fraction


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage known only as such (a survey result): 98.85 means 98,85%."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """How many: a whole number."""

    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind, by the keys of the rule; a key left out counts 0."""

    by_key: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """Points that a person gives."""

    points: Fraction


@dataclass(frozen=True, slots=True)
class AgainstBest:
    """An amount of the unit and the greatest one in its block, in the same unit of measure."""

    amount: Fraction
    best: Fraction


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of several formulas the scorer chose, and the value for it."""

    key: str
    value: "Value"


Value = AgainstBest | Chosen | Given | Level | Met | Ratio | Percent | Count | Counts
SHAPES = (
    '{"level"}, {"met"}, {"numerator", "denominator"}, {"count"}, {"counts"}, {"percent"}, {"points"}, {"amount", "best"}, '
    '{"choice", "value"} hoặc null'
)


def parse_values(raw: object) -> dict[str, Value | None]:
    """A whole values file (decoded JSON: leaf code → value). Raises InputFault naming the leaf."""
    if not isinstance(raw, Mapping):
        raise InputFault("Tệp giá trị phải là một đối tượng JSON: mã tiêu chí → giá trị.")
    return {str(code): parse_value(value, code=str(code)) for code, value in raw.items()}


def parse_value(raw: object, *, code: str = "") -> Value | None:
    """One value in its JSON shape; None is "not scored". `code` names the leaf in messages. Raises InputFault."""
    if raw is None:
        return None
    match raw:
        case {"level": str(key), **rest} if not rest:
            return Level(key)
        case {"met": [*flags], **rest} if not rest and all(isinstance(flag, bool) for flag in flags):
            return Met(tuple(flags))
        case {"numerator": above, "denominator": below, **rest} if not rest:
            return _ratio(_number(above, code, "numerator"), _number(below, code, "denominator"), code)
        case {"count": count, **rest} if not rest:
            return Count(_whole(count, code, "count"))
        case {"counts": dict(counts), **rest} if not rest:
            return Counts({str(key): _whole(n, code, f"counts.{key}") for key, n in counts.items()})
        case {"percent": percent, **rest} if not rest:
            return Percent(_number(percent, code, "percent"))
        case {"amount": amount, "best": best, **rest} if not rest:
            return AgainstBest(_number(amount, code, "amount"), _number(best, code, "best"))
        case {"choice": str(key), "value": dict(inner), **rest} if not rest and "choice" not in inner:
            chosen = parse_value(inner, code=code)
            return None if chosen is None else Chosen(key, chosen)
        case {"points": points, **rest} if not rest:
            return Given(_number(points, code, "points"))
    raise _fault(code, "", f"giá trị không đúng dạng; dùng một trong các dạng {SHAPES}")


def as_json(value: Value | None) -> dict[str, object] | None:
    """The JSON shape that `parse_value` reads back: amounts as text, numbers of things in `counts` as integers."""
    match value:
        case None:
            return None
        case Level(key):
            return {"level": key}
        case Met(flags):
            return {"met": list(flags)}
        case Ratio(above, below):
            return {"numerator": plain(above), "denominator": plain(below)}
        case Percent(percent):
            return {"percent": plain(percent)}
        case Count(count):
            return {"count": str(count)}
        case AgainstBest(amount, best):
            return {"amount": plain(amount), "best": plain(best)}
        case Chosen(key, chosen):
            return {"choice": key, "value": as_json(chosen)}
        case Given(points):
            return {"points": plain(points)}
        case Counts(by_key):
            return {"counts": dict(by_key)}


def plain(number: Fraction) -> str:
    """A fraction as short decimal text ("86", "12.5"); at most nine decimals, as many as can be read in."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{rounded(number, 9):f}".rstrip("0").rstrip(".")


def _ratio(above: Fraction, below: Fraction, code: str) -> Ratio:
    if below == 0 and above != 0:
        raise _fault(code, "", "mẫu số là 0 thì tử số cũng phải là 0")
    return Ratio(above, below)


def _number(raw: object, code: str, field: str) -> Fraction:
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    if isinstance(raw, float):
        raise _fault(code, field, f'số lẻ phải đặt trong dấu nháy, ví dụ "{raw}", để không bị sai số')
    if not isinstance(raw, str) or not _NUMBER.fullmatch(raw):
        raise _fault(code, field, 'cần một số không âm, phần thập phân sau dấu chấm, ví dụ "86" hoặc "12.5"')
    number = Fraction(raw)
    if number < 0:
        raise _fault(code, field, "không được là số âm")
    return number


def _whole(raw: object, code: str, field: str) -> int:
    number = _number(raw, code, field)
    if number.denominator != 1:
        raise _fault(code, field, "cần một số nguyên, vì đây là số lượng đếm được")
    return int(number)


def _fault(code: str, field: str, what: str) -> InputFault:
    place = ", ".join(part for part in (f"Tiêu chí {code}" if code else "", field) if part)
    return InputFault(f"{place}: {what}." if place else f"{what[0].upper()}{what[1:]}.")
