"""`rounds`: the list that scripts read, opening a round from a file, how a round goes as text."""

from datetime import date
from pathlib import Path

KEYS = {"id", "title", "period", "states", "blocks", "windows"}
ORDER = """\
round: 2021
title: Đợt đánh giá năm 2021
period: "2021"
blocks:
  - code: phong
    title: Khối phòng
    set: mau-cap-so-2021
    units: [{units}]
windows:
  self: {{opens: 2021-11-01, closes: 2021-11-30}}
  first: {{opens: 2021-12-01, closes: 2021-12-15}}
"""


def order(folder, units="te-bdg, gdnn", text=ORDER):
    path = folder / "mở đợt.yaml"
    path.write_text(text.format(units=units), encoding="utf-8")
    return path


def test_a_workspace_without_rounds_lists_none(parindex, office):
    assert parindex("rounds", "list", "--json", workspace=office).data == {"rounds": []}


def test_a_round_is_opened_from_a_file_and_listed(parindex, office, tmp_path):
    opened = parindex("rounds", "open", order(tmp_path), "--json", workspace=office)
    assert opened.data == {"round": "2021", "units": 2}
    (one,) = parindex("rounds", "list", "--json", workspace=office).data["rounds"]
    assert set(one) == KEYS
    assert (one["id"], one["title"], one["period"]) == ("2021", "Đợt đánh giá năm 2021", "2021")
    assert one["states"] == {"self_scoring": 2}
    assert one["blocks"] == [
        {"code": "phong", "title": "Khối phòng", "criteria_set": "mau-cap-so-2021", "units": ["te-bdg", "gdnn"]}
    ]
    assert one["windows"]["self"] == {"opens": "2021-11-01", "closes": "2021-11-30"}
    assert date.fromisoformat(one["windows"]["first"]["closes"]) == date(2021, 12, 15)
    said = parindex("rounds", "list", workspace=office).out
    assert "2 đang tự chấm" in said


def test_a_set_may_lie_beside_the_file(parindex, office, tmp_path):
    shipped = Path(__file__).parents[2] / "criteria_sets" / "mau-cap-so-2021.yaml"
    (tmp_path / "bộ riêng.yaml").write_bytes(shipped.read_bytes())
    text = ORDER.replace("mau-cap-so-2021", "bộ riêng.yaml")
    assert parindex("rounds", "open", order(tmp_path, text=text), "--json", workspace=office).data["units"] == 2


def test_a_faulty_file_opens_nothing_and_says_where(parindex, office, unchanged, tmp_path):
    with unchanged(office):
        unknown = order(tmp_path, units="te-bdg, khong-co")
        assert "khong-co" in parindex("rounds", "open", unknown, "--json", workspace=office).refused()
        path = order(tmp_path, text="round: [1]\nsai: 1\n")
        said = parindex("rounds", "open", path, "--json", workspace=office).refused()
        assert "round: phải là chữ" in said
        assert "sai: không có mục này" in said
        path.write_bytes(b"title: \xff\xfe")
        assert "UTF-8" in parindex("rounds", "open", path, "--json", workspace=office).refused()
        assert "không-có.yaml" in parindex("rounds", "open", tmp_path / "không-có.yaml", workspace=office).refused()


def test_only_who_runs_rounds_opens_one(parindex, demo_copy, unchanged, tmp_path):
    with unchanged(demo_copy):
        ran = parindex("rounds", "open", order(tmp_path), "--by", "nguoi-xem", "--json", workspace=demo_copy)
        assert "điều hành đợt đánh giá" in ran.refused()


def test_the_steps_are_written_without_a_workspace(parindex, tmp_path):
    target = tmp_path / "các bước.md"
    assert parindex("rounds", "diagram", "-o", target, "--json").data == {"file": str(target)}
    text = target.read_text(encoding="utf-8")
    assert text == parindex("rounds", "diagram", "--json").data["diagram"]
    assert "stateDiagram-v2" in parindex("rounds", "diagram").out
    assert "không-có" in parindex("rounds", "diagram", "-o", tmp_path / "không-có" / "a.md").refused()
