"""Papers behind a leaf: a file kept by its digest, a link, or an official document with its section and page.

Nothing is removed: a paper attached by mistake is withdrawn with a reason and stays on record.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction

from parindex.assessment.rounds.judging import NOT_SCORED
from parindex.assessment.rounds.models import DisputeEnd, Evidence, EvidenceWithdrawal, SiteCheck, StepScore
from parindex.assessment.rounds.states import Step
from parindex.assessment.rounds.words import LONGEST_REASON, checked_words
from parindex.assessment.rounds.writing import Writing, begin
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.organisations import audit
from parindex.organisations.models import User

_LONGEST = {
    "title": 500,
    "number": 100,
    "issuer": 200,
    "section": 100,
    "page": 50,
    "address": 1000,
    "file_name": 255,
}
_WORDS = {
    "title": "tên tài liệu",
    "number": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "section": "mục",
    "page": "trang",
    "address": "đường dẫn",
    "file_name": "tên tệp",
}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is said of a paper. A file (its path and name), a link or the number of an official document must be there;
    all three may be.
    """

    title: str
    number: str = ""
    day: date | None = None
    issuer: str = ""
    section: str = ""
    page: str = ""
    address: str = ""
    file: Path | None = None
    file_name: str = ""

    @property
    def kind(self) -> str:
        """What makes it findable: the file itself before a link before a document that is only named."""
        if self.file is not None:
            return Evidence.FILE
        return Evidence.LINK if self.address else Evidence.DOCUMENT


def _checked(leaf: str, paper: Paper) -> dict[str, str]:
    """The words of a paper as they are kept. InputFault saying which is missing, too long or no link."""
    kept = {name: str(getattr(paper, name)).strip() for name in _LONGEST}
    where = f"Tài liệu của tiêu chí {leaf}"
    for name, most in _LONGEST.items():
        if len(kept[name]) > most:
            raise InputFault(f"{where}: {_WORDS[name]} dài quá {most} ký tự; hãy ghi ngắn lại.")
    if not kept["title"]:
        raise InputFault(f"{where}: cần ghi tên tài liệu, ví dụ “Kế hoạch cải cách hành chính năm 2026”.")
    if kept["address"]:
        parts = urlsplit(kept["address"])
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in kept["address"]:
            raise InputFault(
                f"{where}: đường dẫn phải bắt đầu bằng https:// hoặc http://, ví dụ https://vanban.gov.vn/…"
            )
    if paper.file is None and not kept["address"] and not kept["number"]:
        raise InputFault(f"{where}: hãy đính kèm tệp, hoặc ghi đường dẫn, hoặc số, ký hiệu của văn bản.")
    if paper.file is not None and not kept["file_name"]:
        raise InputFault(f"{where}: tệp phải có tên.")
    return kept


def _kept(leaf: str, paper: Paper) -> dict[str, str]:
    """The words of a paper, and its bytes put into the store."""
    fields = _checked(leaf, paper)
    if paper.file is None:
        return fields | {"digest": "", "file_name": ""}
    return fields | {"digest": workspace().store.put(paper.file)}


def attach_evidence(*, by: User, of: int, step: Step, leaf: str, paper: Paper) -> Evidence:
    """Attach a paper to a leaf of a unit (`of`: its number in the round), at the step that the unit is in.

    The unit's own people attach while it self-scores and explains, who judges it at the other steps. The same paper twice
    is kept once. NotAllowed without the right; `NotOpen` outside the window; InputFault for a leaf that is not there and
    for a paper that nobody could find again.
    """
    with transaction.atomic():
        begin(by, of, step, papers=True, survey=True).leaf(leaf)  # before the bytes: they cost disk
    fields = _kept(leaf, paper)
    with transaction.atomic():
        write = begin(by, of, step, papers=True, survey=True)
        write.leaf(leaf)
        alike = Evidence.objects.filter(
            of=write.of, leaf=leaf, withdrawal__isnull=True, day=paper.day, **fields
        ).first()
        if alike is not None:
            return alike
        row = Evidence.objects.create(
            of=write.of,
            block=write.block,
            leaf=leaf,
            step=step.value,
            kind=paper.kind,
            day=paper.day,
            by=by,
            at=datetime.now(UTC),
            **fields,
        )
        audit.record(
            by=by,
            action="evidence.attached",
            unit=write.of.unit_id,
            subject=f"{write.of.round_id}: {leaf}",
            payload={"evidence": row.pk, "step": step.value, "kind": row.kind, "day": paper.day} | fields,
        )
    return row


def _check_not_needed(write: Writing, leaf: str, without: int) -> None:
    """InputFault when the step's score of a leaf without a measure would stand on nothing any more."""
    standing = Evidence.objects.filter(of=write.of, block=write.block, leaf=leaf, withdrawal__isnull=True)
    if standing.exclude(pk=without).exists():
        return
    rows = StepScore.objects.filter(of=write.of, block=write.block, leaf=leaf, step=write.step.value, note="")
    newest = rows.filter(replaced_by__isnull=True, proposed__isnull=True).exclude(state=NOT_SCORED)
    if newest.exists():
        raise InputFault(
            f"Điểm của tiêu chí {leaf} chỉ dựa vào tài liệu này; hãy đính kèm tài liệu khác hoặc ghi giải trình cho điểm trước "
            "khi rút."
        )


def withdraw_evidence(*, by: User, evidence: int, reason: str) -> EvidenceWithdrawal:
    """Withdraw a paper that was attached at the step that the unit is still in. It counts no more and stays on record.

    As `attach_evidence`; InputFault also without a reason, for a paper of a step before (it has been sent), one withdrawn
    already, and one that a score without words stands on.
    """
    with transaction.atomic():
        row = Evidence.objects.filter(pk=evidence).first()
        if row is None:
            raise InputFault("Không có tài liệu này; hãy tải lại trang.")
        write = begin(by, row.of_id, Step(row.step), papers=True, survey=True)
        write.leaf(row.leaf)
        fault = "Cần nêu lý do rút tài liệu, không quá 1.000 ký tự."
        reason = checked_words(reason, LONGEST_REASON, lacking=fault, long=fault)
        if EvidenceWithdrawal.objects.filter(evidence=row).exists():
            raise InputFault(f"Tài liệu “{row.title}” đã được rút từ trước.")
        _check_not_needed(write, row.leaf, row.pk)
        taken = EvidenceWithdrawal.objects.create(evidence=row, reason=reason, by=by, at=datetime.now(UTC))
        audit.record(
            by=by,
            action="evidence.withdrawn",
            unit=write.of.unit_id,
            subject=f"{write.of.round_id}: {row.leaf}",
            payload={"evidence": row.pk, "reason": reason},
        )
    return taken


def evidence_file(of: int, number: int) -> Evidence | None:
    """A paper of a unit by its number, when a file came with it."""
    return Evidence.objects.filter(pk=number, of=of).exclude(digest="").first()


def damaged_files() -> tuple[str, ...]:
    """Names of the files of rounds (papers, minutes of checks on the spot and of decisions) that are missing or no longer
    have their bytes.
    """
    kept = (
        Evidence.objects.exclude(digest="").order_by("id"),
        SiteCheck.objects.exclude(digest="").order_by("id"),
        DisputeEnd.objects.exclude(digest="").order_by("id"),
    )
    rows = chain.from_iterable(one.values_list("digest", "file_name") for one in kept)
    return tuple(name for digest, name in rows if not workspace().store.was_sound(digest))
