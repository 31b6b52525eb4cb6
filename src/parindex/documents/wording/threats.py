"""What threatens next year, in words. Duck-typed on `assessment.outlook.Threat`: wording loads no Django."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from parindex.documents.wording.numbers import number_text, ratio_percent_text


class ThreatLike(Protocol):
    """A code with values."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Fraction]: ...


_SENTENCES = {
    "pending_due_next": "{count} hồ sơ đang giải quyết, đến hạn sau cuối kỳ: chậm một hồ sơ là một hồ sơ trễ hạn.",
    "overdue_open": "{count} hồ sơ còn mở và đã quá hạn: xử lý xong cũng tính là trễ hạn.",
    "archive_left": "Còn {left} mét giá tài liệu tồn đọng chưa chỉnh lý trên tổng số {of} mét giá.",
    "leadership_over": "{left} phòng, đơn vị có số cấp phó cao hơn quy định nếu chưa sắp xếp lại.",
    "training_short": "{left} nội dung đào tạo, bồi dưỡng chưa đạt chỉ tiêu, chuyển sang kế hoạch năm sau.",
    "online_unused": "{left}/{of} thủ tục cung cấp trực tuyến không phát sinh hồ sơ nào trong kỳ.",
    "postal_unused": "{left}/{of} thủ tục qua bưu chính công ích không phát sinh hồ sơ nào trong kỳ.",
    "sources_disagree": "{measure}: nguồn chính {here}, nguồn khác {there}; cần đối chiếu từng hồ sơ.",
}


def amount(value: Fraction) -> str:
    """A count or an amount in metres: "1.670", "1.234,50"."""
    return number_text(value, fixed=value.denominator != 1)


def threat_text(threat: ThreatLike, measure: str) -> str:
    """One sentence; `measure` is the title of the threat's measure."""
    values = {name: amount(value) for name, value in threat.values.items()}
    if "here_of" in threat.values:
        values["here"] = ratio_percent_text(threat.values["here"], threat.values["here_of"])
        values["there"] = ratio_percent_text(threat.values["there"], threat.values["there_of"])
    return _SENTENCES[threat.code].format(measure=measure, **values)
