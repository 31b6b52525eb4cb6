"""The workspace's own calendar: days that differ from the national one, hours of units, local closures.

A row holds for its unit and those below it; without a unit for everybody. Rows are withdrawn, never deleted.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class CalendarRow(models.Model):
    """What every row of a calendar says: for whom, by which document, whether it still stands."""

    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=300)
    withdrawn = models.BooleanField(default=False)

    begins: ClassVar[str]  # the column with the first day for which it holds

    class Meta:
        abstract = True

    @property
    def in_year(self) -> int:
        """The year on whose page the row stands."""
        first: date = getattr(self, self.begins)
        return first.year


class CalendarDayRow(CalendarRow):
    """A day off, or a Saturday worked, that the shipped calendar does not have or has otherwise (`CalendarDay`).

    `announced`: the day of the decision; a due date printed before it could not know. `sessions`: hours of a half day.
    """

    day = models.DateField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    announced = models.DateField(null=True)
    sessions = models.CharField(max_length=100, blank=True)

    begins = "day"

    class Meta:
        ordering = ("day", "id")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class OfficeHoursRow(CalendarRow):
    """The hours of a week from a day on (`OfficeHours`): seven texts `07:00-11:30, 13:30-17:00`, "" for a day of rest.

    `receiving`: seven texts when the counter takes dossiers at other hours, else empty. `day_minutes`: what a day is worth.
    """

    title = models.CharField(max_length=200)
    week = models.JSONField()
    receiving = models.JSONField(default=list)
    day_minutes = models.PositiveSmallIntegerField(default=480)
    valid_from = models.DateField()

    begins = "valid_from"

    class Meta:
        ordering = ("valid_from", "id")

    def __str__(self) -> str:
        return f"{self.title} ({self.valid_from:%d/%m/%Y})"


class LocalClosureRow(CalendarRow):
    """Days on which an office was closed by a decision. Only a decision that says so stops the clock of deadlines."""

    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=300)
    no_reception = models.BooleanField(default=True)
    clock_stopped = models.BooleanField(default=False)

    begins = "first"

    class Meta:
        ordering = ("first", "id")
        constraints = (models.CheckConstraint(condition=Q(last__gte=F("first")), name="closure_span"),)

    def __str__(self) -> str:
        return f"{self.first:%d/%m/%Y}-{self.last:%d/%m/%Y} {self.reason}"


class CalendarYearRow(CalendarRow):
    """A year whose days off have all been announced and entered: its deadlines need no reservation any more."""

    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("year", "id")

    @property
    def in_year(self) -> int:
        """The year itself."""
        return self.year

    def __str__(self) -> str:
        return f"Năm {self.year} đủ ngày nghỉ"
