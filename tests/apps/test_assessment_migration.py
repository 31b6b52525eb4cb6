"""Totals that were entered for leaves become totals of measures; nothing that was entered is lost."""

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from small_set import SET

pytestmark = pytest.mark.dear(2)

BEFORE, FOLDED, AFTER = "0002_entered_totals", "0003_fold_totals", "0004_values_are_judgements"


def migrate(name: str) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([("assessment", name)])
    return MigrationExecutor(connection).loader.project_state([("assessment", name)]).apps


@pytest.mark.django_db(transaction=True)
def test_entered_totals_move_to_their_measures_with_paper_person_and_time() -> None:
    apps = migrate(BEFORE)
    try:
        user = apps.get_model("organisations", "User").objects.create(username="van-phong")
        apps.get_model("organisations", "Unit").objects.create(id="so")
        shared = {"unit_id": "so", "period": "2021", "by_id": user.pk}
        apps.get_model("assessment", "Adoption").objects.create(
            **shared, set_id="bo-nho-2021", digest="0" * 64, document=SET, at=datetime.now(UTC)
        )
        values = apps.get_model("assessment", "EnteredValue").objects
        for number, (leaf, grade, value) in enumerate(
            [
                ("1.1", "entered_total", {"numerator": "3", "denominator": "4"}),
                ("1.1", "entered_total", {"numerator": "2.5", "denominator": "4"}),
                ("1.2", "entered_total", {"counts": {"late": 1}}),
                ("1.1", "entered_total", {"percent": "80"}),
                ("1.3", "judgement", {"level": "late"}),
            ]
        ):
            at = datetime(2022, 1, number + 1, tzinfo=UTC)
            values.create(
                **shared, set_id="bo-nho-2021", leaf=leaf, grade=grade, value=value, evidence=f"Văn bản {number}", at=at
            )
        apps = migrate(FOLDED)
        totals = list(apps.get_model("assessment", "EnteredTotal").objects.order_by("id").values())
        kept = ("measure", "numerator", "denominator", "document", "withdrawn", "by_id")
        assert [tuple(row[name] for name in kept) for row in totals] == [
            ("assigned_tasks.on_time", "3", "4", "Văn bản 0", False, user.pk),
            ("assigned_tasks.on_time", "2.5", "4", "Văn bản 1", False, user.pk),
            ("reports.late", "1", "", "Văn bản 2", False, user.pk),
        ]
        assert [row["at"].day for row in totals] == [1, 2, 3]
        apps = migrate(AFTER)
        left = apps.get_model("assessment", "EnteredValue").objects.order_by("id")
        assert [(row.leaf, row.value) for row in left] == [("1.1", {"percent": "80"}), ("1.3", {"level": "late"})]
    finally:
        connection.close()
        newest = MigrationExecutor(connection)
        newest.migrate([node for node in newest.loader.graph.leaf_nodes() if node[0] == "assessment"])


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ({"numerator": "3", "denominator": "4"}, ("3", "4")),
        ({"count": "7"}, ("7", "")),
        ({"counts": {"late": 2}}, ("2", "")),
        ({"counts": {"late": 2, "missing": 1}}, None),
        ({"counts": {}}, None),
        ({"percent": "80"}, None),
        ({"level": "late"}, None),
        ({"met": [True]}, None),
        (None, None),
    ],
)
def test_only_a_total_of_one_measure_is_moved(value: Any, numbers: tuple[str, str] | None) -> None:
    fold = import_module("parindex.assessment.migrations.0003_fold_totals")
    assert fold._numbers(value) == numbers
