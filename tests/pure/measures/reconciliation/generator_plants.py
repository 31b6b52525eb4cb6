"""One function a family of causes: what each looks like in the columns of two registers (one-stop-deadlines, part 5)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.pure.measures.reconciliation.generator import OFFICE, SOFTWARE, Maker, Pair, Row
from tests.pure.measures.reconciliation.generator_course import LAW, Case, Course, after

HOLIDAYS = [date(2021, 2, 10), date(2021, 2, 15), date(2021, 4, 21), date(2021, 4, 30), date(2021, 5, 3)]
HOLIDAYS += [date(2021, 9, 2), date(2021, 9, 3)]
SUPPLEMENTS = frozenset({"C04", "C05", "C20"})


def course_for(maker: Maker, planted: frozenset[str]) -> Course:
    """A course in which these faults can be made."""
    rng = maker.rng
    day = after(rng.choice(HOLIDAYS), -rng.randint(1, 6)) if "C08" in planted else maker.day()
    if "C18" in planted:
        day = maker.day(date(2021, 7, 5), date(2021, 8, 3))
    received = maker.at(day)
    if "C10" in planted:
        late = (maker.at(day, time(15, 5), time(16, 58)), datetime.combine(day, time(19, 30)))
        weekend = day + timedelta(days=5 - day.weekday())
        received = rng.choice((*late, datetime.combine(weekend, time(8, 40))))
    course = maker.course(
        received=received,
        unit="c" if "C18" in planted else rng.choice("ab"),
        days=rng.choice((5, 7, 10, 15)),
        next_day="C10" in planted,
    )
    if "C09" in planted:
        course = replace(course, wrong_days=rng.randint(1, course.days - 1))
    if "C16" in planted:
        course = replace(course, early_received=maker.at(after(day, -rng.randint(2, 5))))
    if "C21" in planted:
        course = replace(course, filed=maker.at(after(day, -rng.randint(2, 5))))
    if planted & SUPPLEMENTS:
        course = replace(course, pauses=_pauses(maker, course, 2 if "C20" in planted else 1))
        course = replace(course, restart="C05" in planted and rng.random() < 0.5)
    if "C06" in planted:
        course = replace(course, extended_to=after(course.due(), rng.randint(2, 6)))
    return course


def _pauses(maker: Maker, course: Course, count: int) -> tuple[tuple[datetime, datetime], ...]:
    found = []
    day = after(course.received.date(), maker.rng.randint(1, course.days - 2))
    for _ in range(count):
        came = after(day, maker.rng.randint(2, 7))
        clock = maker.at(day)
        found.append((clock, datetime.combine(came, clock.time())))
        day = after(came, 1)
    return tuple(found)


def reckoned(maker: Maker, planted: frozenset[str], *, swapped: bool = False) -> Pair:
    """Faults of the due day and of the end, one or several at once."""
    case = maker.case(planted, lambda: course_for(maker, planted))
    return written(maker, case, swapped=swapped)


def written(maker: Maker, case: Case, *, swapped: bool = False) -> Pair:
    """Both rows of a case, with the traces that its faults leave."""
    course, wrong = case.course, case.planted
    code = maker.code(course.received.date())
    lenient, strict = (SOFTWARE, OFFICE) if swapped else (OFFICE, SOFTWARE)
    good = maker.row(lenient, code, course, course.due(wrong & {"C06"}), case.done)
    bad = maker.row(strict, code, course, course.due(wrong), case.said)
    if case.said is not None:
        _ends(maker, case, good, bad)
    if "C09" in wrong:
        bad["days"] = course.wrong_days
    if "C16" in wrong and course.early_received:
        bad |= {"filed": course.early_received, "received": course.early_received}
        bad["created_at"] = course.received + timedelta(minutes=3)
    if "C21" in wrong:
        good["channel"] = bad["channel"] = "online"
    pair = maker.paired(code, {lenient: good, strict: bad}, case)
    if course.pauses:
        _supplements(maker, case, pair, good, bad)
    if "C06" in wrong:
        letter: Row = {"extended_to": course.extended_to, "apology": "12/SLĐTBXH"}
        letter["extended_on"] = after(course.due(frozenset({"C06"})), -2)
        good |= letter
        bad |= maker.rng.choice((letter, {}))
    return pair


def _ends(maker: Maker, case: Case, good: Row, bad: Row) -> None:
    """Signed when done; the strict side may have closed the dossier later, or when the result was handed over."""
    strict_due = case.course.due(case.planted)
    bad["result_signed"] = good["result_signed"]
    if "C02" in case.planted:
        alone = len(case.planted) == 1
        if not alone or good["returned"].date() > strict_due:
            good["returned"] = max(
                good["finished"] + timedelta(minutes=2), maker.at(case.done, time(15, 50), time(16, 50))
            )
        bad["returned"] = bad["finished"] + timedelta(minutes=2) if alone else None
        bad |= {} if alone else {"state_text": "Đã có kết quả"}
    elif "C03" in case.planted:
        bad["returned"] = bad["finished"]
        good["returned"] = bad["finished"] + timedelta(minutes=maker.rng.randint(-3, 3))
    else:
        bad["finished"], bad["returned"] = good["finished"] + timedelta(seconds=31), good["returned"]


def _supplements(maker: Maker, case: Case, pair: Pair, good: Row, bad: Row) -> None:
    """In the log or in the dossier's own columns; a pause that only the lenient side knows is on paper."""
    course, unknown = case.course, "C04" in case.planted
    last: Row = {"supplement_asked": course.pauses[-1][0], "supplemented": course.pauses[-1][1]}
    last["supplement_count"] = len(course.pauses)
    in_log = "C20" in case.planted or maker.rng.random() < 0.5
    if not in_log or not unknown:
        good |= last
    if in_log:
        recorded = "paper" if unknown else "software"
        pair.pauses += maker.pause_rows(good["source"], pair.code, course, recorded)
    if not unknown:
        bad |= last
        if in_log:
            pair.pauses += maker.pause_rows(bad["source"], pair.code, course, "software")
    elif good["source"] == OFFICE and "C06" not in case.planted and maker.rng.random() < 0.5:
        good["due"] = datetime.combine(course.due(frozenset({"C04"})), time(17))  # the slip's date, pause not yet added


