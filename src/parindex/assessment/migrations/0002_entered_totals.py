"""Totals of measures; period codes that name months, reporting years and free windows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("Adoption", "period", models.CharField(max_length=24)),
        migrations.AlterField("EnteredValue", "period", models.CharField(max_length=24)),
        migrations.AlterField("Figure", "period", models.CharField(max_length=24)),
        migrations.CreateModel(
            name="EnteredTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=24)),
                ("measure", models.CharField(max_length=60)),
                ("numerator", models.CharField(blank=True, max_length=40)),
                ("denominator", models.CharField(blank=True, max_length=40)),
                ("document", models.CharField(blank=True, max_length=1000)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("withdrawn", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["unit", "period", "measure"], name="total_by_period")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn", False),
                                models.Q(("document", ""), _negated=True),
                                models.Q(("numerator", ""), _negated=True),
                            ),
                            models.Q(
                                ("denominator", ""),
                                ("document", ""),
                                ("file_digest", ""),
                                ("numerator", ""),
                                ("withdrawn", True),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="total_has_document_or_reason",
                    )
                ],
            },
        ),
    ]
