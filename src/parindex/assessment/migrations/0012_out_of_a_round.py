"""Units that leave a round, and rounds that are cancelled."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_STATES = [
    ("self_scoring", "Đang tự chấm"),
    ("submitted", "Đã gửi tự chấm"),
    ("first_appraisal", "Thẩm định lần 1"),
    ("explaining", "Đang giải trình"),
    ("second_appraisal", "Thẩm định lần 2"),
    ("council", "Hội đồng thẩm định"),
    ("final", "Đã chốt kết quả"),
    ("announced", "Đã công bố"),
    ("out", "Không chấm trong đợt"),
    ("succeeded", "Đã chuyển sang đơn vị kế thừa"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0011_score_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundCancellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="assessment.round",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cancellation_has_reason"
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="roundunit", name="round_unit_state_known"),
        migrations.AlterField(
            model_name="roundunit", name="state", field=models.CharField(choices=_STATES, max_length=20)
        ),
        migrations.AddConstraint(
            model_name="roundunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", [state for state, _ in _STATES])), name="round_unit_state_known"
            ),
        ),
    ]
