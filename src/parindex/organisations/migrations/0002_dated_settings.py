"""Settings get a day from which they hold; the name alone no longer identifies one."""

from datetime import date

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def copy_over(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Each setting of before holds from the beginning."""
    before = apps.get_model("organisations", "Setting").objects.all()
    dated = apps.get_model("organisations", "DatedSetting")
    dated.objects.bulk_create(dated(name=row.name, value=row.value, source=row.source) for row in before)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DatedSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("value", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=300)),
                ("valid_from", models.DateField(default=date(1900, 1, 1))),
            ],
            options={
                "ordering": ("name", "valid_from"),
                "constraints": [models.UniqueConstraint(fields=("name", "valid_from"), name="setting_once_a_day")],
            },
        ),
        migrations.RunPython(copy_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="Setting"),
        migrations.RenameModel(old_name="DatedSetting", new_name="Setting"),
    ]