def _simple(maker: Maker, cause: str, course: Course, *, late: int = 2) -> tuple[str, Row, Row, Pair]:
    """A dossier done `late` working days after its due day, with equal rows that the caller changes."""
    code, due = maker.code(course.received.date()), course.due()
    done = after(due, late) if late else due
    good, bad = (maker.row(source, code, course, due, done) for source in (OFFICE, SOFTWARE))
    for name in ("finished", "returned"):
        bad[name] = good[name]
    pair = Pair(code=code, left=good, right=bad, primaries=frozenset({cause}), planted=frozenset({cause}))
    return code, good, bad, pair


def clock(maker: Maker) -> Pair:
    """C07: late by minutes on the due day."""
    _, good, bad, pair = _simple(maker, "C07", maker.course(), late=0)
    day = good["due"].date()
    bad["due"] = datetime.combine(day, time(maker.rng.choice((9, 10, 15)), maker.rng.choice((0, 15, 30, 45))))
    good["finished"] = bad["finished"] = bad["due"] + timedelta(minutes=maker.rng.randint(1, 50))
    good["returned"] = bad["returned"] = datetime.combine(day, time(16, 57))
    return pair


def elsewhere(maker: Maker) -> Pair:
    """C11: the office has it under a unit that is not asked about."""
    _, good, _, pair = _simple(maker, "C11", maker.course())
    good["unit"] = "x"
    return pair


def other_year(maker: Maker) -> Pair:
    """C12: received before the year in the office's list, in it by the software."""
    course = maker.course(
        received=maker.at(date(2020, 12, maker.rng.randint(28, 31))), days=maker.rng.choice((5, 7, 10))
    )
    _, good, bad, pair = _simple(maker, "C12", course, late=4)
    bad["received"] = bad["filed"] = maker.at(date(2021, 1, 4))
    bad["created_at"] = bad["received"]
    good["due"] = datetime.combine(after(good["finished"].date(), maker.rng.randint(0, 2)), time(17))
    return pair


def step_late(maker: Maker) -> Pair:
    """C13: the software judges by the deadline of a step."""
    course = maker.course(days=maker.rng.choice((7, 10, 15)))
    code, good, bad, pair = _simple(maker, "C13", course, late=0)
    limit = after(course.due(), -2)
    bad["due"] = bad["step_due"] = datetime.combine(limit, time(16, 30))
    done = after(limit, maker.rng.randint(1, 2))
    for row in (good, bad):
        row |= {"finished": maker.at(done), "result_signed": done}
        row["returned"] = row["finished"] + timedelta(minutes=5)
    bad["finished"] = good["finished"]
    pair.steps = step_rows(maker, code, course, bad["due"], bad["finished"])
    return pair


