"""A criteria set as a frozen tree. Points are Decimal; codes are text ("1.10" is not "1.1")."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PrivateAttr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from parindex.criteria.document import Document, Path
from parindex.criteria.fields import Code, Day, NotNegative, Number, Opaque, Part, Points, Text, Whole, at_least

ScoredBy = Literal["unit", "appraiser", "survey"]
WhenEmpty = Literal["exclude", "full", "zero"]
LEAF_KEY = "=leaf"  # a criterion that is a leaf itself keeps its fields here; no YAML author would write this key


class Leaf(Part):
    """What is scored: a component, or a criterion without components.

    `rule` is opaque here (a shape and its parameters); `scoring` reads it. `measure` None means judgement with
    evidence. `scoring_text`: how it is scored, in the words of the official table. `when_empty` says what "nothing to
    measure" means: leave the base, full points, zero points.
    """

    code: Code
    name: Text
    max_points: Points
    scored_by: ScoredBy
    measure: Text | None = None
    when_empty: WhenEmpty | None = None
    rule: Opaque
    scoring_text: Text | None = None
    evidence: tuple[Text, ...] = ()
    legal_basis: tuple[Text, ...] = ()

    @field_validator("rule")
    @classmethod
    def _has_a_shape(cls, rule: Opaque) -> Opaque:
        if not isinstance(rule.get("shape"), str):
            raise PydanticCustomError("no_shape", "Quy tắc thiếu hình dạng, ví dụ shape: levels.")
        return rule


class Criterion(Part):
    """Has `components`, or is a leaf itself (`leaf`). `leaves` gives the components or that one leaf."""

    code: Code
    name: Text
    components: tuple[Leaf, ...] = ()
    leaf: Leaf | None = Field(default=None, alias=LEAF_KEY)

    @model_validator(mode="before")
    @classmethod
    def _components_or_leaf(cls, data: object) -> object:
        if not isinstance(data, dict) or data.get("components"):
            return data
        if "components" in data:
            raise PydanticCustomError("no_components", "Danh sách components trống; hãy thêm hoặc bỏ trường này.")
        return {"code": data.get("code"), "name": data.get("name"), LEAF_KEY: data}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return self.components if self.leaf is None else (self.leaf,)

    @property
    def max_points(self) -> Decimal:
        return sum((leaf.max_points for leaf in self.leaves), Decimal(0))


class Area(Part):
    """Lĩnh vực."""

    code: Code
    name: Text
    criteria: Annotated[tuple[Criterion, ...], at_least(1)]

    @property
    def max_points(self) -> Decimal:
        return sum((criterion.max_points for criterion in self.criteria), Decimal(0))


class Decision(Part):
    """The decision that issued an official set."""

    number: Text
    date: Day
    issuer: Text
    url: Text | None = None


class Rounding(Part):
    """Decimals of leaf points and of the index, half-up; None keeps the exact value."""

    points: Annotated[Whole, Field(ge=0, le=6)] | None
    index: Annotated[Whole, Field(ge=0, le=6)] | None


class LadderStep(Part):
    """One step of the classification: index in percent from `from_` (included or not) up to the step above."""

    name: Text
    from_: Annotated[Number, Field(ge=0, le=100)] = Field(alias="from")
    inclusive: bool


class Exclusion(Part):
    """Areas, criteria or components that are not asked of the named units.

    `rebase`: their max points leave the base, so that the index is of what is asked; else the base stays whole.
    """

    units: Annotated[tuple[Text, ...], at_least(1)]
    codes: Annotated[tuple[Code, ...], at_least(1)]
    rebase: bool = True


class ExtraLine(Part):
    """One thing that earns bonus points or costs penalty points, always written as a positive number.

    `points` once it is there, or `per` for each time; `max` is the most of the line (without `points` and `per`: what a
    person may give). Exactly one of `points`, `per` and a lone `max` says how.
    """

    code: Code
    name: Text
    points: Points | None = None
    per: Points | None = None
    max: Points | None = None
    scored_by: Literal["unit", "appraiser"] = "unit"
    evidence: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_how(self) -> "ExtraLine":
        if self.points is not None and (self.per is not None or self.max is not None):
            raise PydanticCustomError("line_twice", "Đã có points thì không ghi per hay max.")
        if self.points is None and self.per is None and self.max is None:
            what = "Thiếu cách tính: points (trọn điểm khi có), per (mỗi lần) hoặc max (tối đa, người chấm cho điểm)."
            raise PydanticCustomError("line_empty", "{what}", {"what": what})
        return self


class Limit(Part):
    """Bonus or penalty points: the most that they may reach together, and the lines that they are made of."""

    max: NotNegative
    lines: tuple[ExtraLine, ...] = ()


class Bonus(Limit):
    """`may_exceed`: whether bonus points may lift the index over 100 %. No official text says, so the set does."""

    may_exceed: bool = False


def _from_the_top_down(steps: tuple[LadderStep, ...]) -> tuple[LadderStep, ...]:
    for upper, lower in pairwise(steps):
        # "trên 90" may stand above "từ 90": same number, the strict step on top
        strict_over_equal = upper.from_ == lower.from_ and not upper.inclusive and lower.inclusive
        if not (upper.from_ > lower.from_ or strict_over_equal):
            what = f"Thang xếp loại phải xếp từ cao xuống thấp: “{upper.name}” phải cao hơn “{lower.name}”."
            raise PydanticCustomError("ladder_order", "{what}", {"what": what})
    if len({step.name for step in steps}) < len(steps):
        raise PydanticCustomError("ladder_names", "Thang xếp loại có hai bậc trùng tên.")
    return steps


class CriteriaSet(Part):
    """A whole set, as `criteria.loading.load` gives it. `survey_share`: what it says surveys are worth, % of the scale."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    title: Text
    nature: Literal["model", "official"]
    decision: Decision | None
    year: Annotated[Whole, Field(ge=1990, le=2100)]
    block: Text
    scale: Points
    rounding: Rounding
    ties: Literal["shared"] = "shared"
    ladder: Annotated[tuple[LadderStep, ...], AfterValidator(_from_the_top_down)] = ()
    exclusions: tuple[Exclusion, ...] = ()
    bonus: Bonus | None = None
    penalty: Limit | None = None
    survey_share: Annotated[NotNegative, Field(le=100)] | None = None
    areas: Annotated[tuple[Area, ...], at_least(1)]
    _document: Document | None = PrivateAttr(default=None)

    @property
    def digest(self) -> str:
        """SHA-256 of the document it was read from (see `document.Document`); empty for a set built in memory."""
        return self._document.digest if self._document else ""

    def leaves(self) -> Iterator[tuple[Area, Criterion, Leaf]]:
        """Every leaf in the order of the document, with what it stands under."""
        for area in self.areas:
            for criterion in area.criteria:
                for leaf in criterion.leaves:
                    yield area, criterion, leaf

    @cached_property
    def by_code(self) -> dict[str, Leaf]:
        """Leaves by code."""
        return {leaf.code: leaf for _, _, leaf in self.leaves()}

    @property
    def share_of_surveys(self) -> Fraction:
        """What surveys are worth, in percent of the scale, by the leaves themselves."""
        points = sum((leaf.max_points for leaf in self.by_code.values() if leaf.scored_by == "survey"), Decimal(0))
        return Fraction(points) * 100 / Fraction(self.scale)

    def line_at(self, path: Path) -> int | None:
        """Line in the YAML file of anything in the set, by its path; None for a set built in memory."""
        return None if self._document is None else self._document.line(path)

    def line_of(self, code: str, path: Path = ()) -> int | None:
        """Line in the YAML file of a leaf, or of something inside it (`path`, e.g. ("rule", "bands", 0))."""
        if self._document is None or code not in self._leaf_paths:
            return None
        return self._document.line((*self._leaf_paths[code], *path))

    @cached_property
    def _leaf_paths(self) -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for i, area in enumerate(self.areas):
            for j, criterion in enumerate(area.criteria):
                base: Path = ("areas", i, "criteria", j)
                if criterion.leaf is not None:
                    paths[criterion.code] = base
                paths.update({c.code: (*base, "components", k) for k, c in enumerate(criterion.components)})
        return paths
