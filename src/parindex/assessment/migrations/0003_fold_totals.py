"""Totals entered for leaves with a measure become totals of that measure; values of other shapes stay as they were."""

from typing import Any

import yaml
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def _leaves(node: Any) -> dict[str, str]:
    """Leaf code → measure, of everything below a node of the frozen document."""
    found: dict[str, str] = {}
    if isinstance(node, dict):
        if node.get("measure") and node.get("code"):
            found[str(node["code"])] = str(node["measure"])
        for inner in node.values():
            found |= _leaves(inner)
    elif isinstance(node, list):
        for inner in node:
            found |= _leaves(inner)
    return found


def _numbers(value: Any) -> tuple[str, str] | None:
    """Numerator and denominator ("" for a count); None for a value that is not a total of one measure."""
    match value:
        case {"numerator": above, "denominator": below}:
            return str(above), str(below)
        case {"count": count}:
            return str(count), ""
        case {"counts": {**counts}} if len(counts) == 1:
            return str(*counts.values()), ""
    return None


def fold(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Move each entered total, with who entered it and when."""
    adoptions = apps.get_model("assessment", "Adoption").objects.all()
    values = apps.get_model("assessment", "EnteredValue").objects
    totals = apps.get_model("assessment", "EnteredTotal").objects
    for adoption in adoptions:
        measures = _leaves(yaml.safe_load(adoption.document))
        rows = values.filter(unit_id=adoption.unit_id, period=adoption.period, set_id=adoption.set_id)
        for row in rows.filter(Q(grade="entered_total")).order_by("id"):
            numbers = _numbers(row.value)
            if row.leaf not in measures or numbers is None:
                continue
            totals.create(
                unit_id=row.unit_id,
                period=row.period,
                measure=measures[row.leaf],
                numerator=numbers[0],
                denominator=numbers[1],
                document=row.evidence,
                note=row.note,
                by_id=row.by_id,
                at=row.at,
            )
            row.delete()


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_entered_totals")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
