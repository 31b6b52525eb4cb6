"""Online and postal services that nobody used (7.3, 7.4)."""

from collections import Counter
from datetime import date

from parindex.documents.plan.figures import count_text, share_text
from parindex.documents.plan.sentences.row_values import words
from parindex.documents.plan.sentences.statement import Setting, Statement, ratio
from parindex.plans.draft import Shortfall

_NEW_WORDS_FROM = date(2022, 8, 15)  # NĐ 42/2022/NĐ-CP: "một phần", "toàn trình" in place of levels 3 and 4
_MOST_FIELDS = 3


def unused_online_services(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """Online procedures with at least one dossier in the year, against those offered."""
    levels = "mức độ 3, 4" if setting.as_of < _NEW_WORDS_FROM else "một phần, toàn trình"
    return _unused(shortfall, setting, "online_services.used", f"dịch vụ công trực tuyến {levels}")


def unused_postal_services(shortfall: Shortfall, setting: Setting) -> Statement | None:
    """Procedures open to the postal service with at least one dossier in the year, against those offered."""
    return _unused(shortfall, setting, "postal_services.used", "dịch vụ bưu chính công ích")


def _unused(shortfall: Shortfall, setting: Setting, measure: str, service: str) -> Statement | None:
    figure = ratio(shortfall, measure)
    if figure is None or figure.denominator is None:
        return None
    offered, used = figure.denominator, figure.numerator
    text = (
        f"Trong {count_text(offered)} TTHC được cung cấp qua {service}, năm {setting.year} có "
        f"{count_text(used)} TTHC phát sinh hồ sơ, đạt {share_text(used, offered)}"
    )
    if offered > used:
        text += f"; {count_text(offered - used)} TTHC không có hồ sơ nào"
    return Statement(text=f"{text}{_where(shortfall)}.")


def _where(shortfall: Shortfall) -> str:
    """The fields in which most unused procedures lie."""
    fields = Counter(words(row, "field") for row in shortfall.rows if words(row, "field"))
    if len(fields) < 2:
        return ""
    ordered = sorted(fields.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_FIELDS]
    listed = ", ".join(f"{name} ({count_text(count)})" for name, count in ordered)
    return f", nhiều nhất ở lĩnh vực {listed}"
