"""Measures over cases with a checklist: a case keeps the rules when no condition is unmet and nothing was found wrong."""

from collections.abc import Mapping

from parindex.measures.columns import STATUS, added
from parindex.measures.facts import percent_target
from parindex.measures.measure import Measure, Policy
from parindex.records.registers import REGISTERS


def _unmet(conditions: Mapping[str, str]) -> str:
    """SQL: the titles of the conditions that are not met, NULL when none is."""
    parts = (f"CASE WHEN {name} = 'unmet' THEN '{title}' END" for name, title in conditions.items())
    return f"nullif(concat_ws('; ', {', '.join(parts)}), '')"


def checklist_measures(register: str, noun: str, conditions: tuple[str, ...], basis: str) -> tuple[Measure, Measure]:
    """The share of cases decided in the window that keep the rules, and the count of those that do not."""
    titles = {name: REGISTERS[register].column(name).title for name in conditions}
    judged = f"""
        SELECT *, {_unmet(titles)} AS unmet, unmet IS NOT NULL OR violation IS NOT NULL AS faulty,
            CASE WHEN faulty THEN 'unmet' ELSE 'met' END AS status
        FROM {register} WHERE decided BETWEEN $first AND least($last, $as_of)
    """
    policy = Policy(
        "decided_in_period/all_conditions",
        f"Trường hợp {noun} có quyết định trong kỳ; đúng quy định khi không điều kiện nào “Không đạt” và không ghi sai phạm.",
    )
    columns = (added("unmet", "Điều kiện không đạt"), STATUS)
    compliant = Measure(
        code=f"{register}.compliant",
        title=f"Tỷ lệ trường hợp {noun} đúng quy định",
        thing=f"trường hợp {noun}",
        registers=(register,),
        counted=f"SELECT * EXCLUDE (faulty), CAST(NOT faulty AS INTEGER) AS num, 1 AS den FROM ({judged})",
        added=columns,
        policy=policy,
        basis=(basis,),
        target=percent_target(
            f"{register}.compliant",
            "100",
            source="Mức thường dùng: có sai phạm thì không có điểm; cần xác nhận",
            confirmed=False,
        ),
    )
    violations = Measure(
        code=f"{register}.violations",
        title=f"Số trường hợp {noun} sai quy định",
        thing=f"trường hợp {noun}",
        registers=(register,),
        counted=f"""
            SELECT * EXCLUDE (faulty), CAST(faulty AS INTEGER) AS num, CAST(NULL AS INTEGER) AS den FROM ({judged})
        """,
        added=columns,
        policy=policy,
        basis=(basis,),
        is_count=True,
        costs="num > 0",
    )
    return compliant, violations
