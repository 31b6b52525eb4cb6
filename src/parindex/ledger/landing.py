"""What all writes into registers share: who may write for which units, and the one step that makes a batch count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parindex.errors import InputFault
from parindex.ledger.models import Batch
from parindex.ledger.queries import InForce, batches_in_force
from parindex.ledger.signals import batch_landed
from parindex.ledger.store import disk_told
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import all_units_ever, today, unit_names
from parindex.organisations.rights import check_may
from parindex.organisations.roles import Right

_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,60}")
LONGEST_REASON = 500  # characters, of why a write is taken back
_ACTIONS = {Batch.IMPORT: "records.imported", Batch.EDIT: "records.edited", Batch.WITHDRAWAL: "records.withdrawn"}


class Overtaken(InputFault):
    """Another write landed between looking and writing; trying again sees it."""


def check_source(source: str) -> str:
    """The source's short name; InputFault when it cannot be one."""
    name = source.strip()
    if not _SOURCE.fullmatch(name):
        raise InputFault(
            f"Mã nguồn “{source}” không dùng được: chỉ gồm chữ không dấu, số, gạch dưới, gạch nối, dài đến 60 ký tự, "
            "ví dụ so hoặc mot_cua_dien_tu."
        )
    return name


def check_may_write(by: User, *units: str) -> None:
    """InputFault unless the units exist, or once did, and the person may write rows for all of them."""
    tree = all_units_ever()
    for unit in units:
        if unit not in tree.by_id:
            raise InputFault(f"Không có đơn vị “{unit}”; xem danh sách bằng `parindex units list`.")
        check_may(by, Right.IMPORT, unit, tree=tree, on=today())


def names_below(unit: str) -> dict[str, str]:
    """Names of the units that rows written for a unit may belong to: itself and those below."""
    allowed = {fact.id for fact in all_units_ever().below(unit)}
    return {name: found for name, found in unit_names().items() if found in allowed}


@dataclass(frozen=True, kw_only=True)
class Landing:
    """A batch about to land. `seen`: the batches in force that it was compared with; `told`: more for the audit row."""

    kind: str
    register: str
    source: str
    unit: str
    digest: str
    rows: int
    seen: InForce
    inline: str = ""
    file_name: str = ""
    file_digest: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    def land(self, by: User) -> Batch:
        """Ledger row and audit row together. Overtaken (nothing changed) when another write landed meanwhile.

        Must run inside a transaction; call `announce` when that has ended.
        """
        if batches_in_force(self.register) != self.seen:
            raise Overtaken(
                "Vừa có một lần nhập hoặc hoàn tác khác vào sổ này trong lúc đang đọc tệp; "
                "hãy nhập lại để so với số liệu mới. Chưa có gì thay đổi."
            )
        batch = Batch.objects.create(
            kind=self.kind,
            register=self.register,
            source=self.source,
            unit=self.unit,
            digest=self.digest,
            inline=self.inline,
            rows=self.rows,
            file_name=self.file_name,
            file_digest=self.file_digest,
            counts=dict(self.counts),
            reason=self.reason,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action=_ACTIONS[self.kind],
            unit=self.unit,
            subject=f"{self.register}/{self.source}",
            payload={"batch": batch.number, "digest": self.digest, **self.told, **self.counts},
        )
        return batch


def announce(batch: Batch) -> None:
    """Tell the apps above of a batch that is on disk. What they do of it cannot undo it."""
    batch_landed.send_robust(sender=Batch, batch=batch)


@disk_told()
def undo_batch(*, by: User, number: int, reason: str = "") -> Batch:
    """Take an import, an edit or a withdrawal out of force. It stays in the ledger; what was before counts again."""
    batch = Batch.objects.filter(number=number, undoes__isnull=True).first()
    if batch is None:
        raise InputFault(f"Không có lần nhập số {number}; xem danh sách ở trang Số liệu.")
    check_may_write(by, batch.unit)
    if len(reason) > LONGEST_REASON:
        raise InputFault(f"Lý do hoàn tác dài quá {LONGEST_REASON} ký tự; hãy rút gọn.")
    with transaction.atomic():
        if Batch.objects.filter(undoes=batch).exists():
            raise InputFault(f"Lần nhập số {number} đã được hoàn tác trước đó.")
        undo = Batch.objects.create(
            kind=Batch.UNDO,
            register=batch.register,
            source=batch.source,
            unit=batch.unit,
            undoes=batch,
            rows=batch.rows,
            reason=reason,
            by=by,
            at=datetime.now(UTC),
        )
        audit.record(
            by=by,
            action="records.undone",
            unit=batch.unit,
            subject=f"{batch.register}/{batch.source}",
            payload={"batch": batch.number, "reason": reason},
        )
    announce(undo)
    return undo
