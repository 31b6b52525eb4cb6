"""What is said of differences: sent to the owner, decided, taken back; of two codes, that they are one or two; the letter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from parindex.assessment.reconciliation_actions import other_than_proposed
from parindex.assessment.reconciliation_said import MATCH_VERDICTS, VERDICTS
from parindex.assessment.reconciling import Compared
from parindex.documents.reconciliation_list.filling import cause_words, of_owner, owner_to_ask, to_send
from parindex.measures.reconciliation.model import UNDETERMINED
from parindex.web.fields import DayField, PlainForm, mend_required
from parindex.web.reconciliation_choices import Chosen

_LONGEST = 1000


class _Keys(forms.MultipleChoiceField):
    """The keys of the differences, carried along; the action checks them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.MultipleHiddenInput, **more)

    def valid_value(self, value: Any) -> bool:
        """Any text; a key that is no difference is refused by the action, in its own words."""
        return isinstance(value, str)


class AboutDifferences(PlainForm):
    """The differences it is about, what is done, and the newest decision that was shown."""

    viec = forms.CharField(widget=forms.HiddenInput)
    khoa = _Keys()
    da_xem = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ghi = forms.CharField(widget=forms.HiddenInput, initial="1")

    def __init__(self, *given: Any, compared: Compared, keys: Sequence[str], task: str, **more: Any) -> None:
        about = {"viec": task, "khoa": list(keys), "da_xem": compared.newest, "ghi": "1"}
        initial = about | more.pop("initial", {})
        super().__init__(*given, initial=initial, **more)


class SendForm(AboutDifferences):
    """The letter with which the list went."""

    letter = forms.CharField(
        label="Số, ký hiệu công văn", max_length=200, help_text="Ví dụ: 125/SLĐTBXH-VP, do văn thư cấp."
    )
    letter_day = DayField(label="Ngày công văn", help_text="Ngày/tháng/năm.")
    addressee = forms.CharField(
        label="Nơi nhận", max_length=200, required=False, help_text="Để trống: cơ quan quản lý nguồn tính trễ hạn."
    )


class DecideForm(AboutDifferences):
    """A decision of the source's owner."""

    cause = forms.ChoiceField(label="Nguyên nhân được thống nhất")
    verdict = forms.ChoiceField(
        label="Quyết định",
        widget=forms.RadioSelect,
        choices=[(name, words) for name, words in VERDICTS.items() if name != "withdrawn"],
        help_text="Chỉ “Không tính trễ hạn” làm đổi tỷ lệ; số liệu đã ghi được giữ nguyên.",
    )
    document = forms.CharField(
        label="Văn bản căn cứ",
        max_length=_LONGEST,
        required=False,
        help_text="Số, ký hiệu, ngày, cơ quan ban hành. Bắt buộc, trừ khi còn tranh chấp.",
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"class": "grows", "rows": 1}),
        help_text="Bắt buộc khi còn tranh chấp (điều chưa thống nhất), và khi không tính trễ hạn theo nguyên nhân khác với "
        "nguyên nhân được đề nghị (vì sao).",
    )

    def __init__(self, *given: Any, compared: Compared, keys: Sequence[str], task: str, **more: Any) -> None:
        causes = sorted(one.code for one in compared.comparison.causes)
        self._chosen = tuple(compared.by_key[key] for key in keys if key in compared.by_key)
        proposed = {one.cause for one in self._chosen} - {UNDETERMINED}
        initial = {"cause": proposed.pop()} if len(proposed) == 1 else {}
        super().__init__(*given, compared=compared, keys=keys, task=task, initial=initial, **more)
        choices = [("", "– chọn –"), *((code, cause_words(compared, code)) for code in causes)]
        self.fields["cause"].choices = choices  # type: ignore[attr-defined]
        mend_required(self)

    def clean(self) -> dict[str, Any]:
        """An excuse by another cause than the proposed one says why, beside the field."""
        given = super().clean() or self.cleaned_data
        cause, verdict = given.get("cause", ""), given.get("verdict", "")
        if cause and not given.get("note", "").strip() and other_than_proposed(self._chosen, cause, verdict):
            self.add_error(
                "note", "Nguyên nhân khác với nguyên nhân được đề nghị; hãy ghi vì sao chọn nguyên nhân này."
            )
        return given


class WithdrawForm(AboutDifferences):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label="Lý do rút", max_length=_LONGEST, help_text="Ghi vào nhật ký; quyết định cũ vẫn lưu."
    )


class UnsendForm(AboutDifferences):
    """Why a list was noted as sent by mistake; `gui` is the number of the list."""

    gui = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Lý do rút", max_length=_LONGEST, help_text="Rút cả lần gửi; lần gửi và người đã ghi vẫn lưu."
    )


class MatchForm(PlainForm):
    """Whether the codes of each ticked pair are one row; the ticks stand in the table beside it."""

    verdict = forms.ChoiceField(label="Kết luận", widget=forms.RadioSelect, choices=list(MATCH_VERDICTS.items())[:2])
    reason = forms.CharField(
        label="Lý do", max_length=_LONGEST, help_text="Đã so giấy tờ nào, hỏi ai; một lý do cho mọi cặp đã chọn."
    )


class HandMatchForm(PlainForm):
    """Two codes that nobody proposed are one row."""

    viec = forms.CharField(widget=forms.HiddenInput, initial="ghep-tay")
    ma_trai = forms.CharField(max_length=300)
    ma_phai = forms.CharField(max_length=300)
    reason = forms.CharField(label="Lý do", max_length=_LONGEST, help_text="Giấy tờ nào cho thấy hai mã là một.")

    def __init__(self, *given: Any, compared: Compared, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["ma_trai"].label = f"Mã ở {compared.left.title}"
        self.fields["ma_phai"].label = f"Mã ở {compared.right.title}"


class UnmatchForm(PlainForm):
    """Why what was said of two codes is taken back."""

    ma_trai = forms.CharField(widget=forms.HiddenInput)
    ma_phai = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.CharField(widget=forms.HiddenInput, initial="withdrawn")
    reason = forms.CharField(label="Lý do rút lại", max_length=_LONGEST)


class LetterForm(forms.Form):
    """To whom the letter goes, and the day by which an answer is asked for."""

    nguon = forms.ChoiceField(label="Gửi cơ quan quản lý", required=False)
    han_tra_loi = DayField(label="Đề nghị trả lời trước ngày", required=False)

    def __init__(self, choice: Chosen, compared: Compared, given: QueryDict | None = None) -> None:
        super().__init__(given, initial={"nguon": owner_to_ask(compared).source}, auto_id="id_thu_%s")
        for name, value in choice.query.items():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False, initial=value)
        # asked for by its address, a letter about what is settled says so itself
        offers = to_send if given is None else of_owner
        asked = [one for one in (compared.right, compared.left) if offers(compared, one)]
        self.fields["nguon"].choices = [(one.source, one.title) for one in asked]  # type: ignore[attr-defined]

    @property
    def offers(self) -> bool:
        """Whether there is an owner with something to answer."""
        return bool(self.fields["nguon"].choices)  # type: ignore[attr-defined]
