"""What goes to the owner of a source: the list as a workbook, and the letter."""

from datetime import date, timedelta

from django.http import HttpResponse

from parindex.assessment.reconciling import Compared
from parindex.documents.index import DOCUMENTS
from parindex.documents.reconciliation_letter.filling import filled_letter
from parindex.documents.reconciliation_list.filling import filled_list, of_owner
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.organisations.queries import today
from parindex.web.page import Place, placed
from parindex.web.reconciliation_choices import Chosen, chosen
from parindex.web.reconciliation_filter import ALL, TABS, DifferenceFilter
from parindex.web.views.reconciliation import LetterForm, default_owner
from parindex.web.views.reconciliation_list import in_tab

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DAYS_TO_ANSWER = 15  # offered when no day is asked for


def _answer(name: str, choice: Chosen, stem: str, content: bytes) -> HttpResponse:
    suffix = DOCUMENTS[name].suffix
    file = f"{stem}-{choice.place.unit}-{choice.place.period.code}{suffix}"
    disposition = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(content, content_type=_TYPES[suffix], headers=disposition)


def _source(compared: Compared, name: str) -> SourceFacts:
    return next((one for one in (compared.left, compared.right) if one.source == name), compared.right)


@placed
def workbook(place: Place) -> HttpResponse:
    """The differences as the list is narrowed, without those that both sources have late."""
    choice = chosen(place)
    compared = choice.compared()
    form = DifferenceFilter(choice, compared, place.request.GET)
    asked = place.request.GET.get("muc", "")
    kept = [one for one in in_tab(compared, form, asked if asked in TABS else ALL) if not one.agreed]
    source = _source(compared, form.chosen("nguon") or default_owner(compared))
    content = DOCUMENTS["difference_list"].build(filled_list(compared, source, kept))
    return _answer("difference_list", choice, "sai-lech", content)


def _answer_by(form: LetterForm, now: date) -> date:
    day = form.cleaned_data.get("han_tra_loi") if form.is_valid() else None
    if day is not None and day <= now:
        raise InputFault("Ngày đề nghị trả lời phải sau hôm nay; hãy chọn ngày khác.")
    return day or now + timedelta(days=_DAYS_TO_ANSWER)


@placed
def letter(place: Place) -> HttpResponse:
    """The letter to the owner of `nguon` about the differences that his source has late; `han_tra_loi`: answer by."""
    choice = chosen(place)
    compared = choice.compared()
    asked = place.request.GET
    source = _source(compared, asked.get("nguon", "") or default_owner(compared))
    form = LetterForm(choice, compared, asked)
    now = today()
    draft = filled_letter(compared, source, of_owner(compared, source), answer_by=_answer_by(form, now), year=now.year)
    return _answer("difference_letter", choice, "cong-van-doi-chieu", DOCUMENTS["difference_letter"].build(draft))
