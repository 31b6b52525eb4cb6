"""Rows of a round. But for a unit's state and kept totals rows are only added; the newest of its kind counts."""

from django.db import models
from django.db.models import F, Q

from parindex.assessment.rounds.majority import QUORUM_TITLES
from parindex.assessment.rounds.states import STATE_TITLES, STEP_TITLES, State
from parindex.measures.period import LONGEST_CODE
from parindex.organisations.models import Unit, User

_STEPS = [(one.value, title) for one, title in STEP_TITLES.items()]


class Written(models.Model):
    """Who wrote a row, and when."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("id",)


class Round(Written):
    """One assessment of many units over one period. Its id stands in addresses, e.g. "2026"."""

    id = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=LONGEST_CODE)

    def __str__(self) -> str:
        return self.title


class RoundCancellation(Written):
    """A round that was opened by mistake: it counts no more, what was written in it stays readable."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="cancellation")
    reason = models.CharField(max_length=1000)

    class Meta(Written.Meta):
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="cancellation_has_reason"),)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.reason}"


class RoundBlock(Written):
    """A block's set in a round, frozen as text. An amended set is a further `version`, with its crosswalk: code of the
    version before → code in this one.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="blocks")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    set_id = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    document = models.TextField()
    crosswalk = models.JSONField(default=dict)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta(Written.Meta):
        constraints = (models.UniqueConstraint(fields=("round", "code", "version"), name="one_block_version"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.code} {self.version}"


class RoundUnit(models.Model):
    """A unit in a round, and where it stands. The state is written with a `Move`: by `moving`, and by `joining` for a unit
    that comes later and for all of a cancelled round.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    block = models.SlugField(max_length=40)
    state = models.CharField(max_length=20, choices=[(one.value, title) for one, title in STATE_TITLES.items()])

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="unit_once_a_round"),
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="round_unit_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}: {self.state}"


class Move(models.Model):
    """A transition that happened. `by` NULL: by deadline, nobody pressed. `alone`: confirmed by who scored himself."""

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="moves")
    name = models.CharField(max_length=30)
    came_from = models.CharField(max_length=20)
    went_to = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=1000, blank=True)
    alone = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.name}"


class Window(Written):
    """When a step takes writes: both days included. With a unit: a dated extension for it alone, with its reason."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="windows")
    step = models.CharField(max_length=20, choices=_STEPS)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    opens = models.DateField()
    closes = models.DateField()
    reason = models.CharField(max_length=1000, blank=True)

    class Meta(Written.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="window_has_days"),
            models.CheckConstraint(condition=Q(unit__isnull=True) | ~Q(reason=""), name="extension_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.step} {self.unit_id or ''}: {self.opens:%d/%m/%Y}–{self.closes:%d/%m/%Y}"


class FieldOfAppraisal(Written):
    """Which part of a block's set an appraiser scores: code of an area, criterion or leaf. Without any row of his an
    appraiser scores all. `withdrawn` takes the assignment back.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="fields")
    block = models.SlugField(max_length=40)
    code = models.CharField(max_length=30)
    appraiser = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.round_id} {self.block} {self.code}: {self.appraiser_id}"


class StepScore(Written):
    """What a step says of one leaf of a unit. `replaces`: the row of the same step and leaf that its writer saw; two rows
    cannot replace one, so that a stale write is refused by the database itself.

    `value`: the writer's own inputs (`scoring.values`), NULL when the score was taken back. `proposed`: what the figures,
    totals and judgements gave at that moment. `points`: exact decimal as text, "" where no points follow (`state`).
    `carried`: the row of the set's version before, when an amended set brought the score here.

    Every save writes here, so there is no index that no reader asks for: `of` leads the one by step.
    """

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="scores", db_index=False)
    block = models.ForeignKey(RoundBlock, models.PROTECT, related_name="+")
    step = models.CharField(max_length=20, choices=_STEPS)
    leaf = models.CharField(max_length=30)
    value = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    state = models.CharField(max_length=12)  # as in scoring.score: scored, not_scored, excluded
    points = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    carried = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta(Written.Meta):
        indexes = (models.Index(fields=("of", "step", "leaf"), name="score_by_step"),)
        constraints = (
            models.UniqueConstraint(
                fields=("of", "block", "step", "leaf"), condition=Q(replaces__isnull=True), name="one_first_score"
            ),
        )

    def __str__(self) -> str:
        return f"{self.of_id} {self.step} {self.leaf}: {self.points}"


class StepTotal(models.Model):
    """The sums of a unit after a step, kept for lists and grids: what each leaf has from the last step up to this one that
    spoke. Written with every score of the unit and by nothing else; decimals as text.
    """

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="totals")
    step = models.CharField(max_length=20, choices=_STEPS)
    points = models.CharField(max_length=24)
    max_points = models.CharField(max_length=24)
    scored_max_points = models.CharField(max_length=24)
    unscored = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("of", "step"), name="one_total_a_step"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.step}: {self.points}"


