"""The draft of a plan: the outline joined with where points went, and with the rows that cost them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from parindex.assessment.figures import Answer, Question, answer, question, rows_behind
from parindex.assessment.models import PublishedResult as StoredResult
from parindex.assessment.scores import UnitScore, score_unit
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.ledger.queries import SourceTitles, current_file, primary_source, register_named, sources
from parindex.ledger.workspace import workspace
from parindex.measures.catalogue import MEASURES
from parindex.measures.period import parse_period
from parindex.organisations.queries import is_example, today, unit_on, unit_tree
from parindex.organisations.tree import UnitTree
from parindex.plans.draft import (
    AnnexItem,
    Figure,
    LegalBasis,
    OrganisationDuty,
    PlanDraft,
    PublishedResult,
    Shortfall,
    Target,
)
from parindex.plans.models import Plan
from parindex.plans.outline import Aim, Outline, read_outline
from parindex.records.engine import connect
from parindex.records.listing import Filter, list_rows
from parindex.scoring.score import CriterionScore

_DOSSIER_COUNTS = tuple(f"dossiers.{name}" for name in ("received", "early", "on_time", "late", "pending", "overdue"))
_MOST_ROWS = 200  # a sentence names a few rows; a plan never lists thousands


def outline_of(unit: str, year: int) -> Outline:
    """The year's outline; InputFault saying how to enter one."""
    plan = Plan.objects.filter(unit=unit, year=year).first()
    if plan is None:
        raise InputFault(
            f"Chưa có đề cương kế hoạch năm {year} của “{unit}”; hãy ghi ở trang Kế hoạch hoặc bằng `parindex plan outline`."
        )
    return read_outline(plan.document)


def outline_text(unit: str, year: int) -> str:
    """The year's outline as it was written, to be edited further; empty when there is none."""
    return Plan.objects.filter(unit=unit, year=year).values_list("document", flat=True).first() or ""


def has_outline(unit: str, year: int) -> bool:
    """Whether the year has an outline."""
    return Plan.objects.filter(unit=unit, year=year).exists()


def _figure(one: Answer) -> Figure:
    return Figure(numerator=one.value.numerator, denominator=one.value.denominator, percent=one.value.value)


def _figures(asked: Question, codes: Iterable[str]) -> dict[str, Figure]:
    measures = [MEASURES[code] for code in dict.fromkeys(codes)]
    return {one.value.measure.code: _figure(one) for one in answer(asked, measures) if one.known}


def _rows(asked: Question, codes: Iterable[str], tree: UnitTree) -> tuple[dict[str, object], ...]:
    """Rows that cost points under any of the measures, each once, with the unit's name."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for code in codes:
        listed = rows_behind(asked, MEASURES[code], costing=True, limit=_MOST_ROWS)
        for row in listed.rows:
            fields: dict[str, object] = dict(zip(listed.columns, row, strict=True))
            unit = str(fields["unit"])
            fields["unit_name"] = tree.by_id[unit].name if unit in tree.by_id else unit
            found.setdefault((MEASURES[code].registers[0], str(fields["key"])), fields)
    return tuple(sorted(found.values(), key=_loss, reverse=True))


def _loss(row: Mapping[str, object]) -> Fraction:
    """What a row keeps from the figure: whole things count alike, metres of shelf by how many are left."""
    num, den = row["num"], row["den"]
    return Fraction(str(den)) - Fraction(str(num)) if den is not None else Fraction(str(num))


def _codes(criterion: CriterionScore) -> tuple[str, ...]:
    """Measures of a criterion; what a sentence about dossiers or reports needs beside the scored ones comes too."""
    named = [leaf.leaf.measure for leaf in criterion.leaves if leaf.leaf.measure]
    if any(code.startswith("dossiers.") for code in named):
        named += _DOSSIER_COUNTS
    if "reports.late" in named:
        named.append("reports.on_time")
    return tuple(dict.fromkeys(named))


def _elsewhere(asked: Question, codes: tuple[str, ...], own: Mapping[str, Figure]) -> dict[str, dict[str, Figure]]:
    """Other sources' figures where they differ from the primary source's (`own`), by the source's title."""
    titles = SourceTitles()
    found: dict[str, dict[str, Figure]] = {}
    for register in dict.fromkeys(MEASURES[code].registers[0] for code in codes):
        for source in sources(register, asked.snapshot):
            theirs = _figures(
                replace(asked, source=source), (code for code in codes if MEASURES[code].registers[0] == register)
            )
            if any(own.get(code) != figure for code, figure in theirs.items()):
                found.setdefault(titles.of(register, source), {}).update(theirs)
    return found