def step_rows(maker: Maker, code: str, course: Course, due: datetime, finished: datetime | None) -> list[Row]:
    """Two steps in the software's log, the second one with this deadline and end."""
    begun = maker.at(after(course.received.date(), 1))
    steps = ((course.received, begun, begun, "reception"), (begun, max(due, begun), finished, "handling"))
    return [
        {
            "source": SOFTWARE,
            "key": f"{code}|{number}",
            "dossier": code,
            "number": number,
            "unit": course.unit,
            "kind": kind,
            "name": kind,
            "started": started,
            "due": limit,
            "finished": ended,
        }
        for number, (started, limit, ended, kind) in enumerate(steps, start=1)
    ]


def closed_otherwise(maker: Maker) -> Pair:
    """C14: withdrawn or stopped in the office's list; open, or judged by its day, in the software."""
    _, good, bad, pair = _simple(maker, "C14", maker.course(), late=maker.rng.choice((0, 2)))
    moment = good["finished"]
    nothing: Row = dict.fromkeys(("finished", "returned", "result", "result_signed", "state_text"))
    good |= nothing | {"stage": maker.rng.choice(("withdrawn", "stopped")), "closed": moment}
    bad |= nothing | {"stage": "in_progress"}
    if moment > bad["due"] + timedelta(days=1) and maker.rng.random() < 0.7:
        bad |= {"stage": "refused", "refused": moment}
    return pair


def not_synced(maker: Maker) -> Pair:
    """C15: only in the software: not synchronised, a test, a second code of a dossier, or nobody knows why."""
    _, good, bad, pair = _simple(maker, "C15", maker.course())
    kind = maker.rng.choice(("plain", "failed", "test", "double"))
    if kind == "failed":
        bad["synced"] = maker.rng.choice(("no", "failed"))
    elif kind == "test":
        bad["note"] = "Hồ sơ thử nghiệm, đề nghị xóa"
    elif kind == "double":
        twin = maker.code(good["received"].date())
        fine: Row = {"code": twin, "key": twin, "due": datetime.combine(after(good["finished"].date(), 3), time(17))}
        bad["other_code"] = twin
        pair.others = [good | fine, good | fine | {"source": SOFTWARE}]
    pair.left = None
    return pair


def typed_in_late(maker: Maker) -> Pair:
    """C16: taken on paper and done in time; the software heard of it after the due day."""
    _, good, bad, pair = _simple(maker, "C16", maker.course(), late=0)
    due = good["due"].date()
    for row in (good, bad):
        row["result_signed"] = due
    good |= {"finished": maker.at(due), "returned": datetime.combine(due, time(16, 58))}
    bad["created_at"] = maker.at(after(due, maker.rng.randint(1, 4)))
    bad["finished"] = bad["created_at"] + timedelta(minutes=4)
    bad["returned"] = None
    bad["state_text"] = "Đã có kết quả"
    return pair


def no_due(maker: Maker) -> Pair:
    """C17: the office's list has no due day, the software reckons one from the limit."""
    _, good, _, pair = _simple(maker, "C17", maker.course())
    good["due"] = None
    return pair


def signed_late(maker: Maker) -> Pair:
    """C19: the office says that it was done in time, the result was signed after the due day."""
    open_still = maker.rng.random() < 0.4
    _, good, bad, pair = _simple(maker, "C19", maker.course())
    due = bad["due"].date()
    good["finished"] = max(maker.at(due), good["received"] + timedelta(minutes=9))
    if open_still:
        bad |= dict.fromkeys(("finished", "returned", "state_text")) | {"stage": "in_progress"}
    return pair


def promised_later(maker: Maker) -> Pair:
    """C19: the office's list has a later due day for no reason that any column tells."""
    _, good, _, pair = _simple(maker, "C19", maker.course())
    good["due"] = datetime.combine(after(good["finished"].date(), 1), time(17))
    return pair


def with_equal_pauses(maker: Maker) -> Pair:
    """C19 although both sides know of a supplement, and both moved the due day alike."""
    course = course_for(maker, frozenset({"C04"}))
    code, good, bad, pair = _simple(maker, "C19", course)
    asked: Row = {"supplement_asked": course.pauses[0][0], "supplemented": course.pauses[0][1], "supplement_count": 1}
    good |= asked
    bad |= asked
    pair.pauses = [row for side in (OFFICE, SOFTWARE) for row in maker.pause_rows(side, code, course, "software")]
    good["finished"] = maker.at(bad["due"].date())
    return pair


