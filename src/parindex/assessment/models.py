"""Adopted sets, entered values, computed figures, published results, decisions on two sources. Most rows are only added."""

from django.db import models
from django.db.models import Q

from parindex.measures.period import LONGEST_CODE
from parindex.organisations.models import Unit, User

__all__ = [
    "INDEXES",
    "AboutTwoSources",
    "Adoption",
    "CauseDecision",
    "CodeMatch",
    "EnteredTotal",
    "EnteredValue",
    "Figure",
    "PublishedResult",
    "SentDifference",
    "SentList",
    "SentWithdrawal",
    "SetDocument",
]


class Adoption(models.Model):
    """The criteria set that a unit is scored by in a period, frozen as the text that was adopted, with its digest.

    A set amended in an open round is a further `version`; the newest counts.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=LONGEST_CODE)
    version = models.PositiveSmallIntegerField(default=1)
    set_id = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("unit", "period", "version"), name="one_set_a_period"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period}: {self.set_id}"


class SetDocument(models.Model):
    """A version of a criteria set that the workspace writes itself: the YAML as it was saved, whether or not it can be
    used yet. Versions are only added; the newest counts.

    `code` names the set in addresses; `unit`: whose people may edit it. `pending`: code of a leaf → what a person still
    has to confirm of it, after an import. `saved`: what was done, in words.
    """

    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    pending = models.JSONField(default=dict)
    saved = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("code", "version"), name="one_set_version"),)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class EnteredValue(models.Model):
    """A judgement with its evidence that a person entered for a leaf without a measure. The newest counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=LONGEST_CODE)
    set_id = models.CharField(max_length=80)
    leaf = models.CharField(max_length=30)
    value = models.JSONField()
    evidence = models.CharField(max_length=1000)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("unit", "period", "set_id"), name="entered_by_period"),)
        constraints = (models.CheckConstraint(condition=~Q(evidence=""), name="entered_value_has_evidence"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.leaf}"


class EnteredTotal(models.Model):
    """A total that a person entered for a measure with the signed document behind it, or the taking back of one.

    The newest row counts; none is ever changed or deleted. Numbers are exact decimals as text, no denominator for a
    count. The attached file is in the ledger's store under its digest. A withdrawal says why in its note.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=LONGEST_CODE)
    measure = models.CharField(max_length=60)
    numerator = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=40, blank=True)
    document = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("unit", "period", "measure"), name="total_by_period"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn=False) & ~Q(document="") & ~Q(numerator="")
                | Q(withdrawn=True, document="", numerator="", denominator="", file_digest="") & ~Q(note=""),
                name="total_has_document_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.measure}"


class Figure(models.Model):
    """A computed measure, kept so that pages read and never compute. Keyed by all that it depends on.

    `source` "" is each register's primary source. `numerator`, `denominator`: exact decimals as text; no denominator
    for a count. `known` is false while the register has no rows from the source: that is not the same as zero.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=LONGEST_CODE)
    source = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=60)
    definition = models.CharField(max_length=16)
    as_of = models.DateField()
    snapshot = models.PositiveBigIntegerField()
    known = models.BooleanField()
    numerator = models.CharField(max_length=40)
    denominator = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("unit", "period", "source", "measure"), name="one_figure_a_measure"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.period} {self.measure}"


INDEXES = (("par_index", "Chỉ số cải cách hành chính"), ("satisfaction", "Chỉ số hài lòng"))


class PublishedResult(models.Model):
    """A result that was announced: history with its decision. Never computed here, never mixed with a model index."""

    PAR_INDEX, SATISFACTION = "par_index", "satisfaction"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    index = models.CharField(max_length=20, choices=INDEXES)
    percent = models.DecimalField(max_digits=7, decimal_places=3)
    rank = models.PositiveSmallIntegerField(null=True)
    rank_of = models.PositiveSmallIntegerField(null=True)
    change_points = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    change_rank = models.SmallIntegerField(null=True)
    decision = models.CharField(max_length=200)
    day = models.DateField(null=True)
    derived_from = models.CharField(max_length=300, blank=True)  # when it was not announced but follows from what was
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("year", "index")
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "index"), name="one_result_a_year"),
            models.CheckConstraint(condition=~Q(decision=""), name="result_has_decision"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.index}: {self.percent}"


