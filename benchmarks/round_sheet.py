"""A unit's whole sheet in a round against a bare page of as many rows; saving one score against a bare save.

Nothing is kept between two views: each one is a first view.
"""

from itertools import count

from benchmarks.round_data import COLUMN, PERIOD, Measured, measured_round, value_of
from benchmarks.rounds import Contest, contest

SHEET_GOAL, SAVE_GOAL, LARGEST = 1.5, 4.0, 100_000


def _sheet(made: Measured) -> Contest:
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.round_bare"
    from django.test import Client, RequestFactory

    from benchmarks import round_bare
    from parindex.assessment.rounds.reading import block_in_force
    from parindex.assessment.rounds.sheet import sheet_of
    from parindex.web.page import open_place
    from parindex.web.rendering.table import Cell
    from parindex.web.round_here import Here
    from parindex.web.round_sheet_table import sheet_table

    url = f"/{made.first}/{PERIOD}/dot/{made.round.id}/phieu/"
    client = Client(SERVER_NAME="localhost")
    client.force_login(made.people["secretariat"])
    request = RequestFactory().get(url)
    request.user = made.people["secretariat"]
    of = made.units[made.first]
    here = Here(open_place(request, made.first, PERIOD), made.round, (of,))
    table, _ = sheet_table(here, sheet_of(of, block_in_force(made.round.id, "so")))
    cells = [
        [f"{one.text} {one.note or ''}".strip() if isinstance(one, Cell) else one for one in row.cells]
        for row in table.rows
    ]
    round_bare.fill(cells)

    def get(address: str) -> int:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
        return len(answer.content)

    sizes = get("/bare-round/"), get(url)
    if sizes[1] > LARGEST:
        raise AssertionError(f"the sheet is {sizes[1]} bytes")
    return contest(
        f"A unit's sheet in a round, {len(cells)} rows, {len(table.columns)} columns, every step",
        {
            "bare Django page (one query, template loop)": lambda: get("/bare-round/"),
            "sheet of the round, first view": lambda: get(url),
        },
        repeat=10,
        goals={"sheet of the round, first view": SHEET_GOAL},
        note=f"Pages of {sizes[0]:,} and {sizes[1]:,} bytes; the same cells, the same middleware, the same session; a "
        "province of 200 departments. Nothing is kept between views.",
        by_processor=True,
    )


def _save(made: Measured) -> Contest:
    from benchmarks.round_bare import saving
    from parindex.assessment.rounds.models import StepScore
    from parindex.assessment.rounds.scoring import save_score
    from parindex.assessment.rounds.states import Step

    of, by = made.units[made.first].pk, made.people["coordinator"]
    rows = StepScore.objects.filter(of=of, step="self", replaced_by__isnull=True)
    seen = dict(rows.values_list("leaf", "id"))
    leaves, numbers = sorted(seen.keys() - {COLUMN}), count()

    def save() -> None:
        number = next(numbers)
        leaf = leaves[number % len(leaves)]
        row = save_score(
            by=by, of=of, step=Step.SELF, leaf=leaf, value=value_of(leaf), note=f"Lần {number}", seen=seen[leaf]
        )
        seen[leaf] = row.pk

    return contest(
        "Saving one score: rights, audit row and new sums, in a province of 200 departments",
        {"bare Django save of one row in a transaction": saving(), "saving one score": save},
        repeat=100,
        goals={"saving one score": SAVE_GOAL},
        note="The same database settings: every commit is on disk before it is reported. Each save reads the unit, the "
        "roles held, the units over them, the windows and the leaf afresh.",
    )


def runs() -> list[Contest]:
    """Both, on one round. Needs Django loaded on the example."""
    made = measured_round()
    return [_sheet(made), _save(made)]
