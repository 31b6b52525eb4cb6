"""What became of units, and the open items that went with them. Rows are only added."""

from django.db import models
from django.db.models import F, Q

from parindex.organisations.lineage import ENDS, KIND_TITLES, MOVES, SAME, LineageKind


class _Written(models.Model):
    by = models.ForeignKey("organisations.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Lineage(_Written):
    """One line of a reorganisation (`LineageFact`), with the decision that orders it."""

    kind = models.CharField(max_length=20, choices=[(one.value, title) for one, title in KIND_TITLES.items()])
    came_from = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    became = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    effective = models.DateField()
    domain = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=300)

    class Meta:
        ordering = ("effective", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "came_from", "became", "effective", "domain"), name="lineage_said_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=LineageKind.CREATE.value, came_from__isnull=True, became__isnull=False)
                | Q(kind=LineageKind.ABOLISH.value, came_from__isnull=False, became__isnull=True)
                | Q(kind__in=sorted(one.value for one in SAME), came_from=F("became"))
                | Q(kind__in=sorted(one.value for one in MOVES), came_from__isnull=False, became__isnull=False)
                & ~Q(came_from=F("became")),
                name="lineage_has_its_units",
            ),
            models.CheckConstraint(condition=~Q(decision=""), name="lineage_has_decision"),
        )

    @property
    def ends(self) -> bool:
        """Whether the first unit is there no more."""
        return self.kind in ENDS

    def __str__(self) -> str:
        return f"{self.came_from_id} → {self.became_id} ({self.kind}, {self.effective:%d/%m/%Y})"


class HandOver(_Written):
    """The open items of one register that a unit handed to another on a day: how many, and the SHA-256 of their keys."""

    line = models.ForeignKey(Lineage, models.PROTECT, related_name="hand_overs")
    register = models.CharField(max_length=60)
    items = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    snapshot = models.PositiveBigIntegerField()  # number of the ledger's newest batch that was counted

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.line}: {self.register} {self.items}"
