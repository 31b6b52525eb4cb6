"""`plan draft` writes the document with all layout rules met; `plan outline` keeps what it is drafted from."""

import docx
import pytest

DRAFT = ("plan", "draft", "--unit", "so-ldtbxh", "--year", "2022", "--criteria-set", "mau-cap-so-2021")


def test_the_draft_is_written_and_meets_every_layout_rule(parindex, demo, tmp_path):
    into = tmp_path / "kế hoạch 2022.docx"
    said = parindex(*DRAFT, "-o", into, "--json", workspace=demo).data
    assert said["file"] == str(into)
    assert said["checks"]
    assert {rule: ok for rule, ok in said["checks"].items() if ok is not True} == {}
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(into)).paragraphs)
    assert "98,85%" in text
    assert "Văn phòng" in text


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((*DRAFT, "-o", "."), "."),
        ((*DRAFT[:5], "1999", *DRAFT[6:], "-o", "a.docx"), "1999"),
        ((*DRAFT[:3], "don-vi-la", *DRAFT[4:], "-o", "a.docx"), "don-vi-la"),
        ((*DRAFT[:7], "bộ-lạ", "-o", "a.docx"), "bộ-lạ"),
        ((*DRAFT[:5], "năm sau", *DRAFT[6:], "-o", "a.docx"), "năm sau"),
        (DRAFT, "--output"),
        (("plan", "outline", "không có.yaml", "--unit", "so-ldtbxh", "--year", "2022"), "không có.yaml"),
    ],
    ids=["a folder", "no such year", "no such unit", "no such set", "no number", "no output", "no outline file"],
)
def test_a_draft_that_cannot_be_made_is_refused(parindex, demo, tmp_path, unchanged, arguments, word):
    with unchanged(demo):
        assert word in parindex(*arguments, "--json", workspace=demo).refused()
    assert not list((tmp_path / "nơi chạy lệnh").iterdir())


def test_an_outline_that_is_none_is_refused(parindex, demo_copy, tmp_path, unchanged):
    (tmp_path / "đề cương.yaml").write_text("chỉ là một câu", encoding="utf-8")
    with unchanged(demo_copy):
        ran = parindex(
            "plan",
            "outline",
            tmp_path / "đề cương.yaml",
            "--unit",
            "so-ldtbxh",
            "--year",
            "2022",
            "--json",
            workspace=demo_copy,
        )
        ran.refused()
