"""Dossiers that ended otherwise than by a result (3.2): refused, withdrawn, stopped; and those refused at the counter.

Whether their due date counts is a rule of the day they were received (`measures.dossier_rows`).
"""

from parindex.measures.dossier_rows import COUNTED, ENDED, ENDED_FACTS, STATED
from parindex.measures.measure import Measure, Policy
from parindex.records.schema import Choice, Column, ColumnType

COUNTS = Column(
    name="ended_counts",
    title="Xét hạn",
    type=ColumnType.CHOICE,
    choices=tuple(Choice(value=value, title=title) for value, title in COUNTED),
)
_POLICY = Policy(
    "accepted_in_period/ended_without_result",
    "Hồ sơ tiếp nhận trong kỳ, kết thúc như vậy đến ngày tính; có xét hạn hay không theo quy định tại ngày tiếp nhận.",
)


def _count(how: str, title: str, *, window: str = "received_on", policy: Policy = _POLICY) -> Measure:
    return Measure(
        code=f"dossiers.{how}",
        title=title,
        thing="hồ sơ",
        registers=("dossiers",),
        counted=f"""
            SELECT *, 1 AS num, CAST(NULL AS INTEGER) AS den FROM ({STATED})
            WHERE {window} BETWEEN $first AND least($last, $as_of) AND ended_as = '{how}'
        """,
        added=(ENDED, COUNTS),
        policy=policy,
        facts=ENDED_FACTS,
        is_count=True,
        costs="FALSE",
    )


MEASURES = (
    _count("refused", "Số hồ sơ từ chối giải quyết"),
    _count("withdrawn", "Số hồ sơ người nộp rút"),
    _count("stopped", "Số hồ sơ dừng giải quyết"),
    _count(
        "refused_at_reception",
        "Số hồ sơ không được tiếp nhận",
        window="CAST(coalesce(filed, received) AS DATE)",
        policy=Policy(
            "filed_in_period/refused_at_reception",
            "Hồ sơ nộp trong kỳ, không được tiếp nhận; không nằm trong số tiếp nhận hay bất kỳ tỷ lệ nào.",
        ),
    ),
)
