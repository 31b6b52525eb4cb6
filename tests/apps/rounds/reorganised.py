"""A unit of the small round that ended inside its year: merged into another, divided among some, or closed."""

from datetime import UTC, date, datetime, timedelta

from tests.apps.rounds.a_round import ARound

from parindex.organisations.lineage import LineageKind
from parindex.organisations.models import Lineage, UnitVersion

DAY = date(2021, 7, 1)
DECISION = "Quyết định số 9/QĐ-UBND ngày 20/06/2021"


def ended(a_round: ARound, unit: str, *heirs: str, day: date = DAY) -> None:
    """End the unit the day before, with a line to each heir; without any it is closed. Only versions and lines are made."""
    UnitVersion.objects.filter(unit=unit).update(valid_to=day - timedelta(days=1))
    kind = LineageKind.MERGE if len(heirs) == 1 else LineageKind.SPLIT if heirs else LineageKind.ABOLISH
    Lineage.objects.bulk_create(
        Lineage(
            kind=kind.value,
            came_from_id=unit,
            became_id=heir,
            effective=day,
            domain=f"Lĩnh vực của {heir}" if kind is LineageKind.SPLIT else "",
            decision=DECISION,
            by=a_round.people["quan-tri"],
            at=datetime.now(UTC),
        )
        for heir in heirs or (None,)
    )
