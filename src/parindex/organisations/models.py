"""Units and their versions, people and their roles, settings, the audit log."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from parindex.measures.facts import BEGINNING
from parindex.organisations.calendar_models import (
    CalendarDayRow,
    CalendarYearRow,
    LocalClosureRow,
    OfficeHoursRow,
)
from parindex.organisations.lineage_models import HandOver, Lineage
from parindex.organisations.roles import ROLE_TITLES, Role

__all__ = [
    "AuditEvent",
    "CalendarDayRow",
    "CalendarYearRow",
    "HandOver",
    "Lineage",
    "LocalClosureRow",
    "Membership",
    "OfficeHoursRow",
    "Setting",
    "Unit",
    "UnitVersion",
    "User",
]


class User(AbstractUser):
    """A person who signs in. `display_name` is what stands on screens; people exist as members of units."""

    display_name = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username


class Unit(models.Model):
    """A unit's identity, which outlives its names, parents and provinces. Everything is keyed by it and dates."""

    id = models.SlugField(primary_key=True, max_length=60)

    def __str__(self) -> str:
        return self.id


class UnitVersion(models.Model):
    """What a unit was from one day to another (both included); an open end is NULL."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("valid_from", "id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_version_start"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_version_span"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from:%d/%m/%Y})"


class Membership(models.Model):
    """A person's role in a unit, and with it in the units below."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, title) for role, title in ROLE_TITLES.items()])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("user", "unit", "role", "valid_from"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {ROLE_TITLES[Role(self.role)]}, {self.unit_id}"


class Setting(models.Model):
    """A fact that the reference only knows from memory, or that differs from place to place, with its source.

    It holds from its day until the next value of the same name.
    """

    name = models.CharField(max_length=100)
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    valid_from = models.DateField(default=BEGINNING)

    class Meta:
        ordering = ("name", "valid_from")
        constraints = (models.UniqueConstraint(fields=("name", "valid_from"), name="setting_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.name} = {self.value} ({self.valid_from:%d/%m/%Y})"


class AuditEvent(models.Model):
    """One write: who, what, to what. Each row carries the digest of the row before it; none is ever changed."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200)
    payload = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("subject", "at"), name="audit_subject_at"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"
