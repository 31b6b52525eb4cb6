"""Counts kept from day to day are those of counting everything anew: random dossiers, days, batches and questions."""

import os
import random
import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from measure_rows import Office, put_rows

from parindex.measures import dossier_counts, dossier_few
from parindex.measures.dossier_changes import Changes, Earlier
from parindex.measures.dossier_daily import Keeping
from parindex.measures.dossier_few import judged_few
from parindex.measures.dossier_nodes import DAYS
from parindex.measures.grouping import AXES, Grouping, OfficialTable, grouped
from parindex.records.engine import copy_to_parquet, path_literal
from parindex.records.folding import Rows, fold_batches
from parindex.records.registers import REGISTERS
from parindex.worktime.clock import DossierClock

FULL = os.environ.get("TEST_DEPTH") == "full"
CLOCKS = (
    DossierClock(),
    DossierClock(due="legal", pauses="PAUSE", extension="current", granularity="MINUTE"),
    DossierClock(due="legal", pauses="RESTART", extension="current"),
    DossierClock(due="file", pauses="END_AT_REQUEST"),
    DossierClock(due="r_hour", pauses="PAUSE", extension="current", granularity="MINUTE"),
    DossierClock(due="r_day", pauses="PAUSE", reception="session"),
)
FIRST = date(2021, 3, 1)


class Ledger:
    """Batches of dossiers and of pauses, folded one after the other as the ledger does."""

    def __init__(self, office: Office, chance: random.Random) -> None:
        self.office, self.chance, self.number = office, chance, 0
        self.files: dict[str, Path | None] = {"dossiers": None, "dossier_pauses": None}
        self.batches: dict[str, list[tuple[int, Rows]]] = {"dossiers": [], "dossier_pauses": []}
        self.earlier: list[Earlier] = []

    def bring(self, **batches: list[dict[str, Any]]) -> None:
        """A batch of each register named."""
        if self.number:
            files = {name: file for name, file in self.files.items() if file}
            self.earlier.insert(0, Earlier(files=files, brought=partial(self.brought_since, self.number)))
        self.number += 1
        for register, rows in batches.items():
            schema, folder = REGISTERS[register], self.office.folder
            batch, into = (folder / f"{register}-{kind}-{self.number}.parquet" for kind in ("batch", "folded"))
            connection = self.office.connection
            given = {"source": "so", "state": "present"}
            whole = [given | {"row": number} | row for number, row in enumerate(rows, start=1)]
            put_rows(connection, "brought", register, whole)
            copy_to_parquet(connection, "SELECT * FROM brought", batch)
            fold_batches(connection, schema, [(self.number, batch)], into, previous=self.files[register])
            self.files[register] = into
            self.batches[register].append((self.number, batch))

    def brought_since(self, number: int, register: str) -> list[tuple[int, Rows]]:
        """The batches of a register after the one with the number."""
        return [one for one in self.batches[register] if one[0] > number]

    def moment(self, day: date) -> datetime:
        return datetime.combine(day, time(self.chance.randint(7, 17), self.chance.choice((0, 30))))

    def dossier(self, number: int) -> dict[str, Any]:
        """Anything that a row can say, also of days to come."""
        chance = self.chance

        def some(day: date, least: int, most: int, share: float) -> datetime | None:
            return self.moment(day + timedelta(days=chance.randint(least, most))) if chance.random() < share else None

        received = FIRST + timedelta(days=chance.randint(-40, 40))
        asked = some(received, 0, 12, 0.2)
        due = some(received, 1, 20, 0.9)
        procedure = chance.choice("PQR")
        return {
            "key": f"h{number}",
            "code": f"H{number}",
            "unit": chance.choice("abcx"),
            "procedure": procedure,
            "procedure_name": chance.choice((None, f"Thủ tục {procedure}", f"Thủ tục {procedure} mới")),
            "field": chance.choice((None, "Lao động")),
            "channel": chance.choice((None, "online", "direct", "postal")),
            "state": "withdrawn" if chance.random() < 0.05 else "present",
            "received": self.moment(received),
            "days": chance.choice((None, 1, 3, 5, 10, 20)),
            "duration_kind": chance.choice((None, None, None, "working_day", "day", "working_hour")),
            "due": due,
            "extended_to": due.date() + timedelta(days=chance.randint(-2, 9))
            if due and chance.random() < 0.15
            else None,
            "extended_on": received + timedelta(days=chance.randint(0, 20)) if chance.random() < 0.5 else None,
            "finished": some(received, 0, 30, 0.7),
            "refused": some(received, 0, 20, 0.06),
            "closed": some(received, 0, 40, 0.1),
            "returned": some(received, 0, 40, 0.3),
            "supplement_asked": asked,
            "supplemented": some(asked.date(), 0, 12, 0.7) if asked else None,
            "stage": chance.choice(
                (None, None, None, "fee", "supplement", "stopped", "refused_at_reception", "withdrawn")
            ),
            "state_text": chance.choice((None, "Công dân rút hồ sơ", "Đã từ chối", "Chờ bổ sung hồ sơ", "Lạ")),
        }

    def pause(self, number: int) -> dict[str, Any]:
        began = FIRST + timedelta(days=self.chance.randint(-30, 45))
        nth = self.chance.randint(1, 2)
        kind = self.chance.choice(("supplement", "fee", "other"))
        return {
            "key": f"h{number}|{kind}|{nth}",
            "dossier": f"H{number}",
            "unit": self.chance.choice("abcx"),
            "kind": kind,
            "number": nth,
            "state": "withdrawn" if self.chance.random() < 0.1 else "present",
            "began": self.moment(began),
            "ended": self.moment(began + timedelta(days=self.chance.randint(1, 9)))
            if self.chance.random() < 0.7
            else None,
            "recorded": "software",
        }

    def table(
        self, as_of: date, grouping: Grouping, keeping: Keeping | None, *, logged: bool, period: str
    ) -> OfficialTable:
        scope = self.office.scope(period, as_of=as_of)
        files = {**{name: scope.files[name] for name in ("dossier_steps",)}, **self.files}
        sources = {"dossiers": "so", "dossier_pauses": "so" if logged else None}
        return grouped(self.office.connection, replace(scope, files=files, sources=sources), grouping, keeping)


