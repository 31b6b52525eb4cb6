"""Which announced results may not be set beside this unit's newest, and why: scores and ranks are never made again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from parindex.assessment.models import PublishedResult
from parindex.assessment.queries import INDEX_TITLES
from parindex.organisations.lineage import LineageFact, Trees, walk


@dataclass(frozen=True)
class Incomparable:
    """An announced result of this unit or of one it came of, with the reasons in words."""

    result: PublishedResult
    unit_name: str
    index: str
    why: tuple[str, ...]


def reasons(
    result: PublishedResult, newest: PublishedResult | None, unit: str, changed_years: Iterable[int]
) -> tuple[str, ...]:
    """Why a result does not compare with the newest of the unit; nothing when it does."""
    found = []
    if result.unit_id != unit:
        found.append("của đơn vị trước khi sắp xếp; điểm và hạng của đơn vị khác không cộng, không chia lại được")
    until = newest.year if newest else result.year
    if any(result.year < year <= until for year in changed_years):
        found.append(
            "người được hỏi thuộc lĩnh vực, địa bàn khác trước khi sắp xếp"
            if result.index == PublishedResult.SATISFACTION
            else "chỉ số là điểm theo nhiệm vụ của đơn vị khi đó, trước khi sắp xếp"
        )
    if newest and result.rank and newest.rank_of and result.rank_of and result.rank_of != newest.rank_of:
        found.append(f"hạng trong {result.rank_of} đơn vị, năm {newest.year} xếp {newest.rank_of} đơn vị")
    return tuple(found)


def incomparable(unit: str, lines: Sequence[LineageFact], trees: Trees) -> tuple[Incomparable, ...]:
    """Results of the unit and of all it came of that do not compare with its newest one, by index, the oldest first."""
    came_of = walk(unit, lines, back=True)
    units = dict.fromkeys([unit, *(line.came_from for _, line in came_of if line.came_from)])
    changed = {line.effective.year for _, line in came_of}
    results = list(PublishedResult.objects.filter(unit__in=units).order_by("year", "unit_id"))
    found = []
    for index, title in INDEX_TITLES.items():
        own = [one for one in results if one.index == index]
        newest = next((one for one in reversed(own) if one.unit_id == unit), None)
        for one in own:
            if why := reasons(one, newest, unit, changed):
                found.append(Incomparable(one, _name(one, trees), title, why))
    return tuple(found)


def _name(result: PublishedResult, trees: Trees) -> str:
    """The unit's name in the year of the result; its id when it was not there."""
    for day in (date(result.year, 12, 31), date(result.year, 1, 1)):
        if fact := trees(day).by_id.get(result.unit_id):
            return fact.name
    return result.unit_id
