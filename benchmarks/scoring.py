"""`score` for one unit in process against the bare arithmetic of its rules on the same ready values."""

from benchmarks.bare_arithmetic import bare_score
from benchmarks.hundred_leaves import hundred, ready_values
from benchmarks.rounds import Contest, contest
from parindex.scoring.score import score

GOAL = 20.0


def run() -> Contest:
    """One hundred leaves of all shapes."""
    criteria_set, values = hundred(), ready_values()
    scored, (points, index) = score(criteria_set, values), bare_score(values)
    if (scored.points, scored.index_percent) != (points, index):
        raise AssertionError(f"not the same sums: {scored.points}, {scored.index_percent} and {points}, {index}")
    return contest(
        "Score of one unit, 100 leaves, ready values",
        {
            "bare arithmetic (Fraction, Decimal)": lambda: bare_score(values),
            "score()": lambda: score(criteria_set, values),
        },
        repeat=30,
        goals={"score()": GOAL},
        note=f"Both give {points} points. `score()` besides returns every explanation.",
    )


def run_stored() -> Contest:
    """The model set with figures and entered values from the database. Needs Django loaded."""
    from parindex.assessment import queries
    from parindex.assessment.queries import adoption_of
    from parindex.assessment.scores import UnitScore, entered_values, score_with
    from parindex.assessment.sets import adopted_set
    from parindex.assessment.stored import read_stored
    from parindex.assessment.totals import entered_totals

    criteria_set = adopted_set(adoption_of("so-ldtbxh", "2021"))
    asked = ("so-ldtbxh", "2021")

    def from_database() -> UnitScore:
        figures, entered = read_stored(*asked).known[""], entered_values(*asked, criteria_set.id)
        return score_with(criteria_set, figures, entered, unit=asked[0], totals=entered_totals(*asked))

    values = {leaf.leaf.code: leaf.value for leaf in from_database().score.leaves()}

    def whole_picture() -> object:
        queries._picture.cache_clear()
        return queries.picture(*asked)

    return contest(
        f"Score of the example's unit, {len(values)} leaves, in process",
        {
            "score(), ready values": lambda: score(criteria_set, values),
            "with figures and entered values read from SQLite": from_database,
            "whole picture (second source, state of the figures)": whole_picture,
        },
        repeat=10,
    )
