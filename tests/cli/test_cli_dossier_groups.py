"""`measures compute --by`: the official table beside the figures; without it nothing changes."""

from typing import Any

import pytest

PLACE = ("--unit", "so-ldtbxh", "--period", "2021")


@pytest.mark.parametrize("by", ["unit", "quarter"])
def test_the_lines_add_up_to_the_figures_beside_them(parindex: Any, demo: Any, by: str) -> None:
    data = parindex("measures", "compute", *PLACE, "--by", by, "--json", workspace=demo).data
    figures = {one["code"]: one for one in data["measures"]}
    groups = data["groups"]
    assert (groups["by"], groups["policy"]) == (by, "accepted/due_in_file/original/day")
    for name in ("received", "early", "on_time", "late", "pending", "overdue"):
        summed = sum(line[name] for line in groups["lines"])
        assert summed == groups["total"][name] == figures[f"dossiers.{name}"]["numerator"]
    for name in ("rate_completed", "rate_received", "rate_766", "rate_online"):
        parts = {part: figures[f"dossiers.{name}"][part] for part in ("numerator", "denominator", "value")}
        assert groups["total"]["rates"][name] == parts


def test_without_by_there_is_no_table(parindex: Any, demo: Any) -> None:
    assert "groups" not in parindex("measures", "compute", *PLACE, "--json", workspace=demo).data


def test_the_table_can_be_judged_by_another_clock(parindex: Any, demo: Any) -> None:
    options = ("--by", "channel", "--due", "legal", "--granularity", "MINUTE", "--window", "workload")
    ran = parindex("measures", "compute", *PLACE, *options, "--json", workspace=demo)
    assert ran.data["groups"]["policy"] == "workload/legal/pause/original/minute"
    total = ran.data["groups"]["total"]
    assert total["resolved"] + total["open"] == total["received"] == 1670


def test_an_office_without_dossiers_is_told_what_to_import(parindex: Any, office: Any) -> None:
    ran = parindex("measures", "compute", *PLACE, "--by", "unit", workspace=office)
    assert ran.code == 2
    assert "chưa có số liệu" in ran.err


def test_an_unknown_grouping_names_the_known_ones(parindex: Any, demo: Any) -> None:
    ran = parindex("measures", "compute", *PLACE, "--by", "color", workspace=demo)
    assert ran.code == 2
    assert "unit" in ran.err