def both_late(maker: Maker) -> Pair:
    """C19 in both sources alike; some came in late in the day, from which neither side drew anything."""
    received = maker.at(maker.day(), time(15, 10), time(16, 40)) if maker.rng.random() < 0.4 else None
    _, good, bad, pair = _simple(maker, "C19", maker.course(received=received) if received else maker.course())
    if maker.rng.random() < 0.4:
        for row in (good, bad):
            row |= dict.fromkeys(("finished", "returned", "result", "result_signed", "state_text"))
            row["stage"] = "in_progress"
    pair.agreed = True
    return pair


def in_time(maker: Maker) -> Pair:
    """No difference: done in time by both, whatever else the two say; sometimes only one of them has it."""
    planted = maker.rng.choice((frozenset[str](), frozenset({"C04"}), frozenset({"C10"})))
    course = course_for(maker, planted)
    code, due = maker.code(course.received.date()), course.due()
    last = course.pauses[-1][1].date() if course.pauses else course.received.date()
    done = maker.rng.choice([day for day in (due, after(due, -1), after(due, -2)) if day > last] or [due])
    rows = {source: maker.row(source, code, course, due, done) for source in (OFFICE, SOFTWARE)}
    if LAW.is_working_day(course.received.date()) and maker.rng.random() < 0.1:
        del rows[maker.rng.choice((OFFICE, SOFTWARE))]
    pair = Pair(code=code, left=rows.get(OFFICE), right=rows.get(SOFTWARE))
    if maker.rng.random() < 0.3:
        end = rows[SOFTWARE]["finished"] if SOFTWARE in rows else None
        pair.steps = step_rows(maker, code, course, datetime.combine(due, time(16)), end)
    return pair


# Optional cells → the causes for which they are evidence: no other case is told by them.
CELLS = {
    "field": "",
    "procedure_name": "",
    "result": "",
    "note": "C15",
    "step": "",
    "synced": "C15",
    "created_at": "C16",
    "channel": "C21",
    "filed": "C21 C16",
}


def dirtied(maker: Maker, pair: Pair) -> None:
    """Some optional cells empty, other words for the same state, seconds that only one source writes."""
    rng = maker.rng
    for row in pair.rows:
        for column, causes in CELLS.items():
            if rng.random() < 0.12 and not pair.planted & frozenset(causes.split()):
                row[column] = None
        if row.get("state_text") in {"Đã trả kết quả", "Đã trả", "10"} and rng.random() < 0.3:
            row |= {"stage": "returned", "state_text": "Hoàn tất"}
        if row.get("returned") and row["source"] == SOFTWARE:
            row["returned"] += timedelta(seconds=rng.randrange(60))


SINGLE: Mapping[str, Callable[[Maker], Pair]] = {
    "C07": clock,
    "C11": elsewhere,
    "C12": other_year,
    "C13": step_late,
    "C14": closed_otherwise,
    "C15": not_synced,
    "C16 typed in late": typed_in_late,
    "C17": no_due,
    "C19 signed late": signed_late,
    "C19 promised later": promised_later,
    "C19 equal pauses": with_equal_pauses,
    "C19 both late": both_late,
}
ALONE = ("C01", "C02", "C03", "C04", "C05", "C06", "C08", "C09", "C10", "C16", "C18", "C20", "C21")
TOGETHER = tuple(
    frozenset(text.split())
    for text in (
        "C04 C08",
        "C04 C09",
        "C04 C06",
        "C04 C10",
        "C02 C04",
        "C01 C04",
        "C02 C09",
        "C01 C09",
        "C02 C08",
        "C06 C08",
        "C06 C09",
        "C02 C06",
        "C08 C09",
        "C09 C18",
        "C09 C10",
        "C05 C09",
        "C09 C21",
        "C04 C08 C09",
        "C02 C04 C09",
        "C01 C06 C09",
    )
)


def world(seed: int, each: int) -> list[Pair]:
    """Every cause `each` times, several at once, what agrees, and what is in time; in no order."""
    maker = Maker(seed)
    pairs = [plant(maker) for plant in SINGLE.values() for _ in range(each)]
    pairs += [reckoned(maker, frozenset({cause})) for cause in ALONE for _ in range(each)]
    pairs += [reckoned(maker, faults) for faults in TOGETHER for _ in range(max(each // 3, 1))]
    for cause in ("C01", "C02", "C08", "C09", "C04"):
        pairs += [reckoned(maker, frozenset({cause}), swapped=True) for _ in range(max(each // 3, 1))]
    pairs += [in_time(maker) for _ in range(each * 10)]
    for pair in pairs:
        dirtied(maker, pair)
    maker.rng.shuffle(pairs)
    return pairs
