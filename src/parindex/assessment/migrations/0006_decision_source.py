from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_two_sources")]

    operations = [
        migrations.AddField(
            model_name="causedecision",
            name="source",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
    ]
