"""Peers in Python: pandas as an analyst writes it, and a plain loop."""

import time
from typing import TYPE_CHECKING

from benchmarks.scale_data import AS_OF, BASE, UNITS, calendar_of, calendars
from benchmarks.scale_peer import DAYS, Peer, ended_on, ordinals, timed
from benchmarks.scale_twin import Row

if TYPE_CHECKING:
    import pandas as pd


def pandas(rows: list[Row], copies: int) -> Peer:
    """pandas with numpy's business days, which know weekdays and holidays; ImportError when it is not installed."""
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame([{name: value for name, value in row.items() if name != "pauses"} for row in rows])
    frame = pd.concat([frame] * copies, ignore_index=True)
    frame["number"] = frame.index
    held = [
        (copy * len(rows) + row["id"], pause.opened, pause.closed)
        for copy in range(copies)
        for row in rows
        for pause in row["pauses"]
    ]
    pauses = pd.DataFrame(held, columns=["number", "opened", "closed"])
    holidays = np.array(
        [day for day in DAYS if not calendars()[0].is_working_day(day) and day.weekday() < 5], "datetime64[D]"
    )
    last = np.datetime64(AS_OF)

    def run() -> "pd.DataFrame":
        begun = pauses["opened"].values.astype("datetime64[D]")
        over = pauses["closed"].fillna(pd.Timestamp(AS_OF)).values.astype("datetime64[D]")
        stood = (
            pauses.assign(days=np.busday_count(np.minimum(begun, over), over, holidays=holidays))
            .groupby("number")["days"]
            .sum()
        )
        running = frame["number"].isin(pauses.loc[pauses["closed"].isna(), "number"])
        days = frame["days"] + frame["number"].map(stood).fillna(0).astype(int)
        start = frame["received"].values.astype("datetime64[D]")
        due = np.busday_offset(start, days.values, roll="backward", holidays=holidays)
        until, told = (frame[name].values.astype("datetime64[D]") for name in ("extended_to", "extended_on"))
        due = np.where((until > due) & (told <= due), until, due)
        ended = frame["refused"].fillna(frame["finished"]).values.astype("datetime64[D]")
        ended = np.where(ended <= last, ended, np.datetime64("NaT"))
        waits = running | (frame["state_text"] == "Chờ bổ sung hồ sơ")
        cases = [ended < due, ended == due, ~np.isnat(ended), waits, last <= due]
        frame["status"] = np.select(cases, ["early", "on_time", "late", "suspended", "pending"], "overdue")
        month = frame["received"].dt.to_period("M")
        return frame.groupby([frame["unit"], frame["procedure"], month, frame["channel"], frame["status"]]).size()

    seconds = timed(run, time.process_time, len(frame))
    found = dict(zip(frame["id"].tolist(), frame["status"].tolist(), strict=True))
    return Peer(
        f"pandas {pd.__version__}", "frames in memory; numpy's busday, one list of holidays", len(frame), seconds, found
    )


def python(rows: list[Row]) -> Peer:
    """A loop with dictionaries, as one writes it by hand."""
    held = {id(calendar): ordinals(calendar) for calendar in (calendar_of(unit) for unit in UNITS)}
    tables = {unit: held[id(calendar_of(unit))] for unit in UNITS}
    nths = {
        key: {number: day for day, number in reversed(list(zip(DAYS, found, strict=True)))}
        for key, found in held.items()
    }
    by_number = {unit: nths[id(calendar_of(unit))] for unit in UNITS}
    first, statuses = DAYS[0], {}

    def run() -> dict[tuple[str, str, int, str, str], int]:
        counted: dict[tuple[str, str, int, str, str], int] = {}
        for row in rows:
            table = tables[row["unit"]]
            received = row["received"].date()
            wanted, running = table[(received - first).days] + row["days"], False
            for pause in row["pauses"]:
                shut = min(pause.closed.date(), AS_OF) if pause.closed else AS_OF
                running = running or pause.closed is None
                wanted += max(table[(shut - first).days] - table[(min(pause.opened.date(), AS_OF) - first).days], 0)
            due = by_number[row["unit"]][wanted]
            if row["extended_to"] and row["extended_to"] > due >= row["extended_on"]:
                due = row["extended_to"]
            ended = ended_on(row)
            if ended:
                status = "early" if ended < due else "on_time" if ended == due else "late"
            elif running or row["state_text"] == "Chờ bổ sung hồ sơ":
                status = "suspended"
            else:
                status = "pending" if due >= AS_OF else "overdue"
            statuses[row["id"]] = status
            key = (row["unit"], row["procedure"], received.month, row["channel"], status)
            counted[key] = counted.get(key, 0) + 1
        return counted

    seconds = timed(run, time.process_time, len(rows))
    return Peer(
        "Python, a loop", "objects in memory; working days by number, days in dictionaries", BASE, seconds, statuses
    )
