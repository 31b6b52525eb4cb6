"""A dated fact's value as people say it."""

from decimal import Decimal, InvalidOperation

from parindex.documents.wording.numbers import number_text, percent_text
from parindex.measures.facts import Fact, Step


def step_text(fact: Fact, step: Step | None) -> str:
    """ "15 ngày làm việc", "80%", "Loại II", "ngày 20"; what is not known says so."""
    if step is None or not step.value:
        return "chưa biết"
    if fact.choices:
        return dict(fact.choices).get(step.value, step.value)
    if fact.unit == "tháng-ngày":
        month, _, day = step.value.partition("-")
        return f"ngày {day}/{month}"
    try:
        number = Decimal(step.value)
    except InvalidOperation:
        return step.value
    if not fact.unit:
        return step.value
    if fact.unit == "ngày trong tháng":
        return f"ngày {number:f}"
    if fact.unit == "%":
        return percent_text(number)
    return f"{number_text(number, places=4)} {fact.unit}"


def standing(step: Step) -> str:
    """How far a step can be trusted, in words."""
    if step.local:
        return "Của địa phương"
    return "Có văn bản" if step.confirmed else "Từ trí nhớ, cần xác nhận"
