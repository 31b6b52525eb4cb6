"""Two sets side by side: what came, went, moved and changed, and which code became which."""

import json
from typing import Any

from parindex.criteria.comparing import crosswalk, differences
from parindex.criteria.loading import load
from parindex.criteria.model import CriteriaSet

RULE = {
    "shape": "levels",
    "levels": [{"key": "a", "text": "Có", "points": "1"}, {"key": "b", "text": "Không", "points": "0"}],
}


def criteria(*leaves: tuple[str, str], **changes: dict[str, Any]) -> CriteriaSet:
    """A set of leaves (code, name); `changes` by name of the leaf's code with _ for the dot."""
    found = [
        {"code": code, "name": name, "max_points": "1", "scored_by": "unit", "rule": RULE}
        | changes.get("c" + code.replace(".", "_"), {})
        for code, name in leaves
    ]
    document = {"id": "bo", "title": "Bộ", "nature": "model", "decision": None, "year": 2026, "block": "so"}
    document |= {"scale": str(len(leaves)), "rounding": {"points": 2, "index": 2}}
    return load(json.dumps(document | {"areas": [{"code": "1", "name": "A", "criteria": found}]}), name="bo")


PLAN, REPORT, DOSSIERS = "Ban hành kế hoạch", "Chế độ báo cáo", "Tỷ lệ hồ sơ giải quyết đúng hạn"


def test_the_same_set_has_no_differences() -> None:
    one = criteria(("1.1", PLAN), ("1.2", REPORT))
    assert differences(one, one) == ()
    assert crosswalk(one, one) == {"1.1": "1.1", "1.2": "1.2"}


def test_a_question_is_found_under_its_new_code() -> None:
    before, after = (
        criteria(("1.1", PLAN), ("1.2", REPORT)),
        criteria(("1.1", DOSSIERS), ("1.2", PLAN), ("1.3", REPORT)),
    )
    assert crosswalk(before, after) == {"1.1": "1.2", "1.2": "1.3"}
    assert [(c.kind, c.code) for c in differences(before, after) if c.code] == [
        ("added", "1.1"),
        ("moved", "1.2"),
        ("moved", "1.3"),
    ]


def test_a_name_written_a_little_otherwise_is_the_same_question() -> None:
    before, after = criteria(("1.1", DOSSIERS)), criteria(("1.1", PLAN), ("1.2", DOSSIERS + ", trước hạn"))
    assert crosswalk(before, after) == {"1.1": "1.2"}


def test_another_question_under_the_same_code_is_not_the_old_one() -> None:
    before, after = criteria(("1.1", PLAN)), criteria(("1.1", DOSSIERS))
    assert crosswalk(before, after) == {}
    assert [c.kind for c in differences(before, after) if c.code] == ["added", "removed"]


def test_two_questions_that_became_one_are_left_to_a_person() -> None:
    before = criteria(("1.2", "Báo cáo quý về cải cách hành chính"), ("1.3", "Báo cáo năm về cải cách hành chính"))
    after = criteria(("1.1", "Báo cáo quý, năm về cải cách hành chính"))
    assert crosswalk(before, after) == {}


def test_each_field_that_changed_is_told() -> None:
    before = criteria(("1.1", PLAN), ("1.2", REPORT))
    other = {**RULE, "levels": [*RULE["levels"], {"key": "c", "text": "Chậm", "points": "0.5"}]}
    after = criteria(("1.1", PLAN), ("1.2", REPORT), c1_2={"rule": other, "evidence": ["Báo cáo"]})
    assert [(c.code, c.field, c.words) for c in differences(before, after) if c.code] == [
        ("1.2", "rule", "quy tắc"),
        ("1.2", "evidence", "tài liệu kiểm chứng"),
    ]


def test_what_the_set_as_a_whole_says_otherwise_comes_first() -> None:
    before = criteria(("1.1", PLAN))
    line = {"code": "T1", "name": "Sáng kiến", "points": "1", "scored_by": "unit"}
    document = json.loads(before.model_dump_json(include={"id", "title", "nature", "year", "block"})) | {
        "decision": None,
        "scale": "1",
        "rounding": {"points": 2, "index": 3},
        "exclusions": [{"units": ["so-a"], "codes": ["1.1"]}],
        "bonus": {"max": "2", "lines": [line]},
        "areas": [{"code": "1", "name": "A", "criteria": [leaf_of(before)]}],
    }
    changes = differences(before, load(json.dumps(document), name="bo"))
    assert [(c.code, c.field, c.words) for c in changes] == [
        ("", "rounding", "làm tròn"),
        ("", "exclusions", "không áp dụng"),
        ("", "bonus", "điểm thưởng"),
    ]
    assert (changes[0].before, changes[0].after) == ("points: 2, index: 2", "points: 2, index: 3")
    assert changes[2].before is None
    assert "max: 2" in (changes[2].after or "")
    assert "Sáng kiến" in (changes[2].after or "")


def leaf_of(one: CriteriaSet) -> dict[str, Any]:
    """The only leaf of a set as it is written."""
    leaf = next(iter(one.by_code.values()))
    return {"code": leaf.code, "name": leaf.name, "max_points": "1", "scored_by": "unit", "rule": RULE}
