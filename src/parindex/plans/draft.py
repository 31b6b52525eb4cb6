"""What an improvement plan says, before anybody has worded it: facts, figures, people, in order.

Pure dataclasses, so that the document can be built and tested without a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A computed measure: `numerator` alone is a count; `percent` is exact to two decimals, half-up."""

    numerator: Fraction
    denominator: Fraction | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """One criterion that lost points, or that another source puts in doubt.

    `code` is the criterion of the set that was scored; `cited_as` is the code under which the office's own papers name
    it (the official set may number otherwise; None: named without a code). `points` of `max_points`, both of what has
    been scored so far. `rows` are the register rows that cost points (canonical column names, values as in the batch,
    plus `unit_name`). `figures` and `elsewhere` are keyed by measure code; `elsewhere` first by the title of the source.
    """

    code: str
    cited_as: str | None
    name: str
    area_code: str
    area_name: str
    points: Decimal | None
    max_points: Decimal
    measures: tuple[str, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    rows: tuple[Mapping[str, object], ...] = ()
    units: tuple[str, ...] = ()
    objective_causes: tuple[str, ...] = ()
    subjective_causes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LegalBasis:
    """A document the plan stands on. Cited in full the first time (NĐ 30/2020): kind, number, date, issuer, title."""

    kind: str
    number: str
    day: date
    issuer: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PublishedResult:
    """A result announced by its decision: history that is entered, never recomputed. Percent of 100."""

    index: str  # "par_index" | "satisfaction"
    year: int
    percent: Decimal
    decision: str
    day: date | None = None
    rank: int | None = None
    rank_of: int | None = None
    change_points: Decimal | None = None
    change_rank: int | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the plan aims at: `text` as the office words it; with index, operator and percent when it is a figure."""

    text: str
    index: str | None = None
    operator: str | None = None  # ">=" | ">"
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class AnnexItem:
    """One line of the annex. Equal neighbouring cells of a column are drawn as one merged cell."""

    code: str
    content: str
    lead: str = ""
    action: str = ""
    partners: str = ""
    is_area: bool = False


@dataclass(frozen=True, kw_only=True)
class OrganisationDuty:
    """Who carries the plan out: the people addressed and what each must do (one sentence a duty)."""

    who: str
    duties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """Everything the plan document needs. `year` is the year planned for; shortcomings are of `year - 1`."""

    year: int
    unit_name: str
    superior_name: str
    abbreviation: str  # SLĐTBXH: the second half of the document's symbol, and of nothing else
    place: str
    signer_title: str
    bases: tuple[LegalBasis, ...]
    results: tuple[PublishedResult, ...]
    targets: tuple[Target, ...]
    shortfalls: tuple[Shortfall, ...]
    annex: tuple[AnnexItem, ...]
    duties: tuple[OrganisationDuty, ...]
    closing: str
    recipients: tuple[str, ...]
    drafting_unit: str
    criteria_set_title: str
    as_of: date
    illustrative: bool
