"""Every entered value is a judgement now: the column that told them from totals goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_fold_totals")]

    operations = [migrations.RemoveField("EnteredValue", "grade")]
