"""Roles and what each may do. Pure: a table, read by `rights` and by the screens."""

from enum import StrEnum


class Right(StrEnum):
    """What a person may do within a unit."""

    VIEW = "view"
    IMPORT = "import"  # bring rows into a register, undo one's own mistake
    ENTER = "enter"  # self-score: judgements and entered totals
    ADOPT = "adopt"  # choose the criteria set of a period
    PUBLISH = "publish"  # enter results announced by a decision
    PLAN = "plan"  # write the improvement plan
    SETTLE = "settle"  # decide on differences of a source that one's office owns
    RULES = "rules"  # dated facts that hold for the whole workspace: limits, deadlines, targets
    SUBMIT = "submit"  # approve the unit's own scores and explanations and send them
    APPRAISE = "appraise"  # score units in the first and second appraisal
    DECIDE = "decide"  # vote and decide in the council
    ROUND = "round"  # open a round, its windows, move units on
    ANNOUNCE = "announce"  # approve and announce results
    MANAGE = "manage"  # units, people, roles


class Role(StrEnum):
    """The people of the design; a respondent of a survey has no account."""

    CONTRIBUTOR = "contributor"
    COORDINATOR = "coordinator"
    HEAD = "head"
    APPRAISER = "appraiser"
    COUNCIL = "council"
    SECRETARIAT = "secretariat"
    APPROVER = "approver"
    VIEWER = "viewer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"  # works in the office: nobody judges his own, whatever roles he holds over it (`home_offices`)


ROLE_TITLES: dict[Role, str] = {
    Role.CONTRIBUTOR: "Công chức, viên chức phòng, đơn vị",
    Role.COORDINATOR: "Văn phòng (đầu mối CCHC)",
    Role.HEAD: "Lãnh đạo đơn vị",
    Role.APPRAISER: "Cơ quan thẩm định",
    Role.COUNCIL: "Hội đồng thẩm định",
    Role.SECRETARIAT: "Sở Nội vụ (thường trực)",
    Role.APPROVER: "Chủ tịch UBND",
    Role.VIEWER: "Người xem",
    Role.AUDITOR: "Thanh tra, kiểm toán",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.MEMBER: "Người của cơ quan",
}

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CONTRIBUTOR: frozenset({Right.VIEW, Right.IMPORT}),
    Role.COORDINATOR: frozenset({Right.VIEW, Right.IMPORT, Right.ENTER, Right.PUBLISH, Right.PLAN}),
    Role.HEAD: frozenset({Right.VIEW, Right.ENTER, Right.PLAN, Right.SUBMIT}),
    Role.APPRAISER: frozenset({Right.VIEW, Right.SETTLE, Right.APPRAISE}),
    Role.COUNCIL: frozenset({Right.VIEW, Right.DECIDE}),
    Role.SECRETARIAT: frozenset(
        {Right.VIEW, Right.ADOPT, Right.PUBLISH, Right.SETTLE, Right.RULES, Right.ROUND, Right.APPRAISE}
    ),
    Role.APPROVER: frozenset({Right.VIEW, Right.ANNOUNCE}),
    Role.VIEWER: frozenset({Right.VIEW}),
    Role.AUDITOR: frozenset({Right.VIEW}),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.MEMBER: frozenset({Right.VIEW}),
}
