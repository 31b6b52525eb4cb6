"""The ledger itself. Rows are only ever added."""

from django.db import models
from django.db.models import Q

from parindex.organisations.models import User


class Batch(models.Model):
    """One write into a register. Its number orders all writes of the workspace; a snapshot is such a number.

    An import names its bytes by SHA-256 (`digest`, in the store); an undo names the batch it takes out of force.
    """

    IMPORT, UNDO = "import", "undo"

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[(IMPORT, "Nhập"), (UNDO, "Hoàn tác")])
    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField(default=0)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    file_name = models.CharField(max_length=255, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("register", "number"), name="batch_register_number"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="import", undoes__isnull=True) & ~Q(digest="") | Q(kind="undo", undoes__isnull=False),
                name="batch_has_bytes_or_undoes",
            ),
        )

    @property
    def is_import(self) -> bool:
        """Whether it brought rows."""
        return self.kind == self.IMPORT

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.register} ({self.source})"


class SourceTitle(models.Model):
    """A source of rows, with the name people know it by. Per register one source is primary: figures come from it."""

    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    primary = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("register", "source"), name="source_once"),
            models.UniqueConstraint(fields=("register",), condition=Q(primary=True), name="one_primary_source"),
        )

    def __str__(self) -> str:
        return f"{self.register}: {self.source} ({self.title})"
