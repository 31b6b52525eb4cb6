"""Job positions: those of an approved project, and people placed in them (5.1)."""

from parindex.measures.columns import added
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import ColumnType

_NEWEST = """
    SELECT * FROM job_positions WHERE counted <= $as_of QUALIFY counted = max(counted) OVER (PARTITION BY unit)
"""
_BASIS = ("Nội dung 5.1: cơ cấu công chức, viên chức theo vị trí việc làm",)

APPROVED = Measure(
    code="job_positions.approved",
    title="Tỷ lệ vị trí việc làm có đề án được phê duyệt",
    thing="vị trí việc làm",
    registers=("job_positions",),
    counted=f"SELECT *, CAST(coalesce(approved <= $as_of, FALSE) AS INTEGER) AS num, 1 AS den FROM ({_NEWEST})",
    policy=Policy(
        "newest_count/approved",
        "Lần thống kê mới nhất của từng đơn vị đến ngày tính; có ngày phê duyệt đề án đến ngày đó.",
    ),
    basis=_BASIS,
    target=percent_target(
        "job_positions.approved", "100", source="Mức thường dùng: mọi vị trí có đề án; cần xác nhận", confirmed=False
    ),
)

PLACED = Measure(
    code="job_positions.placed",
    title="Tỷ lệ bố trí công chức, viên chức theo vị trí việc làm",
    thing="vị trí việc làm",
    amount="người",
    registers=("job_positions",),
    counted=f"""
        SELECT *, least(placed, places) AS num, places AS den, greatest(places - placed, 0) AS vacant,
            greatest(placed - places, 0) AS excess
        FROM ({_NEWEST}) WHERE approved <= $as_of
    """,
    added=(added("vacant", "Chưa bố trí", ColumnType.INTEGER), added("excess", "Vượt", ColumnType.INTEGER)),
    costs="num < den OR excess > 0",
    policy=Policy(
        "newest_count/approved/people",
        "Vị trí đã được phê duyệt, lần thống kê mới nhất của từng đơn vị; số người đã bố trí trên số người theo đề án, "
        "người vượt ở một vị trí không bù cho vị trí khác.",
    ),
    basis=_BASIS,
    target=percent_target(
        "job_positions.placed", "100", source="Mức thường dùng: bố trí đúng đề án; cần xác nhận", confirmed=False
    ),
)

MEASURES = (APPROVED, PLACED)
