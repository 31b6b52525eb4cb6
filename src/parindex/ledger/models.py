"""The ledger itself, whose rows are only ever added; and what stands beside it: sources, kept choices, waiting imports."""

import uuid

from django.db import models
from django.db.models import Q

from parindex.organisations.models import User


class Batch(models.Model):
    """One write into a register. Its number orders all writes of the workspace; a snapshot is such a number.

    An import names its bytes by SHA-256 (`digest`, in the store). An edit on screen and a withdrawal carry their few
    rows themselves (`inline`, canonical JSON named by its SHA-256). An undo names the batch it takes out of force.
    """

    IMPORT, EDIT, WITHDRAWAL, UNDO = "import", "edit", "withdrawal", "undo"

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(
        max_length=10,
        choices=[(IMPORT, "Nhập"), (EDIT, "Sửa trên màn hình"), (WITHDRAWAL, "Rút dòng"), (UNDO, "Hoàn tác")],
    )
    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    inline = models.TextField(blank=True)
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
                condition=Q(kind="import", undoes__isnull=True, inline="") & ~Q(digest="")
                | Q(kind__in=("edit", "withdrawal"), undoes__isnull=True) & ~Q(digest="") & ~Q(inline="")
                | Q(kind="undo", undoes__isnull=False, inline=""),
                name="batch_has_rows_or_undoes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.register} ({self.source})"


class SourceTitle(models.Model):
    """A source of rows, with the name people know it by. Per register one source is primary: figures come from it.

    `owner`: the unit that answers for the source, `owner_name` what letters call it. `counting`: how the source counts a
    row late, choices of `Counting` by name; empty: as its rank says.
    """

    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    primary = models.BooleanField(default=False)
    owner = models.CharField(max_length=60, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    counting = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("register", "source"), name="source_once"),
            models.UniqueConstraint(fields=("register",), condition=Q(primary=True), name="one_primary_source"),
        )

    def __str__(self) -> str:
        return f"{self.register}: {self.source} ({self.title})"


class KeptReading(models.Model):
    """How a source's files name their columns, as a person once mapped them: header key → column, "" for not read.

    The order of day and month is not kept: it is asked of every file anew.
    """

    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("register", "source"), name="reading_once"),)

    def __str__(self) -> str:
        return f"{self.register}: {self.source}"


class ImportJob(models.Model):
    """An import that waits for the worker, or that it did. Its file is in the workspace's `waiting` until it is done."""

    QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    choices = models.JSONField(null=True)
    state = models.CharField(
        max_length=10,
        default=QUEUED,
        choices=[(QUEUED, "Đang chờ"), (RUNNING, "Đang nhập"), (DONE, "Xong"), (FAILED, "Không nhập được")],
    )
    stage = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.state in (self.DONE, self.FAILED)

    def __str__(self) -> str:
        return f"{self.token} {self.register} ({self.source}): {self.state}"
