"""A small round: a province with three departments and a commune, two small sets, people of every role.

Rows are made through the models, so that no test of one action rests on another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from parindex.assessment.models import Adoption, Figure
from parindex.assessment.rounds.models import Round, RoundBlock, RoundUnit, Window
from parindex.assessment.rounds.states import State, Step
from parindex.assessment.sets import checked_set
from parindex.organisations.models import Membership, Unit, UnitVersion, User
from parindex.organisations.queries import today
from parindex.organisations.roles import Role

PERIOD = "2021"
PROVINCE, HOME_AFFAIRS, HEALTH, BUILDING, COMMUNE = "tinh", "so-noi-vu", "so-y-te", "so-xay-dung", "xa-a"
DEPARTMENTS = (HOME_AFFAIRS, HEALTH, BUILDING)
BEGAN = date(2008, 1, 1)

SET_OF_DEPARTMENTS = """
id: bo-dot-so-2021
title: Bộ tiêu chí khối sở
nature: model
decision: null
year: 2021
block: so
scale: "12"
rounding: {points: 2, index: 2}
ties: shared
ladder: [{name: Tốt, from: "80", inclusive: true}, {name: Kém, from: "0", inclusive: true}]
exclusions: [{units: [so-y-te], codes: ["2.1"]}]
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    criteria:
      - code: "1.1"
        name: Nhiệm vụ được giao
        max_points: "4"
        scored_by: unit
        measure: assigned_tasks.on_time
        when_empty: exclude
        rule: {shape: proportional}
        evidence: [Sổ theo dõi]
        legal_basis: [Quy định thử]
      - code: "1.2"
        name: Báo cáo trễ
        max_points: "2"
        scored_by: unit
        measure: reports.late
        rule: {shape: deduction, start: "2", per: {late: "-1"}, names: {late: báo cáo trễ hạn}, floor: "0"}
        evidence: [Sổ theo dõi]
        legal_basis: [Quy định thử]
      - code: "1.3"
        name: Kế hoạch
        components:
          - code: "1.3.1"
            name: Ban hành kế hoạch
            max_points: "2"
            scored_by: unit
            rule:
              shape: levels
              levels:
                - {key: in_time, text: đúng hạn, points: "2"}
                - {key: late, text: trễ, points: "1"}
                - {key: none, text: không có, points: "0"}
            evidence: [Kế hoạch]
            legal_basis: [Quy định thử]
          - code: "1.3.2"
            name: Chất lượng kế hoạch
            max_points: "1"
            scored_by: appraiser
            rule: {shape: judgement, text: "Theo chất lượng, tối đa 1 điểm"}
            evidence: [Kế hoạch]
            legal_basis: [Quy định thử]
  - code: "2"
    name: Kết quả
    criteria:
      - code: "2.1"
        name: Sáng kiến
        max_points: "1"
        scored_by: unit
        rule: {shape: all_of, conditions: [có sáng kiến, được công nhận], points: "1"}
        evidence: [Quyết định công nhận]
        legal_basis: [Quy định thử]
      - code: "2.2"
        name: Điều tra xã hội học
        max_points: "2"
        scored_by: survey
        rule: {shape: survey}
        evidence: [Kết quả điều tra]
        legal_basis: [Quy định thử]
"""
SET_OF_COMMUNES = """
id: bo-dot-xa-2021
title: Bộ tiêu chí cấp xã
nature: model
decision: null
year: 2021
block: xa
scale: "4"
rounding: {points: 2, index: 2}
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    criteria:
      - code: "1.1"
        name: Kế hoạch
        max_points: "2"
        scored_by: unit
        rule:
          shape: levels
          levels: [{key: in_time, text: đúng hạn, points: "2"}, {key: none, text: không có, points: "0"}]
        evidence: [Kế hoạch]
        legal_basis: [Quy định thử]
      - code: "1.2"
        name: Tuyên truyền
        max_points: "1"
        scored_by: unit
        rule: {shape: judgement, text: "Theo số hình thức, tối đa 1 điểm"}
        evidence: [Báo cáo]
        legal_basis: [Quy định thử]
      - code: "1.3"
        name: Khảo sát
        max_points: "1"
        scored_by: survey
        rule: {shape: survey}
        evidence: [Kết quả khảo sát]
        legal_basis: [Quy định thử]
"""

_LEAF = """
      - code: "3.{number}"
        name: Mục {number}
        max_points: "1"
        scored_by: unit
        rule: {{shape: levels, levels: [{{key: a, text: đủ, points: "1"}}, {{key: b, text: thiếu, points: "0"}}]}}
        evidence: [Văn bản]
        legal_basis: [Quy định thử]
"""


def large_set(leaves: int) -> str:
    """The departments' set with so many more leaves."""
    more = "".join(_LEAF.format(number=number).lstrip("\n") for number in range(1, leaves + 1))
    text = SET_OF_DEPARTMENTS.replace('scale: "12"', f'scale: "{12 + leaves}"')
    return f'{text}  - code: "3"\n    name: Thêm\n    criteria:\n{more}'


EXTRA = """
bonus: {max: "1", lines: [{code: T1, name: Bằng khen, points: "1"}]}
penalty: {max: "2", lines: [{code: P1, name: Chậm báo cáo, per: "0.5"}]}
areas:"""


def with_extras(document: str = SET_OF_DEPARTMENTS) -> str:
    """The set with a line of bonus and one of penalty points."""
    return document.replace("\nareas:", EXTRA, 1)


