"""`records sources`: what sources are called, whose they are, how they count; said by commands, read back."""

from typing import Any

import pytest

OWN = ("records", "own-source", "dossiers", "--source", "mot_cua_dien_tu")


def test_the_example_says_whose_its_sources_are(parindex: Any, demo: Any) -> None:
    found = parindex("records", "sources", "dossiers", "--json", workspace=demo).data["sources"]
    assert [(one["source"], one["primary"], one["owner"], one["counting"]) for one in found] == [
        ("so", True, "so-ldtbxh", None),
        ("mot_cua_dien_tu", False, "tt-hcc", None),
    ]
    text = parindex("records", "sources", "dossiers", workspace=demo).out
    assert "Trung tâm Kiểm soát thủ tục hành chính" in text
    assert "như mặc định" in text


def test_an_owner_and_a_counting_are_written_and_outlive_a_new_name(parindex: Any, demo_copy: Any) -> None:
    parindex(*OWN, "--owner", "vp-ubnd", "--owner-name", "Văn phòng", "--end", "returned", workspace=demo_copy)
    named = ("records", "name-source", "dossiers", "--source", "mot_cua_dien_tu", "--title", "Một cửa mới")
    found = parindex(*named, "--json", workspace=demo_copy).data["sources"][1]
    assert (found["title"], found["owner"], found["owner_name"]) == ("Một cửa mới", "vp-ubnd", "Văn phòng")
    assert found["counting"]["end"] == "returned"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*OWN, "--owner", "khong-co"), "khong-co"),
        ((*OWN, "--owner", "tt-hcc", "--end", "khac"), "finished"),
        ((*OWN, "--owner", "tt-hcc", "--by", "nguoi-xem"), "không có quyền"),
        ((*OWN, "--owner", "vp-ubnd", "--by", "van-phong"), "không có quyền quyết định về sai lệch của nguồn"),
        ((*OWN, "--owner", "tt-hcc", "--end", "returned", "--by", "van-phong"), "không có quyền quyết định"),
        (("records", "sources", "khong-co"), "Các sổ"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    parindex: Any, demo_copy: Any, unchanged: Any, words: tuple[str, ...], told: str
) -> None:
    with unchanged(demo_copy):
        assert told in parindex(*words, workspace=demo_copy).refused()
