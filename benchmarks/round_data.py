"""A province in the middle of a round: 200 departments, one of which every step has scored on all leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.hundred_leaves import leaf_rule

if TYPE_CHECKING:
    from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit
    from parindex.organisations.models import User

PERIOD, PROVINCE, UNITS = "2025", "tinh-do", 200
LEAVES = 135  # with ten areas and the line of sums: a sheet of about 150 rows
COLUMN = "3.1"  # a leaf scored by share, kept for the column: nothing else writes about it
_KINDS = 7  # of the eight rules, all but the survey


def document() -> str:
    """The text of the set: ten areas, names as long as those of real sets."""
    import json

    by_area: list[list[dict[str, object]]] = [[] for _ in range(10)]
    for number in range(LEAVES):
        by_area[number % 10].append(
            {
                "code": f"{number % 10 + 1}.{number // 10 + 1}",
                "name": f"Mức độ hoàn thành nhiệm vụ cải cách hành chính số {number + 1}",
                "max_points": "1",
                "scored_by": "unit",
                "when_empty": "exclude",
                "rule": leaf_rule(number % _KINDS),
            }
        )
    areas = [
        {"code": f"{at}", "name": f"Lĩnh vực {at}", "criteria": criteria}
        for at, criteria in enumerate(by_area, start=1)
    ]
    return json.dumps(
        {
            "id": "bo-do-2025",
            "title": "Bộ tiêu chí để đo",
            "nature": "model",
            "decision": None,
            "year": 2025,
            "block": "so",
            "scale": str(LEAVES),
            "rounding": {"points": 2, "index": 2},
            "areas": areas,
        }
    )


_VALUES: tuple[dict[str, object], ...] = (
    {"level": "a"},
    {"met": [True, True]},
    {"numerator": "95", "denominator": "100"},
    {"numerator": "86", "denominator": "87"},
    {"counts": {"done": 5, "doing": 2, "none": 1}},
    {"counts": {"late": 1, "missing": 0}},
    {"met": [True, False]},
)


def value_of(leaf: str) -> dict[str, object]:
    """Inputs that fit the leaf's rule."""
    area, _, place = leaf.partition(".")
    return _VALUES[((int(place) - 1) * 10 + int(area) - 1) % _KINDS]


@dataclass(frozen=True)
class Measured:
    """What the benchmarks work on. `units` by their ids; the first of them is the one that everybody scored."""

    round: "Round"
    block: "RoundBlock"
    units: "Mapping[str, RoundUnit]"
    people: "Mapping[str, User]"

    @property
    def first(self) -> str:
        """The unit that every step has scored."""
        return next(iter(self.units))


def _units() -> list[str]:
    from parindex.organisations.models import Unit, UnitVersion

    ids = [f"so-do-{number:03}" for number in range(1, UNITS + 1)]
    Unit.objects.bulk_create(Unit(id=one) for one in (PROVINCE, *ids))
    began = date(2010, 1, 1)
    UnitVersion.objects.create(unit_id=PROVINCE, name="Tỉnh để đo", kind="province", valid_from=began)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit_id=one, name=f"Sở {one}", kind="department", parent_id=PROVINCE, valid_from=began)
        for one in ids
    )
    return ids


def _people(first: str) -> "dict[str, User]":
    from parindex.organisations.models import Membership, User

    roles = {"coordinator": first, "appraiser": PROVINCE, "council": PROVINCE, "secretariat": PROVINCE}
    people = {role: User.objects.create(username=f"do-{role}", display_name=f"Nguyễn Văn {role}") for role in roles}
    Membership.objects.bulk_create(
        Membership(user=people[role], unit_id=unit, role=role, valid_from=date(2010, 1, 1))
        for role, unit in roles.items()
    )
    return people


@lru_cache(maxsize=1)
def measured_round() -> Measured:
    """Make it in the workspace that Django stands on, once a process."""
    from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit, Window
    from parindex.assessment.rounds.states import State, Step
    from parindex.assessment.sets import checked_set
    from parindex.organisations.models import User
    from parindex.organisations.queries import today

    ids, text = _units(), document()
    people = _people(ids[0])
    written = {"by": User.objects.order_by("id")[0], "at": datetime.now(UTC)}
    one = Round.objects.create(id="do-2025", title="Đợt để đo", period=PERIOD, **written)
    found = checked_set(text, name="bo-do")
    block = RoundBlock.objects.create(
        round=one, code="so", title="Khối sở", set_id=found.id, digest=found.digest, document=text, **written
    )
    units = {
        unit: RoundUnit.objects.create(round=one, unit_id=unit, block="so", state=State.SELF_SCORING.value)
        for unit in ids
    }
    day = today()
    Window.objects.bulk_create(
        Window(round=one, step=step.value, opens=day - timedelta(days=9), closes=day + timedelta(days=9), **written)
        for step in Step
    )
    made = Measured(one, block, units, people)
    _score_all(made)
    return made


def _score_all(made: Measured) -> None:
    """Every step on every leaf of the first unit, a paper each, and the sums."""
    from parindex.assessment.rounds.judging import judge
    from parindex.assessment.rounds.models import Evidence, StepScore
    from parindex.assessment.rounds.reading import set_of
    from parindex.assessment.rounds.states import SCORING_STEPS
    from parindex.assessment.rounds.totals import recount
    from parindex.organisations.models import User

    of, criteria_set = made.units[made.first], set_of(made.block)
    writers = dict(zip(SCORING_STEPS, ("coordinator", "appraiser", "appraiser", "council"), strict=True))
    begun = datetime.now(UTC) - timedelta(days=30)
    scores, papers = [], []
    for number, code in enumerate(criteria_set.by_code):
        judged = judge(criteria_set, code, value_of(code), unit=of.unit_id)
        for at, (step, role) in enumerate(writers.items()):
            scores.append(
                StepScore(
                    of=of,
                    block=made.block,
                    step=step.value,
                    leaf=code,
                    value=judged.value,
                    proposed=judged.value,
                    state=judged.state,
                    points=judged.text,
                    by=made.people[role],
                    at=begun + timedelta(days=7 * at, minutes=number),
                )
            )
        papers += [
            Evidence(
                of=of,
                block=made.block,
                leaf=code,
                step="self",
                kind="document",
                title=f"Văn bản {number}",
                number=f"{number}/VB",
                by=User(pk=made.people["coordinator"].pk),
                at=begun,
            )
            for _ in range(number % 3)
        ]
    StepScore.objects.bulk_create(scores)
    Evidence.objects.bulk_create(papers)
    recount(of, made.block)