class AboutTwoSources(models.Model):
    """What people say of two sources of one comparison. `first` and `second`: the sources in the order of their names, so
    that what was said holds whichever of them stands left.
    """

    kind = models.CharField(max_length=20)
    first = models.CharField(max_length=60)
    second = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("id",)


class CodeMatch(AboutTwoSources):
    """Two codes that a person confirmed to be one row, or to be two, or the taking back of that. The newest counts."""

    SAME, APART, WITHDRAWN = "same", "apart", "withdrawn"

    first_key = models.CharField(max_length=300)
    second_key = models.CharField(max_length=300)
    verdict = models.CharField(
        max_length=10, choices=[(SAME, "Là một hồ sơ"), (APART, "Là hai hồ sơ"), (WITHDRAWN, "Rút lại")]
    )
    reason = models.CharField(max_length=1000)

    class Meta(AboutTwoSources.Meta):
        indexes = (models.Index(fields=("kind", "first", "second"), name="match_by_sources"),)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="match_has_reason"),)

    def __str__(self) -> str:
        return f"{self.first_key} – {self.second_key}: {self.verdict}"


class SentList(AboutTwoSources):
    """A list of differences that went to the owner of a source with a letter."""

    period = models.CharField(max_length=LONGEST_CODE)
    letter = models.CharField(max_length=200)
    letter_day = models.DateField()
    addressee = models.CharField(max_length=200)

    class Meta(AboutTwoSources.Meta):
        indexes = (models.Index(fields=("kind", "first", "second"), name="sent_by_sources"),)
        constraints = (models.CheckConstraint(condition=~Q(letter=""), name="sent_list_has_letter"),)

    def __str__(self) -> str:
        return f"{self.letter} ({self.letter_day:%d/%m/%Y})"


class SentDifference(models.Model):
    """One line of a list that was sent, with the cause as it was proposed then. A key is "" where a source has no row."""

    sent = models.ForeignKey(SentList, models.PROTECT, related_name="differences")
    first_key = models.CharField(max_length=300, blank=True)
    second_key = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=30)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.sent_id}: {self.first_key or self.second_key}"


class SentWithdrawal(models.Model):
    """A list was noted as sent by mistake: it counts as sent no more, and stays on record."""

    sent = models.OneToOneField(SentList, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="sent_withdrawal_has_reason"),)

    def __str__(self) -> str:
        return f"{self.sent_id}: {self.reason}"


class CauseDecision(AboutTwoSources):
    """What the owner of a source decided of one difference: its cause, and whether it excuses. The newest row counts,
    while both rows are as they were then (`digest`). `proposed`: the cause that was found then; `unit`: the owner of
    `source`, which had the row late ("": not noted, one owner may have both).
    """

    EXCUSED, NOT_EXCUSED, DISPUTED, WITHDRAWN = "excused", "not_excused", "disputed", "withdrawn"

    first_key = models.CharField(max_length=300, blank=True)
    second_key = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=60, blank=True)
    cause = models.CharField(max_length=30, blank=True)
    proposed = models.CharField(max_length=30)
    verdict = models.CharField(
        max_length=12,
        choices=[
            (EXCUSED, "Không tính trễ hạn"),
            (NOT_EXCUSED, "Vẫn tính trễ hạn"),
            (DISPUTED, "Còn tranh chấp"),
            (WITHDRAWN, "Rút quyết định"),
        ],
    )
    document = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64)

    class Meta(AboutTwoSources.Meta):
        indexes = (models.Index(fields=("kind", "first", "second"), name="decision_by_sources"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=("excused", "not_excused")) & ~Q(cause="") & ~Q(document="")
                | Q(verdict="disputed") & ~Q(note="")
                | Q(verdict="withdrawn", cause="", document="") & ~Q(note=""),
                name="decision_has_document_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_key or self.second_key}: {self.cause} {self.verdict}"