class Remark(Written):
    """Said about a leaf: an appraiser's request for an explanation, the unit's explanation, or a note."""

    REQUEST, EXPLANATION, NOTE = "request", "explanation", "note"

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="remarks")
    leaf = models.CharField(max_length=30)
    step = models.CharField(max_length=20, choices=_STEPS)
    kind = models.CharField(
        max_length=12,
        choices=[(REQUEST, "Đề nghị giải trình"), (EXPLANATION, "Giải trình"), (NOTE, "Ghi chú")],
    )
    text = models.CharField(max_length=4000)
    withdrawn = models.BooleanField(default=False)  # a request that is taken back is a further row

    class Meta(Written.Meta):
        indexes = (models.Index(fields=("of", "leaf"), name="remark_by_leaf"),)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="remark_has_text"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.leaf}: {self.kind}"


class Evidence(Written):
    """A paper behind a leaf: a file kept under its digest, a link, or an official document named; section and page where
    only a part proves it. `carried`: the row of the set's version before.
    """

    FILE, LINK, DOCUMENT = "file", "link", "document"

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="evidence")
    block = models.ForeignKey(RoundBlock, models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=30)
    step = models.CharField(max_length=20, choices=_STEPS)
    kind = models.CharField(
        max_length=10, choices=[(FILE, "Tệp"), (LINK, "Đường dẫn"), (DOCUMENT, "Văn bản, chưa kèm tệp")]
    )
    title = models.CharField(max_length=500)
    number = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)
    issuer = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=100, blank=True)
    page = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    carried = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta(Written.Meta):
        indexes = (models.Index(fields=("of", "leaf"), name="evidence_by_leaf"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="file") & ~Q(digest="")
                | Q(kind="link") & ~Q(address="")
                | Q(kind="document") & ~Q(number=""),
                name="evidence_can_be_found",
            ),
        )

    def __str__(self) -> str:
        return f"{self.of_id} {self.leaf}: {self.title}"


class EvidenceWithdrawal(Written):
    """A paper was attached by mistake: it counts no more and stays on record."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=1000)

    class Meta(Written.Meta):
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="evidence_withdrawal_has_reason"),)

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.reason}"


class Dispute(Written):
    """A leaf of a unit that is brought before the council, with who is not content and why."""

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="disputes")
    block = models.ForeignKey(RoundBlock, models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=30)
    reason = models.CharField(max_length=2000)

    class Meta(Written.Meta):
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="dispute_has_reason"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.leaf}"


class DisputeEnd(Written):
    """How a dispute ended: decided (the council's score and the minutes) or taken back by who raised it."""

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="end")
    score = models.ForeignKey(StepScore, models.PROTECT, null=True, related_name="+")
    minutes = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=2000, blank=True)

    class Meta(Written.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(score__isnull=False) & ~Q(minutes="") | Q(score__isnull=True) & ~Q(reason=""),
                name="dispute_ends_with_minutes_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dispute_id}: {self.minutes or self.reason}"


class Vote(Written):
    """A member's vote on a dispute: the points that he gives, or that he steps back (`recused`) and why. The newest counts."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="votes")
    points = models.CharField(max_length=24, blank=True)
    recused = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta(Written.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(recused=True, points="") & ~Q(reason="") | Q(recused=False) & ~Q(points=""),
                name="vote_gives_points_or_steps_back",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.by_id}: {self.points or 'không tham gia'}"


class CouncilRule(Written):
    """How the council of a round decides, and the paper that says so. The newest counts; without any: `majority.Rule()`."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="council_rules")
    quorum = models.CharField(max_length=20, choices=[(one.value, title) for one, title in QUORUM_TITLES.items()])
    chair = models.BooleanField(default=False)  # a tie goes to the side of the chair
    document = models.CharField(max_length=1000)

    class Meta(Written.Meta):
        constraints = (models.CheckConstraint(condition=~Q(document=""), name="council_rule_has_document"),)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.quorum}"


class SiteCheck(Written):
    """A check on the spot, with its minutes. `leaf` "": of the unit as a whole."""

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="checks")
    leaf = models.CharField(max_length=30, blank=True)
    day = models.DateField()
    people = models.CharField(max_length=1000)
    findings = models.CharField(max_length=4000)
    minutes = models.CharField(max_length=1000)
    digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)

    class Meta(Written.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(minutes="") & ~Q(findings=""), name="site_check_has_minutes"),
        )

    def __str__(self) -> str:
        return f"{self.of_id} {self.leaf} {self.day:%d/%m/%Y}"


class ScoreAgain(Written):
    """A leaf that an amended set asks of a unit which has sent its self-score: the unit may score it up to `closes`, that
    day included, and no other. Done once its own step has a score of it; the newest row of a leaf counts.
    """

    of = models.ForeignKey(RoundUnit, models.PROTECT, related_name="again")
    block = models.ForeignKey(RoundBlock, models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=30)
    closes = models.DateField()

    class Meta(Written.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.of_id} {self.leaf}: {self.closes:%d/%m/%Y}"


class SiteCheckWithdrawal(Written):
    """A check on the spot was written down by mistake: it stays to be read, as withdrawn."""

    of_check = models.OneToOneField(SiteCheck, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=1000)

    class Meta(Written.Meta):
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="site_check_withdrawal_has_reason"),)

    def __str__(self) -> str:
        return f"{self.of_check_id}: {self.reason}"
