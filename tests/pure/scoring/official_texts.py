"""The corpus of scoring texts, and what is meant by each, worked out without the code that reads them.

How the fixtures say what a text means stands at the top of `tests/spec/fixtures/scoring_texts.yaml`.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from parindex.scoring.official_text import Reading
from parindex.scoring.rules import parse_rule
from parindex.scoring.values import Count, Counts, Level, Met, Percent, Ratio, Value

FIXTURES = Path(__file__).parents[2] / "spec" / "fixtures"
# The words by which `Reading.open` names what a text leaves unsaid.
OPEN = {
    "empty": "khi không phát sinh",
    "else": "không đạt mức nào",
    "floor": "trừ đến đâu",
    "formula": "Công thức không ghi đủ",
    "more": "nhiều hơn",
    "cap": "tối đa bao nhiêu",
    "names": "nghĩa của các chữ",
}
_INTERVAL = re.compile(r"([\[(])([\d.]+),([\d.]+|\*)([\])]) ([^\s;]+)")
KINDS = ("levels", "percent", "count", "all_of", "sum_of", "deduct", "states", "survey")
Case = dict[str, Any]


def corpus(name: str) -> list[Case]:
    """The entries of one fixture."""
    cases: list[Case] = yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8"))
    return cases


def disagreement(case: Case, reading: Reading) -> str | None:
    """How a reading differs in effect from what is meant; None: it does not."""
    if reading.rule is None:
        return None
    if "unread" in case:
        return f"must stay with a person ({case['unread']}), read as {reading.rule}"
    most = Decimal(case["max"])
    rule = parse_rule(reading.rule)
    if findings := list(rule.findings(most)):
        return str(findings)
    for value, points in expected(case, reading):
        try:
            got = rule.evaluate(value, most).points
        except Exception as fault:
            return f"{value}: {fault!r}"
        if got != points:
            return f"{value}: {got}, meant {points}"
    return _unsaid(case, reading, empty=rule.can_be_empty)


def _unsaid(case: Case, reading: Reading, *, empty: bool) -> str | None:
    """Whether exactly what the text leaves unsaid is named as such."""
    meant = set(case.get("open", ()))
    if empty and "empty" not in case:
        meant.add("empty")
    told = {code for code, words in OPEN.items() if any(words in sentence for sentence in reading.open)}
    if told != meant or len(reading.open) != len(meant):
        return f"open: {reading.open}, meant {sorted(meant)}"
    if empty and reading.when_empty != case.get("empty", "zero"):
        return f"when_empty: {reading.when_empty}"
    return None if empty or reading.when_empty is None else "when_empty of a rule that cannot be empty"


def expected(case: Case, reading: Reading) -> Iterator[tuple[Value, Fraction]]:
    """Values and the points that they must get."""
    (kind,) = (kind for kind in KINDS if kind in case)
    most = Fraction(case["max"])
    yield from _EXPECTED[kind](case, reading, most)


def _numbers(text: str) -> list[Fraction]:
    return [Fraction(word) for word in text.split()]


def _levels(case: Case, reading: Reading, _: Fraction) -> Iterator[tuple[Value, Fraction]]:
    keys = [level["key"] for level in _part(reading, "levels")]
    points = _numbers(case["levels"])
    assert len(keys) == len(points), (case["text"], keys)
    yield from ((Level(key), each) for key, each in zip(keys, points, strict=True))


def _met(points: list[Fraction], cap: Fraction) -> Iterator[tuple[Value, Fraction]]:
    for flags in product((True, False), repeat=len(points)):
        yield Met(flags), min(cap, sum((one for one, met in zip(points, flags, strict=True) if met), Fraction(0)))


def _all_of(case: Case, _: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    for flags in product((True, False), repeat=case["all_of"]):
        yield Met(flags), most if all(flags) else Fraction(0)


def _sum_of(case: Case, _: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    yield from _met(_numbers(case["sum_of"]), Fraction(case.get("cap", most)))


def _percent(case: Case, _: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    points = intervals(case["percent"], most)
    edges = {Fraction(edge) for edge in re.findall(r"[\d.]+(?=[,\])])", case["percent"])}
    near = {edge + step for edge in edges for step in (0, Fraction(1, 1000), Fraction(-1, 1000))}
    for percent in sorted({*map(Fraction, range(101)), *(one for one in near if 0 <= one <= 100)}):
        yield Percent(percent), points(percent)
        yield Ratio(percent, Fraction(100)), points(percent)


def _count(case: Case, _: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    points = intervals(case["count"], most)
    edges = {int(edge) for edge in re.findall(r"\d+(?=[,\])])", case["count"])}
    for number in sorted({*range(31), *(max(0, edge + step) for edge in edges for step in (-1, 0, 1))}):
        yield Count(number), points(Fraction(number))


def _deduct(case: Case, reading: Reading, _: Fraction) -> Iterator[tuple[Value, Fraction]]:
    start, *per = _numbers(case["deduct"])
    floor = case["floor"]
    keys = list(_part(reading, "per"))
    assert len(keys) == len(per), (case["text"], keys)
    for number in range(31):
        for chosen in range(len(per) + 1):
            # one kind of fault alone, then all of them together
            counts = {key: number for place, key in enumerate(keys) if chosen in (place, len(per))}
            lost = sum((each * counts.get(key, 0) for key, each in zip(keys, per, strict=True)), Fraction(0))
            yield Counts(counts), start + lost if floor is None else max(start + lost, Fraction(floor))


def _states(case: Case, reading: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    keys = list(_part(reading, "weights"))
    weights = _numbers(case["states"])
    assert len(keys) == len(weights), (case["text"], keys)
    for counts in product(range(3), repeat=len(keys)):
        if sum(counts):
            share = sum((weight * count for weight, count in zip(weights, counts, strict=True)), Fraction(0))
            yield Counts(dict(zip(keys, counts, strict=True))), share / sum(counts) * most


def _survey(_: Case, reading: Reading, most: Fraction) -> Iterator[tuple[Value, Fraction]]:
    assert reading.rule is not None and reading.rule["shape"] == "survey"
    for percent in (0, 50, 100):
        yield Percent(Fraction(percent)), most * percent / 100


_EXPECTED: dict[str, Callable[[Case, Reading, Fraction], Iterator[tuple[Value, Fraction]]]] = {
    "levels": _levels,
    "all_of": _all_of,
    "sum_of": _sum_of,
    "percent": _percent,
    "count": _count,
    "deduct": _deduct,
    "states": _states,
    "survey": _survey,
}


def _part(reading: Reading, name: str) -> Any:
    assert reading.rule is not None
    assert name in reading.rule, f"{reading.text!r} read as {reading.rule}"
    return reading.rule[name]


def intervals(text: str, most: Fraction) -> Callable[[Fraction], Fraction]:
    """ "[0,80) 0; [80,*) p" as a function; exactly one interval must hold every amount that is asked for."""
    parts = _INTERVAL.findall(text)
    assert len(parts) == text.count(";") + 1, text

    def points(amount: Fraction) -> Fraction:
        (worth,) = (worth for left, low, high, right, worth in parts if _holds(amount, left, low, high, right))
        if worth.startswith("p"):
            return min(amount / Fraction(worth[2:] or 100), Fraction(1)) * most
        return Fraction(worth)

    return points


def _holds(amount: Fraction, left: str, low: str, high: str, right: str) -> bool:
    above = amount >= Fraction(low) if left == "[" else amount > Fraction(low)
    if high == "*":
        return above
    return above and (amount <= Fraction(high) if right == "]" else amount < Fraction(high))
