"""Checks on the spot (kiểm tra thực tế) with their minutes: what appraisers or the council found at the unit itself."""

from datetime import UTC, date, datetime
from pathlib import Path

from django.db import transaction

from parindex.assessment.rounds.belonging import check_not_own
from parindex.assessment.rounds.council import asked_leaf, check_state
from parindex.assessment.rounds.models import RoundUnit, SiteCheck, SiteCheckWithdrawal
from parindex.assessment.rounds.reading import block_in_force, round_tree, round_unit, set_of
from parindex.assessment.rounds.states import State
from parindex.assessment.rounds.words import needed_words
from parindex.errors import InputFault
from parindex.ledger.workspace import workspace
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today
from parindex.organisations.rights import allows, check_may, held_roles
from parindex.organisations.roles import Right
from parindex.organisations.tree import UnitTree

CHECKED_IN = (State.SUBMITTED, State.FIRST_APPRAISAL, State.EXPLAINING, State.SECOND_APPRAISAL, State.COUNCIL)


def check_may_inspect(by: User, of: RoundUnit, tree: UnitTree) -> None:
    """NotAllowed unless an appraiser or a member of the council, who does not belong to the unit."""
    day = today()
    if not (by.is_active and allows(held_roles(by, day), Right.DECIDE, of.unit_id, tree)):
        check_may(by, Right.APPRAISE, of.unit_id, tree=tree, on=day)
    check_not_own(by, of.unit_id, tree=tree, on=day, what="kiểm tra thực tế")


def kept_file(file: Path | None, file_name: str) -> dict[str, str]:
    """The file's bytes put into the store: its digest and name as rows keep them; both "" without a file."""
    if file is None:
        return {"digest": "", "file_name": ""}
    return {"digest": workspace().store.put(file), "file_name": (file_name or file.name)[-255:]}


def record_site_check(
    *,
    by: User,
    of: int,
    leaf: str = "",
    day: date,
    people: str,
    findings: str,
    minutes: str,
    file: Path | None = None,
    file_name: str = "",
) -> SiteCheck:
    """Keep what a check on the spot found: of one leaf, or ("") of the unit as a whole. The file is kept by its digest.

    InputFault for a day to come, an unknown leaf, or words that are missing: who took part, what was found, which minutes.
    """
    words = {
        "people": needed_words(people, "thành phần đoàn kiểm tra"),
        "findings": needed_words(findings, "kết quả kiểm tra", 4000),
        "minutes": needed_words(minutes, "số, ngày của biên bản"),
    }
    if day > today():
        raise InputFault(f"Ngày kiểm tra {day:%d/%m/%Y} chưa đến; hãy ghi sau khi kiểm tra.")
    with transaction.atomic():
        found = round_unit(of)
        check_may_inspect(by, found, round_tree(found.round))
        check_state(found, CHECKED_IN, "ghi kiểm tra thực tế")
        if leaf:
            asked_leaf(set_of(block_in_force(found.round_id, found.block)), found.unit_id, leaf)
        kept = kept_file(file, file_name)
        made = SiteCheck.objects.create(of=found, leaf=leaf, day=day, **words, **kept, by=by, at=datetime.now(UTC))
        audit.record(
            by=by,
            action="round.site_checked",
            unit=found.unit_id,
            subject=f"{found.round_id}: {found.unit_id} {leaf}".strip(),
            payload={"check": made.pk, "day": day, **words, **kept},
        )
    return made


def withdraw_site_check(*, by: User, check: int, reason: str) -> SiteCheckWithdrawal:
    """Withdraw a check that was written down by mistake: who wrote it, or who runs the round and does not belong to the
    unit, while the unit is still judged. It stays to be read, as withdrawn.

    NotAllowed for others; InputFault without a reason, for one that is not there or withdrawn already.
    """
    with transaction.atomic():
        row = SiteCheck.objects.select_related("of__round", "by").filter(pk=check).first()
        if row is None:
            raise InputFault("Không có lần kiểm tra này; hãy tải lại trang.")
        tree = round_tree(row.of.round)
        check_may_inspect(by, row.of, tree)
        if row.by_id != by.pk:
            check_may(by, Right.ROUND, row.of.unit_id, tree=tree, on=today())
        check_state(row.of, CHECKED_IN, "rút kiểm tra thực tế")
        if SiteCheckWithdrawal.objects.filter(of_check=row).exists():
            raise InputFault("Lần kiểm tra này đã được rút từ trước.")
        words = needed_words(reason, "lý do rút lần kiểm tra")
        taken = SiteCheckWithdrawal.objects.create(of_check=row, reason=words, by=by, at=datetime.now(UTC))
        audit.record(
            by=by,
            action="round.site_check_withdrawn",
            unit=row.of.unit_id,
            subject=f"{row.of.round_id}: {row.of.unit_id} {row.leaf}".strip(),
            payload={"check": row.pk, "reason": words},
        )
    return taken
