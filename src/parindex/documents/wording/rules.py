"""What a rule says, in one Vietnamese sentence: "Trên 90%: 2 điểm; từ 70% đến 90%: 1 điểm; dưới 70%: 0 điểm."."""

from decimal import Decimal

from parindex.criteria.fields import Opaque
from parindex.documents.wording.keys import key_in_words
from parindex.documents.wording.numbers import number_text, percent_text, points_text
from parindex.documents.wording.spans import count_span, percent_span
from parindex.scoring.rules import Rule, parse_rule
from parindex.scoring.rules.all_of import AllOf
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.best_of_block import BestOfBlock
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.each import Each
from parindex.scoring.rules.judgement import Judgement
from parindex.scoring.rules.levels import Levels
from parindex.scoring.rules.proportional import Proportional
from parindex.scoring.rules.states import States
from parindex.scoring.rules.sum_of import SumOf


def rule_in_words(rule: Rule | Opaque, max_points: Decimal) -> str:
    """One sentence for a rule, parsed or as it stands in a leaf of a checked set."""
    parsed = rule if isinstance(rule, Rule) else parse_rule(rule)
    words = _words(parsed, max_points)
    return f"{words[0].upper()}{words[1:]}."


def _words(rule: Rule, max_points: Decimal) -> str:
    match rule:
        case Levels():
            return "; ".join(f"{level.text}: {_points(level.points)}" for level in rule.levels)
        case AllOf():
            return _all_of(rule)
        case Bands():
            return _bands(rule)
        case Proportional():
            return _proportional(rule, max_points)
        case States():
            return _states(rule, max_points)
        case Deduction():
            return _deduction(rule)
        case SumOf():
            return _sum_of(rule)
        case Each():
            return f"mỗi trường hợp {_points(rule.per)}; tối đa {_points(max_points)}"
        case BestOfBlock():
            return f"số của đơn vị ÷ số cao nhất của khối × {_points(max_points)}"
        case Choice():
            options = (f"{option.text}: {_words(inner, max_points)}" for option, inner in rule.by_key.values())
            return "người chấm chọn một cách tính: " + " | ".join(options)
        case Judgement():
            return f"nhận định, tối đa {_points(max_points)}: {rule.text}".rstrip(".").replace("\n", "; ")
        case _:  # survey, the one shape without parameters
            return f"tỷ lệ hài lòng qua điều tra xã hội học × {_points(max_points)}"


def _points(points: Decimal) -> str:
    return f"{points_text(points)} điểm"


def _all_of(rule: AllOf) -> str:
    if len(rule.conditions) == 1:
        return f"{rule.conditions[0]}: {_points(rule.points)}; không đạt: 0 điểm"
    listed = "; ".join(rule.conditions)
    return f"đủ cả {len(rule.conditions)} điều kiện ({listed}): {_points(rule.points)}; thiếu một điều kiện: 0 điểm"


def _bands(rule: Bands) -> str:
    span = count_span if rule.of == "count" else percent_span
    return "; ".join(
        f"{span(band.lower, band.lower_inclusive, band.upper, band.upper_inclusive)}: {_points(band.points)}"
        for band in rule.bands
    )


def _proportional(rule: Proportional, max_points: Decimal) -> str:
    full = percent_text(rule.full_at, places=6)
    if rule.full_at == 100:
        parts = [f"tỷ lệ × {_points(max_points)}"]
    else:
        parts = [f"từ {full} trở lên: {_points(max_points)}", f"dưới {full}: tỷ lệ ÷ {full} × {_points(max_points)}"]
    if rule.floor is not None:
        at = percent_text(rule.floor.at, places=6)
        under = f"dưới {at}" if rule.floor.inclusive else f"từ {at} trở xuống"
        parts.append(f"{under}: {_points(rule.floor.below)}")
    if rule.cap is not None:
        parts.append(f"không quá {_points(rule.cap)}")
    return "; ".join(parts)


def _states(rule: States, max_points: Decimal) -> str:
    weights = ", ".join(
        f"{key_in_words(key, rule.names.get(key, ''))} tính {number_text(weight, places=6)}"
        for key, weight in rule.weights.items()
    )
    return f"mỗi việc {weights}; tổng chia cho số việc phát sinh × {_points(max_points)}"


def _deduction(rule: Deduction) -> str:
    parts = [f"ban đầu {_points(rule.start)}"]
    parts += [
        f"mỗi trường hợp {key_in_words(key, rule.names.get(key, ''))} trừ {_points(-each)}"
        for key, each in rule.per.items()
    ]
    parts.append("không có mức sàn, có thể âm" if rule.floor is None else f"thấp nhất {_points(rule.floor)}")
    return "; ".join(parts)


def _sum_of(rule: SumOf) -> str:
    listed = "; ".join(f"{item.text}: {_points(item.points)}" for item in rule.items)
    return f"cộng điểm từng mục ({listed})" + ("" if rule.cap is None else f"; tối đa {_points(rule.cap)}")
