"""Two plans as rows: what the plan of 2021 promised, and the annex of the improvement plan for 2022.

Names and leads of the annex are those of the real plan; what is to be done is worded anew. Area 6 has no action there
and none here. The 2021 plan is illustrative throughout.
"""

from collections.abc import Sequence
from datetime import date

from maker.office import DEPARTMENT, UNIT_NAMES
from maker.sheets import Cell, Head, Sheet
from maker.tables import rows as rows_of

PLAN_2021, PLAN_2022 = "Kế hoạch CCHC năm 2021", "Kế hoạch cải thiện Chỉ số CCHC năm 2022"


def plan_2021() -> Sheet:
    """What was promised for 2021 and when it was done; one item a few days late."""
    rows: list[Sequence[Cell]] = []
    for code, content, unit, product, due, done in rows_of("plan-2021.txt"):
        name = UNIT_NAMES[unit]
        rows.append((PLAN_2021, code, content, name, product, date.fromisoformat(due), date.fromisoformat(done)))
    return Sheet(
        name="Kế hoạch 2021",
        titles=(DEPARTMENT, "THEO DÕI THỰC HIỆN KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021"),
        heads=(
            Head(title="Tên kế hoạch", width=26),
            Head(title="TT", width=6),
            Head(title="Nội dung nhiệm vụ", width=56),
            Head(title="Đơn vị theo dõi", width=40),
            Head(title="Sản phẩm", width=22),
            Head(title="Thời hạn"),
            Head(title="Ngày hoàn thành"),
        ),
        rows=rows,
    )


def annex_2022() -> Sheet:
    """The annex: seven areas and 31 items; cells that the original merges carry equal text here."""
    rows: list[Sequence[Cell]] = []
    for code, content, lead, action, partners, due in rows_of("annex-2022.txt"):
        day = date.fromisoformat(f"2022-{due}") if due else None
        rows.append((code, content, lead, action, partners, day, PLAN_2022))
    return Sheet(
        name="Phụ lục",
        titles=("NHIỆM VỤ, GIẢI PHÁP CẢI THIỆN CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022",),
        heads=(
            Head(title="TT", width=6),
            Head(title="Nội dung", width=44),
            Head(title="Đơn vị thực hiện", width=36),
            Head(title="Mục tiêu/giải pháp thực hiện", width=60),
            Head(title="Phối hợp thực hiện", width=26),
            Head(title="Thời hạn"),
            Head(title="Kế hoạch", width=36),
        ),
        rows=rows,
    )
