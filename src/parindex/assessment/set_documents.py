"""Criteria sets that a workspace writes itself: read, and saved as one more version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from parindex.assessment.models import SetDocument
from parindex.criteria.document import Document, read
from parindex.criteria.loading import SetFault, load
from parindex.criteria.model import CriteriaSet
from parindex.criteria.problems import Problem
from parindex.errors import InputFault
from parindex.measures.catalogue import MEASURES
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right
from parindex.scoring.check import check_set

LONGEST_NOTE = 500
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CodeTaken(InputFault):
    """Another set begins with the code already."""


class StaleSet(InputFault):
    """Somebody has saved the set since it was shown. `mine`: the text as given; `theirs`: the version that counts now."""

    def __init__(self, message: str, *, mine: str, theirs: SetDocument) -> None:
        super().__init__(message)
        self.mine, self.theirs = mine, theirs


@dataclass(frozen=True)
class Looked:
    """A set's text as a person looks at it: what can be read of it, and all that is wrong with it.

    `set` None: it cannot be read as a set, so there is no tree to show.
    """

    document: Document
    set: CriteriaSet | None
    problems: tuple[Problem, ...]


def looked(text: str, *, name: str) -> Looked:
    """Read a text with every check. SetFault when it is not even YAML with fields."""
    document = read(text, name=name)
    if not isinstance(document.data, dict):
        raise SetFault(
            name, [Problem("not_a_mapping", "", "Bộ tiêu chí phải là một khối các trường “tên: giá trị”.", 1)]
        )
    try:
        found = load(text, name=name)
    except SetFault as fault:
        return Looked(document, None, fault.problems)
    return Looked(document, found, check_set(found, measures=MEASURES))


def set_documents() -> tuple[SetDocument, ...]:
    """The newest version of every set, in the order in which they began."""
    newest: dict[str, SetDocument] = {}
    for one in SetDocument.objects.defer("document").select_related("by").order_by("id"):
        newest[one.code] = one
    return tuple(newest.values())


def set_document(code: str, version: int | None = None) -> SetDocument:
    """A version of a set, by default the newest; InputFault when there is none."""
    rows = SetDocument.objects.filter(code=code).select_related("by")
    found = (rows.filter(version=version) if version else rows).order_by("version").last()
    if found is None:
        raise InputFault(f"Không có bộ tiêu chí “{code}” trong không gian làm việc này.")
    return found


def usable_text(code: str) -> str:
    """The newest text of a set that is to score somebody. InputFault while anything of it waits for a person."""
    found = set_document(code)
    if found.pending:
        raise InputFault(
            f"Bộ “{code}” còn {len(found.pending)} mục chờ xác nhận; hãy xác nhận từng mục trước khi dùng bộ này."
        )
    return found.document


def set_versions(code: str) -> tuple[SetDocument, ...]:
    """Every version, newest first, without the texts."""
    return tuple(SetDocument.objects.filter(code=code).defer("document").select_related("by").order_by("-version"))


def _title(document: Document, code: str) -> str:
    title = document.data.get("title") if isinstance(document.data, dict) else None
    return title.strip()[:500] if isinstance(title, str) and title.strip() else code


def check_editor(by: User, unit: str) -> None:
    """NotAllowed unless the person may choose sets in the unit that a set belongs to. The unit may have ended since;
    InputFault when it never was.
    """
    tree = all_units_ever()
    if unit not in tree.by_id:
        raise InputFault(f"Không có đơn vị “{unit}” để giữ bộ tiêu chí.")
    check_may(by, Right.ADOPT, unit, tree=tree, on=today())


def save_set(
    *,
    by: User,
    unit: str,
    code: str,
    document: str,
    seen: int | None,
    saved: str,
    pending: Mapping[str, str] | None = None,
) -> SetDocument:
    """Save a text as the next version of the set `code`, whether or not it has problems: they are shown beside it.

    `seen`: the version that the writer saw, None for a set that is to begin; `saved`: what was done; `pending`: what is
    still to be confirmed, None to keep it as it was. Saving the same again changes nothing.

    NotAllowed without the right to choose sets in the unit that the set belongs to; SetFault for a text that is not
    YAML; StaleSet when the version seen is not the newest; CodeTaken for a set that is to begin under the code of another;
    InputFault for a code that cannot be.
    """
    if not _CODE.fullmatch(code) or len(code) > 80:
        raise InputFault(f"Mã bộ tiêu chí “{code[:90]}” chỉ gồm chữ thường không dấu, số và dấu “-”, ví dụ so-2026.")
    with transaction.atomic():
        newest = SetDocument.objects.filter(code=code).order_by("version").last()
        owner = newest.unit_id if newest else unit
        check_editor(by, owner)
        found = looked(document, name=code).document
        open_ones = dict(newest.pending if newest and pending is None else pending or {})
        if newest and newest.document == document and newest.pending == open_ones:
            return newest
        if newest and seen is None:
            raise CodeTaken(f"Đã có bộ tiêu chí mã “{code}”; hãy chọn mã khác.")
        if newest and newest.version != seen:
            raise _stale(newest, document)
        return _add(newest, code, owner, by, found, document, saved.strip()[:LONGEST_NOTE], open_ones)


def _add(
    newest: SetDocument | None,
    code: str,
    owner: str,
    by: User,
    found: Document,
    document: str,
    saved: str,
    open_ones: dict[str, str],
) -> SetDocument:
    """The next version with its audit row. Inside the transaction of the write."""
    row = SetDocument(
        code=code,
        version=newest.version + 1 if newest else 1,
        unit_id=owner,
        title=_title(found, code),
        document=document,
        digest=found.digest,
        pending=open_ones,
        saved=saved,
        by=by,
        at=datetime.now(UTC),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another writer was quicker by a moment, where a database lets two in
        raise _stale(set_document(code), document) from None
    audit.record(
        by=by,
        action="set.saved",
        unit=owner,
        subject=f"{code}: {row.version}",
        payload={"digest": row.digest, "saved": row.saved, "pending": sorted(open_ones)},
    )
    return row


def _stale(present: SetDocument, mine: str) -> StaleSet:
    when = timezone.localtime(present.at).strftime("%H:%M %d/%m/%Y")
    return StaleSet(
        f"Bộ tiêu chí “{present.code}” vừa được {present.by} lưu lúc {when} ({present.saved}), sau khi bạn mở trang. Hãy xem "
        "hai bản rồi sửa lại trên bản mới. Chưa có gì thay đổi.",
        mine=mine,
        theirs=present,
    )
