"""What every rule shape offers. A shape is one file here and one line in the table of `scoring.rules`."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NoReturn

from parindex.criteria.fields import Opaque, Part
from parindex.errors import InputFault
from parindex.scoring.values import AgainstBest, Chosen, Count, Counts, Given, Level, Met, Percent, Ratio, Value

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a leaf has its points, for `documents.wording` to say: a code, facts, and one group of facts per line.

    Everything is text, so it can be stored as JSON: numbers as exact fractions ("86/87"), flags as "true"/"false".
    """

    code: str
    values: Facts = field(default_factory=dict)
    lines: tuple[Facts, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Exact points before rounding. `points` None: nothing to measure (empty denominator), `when_empty` decides."""

    points: Fraction | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a rule's parameters: stable code, path inside the rule, Vietnamese message."""

    code: str
    path: tuple[str | int, ...]
    message: str


EMPTY = Outcome(None, Explanation("empty"))
_NAMES: dict[type, str] = {
    Level: "mức chọn (level)",
    Met: "danh sách đạt, không đạt (met)",
    Ratio: "tử số và mẫu số (numerator, denominator)",
    Percent: "tỷ lệ phần trăm (percent)",
    Count: "số lượng (count)",
    Counts: "số lượng theo loại (counts)",
    Given: "điểm nhận định (points)",
    AgainstBest: "số của đơn vị và số cao nhất của khối (amount, best)",
    Chosen: "cách tính được chọn và giá trị của nó (choice, value)",
}


class Rule(Part):
    """Parameters of one shape, and the arithmetic on them. Amounts of points are Decimal, results exact Fraction."""

    shape: str

    takes: ClassVar[tuple[type, ...]] = ()
    """Kinds of value it can be scored from."""

    @property
    def measurable(self) -> bool:
        """Whether a measure (a ratio or a count) can feed it; else it is a judgement."""
        return False

    @property
    def can_be_empty(self) -> bool:
        """Whether "nothing to measure" can happen, so that the leaf must declare `when_empty`."""
        return False

    def waits_for_block(self, value: Value) -> bool:
        """Whether a lawful value gives no points yet: those of the other units of the block are needed beside it."""
        return False

    @abstractmethod
    def evaluate(self, value: Value, max_points: Decimal) -> Outcome:
        """Points for `value` out of `max_points`. Raises InputFault when the value does not fit the rule."""

    @abstractmethod
    def findings(self, max_points: Decimal) -> Iterable[Finding]:
        """What is wrong with the parameters, given the leaf's max points."""

    def refuse(self, value: Value) -> NoReturn:
        """Raises InputFault: this kind of value cannot be scored by this rule."""
        wanted = " hoặc ".join(_NAMES[kind] for kind in self.takes)
        raise InputFault(f"quy tắc {self.shape} cần {wanted}, không nhận {_NAMES[type(value)]}")


SHAPES: dict[str, type[Rule]] = {}  # by the word that a set writes; filled by the table of shapes


def parse_rule(raw: Opaque) -> Rule:
    """The rule in a leaf's `rule` block. Raises KeyError for an unknown shape, pydantic.ValidationError for parameters.

    `scoring.prepared` turns both into problems with a place; use that for a whole set.
    """
    return SHAPES[str(raw.get("shape"))].model_validate({name: _frozen(value) for name, value in raw.items()})


def _frozen(value: object) -> object:
    """Lists as tuples, so that a block that went through JSON reads like one that came from YAML."""
    if isinstance(value, (list, tuple)):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def percent_of(value: Ratio | Percent) -> Fraction | None:
    """Exact percentage; None when there is nothing to divide by."""
    if isinstance(value, Percent):
        return value.value
    return value.numerator * 100 / value.denominator if value.denominator else None


def facts_of(value: Ratio | Percent, percent: Fraction) -> dict[str, str]:
    """What every explanation of a percentage starts with."""
    if isinstance(value, Percent):
        return {"percent": str(percent)}
    return {
        "numerator": str(value.numerator),
        "denominator": str(value.denominator),
        "percent": str(percent),
    }


def best_findings(best: Decimal, max_points: Decimal, path: tuple[str | int, ...]) -> Iterable[Finding]:
    """The most that a rule can give must be the leaf's max points: not more, and not out of reach."""
    if best > max_points:
        message = f"Cho tới {_text(best)} điểm, vượt điểm tối đa {_text(max_points)} của tiêu chí."
        yield Finding("over_max", path, message)
    elif best < max_points:
        message = f"Cao nhất chỉ được {_text(best)} điểm, không bao giờ đạt điểm tối đa {_text(max_points)}."
        yield Finding("max_unreachable", path, message)


def _text(points: Decimal) -> str:
    return f"{points:f}".replace(".", ",")