# who → roles with their units; a member of a department is one who holds any role in it
PEOPLE: Mapping[str, tuple[tuple[Role, str], ...]] = {
    "thuong-truc": ((Role.SECRETARIAT, PROVINCE), (Role.CONTRIBUTOR, HOME_AFFAIRS)),
    "tham-dinh": ((Role.APPRAISER, PROVINCE),),
    "tham-dinh-y-te": ((Role.APPRAISER, PROVINCE), (Role.CONTRIBUTOR, HEALTH)),
    "hoi-dong-1": ((Role.COUNCIL, PROVINCE),),
    "hoi-dong-2": ((Role.COUNCIL, PROVINCE),),
    "hoi-dong-noi-vu": ((Role.COUNCIL, PROVINCE), (Role.VIEWER, HOME_AFFAIRS)),
    "chu-tich": ((Role.APPROVER, PROVINCE),),
    "nguoi-xem": ((Role.VIEWER, PROVINCE),),
    "thanh-tra": ((Role.AUDITOR, PROVINCE),),
    "nguoi.so-noi-vu": ((Role.MEMBER, HOME_AFFAIRS),),
    "cong-chuc.so-y-te": ((Role.CONTRIBUTOR, HEALTH),),
    **{f"van-phong.{unit}": ((Role.COORDINATOR, unit),) for unit in DEPARTMENTS},
    **{f"lanh-dao.{unit}": ((Role.HEAD, unit),) for unit in DEPARTMENTS},
    "mot-nguoi.xa-a": ((Role.COORDINATOR, COMMUNE), (Role.HEAD, COMMUNE)),
}


@dataclass(frozen=True)
class ARound:
    """`blocks` by code, `of` the units in the round by unit, `people` by user name (`quan-tri` among them)."""

    round: Round
    blocks: dict[str, RoundBlock]
    of: dict[str, RoundUnit]
    people: dict[str, User]

    def stand(self, unit: str, state: State) -> RoundUnit:
        """Put a unit into a state, whatever came before; the row as it then is."""
        RoundUnit.objects.filter(pk=self.of[unit].pk).update(state=state.value)
        self.of[unit].state = state.value
        return self.of[unit]


def _units(units: Iterable[tuple[str, str, str | None]]) -> None:
    rows = tuple(units)
    Unit.objects.bulk_create(Unit(id=name) for name, _, _ in rows)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit_id=name, name=f"Đơn vị {name}", kind=kind, parent_id=parent, valid_from=BEGAN)
        for name, kind, parent in rows
    )


def _people() -> dict[str, User]:
    made = {name: User(username=name, display_name=f"Người {name}", password="!") for name in PEOPLE}
    User.objects.bulk_create(made.values())
    Membership.objects.bulk_create(
        Membership(user=made[name], unit_id=unit, role=role.value, valid_from=BEGAN)
        for name, roles in PEOPLE.items()
        for role, unit in roles
    )
    return made


def _figures(units: Iterable[str]) -> None:
    """8 of 10 tasks in time and one report late, for every department."""
    Figure.objects.bulk_create(
        Figure(
            unit_id=unit,
            period=PERIOD,
            measure=measure,
            definition="0" * 16,
            as_of=date(2021, 12, 31),
            snapshot=0,
            known=True,
            numerator=above,
            denominator=below,
        )
        for unit in units
        for measure, above, below in (("assigned_tasks.on_time", "8", "10"), ("reports.late", "1", ""))
    )


def make_round(admin: User, *, more: int = 0, document: str = SET_OF_DEPARTMENTS) -> ARound:
    """The round, every unit self-scoring and every window open today. `more`: so many further departments, `so-001`…;
    `document`: the set of the departments.
    """
    departments = (*DEPARTMENTS, *(f"so-{number:03}" for number in range(1, more + 1)))
    _units(
        (
            (PROVINCE, "province", None),
            *((one, "department", PROVINCE) for one in departments),
            ("phong-y", "division", HEALTH),
            (COMMUNE, "commune", PROVINCE),
        )
    )
    people = _people() | {admin.username: admin}
    written = {"by": admin, "at": datetime.now(UTC)}
    one = Round.objects.create(id=PERIOD, title="Đợt đánh giá năm 2021", period=PERIOD, **written)
    blocks = {}
    for code, title, text in (("so", "Khối sở", document), ("xa", "Khối xã", SET_OF_COMMUNES)):
        found = checked_set(text, name=code)
        blocks[code] = RoundBlock.objects.create(
            round=one, code=code, title=title, set_id=found.id, digest=found.digest, document=text, **written
        )
    block_of = dict.fromkeys(departments, "so") | {COMMUNE: "xa"}
    of = {
        unit: RoundUnit.objects.create(round=one, unit_id=unit, block=block, state=State.SELF_SCORING.value)
        for unit, block in block_of.items()
    }
    Adoption.objects.bulk_create(
        Adoption(
            unit_id=unit,
            period=PERIOD,
            set_id=blocks[block].set_id,
            digest=blocks[block].digest,
            document=blocks[block].document,
            **written,
        )
        for unit, block in block_of.items()
    )
    day = today()
    Window.objects.bulk_create(
        Window(round=one, step=step.value, opens=day - timedelta(days=10), closes=day + timedelta(days=30), **written)
        for step in Step
    )
    _figures(departments)
    return ARound(one, blocks, of, people)
