"""The column of one leaf over 200 units, with fields, against a bare page of as many rows and fields.

Nothing is kept between two views: each one is a first view.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.round_data import COLUMN, PERIOD, PROVINCE, Measured, measured_round
from benchmarks.rounds import Contest, contest

if TYPE_CHECKING:
    from parindex.web.rendering.table import Table

GOAL, LEAF = 1.5, COLUMN


def _score_column(made: Measured) -> None:
    """Every unit has entered what it proposes, scored itself and is in the first appraisal; half of them are appraised."""
    from parindex.assessment.models import EnteredValue
    from parindex.assessment.rounds.models import Evidence, RoundUnit, StepScore

    now, by = datetime.now(UTC), made.people["coordinator"]
    values = [{"numerator": str(50 + number % 50), "denominator": "100"} for number in range(len(made.units))]
    RoundUnit.objects.filter(round=made.round).update(state="first_appraisal")
    StepScore.objects.filter(leaf=LEAF).delete()
    EnteredValue.objects.bulk_create(
        EnteredValue(
            unit_id=unit, period=PERIOD, set_id=made.block.set_id, leaf=LEAF, value=value, evidence="VB", by=by, at=now
        )
        for unit, value in zip(made.units, values, strict=True)
    )
    StepScore.objects.bulk_create(
        StepScore(
            of=of,
            block=made.block,
            step=step,
            leaf=LEAF,
            value=values[number],
            proposed=values[number],
            state="scored",
            points="0.5",
            note="Theo báo cáo năm",
            by=by,
            at=now,
        )
        for number, of in enumerate(made.units.values())
        for step in ("self", "first")[: 2 - number % 2]
    )
    Evidence.objects.bulk_create(
        Evidence(
            of=of,
            block=made.block,
            leaf=LEAF,
            step="self",
            kind="document",
            title="Báo cáo",
            number="1/BC",
            by=by,
            at=now,
        )
        for of in made.units.values()
    )


def _table(made: Measured) -> "Table":
    from django.test import RequestFactory

    from parindex.assessment.rounds.council_reading import units_in
    from parindex.web.column_table import Typing, column_table
    from parindex.web.page import open_place
    from parindex.web.round_here import Here
    from parindex.web.views.round_column import Grid

    request = RequestFactory().get("/")
    request.user = made.people["appraiser"]
    place = open_place(request, PROVINCE, PERIOD)
    here = Here(place, made.round, units_in(made.round.id, place.unit_ids))
    grid = Grid(here, "so", LEAF)
    return column_table(here, grid.column, grid.inputs, grid.writable, Typing())


def run() -> Contest:
    """Signed in as an appraiser, by Django's test client. Needs Django loaded on the example."""
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.round_column_bare"
    from django.test import Client

    from benchmarks import round_column_bare
    from parindex.assessment.rounds.models import RoundUnit
    from parindex.web.rendering.table import Cell

    made = measured_round()
    _score_column(made)
    url = f"/{PROVINCE}/{PERIOD}/dot/{made.round.id}/theo-cot/so/{LEAF}/"
    client = Client(SERVER_NAME="localhost")
    client.force_login(made.people["appraiser"])
    table = _table(made)
    round_column_bare.fill(
        [
            [f"{one.text} {one.note or ''}".strip() if isinstance(one, Cell) else one for one in row.cells]
            for row in table.rows
        ]
    )

    def get(address: str) -> int:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
        return len(answer.content)

    sizes = get("/bare-column/"), get(url)
    found = contest(
        f"A column of a round, {len(table.rows)} units, {len(table.columns)} columns with fields",
        {
            "bare Django page (one query, template loop, the same fields)": lambda: get("/bare-column/"),
            "column of the round, first view": lambda: get(url),
        },
        repeat=5,
        goals={"column of the round, first view": GOAL},
        note=f"Pages of {sizes[0]:,} and {sizes[1]:,} bytes; the same cells and fields, the same middleware, the same "
        "session. Nothing is kept between views.",
        by_processor=True,
    )
    RoundUnit.objects.filter(round=made.round).update(state="self_scoring")  # as other benchmarks find them
    return found
