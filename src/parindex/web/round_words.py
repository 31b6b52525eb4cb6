"""What people entered for a leaf, in a few words: "8/10", "đúng hạn", "đạt 1/2 điều kiện", "chấm bằng điểm"."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from parindex.documents.wording.keys import key_in_words
from parindex.documents.wording.numbers import points_text
from parindex.scoring.rules import Rule
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.judgement import Judgement
from parindex.scoring.rules.levels import Levels
from parindex.scoring.rules.states import States

Value = Mapping[str, Any]
# a score that an amended set could not take over, in nobody's name
NOT_MOVED, BY_MACHINE = "chưa chuyển được", "hệ thống, khi sửa bộ tiêu chí"


@lru_cache(maxsize=8192)
def shown(points: str, *, taken_off: bool = False, fixed: bool = True) -> str:
    """Stored points as columns show them, with `fixed=False` as sentences do; "" stays so. `taken_off`: of a penalty line,
    which is read with its minus.
    """
    if not points:
        return ""
    text = points_text(Decimal(points), fixed=fixed)
    return f"−{text}" if taken_off and Decimal(points) else text


def inputs_text(rule: Rule, value: Value | None) -> str:
    """A stored value (`scoring.values` as JSON) as its rule understands it; "" for none."""
    match value:
        case {"numerator": above, "denominator": below}:
            return f"{_decimal(above)}/{_decimal(below)}"
        case {"level": key}:
            return _level(rule, str(key))
        case {"met": [*flags]}:
            return f"đạt {sum(map(bool, flags))}/{len(flags)} điều kiện"
        case {"count": count}:
            return _decimal(count)
        case {"counts": dict(counts)}:
            return _counts(rule, counts)
        case {"percent": percent}:
            return f"{_decimal(percent)}%"
        case {"amount": amount, "best": best}:
            return f"{_decimal(amount)}, cao nhất khối {_decimal(best)}"
        case {"choice": key, "value": inner}:
            return _choice(rule, str(key), inner)
        case {"points": _} if not isinstance(rule, Judgement):  # a judgement is never given otherwise
            return "chấm bằng điểm"
    return ""


def _decimal(number: object) -> str:
    return str(number).replace(".", ",")


def _level(rule: Rule, key: str) -> str:
    levels = rule.levels if isinstance(rule, Levels) else ()
    return next((one.text for one in levels if one.key == key), key)


def _counts(rule: Rule, counts: Mapping[str, int]) -> str:
    names = rule.names if isinstance(rule, Deduction | States) else {}
    return ", ".join(f"{key_in_words(key, names.get(key, ''))} {count}" for key, count in counts.items())


def _choice(rule: Rule, key: str, inner: Value) -> str:
    if isinstance(rule, Choice) and key in rule.by_key:
        option, chosen = rule.by_key[key]
        return f"{option.text}: {inputs_text(chosen, inner)}"
    return key
