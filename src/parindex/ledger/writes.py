"""Reads about the writes themselves: what was written into a register for some units, page by page or in short."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from parindex.ledger.models import Batch


@dataclass(frozen=True, kw_only=True)
class Written:
    """A register's writes in short, for some units; only those in force, but for `state`.

    `state`: the number of the newest write or undo of anybody, which names how the register stands. `sources`: in the
    order of their first write. `imports`: the newest import of each source.
    """

    state: int
    sources: tuple[str, ...]
    newest: Batch | None
    imports: tuple[Batch, ...]


def _for(units: Collection[str]) -> QuerySet[Batch]:
    return Batch.objects.filter(unit__in=units, undoes__isnull=True)


def writes(register: str, units: Collection[str], *, offset: int = 0, limit: int) -> tuple[Sequence[Batch], int]:
    """One page of the writes into a register for the units, newest first, those taken back too; and how many in all."""
    found = _for(units).filter(register=register)
    rows = found.select_related("by", "undone_by").defer("inline").order_by("-number")
    return list(rows[offset : offset + limit]), found.count()


def written(units: Collection[str]) -> dict[str, Written]:
    """Every register that anybody wrote into, in three queries however many writes there are."""
    states = dict(Batch.objects.order_by().values_list("register").annotate(Max("number")))
    undone = Batch.objects.filter(undoes=OuterRef("number"))
    by_source = (
        _for(units)
        .filter(~Exists(undone))
        .order_by()
        .values("register", "source")
        .annotate(first=Min("number"), last=Max("number"), imported=Max("number", filter=Q(kind=Batch.IMPORT)))
    )
    lines = sorted(by_source, key=lambda line: line["first"])
    wanted = {line[name] for line in lines for name in ("last", "imported")} - {None}
    batches = Batch.objects.select_related("by").defer("inline").in_bulk(wanted)
    found = {}
    for register, state in states.items():
        own = [line for line in lines if line["register"] == register]
        newest = max((line["last"] for line in own), default=None)
        found[register] = Written(
            state=state,
            sources=tuple(line["source"] for line in own),
            newest=batches[newest] if newest else None,
            imports=tuple(batches[line["imported"]] for line in own if line["imported"]),
        )
    return found
