"""What goes to the owner of a source: the list as a workbook, and the letter."""

from django.http import HttpResponse

from parindex.assessment.reconciling import Compared
from parindex.documents.index import DOCUMENTS
from parindex.documents.reconciliation_letter.filling import answer_day, filled_letter
from parindex.documents.reconciliation_list.filling import filled_list, of_owner, owner_to_ask, to_send
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.organisations.queries import today
from parindex.web.attachment import DOCX, XLSX, attachment
from parindex.web.page import Place, placed
from parindex.web.reconciliation_choices import Chosen, chosen
from parindex.web.reconciliation_filter import ALL, SETTLED, TABS, DifferenceFilter
from parindex.web.reconciliation_forms import LetterForm

_TYPES = {".xlsx": XLSX, ".docx": DOCX}


def _answer(name: str, choice: Chosen, stem: str, content: bytes) -> HttpResponse:
    suffix = DOCUMENTS[name].suffix
    return attachment(content, _TYPES[suffix], f"{stem}-{choice.place.unit}-{choice.place.period.code}{suffix}")


@placed
def workbook(place: Place) -> HttpResponse:
    """The differences as the list is narrowed that one source has late: `nguon`, else the one that has more of them.

    What is settled stays out, unless it is what the list was narrowed to.
    """
    choice = chosen(place)
    compared = choice.compared()
    form = DifferenceFilter(choice, compared, place.request.GET)
    asked = place.request.GET.get("muc", "")
    kept = form.by_tab()[asked if asked in TABS else ALL]
    source = _source(compared, form.chosen("nguon")) or owner_to_ask(compared, kept)
    settled = asked == SETTLED or form.chosen("trang_thai") == "agreed"
    rows = (of_owner if settled else to_send)(compared, source, kept)
    content = DOCUMENTS["difference_list"].build(filled_list(compared, source, rows))
    return _answer("difference_list", choice, "sai-lech", content)


def _source(compared: Compared, name: str) -> SourceFacts | None:
    return next((one for one in (compared.right, compared.left) if one.source == name), None)


@placed
def letter(place: Place) -> HttpResponse:
    """The letter to the owner of `nguon` about the differences that his source has late; `han_tra_loi`: answer by.

    A letter is not written to another owner, or for another day, than what was asked for and cannot be read.
    """
    choice = chosen(place)
    compared = choice.compared()
    form = LetterForm(choice, compared, place.request.GET)
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise InputFault(f"{form.fields[name].label}: {errors[0]}")
    source = _source(compared, form.cleaned_data["nguon"]) or owner_to_ask(compared)
    now = today()
    until = answer_day(form.cleaned_data["han_tra_loi"], now)
    draft = filled_letter(compared, source, to_send(compared, source), answer_by=until, year=now.year)
    return _answer("difference_letter", choice, "cong-van-doi-chieu", DOCUMENTS["difference_letter"].build(draft))
