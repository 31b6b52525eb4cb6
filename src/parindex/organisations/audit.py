"""The audit log: one row a write, chained by hash so that a change of an old row shows.

The digest is SHA-256 over a canonical JSON of the row and of the digest before it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from parindex.organisations.inserting import insert
from parindex.organisations.models import AuditEvent, User

GENESIS = "0" * 64


_KEPT = ("at", "by", "action", "unit", "subject", "payload", "previous")  # what a digest is made of


def _digest(row: Mapping[str, Any]) -> str:
    content = {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _last_digest() -> str:
    """The digest of the newest row, which nobody else may follow until the transaction ends. Every write asks: plain SQL."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT digest FROM {AuditEvent._meta.db_table} ORDER BY number DESC LIMIT 1{lock}")
        row = cursor.fetchone()
    return str(row[0]) if row else GENESIS


def record(
    *, by: User | str, action: str, subject: str, unit: str = "", payload: Mapping[str, Any] | None = None
) -> None:
    """Append one row. Must run inside the transaction of the write that it tells of."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record needs the transaction of its write")
    text = json.dumps(payload or {}, ensure_ascii=False, default=str)
    row = {
        "at": datetime.now(UTC),
        "by": by if isinstance(by, str) else by.username,
        "action": action,
        "unit": unit,
        "subject": subject,
        "payload": json.loads(text),
        "previous": _last_digest(),
    }
    at = connection.ops.adapt_datetimefield_value(row["at"])
    insert(AuditEvent, {**row, "at": at, "payload": text, "digest": _digest(row)})


def last_write() -> str:
    """The digest of the newest row that tells of a write. Every write leaves one, so an unchanged digest means: nothing
    was written. Signing in leaves a row too, but changes nothing that anybody sees.
    """
    writes = AuditEvent.objects.exclude(action__startswith="sign_in.")
    return writes.order_by("-number").values_list("digest", flat=True).first() or GENESIS


def first_broken_row() -> int | None:
    """The number of the first row that does not fit the chain, or None when the whole log is sound."""
    previous = GENESIS
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=2000):
        if event.previous != previous or event.digest != _digest({name: getattr(event, name) for name in _KEPT}):
            return event.number
        previous = event.digest
    return None
