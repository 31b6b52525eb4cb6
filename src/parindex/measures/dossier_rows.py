"""What a dossier's row says at a day: its stage, whether and how it ended, whether it waits for the applicant (SQL).

States of the integration service of the national portal, normalised; a coded stage wins over the software's words.
Facts say, by the day of reception, whether a dossier that ended without a result is judged by its due date.
"""

from datetime import date

from parindex.measures.facts import Fact, Step, held
from parindex.measures.measure import Policy
from parindex.records.dossier_words import STAGES
from parindex.records.engine import literal
from parindex.records.schema import Choice, Column, ColumnType
from parindex.records.text import header_key

_ND61 = "Nghị định số 61/2018/NĐ-CP; cách đếm theo phần mềm một cửa nguồn mở OpenCPS, cần xác nhận"
_ND107 = "Nghị định số 107/2021/NĐ-CP; cách đếm theo phần mềm một cửa nguồn mở OpenCPS, cần xác nhận"
_ND118 = (
    "Nghị định số 118/2025/NĐ-CP, Thông tư số 03/2025/TT-VPCP (mẫu 05 thông báo dừng); chưa đọc toàn văn, cần xác nhận"
)
RULES_FROM = (date(2018, 6, 21), date(2021, 12, 6), date(2025, 7, 1))
COUNTED = (("timed", "Xét hạn như hồ sơ có kết quả"), ("apart", "Để riêng, không xét hạn"))


def _ended(name: str, title: str, value: str) -> Fact:
    sources = zip((_ND61, _ND107, _ND118), RULES_FROM, strict=True)
    return Fact(
        name=f"dossiers.{name}_counts",
        title=title,
        steps=tuple(Step(value=value, valid_from=day, source=source, confirmed=False) for source, day in sources),
        choices=COUNTED,
    )


REFUSED = _ended("refused", "Hồ sơ bị từ chối giải quyết sau khi tiếp nhận", "timed")
WITHDRAWN = _ended("withdrawn", "Hồ sơ công dân rút", "apart")
STOPPED = _ended("stopped", "Hồ sơ dừng giải quyết", "apart")
ENDED_FACTS = (REFUSED, WITHDRAWN, STOPPED)


def folded(text: str) -> str:
    """SQL: the words of a text as `header_key` folds them."""
    return f"trim(regexp_replace(replace(strip_accents(lower({text})), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g'))"


def _words() -> dict[str, str]:
    return {header_key(word): stage.value for stage in STAGES for word in (stage.value, stage.title, *stage.synonyms)}


def stage_sql() -> str:
    """SQL: a row's stage, coded or else read from the software's words."""
    cases = " ".join(f"WHEN {literal(word)} THEN {literal(stage)}" for word, stage in _words().items())
    return f"coalesce(stage, CASE {folded('state_text')} {cases} END)"


def words_sql(said: str) -> str:
    """SELECT of what the software's words mean, `said` and `meant`, of a relation `said(said)`: the same as `stage_sql`, as a
    join, which the engine plans sooner.
    """
    words = ", ".join(f"({literal(word)}, {literal(stage)})" for word, stage in _words().items())
    return f"SELECT said, meant FROM {said} LEFT JOIN (VALUES {words}) AS words(word, meant) ON word = {folded('said')}"


def by(moment: str) -> str:
    """SQL: whether something had happened by the end of the as-of day; NULL when its moment is not known."""
    return f"CAST({moment} AS DATE) <= $as_of"


_GONE = "coalesce(closed, finished, returned)"


def stated(dossiers: str, stage: str) -> str:
    """SELECT of the rows of a relation with what they say at the day; `stage` is the SQL of a row's stage."""
    # A stage that ends a dossier without a date of its own counts from the beginning: it is never taken for open work.
    # Few dossiers are refused, withdrawn or stopped: one look finds the others, and spares them the closer ones.
    odd = "refused IS NOT NULL OR stage_now IN ('refused_at_reception', 'withdrawn', 'stopped', 'refused')"
    return f"""
    SELECT * EXCLUDE (odd),
        CASE WHEN NOT odd THEN CASE WHEN ended_as IS NOT NULL THEN finished END
            ELSE CASE ended_as WHEN 'completed' THEN finished WHEN 'refused' THEN coalesce(refused, finished, closed)
            WHEN 'withdrawn' THEN {_GONE} WHEN 'stopped' THEN {_GONE} END END AS ended_at,
        CASE WHEN NOT odd THEN CASE WHEN ended_as IS NOT NULL THEN 'timed' END
            ELSE CASE ended_as WHEN 'completed' THEN 'timed'
            WHEN 'refused' THEN coalesce({held("dossiers.refused_counts", "received_on", "value")}, 'apart')
            WHEN 'withdrawn' THEN coalesce({held("dossiers.withdrawn_counts", "received_on", "value")}, 'apart')
            WHEN 'stopped' THEN coalesce({held("dossiers.stopped_counts", "received_on", "value")}, 'apart')
            END END AS ended_counts,
        CASE WHEN ended_as IS NOT NULL THEN FALSE ELSE
            coalesce({by("supplement_asked")} AND NOT coalesce({by("supplemented")}, FALSE), FALSE)
            OR (stage_now = 'supplement' AND supplement_asked IS NULL) OR stage_now = 'fee'
        END AS waiting
    FROM (
        SELECT *, CASE WHEN NOT odd THEN CASE WHEN {by("finished")} THEN 'completed' END
            WHEN stage_now = 'refused_at_reception' THEN 'refused_at_reception'
            WHEN stage_now = 'withdrawn' AND coalesce({by(_GONE)}, TRUE) THEN 'withdrawn'
            WHEN stage_now = 'stopped' AND coalesce({by(_GONE)}, TRUE) THEN 'stopped'
            WHEN {by("refused")} THEN 'refused'
            WHEN stage_now = 'refused' AND refused IS NULL AND coalesce({by("coalesce(finished, closed)")}, TRUE)
                THEN 'refused'
            WHEN {by("finished")} THEN 'completed' END AS ended_as
        FROM (SELECT *, coalesce({odd}, FALSE) AS odd
            FROM (SELECT *, CAST(received AS DATE) AS received_on, {stage} AS stage_now FROM {dossiers}))
    )
"""


STATED = stated("dossiers", stage_sql())

POLICY = Policy(
    "accepted_in_period/due_in_file/day",
    "Hồ sơ tiếp nhận trong kỳ; so ngày kết thúc xử lý với ngày hẹn trả ghi trong tệp của nguồn, theo ngày; "
    "hồ sơ không có ngày hẹn trả không xếp vào đúng hạn hay trễ hạn.",
)
# By the due date in the file alone, as the figures of the contract have it.
JUDGED = """
    SELECT *, CASE
        WHEN due IS NULL THEN 'no_due'
        WHEN CAST(finished AS DATE) <= $as_of THEN CASE
            WHEN CAST(finished AS DATE) < CAST(due AS DATE) THEN 'early'
            WHEN CAST(finished AS DATE) = CAST(due AS DATE) THEN 'on_time'
            ELSE 'late' END
        WHEN CAST(due AS DATE) >= $as_of THEN 'pending'
        ELSE 'overdue' END AS status
    FROM dossiers
    WHERE CAST(received AS DATE) BETWEEN $first AND least($last, $as_of)
"""
ENDED = Column(
    name="ended_as",
    title="Kết thúc bằng",
    type=ColumnType.CHOICE,
    choices=tuple(Choice(value=stage.value, title=stage.title) for stage in STAGES),
)
