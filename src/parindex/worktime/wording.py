"""The steps of a reckoning in words, as a screen shows them under a dossier."""

from datetime import datetime, time

from parindex.worktime.clock import PAUSE_KINDS, DossierClock
from parindex.worktime.dossier import Dossier, Extension
from parindex.worktime.due import POLICIES
from parindex.worktime.pauses import Stretch


def moment_text(moment: datetime) -> str:
    """17:00 ngày 15/04/2021; ngày 15/04/2021 when no clock time is known (00:00)."""
    if moment.time() == time(0):
        return f"ngày {moment:%d/%m/%Y}"
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"


def start_words(dossier: Dossier, start: datetime, clock: DossierClock) -> str:
    """From when time runs."""
    if start == dossier.received:
        return f"Tiếp nhận {moment_text(start)}"
    late = clock.reception == "handover" and start.date() > dossier.received.date()
    why = f"tiếp nhận ngoài giờ hoặc sau {clock.handover_after:%H:%M}" if late else "tiếp nhận ngoài giờ"
    return f"Tiếp nhận {moment_text(dossier.received)}; {why}, tính từ {moment_text(start)}"


def limit_words(clock: DossierClock, dossier: Dossier) -> str:
    """Where the first due moment comes from."""
    if clock.due == "file":
        return "Ngày hẹn trả ghi trong tệp của nguồn"
    parts = [f"{dossier.days} ngày làm việc"] if dossier.days else []
    if dossier.hours:
        parts.append(f"{dossier.hours.normalize():f}".replace(".", ",") + " giờ làm việc")
    return f"Thời hạn {' và '.join(parts)}. {POLICIES[clock.due].title}"


def pause_words(stretch: Stretch, clock: DossierClock, *, late: bool) -> str:
    """What a pause did to the due moment."""
    kinds = ", ".join(PAUSE_KINDS[kind] for kind in stretch.kinds)
    what = f"Tạm dừng ({kinds})" + (", chưa kết thúc" if stretch.running else "")
    if late:
        return f"{what}: mở sau khi đã hết hạn, không được cộng vào hạn"
    if not clock.adds_pauses:
        return f"{what}: ngày hẹn trả trong tệp giữ nguyên"
    if clock.pauses == "RESTART":
        return f"{what}: tính lại toàn bộ thời hạn từ khi hết tạm dừng"
    return f"{what}: cộng thời gian làm việc đã tạm dừng vào hạn"


def extension_words(extension: Extension, fault: str) -> str:
    """What an extension did to the due moment, or why it did nothing."""
    paper = f" ({extension.document})" if extension.document else ""
    return f"Hẹn lại đến {moment_text(extension.until)}{paper}" + (f": {fault}" if fault else "")
