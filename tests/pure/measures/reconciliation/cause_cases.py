"""Dossiers in two sources, a case a name, compared in one go: the office's list `so` and the software `mot_cua`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from measure_rows import Office

from parindex.measures.reconciliation.model import Difference, Reconciliation, TwoSources
from parindex.measures.reconciliation.reconcile import reconcile
from parindex.records.registers import REGISTERS

Row = Mapping[str, Any]


def at(day: int, hour: int = 10, minute: int = 0, month: int = 3) -> datetime:
    """A moment of 2021. March has no holiday; the 1st is a Monday."""
    return datetime(2021, month, day, hour, minute)


# Received on Monday the 1st, five working days, due on Monday the 8th, done on Friday the 5th.
USUAL: Row = {
    "procedure": "P1",
    "unit": "a",
    "channel": "direct",
    "filed": at(1, 8),
    "received": at(1, 8),
    "days": 5,
    "due": at(8, 17),
    "finished": at(5),
    "returned": at(5, 15),
    "result_signed": date(2021, 3, 5),
    "created_at": at(1, 8, 5),
    "state_text": "Đã trả kết quả",
}
# Nothing is the matter with it, and each column of it is filled somewhere: an empty cell elsewhere is then a no.
FULL: Row = {
    "supplement_asked": at(2),
    "supplemented": at(3),
    "supplement_count": 1,
    "extended_to": date(2021, 3, 10),
    "extended_on": date(2021, 3, 4),
    "due": at(12, 17),
}


@dataclass(frozen=True)
class Case:
    """What differs from the usual row on each side; None: the side has no such row."""

    left: Row | None
    right: Row | None
    pauses: Sequence[Row] = ()
    steps: Sequence[Row] = ()


def _side(source: str, name: str, changes: Row | None) -> list[Row]:
    return [] if changes is None else [{**USUAL, "source": source, "key": name, "code": name, **changes}]


def compared(
    office: Office, cases: Mapping[str, Case], *, full: bool = True, procedures: Sequence[Row] = (), **rest: Any
) -> Reconciliation:
    """The comparison of all cases. `full`: beside them a row that fills every column, and a step in the log."""
    given = dict(cases) | ({"đủ cột": Case(FULL, FULL)} if full else {})
    rows = [
        row
        for name, case in given.items()
        for row in (*_side("so", name, case.left), *_side("mot_cua", name, case.right))
    ]
    office.put("dossiers", *rows)
    logs: dict[str, list[Row]] = {"dossier_pauses": [], "dossier_steps": []}
    for name, case in given.items():
        for register, log in (("dossier_pauses", case.pauses), ("dossier_steps", case.steps)):
            for number, row in enumerate(log, start=1):
                logs[register].append({"key": f"{name}|{number}|{register}", "dossier": name, "number": number, **row})
    if full:
        step = {"kind": "handling", "started": at(1), "due": at(4), "finished": at(3), "source": "mot_cua"}
        logs["dossier_steps"].append({"key": "bước", "dossier": "đủ cột", "number": 1, **step})
    for register, log in logs.items():
        office.put(register, *log)
    office.put(
        "procedures", *({"key": one["code"], "name": "Thủ tục", "online_level": "3", **one} for one in procedures)
    )
    theirs = dict.fromkeys(REGISTERS, "mot_cua") | {"procedures": "so"}
    scopes = {
        "left": rest.pop("left", None) or office.scope(),
        "right": rest.pop("right", None) or office.scope(sources=theirs),
    }
    return reconcile(office.connection, "dossiers", TwoSources(**scopes, **rest))


def by_name(found: Reconciliation) -> dict[str, Difference]:
    """Every difference and every agreed late one, by the name of its case."""
    return {one.key: one for one in (*found.disagreements, *found.agreed)}


def codes(one: Difference) -> set[str]:
    """The primary cause and the secondary ones."""
    return {one.cause, *one.secondary}


def pause(first: datetime, last: datetime | None, source: str = "so", **rest: Any) -> Row:
    """A supplement request in a log; on paper when it is the office's."""
    paper = source == "so"
    told = {"recorded": "paper" if paper else "software", "document": "Phiếu số 1" if paper else None}
    return {"source": source, "kind": "supplement", "began": first, "ended": last, **told, **rest}