def rows_of(office: Office, file: Path) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = office.connection.execute(f"FROM read_parquet({path_literal(file)})").fetchall()
    return found


@pytest.mark.parametrize("seed", range(24 if FULL else 2))
def test_day_by_day_and_batch_by_batch_the_table_is_that_of_counting_anew(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    ledger, many = Ledger(office, chance), 120
    folder = office.folder / "kept"
    ledger.bring(
        dossiers=[ledger.dossier(number) for number in range(many)],
        dossier_pauses=list(
            {one["key"]: one for one in (ledger.pause(chance.randrange(many)) for _ in range(30))}.values()
        ),
    )
    grouping = Grouping(
        by=tuple(AXES)[seed % len(AXES)], window=("accepted", "workload")[seed % 2], clock=CLOCKS[seed % 6]
    )
    logged, period, day = seed % 3 != 2, ("2021", "2021-Q1")[seed // 2 % 2], FIRST
    for _ in range(9):
        what = chance.random()
        touched = chance.sample(range(many + 10), 6)
        if what < 0.4:
            ledger.bring(dossiers=[ledger.dossier(number) for number in touched])
        elif what < 0.6:
            ledger.bring(dossier_pauses=[ledger.pause(number) for number in touched])
        else:
            day += timedelta(days=chance.choice((-3, 1, 1, 2, 7, DAYS + 1)))
        keeping = Keeping(folder=folder, earlier=partial(tuple, ledger.earlier[:4]), least=0)
        found = ledger.table(day, grouping, keeping, logged=logged, period=period)
        assert found == ledger.table(day, grouping, None, logged=logged, period=period)


def test_a_new_day_judges_only_what_it_may_change(office: Office) -> None:
    ledger = Ledger(office, random.Random(1))
    ledger.bring(dossiers=[ledger.dossier(number) for number in range(200)], dossier_pauses=[])
    keeping, grouping = Keeping(folder=office.folder / "kept", least=0), Grouping(by="unit")
    ledger.table(FIRST, grouping, keeping, logged=True, period="2021")
    ledger.table(FIRST + timedelta(days=1), grouping, keeping, logged=True, period="2021")
    (place,) = keeping.folder.iterdir()  # it went on from what was kept
    known = [
        len(rows_of(office, file)) for file in sorted(place.glob("rows-*"), key=lambda file: file.stat().st_mtime_ns)
    ]
    assert 200 > known[0] > 2 * known[1] > 0


@pytest.mark.parametrize("clock", CLOCKS)
def test_any_day_of_a_month_goes_on_from_its_first(office: Office, clock: DossierClock) -> None:
    ledger = Ledger(office, random.Random(5))
    ledger.bring(
        dossiers=[ledger.dossier(number) for number in range(120)],
        dossier_pauses=[ledger.pause(number) for number in range(0, 120, 3)],
    )
    keeping = Keeping(folder=office.folder / "kept", least=0)
    grouping = Grouping(by="channel", window="workload", clock=clock)
    for later in (0, 1, 9, 8, 23, DAYS):
        day = FIRST + timedelta(days=later)
        found = ledger.table(day, grouping, keeping, logged=True, period="2021")
        assert found == ledger.table(day, grouping, None, logged=True, period="2021")
    assert len(list(keeping.folder.iterdir())) == 1
    ledger.table(FIRST + timedelta(days=DAYS + 1), grouping, keeping, logged=True, period="2021")
    assert len(list(keeping.folder.iterdir())) == 2


class Batches:
    """Two hundred dossiers, counted and kept; `same` counts after a further batch, and says how many roots there are."""

    def __init__(self, office: Office) -> None:
        self.ledger, self.folder = Ledger(office, random.Random(6)), office.folder / "kept"
        self.ledger.bring(
            dossiers=[self.ledger.dossier(number) for number in range(200)],
            dossier_pauses=[self.ledger.pause(number) for number in range(0, 200, 7)],
        )

    def same(self) -> int:
        ask = partial(self.ledger.table, FIRST, Grouping(by="unit", clock=CLOCKS[1]), logged=True, period="2021")
        keeping = Keeping(folder=self.folder, earlier=partial(tuple, self.ledger.earlier), least=0)
        assert ask(keeping=keeping) == ask(keeping=None)
        return len(list(self.folder.iterdir()))


def test_new_dossiers_are_not_searched_for_in_the_register(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Batches(office)
    assert one.same() == 1
    searched: list[str] = []
    monkeypatch.setattr(Changes, "_put_far", lambda _self, _before, file: searched.append(file))
    one.ledger.bring(dossiers=[one.ledger.dossier(number) for number in range(200, 215)])
    assert one.same() == 1
    assert not searched


def test_what_a_batch_says_of_dossiers_long_ended_replaces_what_was_counted_of_them(office: Office) -> None:
    one = Batches(office)
    ended = one.ledger.dossier(300) | {"received": datetime(2021, 1, 4, 8), "state": "present", "unit": "a"}
    ended |= dict.fromkeys(("refused", "closed", "returned", "supplement_asked", "supplemented"))
    one.ledger.bring(dossiers=[ended | {"finished": datetime(2021, 1, 5, 9)}])
    assert one.same() == 1
    one.ledger.bring(dossiers=[ended | {"finished": datetime(2021, 2, 5, 9), "unit": "b"}])
    assert one.same() == 1
    one.ledger.bring(dossier_pauses=[one.ledger.pause(300)])
    assert one.same() == 1


def test_a_batch_of_half_the_register_makes_all_be_counted_anew(office: Office) -> None:
    one = Batches(office)
    assert one.same() == 1
    one.ledger.bring(dossiers=[one.ledger.dossier(number) for number in range(100)])
    assert one.same() == 2


def test_what_is_kept_may_be_thrown_away_at_any_time(office: Office) -> None:
    one = Batches(office)
    assert one.same() == 1
    for file in one.folder.glob("*/pauses-*"):
        file.unlink()
    one.ledger.bring(dossiers=[one.ledger.dossier(number) for number in range(5)])
    assert one.same() == 1
    shutil.rmtree(one.folder)
    assert one.same() == 1


def test_another_clock_calendar_or_window_is_another_question(office: Office) -> None:
    ledger = Ledger(office, random.Random(2))
    ledger.bring(dossiers=[ledger.dossier(number) for number in range(50)], dossier_pauses=[])
    keeping = Keeping(folder=office.folder / "kept", least=0)
    for grouping in (
        Grouping(by="unit"),
        Grouping(by="unit", clock=CLOCKS[1]),
        Grouping(by="month", window="workload"),
    ):
        found = ledger.table(FIRST, grouping, keeping, logged=True, period="2021")
        assert found == ledger.table(FIRST, grouping, None, logged=True, period="2021")
    assert len(list(keeping.folder.glob("*/counts-*"))) == 3
    assert len(list(keeping.folder.glob("*/rows-*"))) == 2  # by the same clock, the same dossiers move


def test_few_dossiers_are_counted_without_keeping_anything(office: Office) -> None:
    ledger = Ledger(office, random.Random(3))
    ledger.bring(dossiers=[ledger.dossier(number) for number in range(20)], dossier_pauses=[])
    keeping = Keeping(folder=office.folder / "kept")
    ledger.table(FIRST, Grouping(by="unit"), keeping, logged=True, period="2021")
    assert not keeping.folder.exists()


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_file_counted_part_by_part_gives_the_same_table(
    office: Office, monkeypatch: pytest.MonkeyPatch, clock: DossierClock
) -> None:
    ledger = Ledger(office, random.Random(4))
    ledger.bring(
        dossiers=[ledger.dossier(number) for number in range(60)],
        dossier_pauses=[ledger.pause(number) for number in range(0, 60, 4)],
    )
    grouping = Grouping(by="procedure", window="workload", clock=clock)
    whole = ledger.table(FIRST, grouping, None, logged=True, period="2021")
    monkeypatch.setattr(dossier_counts, "ROWS", 17)
    assert ledger.table(FIRST, grouping, None, logged=True, period="2021") == whole


@pytest.mark.parametrize("window", ["accepted", "workload"])
@pytest.mark.parametrize("clock", CLOCKS)
def test_a_few_dossiers_judged_one_by_one_give_the_table_of_the_query(
    office: Office, monkeypatch: pytest.MonkeyPatch, clock: DossierClock, window: str
) -> None:
    ledger = Ledger(office, random.Random(f"{clock.name} {window}"))
    dossiers = [ledger.dossier(number) for number in range(400 if FULL else 90)]
    kinds = (None, "working_day", "working_hour")
    ledger.bring(
        dossiers=[one | {"duration_kind": kinds[number % 3]} for number, one in enumerate(dossiers)],
        dossier_pauses=list(
            {one["key"]: one for one in map(ledger.pause, 2 * list(range(0, len(dossiers), 2)))}.values()
        ),
    )
    asked: list[str | None] = []

    def judged(*given: Any) -> str | None:
        asked.append(judged_few(*given))
        return asked[-1]

    monkeypatch.setattr(dossier_counts, "judged_few", judged)
    grouping, found = Grouping(by="procedure", window=window, clock=clock), []
    for few in (dossier_few.FEW, -1):
        monkeypatch.setattr(dossier_few, "FEW", few)
        found.append(ledger.table(FIRST, grouping, None, logged=True, period="2021"))
    assert found[0] == found[1]
    assert [one is None for one in asked] == [False, True]