def _shortfalls(asked: Question, score: UnitScore, outline: Outline) -> tuple[Shortfall, ...]:
    """Criteria that lost points, or that another source puts in doubt, in the order of the set."""
    tree = unit_tree(asked.as_of)
    cited = {one.code: one for one in outline.cited_codes}
    causes = {one.code: one for one in outline.causes}
    found = []
    for area in score.score.areas:
        for criterion in area.criteria:
            code = criterion.criterion.code
            measures = _codes(criterion)
            own = _figures(asked, measures)
            elsewhere = _elsewhere(asked, measures, own)
            losing = [leaf for leaf in criterion.leaves if leaf.points is not None and leaf.points < leaf.max_points]
            if not losing and not elsewhere:
                continue
            rows = _rows(asked, dict.fromkeys(leaf.leaf.measure for leaf in losing if leaf.leaf.measure), tree)
            cause, named = causes.get(code), cited.get(code)
            found.append(
                Shortfall(
                    code=code,
                    cited_as=named.cited_as if named else code,
                    name=named.name if named and named.name else criterion.criterion.name,
                    area_code=area.area.code,
                    area_name=area.area.name,
                    points=criterion.points,
                    max_points=criterion.scored_max_points,
                    measures=measures,
                    figures=own,
                    elsewhere=elsewhere,
                    rows=rows,
                    units=tuple(dict.fromkeys(str(row["unit_name"]) for row in rows)),
                    objective_causes=cause.objective if cause else (),
                    subjective_causes=cause.subjective if cause else (),
                )
            )
    return tuple(found)


def _annex(criteria_set: CriteriaSet, items: Iterable[Mapping[str, object]]) -> tuple[AnnexItem, ...]:
    """The register's items in the order of their codes; a set's criterion that no item names still gets its line."""
    rows = {str(row["code"]): row for row in items}
    lines = []
    for area in criteria_set.areas:
        lines.append(AnnexItem(code=area.code, content=area.name, is_area=True))
        for criterion in area.criteria:
            row = rows.get(criterion.code, {})
            lines.append(
                AnnexItem(
                    code=criterion.code,
                    content=str(row.get("content") or criterion.name),
                    lead=str(row.get("lead") or ""),
                    action=str(row.get("action") or ""),
                    partners=str(row.get("partners") or ""),
                )
            )
    return tuple(lines)


def annex_items(unit: str, plan: str, day: date) -> tuple[dict[str, object], ...]:
    """Rows of `plan_items` from its primary source that belong to a plan, of the unit and the units below it."""
    register = register_named("plan_items")
    units = [fact.id for fact in unit_tree(day).below(unit)]
    with connect(workspace().temporary) as connection:
        wanted = Filter(units=units, source=primary_source(register.name))
        listed = list_rows(connection, register, current_file(register), wanted, limit=100_000)
    return tuple(row for row in listed.rows if row["plan"] == plan)


def annex_of(unit: str, year: int, criteria_set: CriteriaSet, day: date) -> tuple[AnnexItem, ...]:
    """The annex of a year's plan as it stands in the register."""
    limit = min(date(year, 12, 31), day)
    return _annex(criteria_set, annex_items(unit, outline_of(unit, year).annex_plan, limit))


def _results(unit: str, year: int) -> tuple[PublishedResult, ...]:
    """Results that were announced; what only follows from them is history, not a basis."""
    stored = StoredResult.objects.filter(unit=unit, year=year, derived_from="").order_by("index")
    return tuple(
        PublishedResult(
            index=row.index,
            year=row.year,
            percent=row.percent,
            decision=row.decision,
            day=row.day,
            rank=row.rank,
            rank_of=row.rank_of,
            change_points=row.change_points,
            change_rank=row.change_rank,
        )
        for row in stored
    )


def plan_draft(unit: str, year: int, criteria_set: CriteriaSet) -> PlanDraft:
    """The draft of the plan for `year`, from the assessment of the year before. Reads rows: for a document, not a page.

    InputFault when the unit or the outline is missing.
    """
    if not 2001 <= year <= 2100:
        raise InputFault(f"Năm kế hoạch {year} không dùng được; hãy chọn từ 2001 đến 2100.")
    asked = question(unit, parse_period(str(year - 1)))
    outline = outline_of(unit, year)
    day = min(date(year, 12, 31), today())
    fact = unit_on(unit, asked.as_of)
    return PlanDraft(
        year=year,
        unit_name=fact.name,
        superior_name=outline.superior,
        abbreviation=outline.abbreviation,
        place=outline.place,
        signer_title=outline.signer_title,
        bases=tuple(LegalBasis(**basis.model_dump()) for basis in outline.bases),
        results=_results(unit, year - 1),
        targets=tuple(Target(**aim.model_dump()) for aim in outline.targets),
        shortfalls=_shortfalls(asked, score_unit(criteria_set, asked), outline),
        annex=_annex(criteria_set, annex_items(unit, outline.annex_plan, day)),
        duties=tuple(OrganisationDuty(**duty.model_dump()) for duty in outline.duties),
        closing=outline.closing,
        recipients=outline.recipients,
        drafting_unit=outline.drafting_unit,
        criteria_set_title=criteria_set.title,
        as_of=asked.as_of,
        illustrative=is_example(),
    )


def index_target(unit: str, year: int) -> tuple[int, Aim] | None:
    """The aim for the published PAR index nearest to a year: that year's plan, else the next year's."""
    for planned in (year, year + 1):
        if has_outline(unit, planned):
            for aim in outline_of(unit, planned).targets:
                if aim.index == "par_index":
                    return planned, aim
    return None
