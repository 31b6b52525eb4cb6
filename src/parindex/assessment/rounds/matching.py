"""Which code of a set is which of the set that amends it: proposed by names and codes, confirmed by a person."""

from collections.abc import Mapping

from parindex.criteria.comparing import crosswalk
from parindex.criteria.model import CriteriaSet
from parindex.errors import InputFault
from parindex.scoring.extras import extra_lines, scored_names


def proposed_pairs(before: CriteriaSet, after: CriteriaSet) -> dict[str, str]:
    """Old code → new code for every leaf that the new set plainly still asks; lines go by code and name."""
    found = crosswalk(before, after)
    lines = {one.line.code: one for one in extra_lines(after)}
    for one in extra_lines(before):
        same = lines.get(one.line.code)
        if same and same.kind == one.kind and same.line.name == one.line.name:
            found[one.line.code] = one.line.code
    return found


def checked_pairs(before: CriteriaSet, after: CriteriaSet, pairs: Mapping[str, str]) -> dict[str, str]:
    """The pairs, in the order of the set before. InputFault for a code that is not there and for two that become one."""
    old, new = scored_names(before), scored_names(after)
    taken: dict[str, str] = {}
    for code, target in pairs.items():
        if code not in old:
            raise InputFault(f"Bộ đang dùng không có mã “{code}”.")
        if target not in new:
            raise InputFault(f"Bộ sửa đổi không có mã “{target}” để nhận mục {code}.")
        if target in taken:
            raise InputFault(
                f"Mục {taken[target]} và mục {code} cùng chuyển sang {target}; mỗi mục của bộ mới chỉ nhận một mục cũ. Hãy "
                "chọn một, mục kia để không chuyển."
            )
        taken[target] = code
    return {code: pairs[code] for code in old if code in pairs}
