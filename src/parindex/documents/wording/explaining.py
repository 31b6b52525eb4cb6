"""Why a leaf has its points, in Vietnamese: "86/87 = 98,85%; 98,85% × 3 điểm = 2,97 điểm, mất 0,03 điểm."."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from parindex.documents.wording.keys import key_in_words
from parindex.documents.wording.numbers import count_text, number_text, percent_apart, percent_text, points_text
from parindex.documents.wording.spans import count_span, percent_span
from parindex.scoring.extras import ExtraKind
from parindex.scoring.rules import Explanation
from parindex.scoring.score import LeafScore

Facts = Mapping[str, str]


def explain(leaf_score: LeafScore) -> str:
    """One or two sentences, ending with a full stop."""
    words = _TELLERS[leaf_score.explanation.code](leaf_score)
    return f"{words[0].upper()}{words[1:]}."


def explain_line(line: LeafScore, kind: ExtraKind) -> str:
    """Why a bonus or penalty line gives what it gives: "3 × 0,5 điểm = 1,5 điểm thưởng."; nothing is lost by it."""
    facts, word = line.explanation.values, "thưởng" if kind == "bonus" else "trừ"
    if line.points is None:
        return "Chưa ghi nhận; tính 0 điểm."
    result = f"{points_text(line.points)} điểm {word}"
    if line.explanation.code == "each":
        words = f"{count_text(Fraction(facts['count']))} × {_points(Decimal(facts['per']))} = "
        cut = f"{_points(Fraction(facts['sum']))}, chỉ tính tối đa " if "cap" in facts else ""
        return f"{words}{cut}{result}."
    if line.explanation.code == "judgement":
        return f"Người chấm cho {result}, tối đa {_points(line.max_points)}."
    return f"Có: {result}." if line.points else f"Không có: 0 điểm {word}."


def _facts(item: LeafScore) -> Facts:
    return item.explanation.values


def _points(points: Decimal | Fraction | None) -> str:
    return f"{points_text(points)} điểm"


def _result(item: LeafScore) -> str:
    """ "2,97 điểm, mất 0,03 điểm" or "3 điểm (tối đa)"."""
    points = item.points if item.points is not None else Decimal(0)
    lost = item.max_points - points
    return f"{_points(points)} (tối đa)" if lost <= 0 else f"{_points(points)}, mất {_points(lost)}"


def _percent(facts: Facts) -> str:
    """The percentage, with enough decimals not to be taken for a threshold beside it."""
    names = ("from", "to", "better_from", "better_to", "floor_at", "full_at")
    return percent_apart(Fraction(facts["percent"]), *(Fraction(facts[name]) for name in names if name in facts))


def _measured(facts: Facts) -> str:
    """ "86/87 = 98,85%", or "98,85%" when only the percentage is known."""
    if "numerator" not in facts:
        return _percent(facts)
    above, below = (number_text(Fraction(facts[name])) for name in ("numerator", "denominator"))
    return f"{above}/{below} = {_percent(facts)}"


def _level(item: LeafScore) -> str:
    return f"mức “{_facts(item)['text']}”: {_result(item)}"


def _all_met(item: LeafScore) -> str:
    many = int(_facts(item)["of"])
    return (f"đủ cả {many} điều kiện" if many > 1 else "đạt điều kiện") + f": {_result(item)}"


def _not_all_met(item: LeafScore) -> str:
    unmet = [line["text"] for line in item.explanation.lines]
    return f"chưa đạt {len(unmet)}/{_facts(item)['of']} điều kiện ({'; '.join(unmet)}): {_result(item)}"


def _span(facts: Facts, prefix: str = "") -> str:
    low, high = (Decimal(facts[prefix + end]) if prefix + end in facts else None for end in ("from", "to"))
    flags = (facts.get(f"{prefix}from_inclusive") == "true", facts.get(f"{prefix}to_inclusive") == "true")
    span = count_span if facts["of"] == "count" else percent_span
    return span(low, flags[0], high, flags[1])


def _band(item: LeafScore) -> str:
    facts = _facts(item)
    if facts["of"] == "count":
        words = f"số lượng {count_text(Fraction(facts['count']))}"
        amount = Fraction(facts["count"])
    else:
        words, amount = _measured(facts), Fraction(facts["percent"])
    words += f", thuộc mức {_span(facts)}: {_result(item)}"
    if "better_points" not in facts:
        return words
    wanted = _span(facts, "better_")
    wanted += " trường hợp nào" if wanted == "không có" else ""
    words += f"; mức {_points(Decimal(facts['better_points']))} cần {wanted}"
    edges = [Fraction(facts[name]) for name in ("better_from", "better_to") if name in facts]
    if facts["of"] == "percent" and amount in edges:
        words += f", đúng {percent_text(amount, places=6)} chưa đạt"
    return words


def _by_formula(item: LeafScore) -> str:
    facts = _facts(item)
    target = "" if facts["full_at"] == "100" else f" ÷ {percent_text(Decimal(facts['full_at']), places=6)}"
    start = f"{_measured(facts)}; " if "numerator" in facts else ""
    return f"{start}{_percent(facts)}{target} × {_points(item.max_points)} = {_result(item)}"


def _full(item: LeafScore) -> str:
    facts = _facts(item)
    if facts["full_at"] == "100":
        return f"{_measured(facts)}: {_result(item)}"
    return (
        f"{_measured(facts)}, đạt mức từ {percent_text(Decimal(facts['full_at']), places=6)} trở lên: {_result(item)}"
    )


def _below_floor(item: LeafScore) -> str:
    facts = _facts(item)
    at = percent_text(Decimal(facts["floor_at"]), places=6)
    under = f"dưới ngưỡng {at}" if facts["floor_inclusive"] == "true" else f"không trên ngưỡng {at}"
    return f"{_measured(facts)}, {under}: {_result(item)}"


def _capped(item: LeafScore) -> str:
    return f"{_measured(_facts(item))}, lấy mức trần: {_result(item)}"


def _states(item: LeafScore) -> str:
    facts, lines = _facts(item), item.explanation.lines
    listed = ", ".join(f"{key_in_words(line['key'], line['name'])} {count_text(int(line['count']))}" for line in lines)
    sums = " + ".join(
        f"{count_text(int(line['count']))} × {number_text(Decimal(line['weight']), places=6)}"
        for line in lines
        if int(line["count"]) and Decimal(line["weight"])
    )
    share = f"({sums or 0}) ÷ {count_text(int(facts['total']))} = {percent_text(Fraction(facts['percent']))}"
    return f"{listed}; {share} × {_points(item.max_points)} = {_result(item)}"


def _deduction(item: LeafScore) -> str:
    facts = _facts(item)
    faults = [line for line in item.explanation.lines if Fraction(line["count"])]
    if not faults:
        return f"không có trường hợp nào bị trừ điểm: {_result(item)}"
    parts = [
        f"{count_text(Fraction(line['count']))} trường hợp {key_in_words(line['key'], line['name'])}"
        f" × {points_text(-Decimal(line['each']))} = trừ {_points(-Fraction(line['points']))}"
        for line in faults
    ]
    if "floor" in facts:
        parts.append(f"còn {_points(Fraction(facts['sum']))}, lấy mức thấp nhất {_result(item)}")
    else:
        parts.append(f"còn {_result(item)}")
    return f"ban đầu {_points(Decimal(facts['start']))}; " + "; ".join(parts)


def _sum_of(item: LeafScore) -> str:
    facts = _facts(item)
    words = f"đạt {facts['met']}/{facts['of']} mục"
    if item.explanation.lines:
        missing = "; ".join(f"{line['text']}, {_points(Decimal(line['points']))}" for line in item.explanation.lines)
        words += f" (chưa có: {missing})"
    if "cap" in facts:
        words += f", cộng được {_points(Fraction(facts['sum']))}, chỉ tính tối đa {_points(Decimal(facts['cap']))}"
    return f"{words}: {_result(item)}"


def _each(item: LeafScore) -> str:
    facts = _facts(item)
    words = f"{count_text(Fraction(facts['count']))} × {_points(Decimal(facts['per']))}"
    if "cap" in facts:
        words += f" = {_points(Fraction(facts['sum']))}, chỉ tính tối đa"
        return f"{words}: {_result(item)}"
    return f"{words} = {_result(item)}"


def _survey(item: LeafScore) -> str:
    percent = percent_text(Fraction(_facts(item)["percent"]))
    return f"kết quả điều tra xã hội học {percent} × {_points(item.max_points)} = {_result(item)}"


def _best_of_block(item: LeafScore) -> str:
    facts = _facts(item)
    own, best = (number_text(Fraction(facts[name])) for name in ("amount", "best"))
    return f"{own} so với cao nhất của khối {best}: {own} ÷ {best} × {_points(item.max_points)} = {_result(item)}"


def _choice(item: LeafScore) -> str:
    facts = _facts(item)
    inner = replace(item, explanation=Explanation(facts["inner"], facts, item.explanation.lines))
    return f"theo cách tính “{facts['chosen']}”: {_TELLERS[facts['inner']](inner)}"


def _not_scored(item: LeafScore) -> str:
    waiting = {
        "survey": "chờ kết quả điều tra xã hội học",
        "appraiser": "chờ cơ quan thẩm định",
        "unit": "chưa có số liệu hoặc chưa tự chấm",
    }
    return f"chưa chấm: {waiting[_facts(item)['scored_by']]}"


_TELLERS: dict[str, Callable[[LeafScore], str]] = {
    "level": _level,
    "all_met": _all_met,
    "not_all_met": _not_all_met,
    "band": _band,
    "proportional": _by_formula,
    "proportional_full": _full,
    "proportional_below_floor": _below_floor,
    "proportional_capped": _capped,
    "states": _states,
    "deduction": _deduction,
    "sum_of": _sum_of,
    "each": _each,
    "survey": _survey,
    "best_of_block": _best_of_block,
    "choice": _choice,
    "judgement": lambda item: f"người chấm nhận định theo tài liệu kiểm chứng: {_result(item)}",
    "empty_exclude": lambda _: "không phát sinh: không tính vào mẫu số",
    "empty_full": lambda item: f"không phát sinh: được {_result(item)} theo quy định của bộ tiêu chí",
    "empty_zero": lambda item: f"không phát sinh: {_result(item)} theo quy định của bộ tiêu chí",
    "excluded_for_unit": lambda _: "không áp dụng cho đơn vị này: không tính vào mẫu số",
    "excluded_in_base": lambda _: "không áp dụng cho đơn vị này: không chấm, điểm tối đa vẫn ở mẫu số theo bộ tiêu chí",
    "not_scored": _not_scored,
    "waits_for_block": lambda _: "chưa chấm: chờ số của mọi đơn vị trong khối để biết số cao nhất",
}
