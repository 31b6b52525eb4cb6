"""Plan outlines."""

from django.db import models

from parindex.organisations.models import Unit, User


class Plan(models.Model):
    """What only people can say of a plan: bases, targets, causes, duties, recipients. Kept as the YAML they wrote.

    The annex's items are rows of the register `plan_items`; the figures come from the assessment.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="one_plan_a_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
