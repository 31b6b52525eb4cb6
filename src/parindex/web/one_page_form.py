"""All leaves of a unit in one form, for offices of one or two people: scores, words, papers, and sending them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from parindex.criteria.model import Leaf
from parindex.documents.wording.numbers import count_text, points_text
from parindex.documents.wording.rules import rule_in_words
from parindex.web.fields import PlainForm
from parindex.web.rendering.form import Section
from parindex.web.round_forms import BY_HAND, PaperForm, ScoreForm, Value

ALONE = "tu_xac_nhan"
_HIDDEN = ("viec",)
_PAPER = ("title", "number", "file")
_FEW = 6  # leaves that stand open under each other; of more, areas are folded


@dataclass(frozen=True)
class Line:
    """A leaf on the page: what fills its fields (`value`, `note`), the row seen, and what is said beside its name.

    `scored`: it takes a score, as while the unit self-scores; else an explanation. `group`: code and name of its area;
    `done`: it was scored, or explained, before; `told`: what an explanation answers, each line with its name.
    """

    leaf: Leaf
    group: str
    about: str = ""
    value: Value | None = None
    note: str = ""
    seen: int | None = None
    scored: bool = True
    done: bool = False
    told: Sequence[tuple[str, str]] = ()


class OnePageForm(PlainForm):
    """The fields of every leaf under its number on the page (`m3_note`), then those of one more paper for it.

    `sends`: who fills it in may also send it.
    """

    def __init__(self, lines: Sequence[Line], *args: Any, sends: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines, self.sends = lines, sends
        self._own = [self._add(number, line) for number, line in enumerate(lines)]
        self._done = {number for number, line in enumerate(lines) if line.done}
        if sends:
            self.fields[ALONE] = forms.BooleanField(
                label="Tự xác nhận: đơn vị không có người thứ hai duyệt",
                required=False,
                help_text="Dấu “tự xác nhận” hiện ở mọi nơi có lần gửi này.",
            )

    def _add(self, number: int, line: Line) -> tuple[str, ...]:
        """Put the fields of a leaf into the form; their names. None is required: a leaf may wait for another day."""
        names = []
        for name, field, initial in (*_word_fields(line), *_paper_fields()):
            full = f"m{number}_{name}"
            field.required, field.initial = False, initial
            self.fields[full] = field
            names.append(full)
        return tuple(names)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The fields leaf by leaf under their areas, and sending at the end. Of a long page only the first area in which
        something is left to do begins open, after a fault those with a fault.
        """
        groups: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            groups.setdefault(line.group, []).append(number)
        folded = len(self.lines) > _FEW
        begin = next((group for group, own in groups.items() if not self._done.issuperset(own)), "")
        parts = [
            Section(
                f"{group}: {self._left(own)}",
                parts=[self._section(number) for number in own],
                folded=folded,
                opened=group == begin and not self.errors,
            )
            for group, own in groups.items()
        ]
        return (*parts, Section("Gửi", (ALONE,))) if self.sends else tuple(parts)

    def _section(self, number: int) -> Section:
        line = self.lines[number]
        about = f"tối đa {points_text(line.leaf.max_points)} điểm" + (f"; {line.about}" if line.about else "")
        names, title = self._own[number], f"{line.leaf.code}. {line.leaf.name} ({about})"
        papers = Section("Thêm tài liệu", names[-len(_PAPER) :], folded=True)
        rule = rule_in_words(line.leaf.rule, line.leaf.max_points) if line.scored else ""
        told = [("Cách chấm", rule)] if rule else line.told
        return Section(title, names[: -len(_PAPER)], told=told, parts=[papers])

    def _left(self, numbers: Sequence[int]) -> str:
        """How much of an area is still to do."""
        left = len(set(numbers) - self._done)
        return (
            f"còn {count_text(left)}/{count_text(len(numbers))} mục" if left else f"xong {count_text(len(numbers))} mục"
        )

    def at_fault(self, number: int) -> bool:
        """Whether a field of the leaf cannot be read."""
        return any(name in self.errors for name in self._own[number])

    def score_of(self, number: int) -> ScoreForm | None:
        """The leaf's own form as filled in; None where there is nothing new: not touched, and nothing proposed."""
        line, start = self.lines[number], f"m{number}_"
        typed = cast("MultiValueDict[str, Any]", self.data)
        own = MultiValueDict({name.removeprefix(start): typed.getlist(name) for name in self._own[number]})
        form = ScoreForm(line.leaf, own, value=line.value, initial={"note": line.note})
        proposed = line.seen is None and line.value is not None
        return form if proposed or self._touched(number) or self.paper_of(number) else None

    def _touched(self, number: int) -> bool:
        return any(self._changed(name) for name in self._own[number] if not name.endswith("_thay"))

    def _changed(self, name: str) -> bool:
        field, typed = self.fields[name], self.data.get(name, "")
        if isinstance(field, forms.FileField):
            return False
        if isinstance(field, forms.BooleanField):
            return bool(typed) != bool(field.initial)
        return str(typed).strip() != str(field.initial or "").strip()

    def words_of(self, number: int) -> str:
        """The explanation typed for a leaf."""
        return str(self.data.get(f"m{number}_text", "")).strip()

    def paper_of(self, number: int) -> PaperForm | None:
        """The paper typed for a leaf, named by its file or number when it has no title; None when none was."""
        title, words = (str(self.data.get(f"m{number}_{name}", "")).strip() for name in ("title", "number"))
        upload = self.files.get(f"m{number}_file")
        if not (title or words or upload):
            return None
        named = title or (str(upload.name) if upload else words)
        files: Mapping[str, Any] = {"file": upload} if upload else {}
        return PaperForm({"title": named[:500], "number": words}, files)

    def fault(self, number: int, words: str, name: str = "") -> None:
        """Put a fault beside its field, or beside the words of the leaf where no field of it bears that name."""
        full = f"m{number}_{name}"
        beside = f"m{number}_note" if self.lines[number].scored else f"m{number}_text"
        self.add_error(full if full in self.fields else beside, words)

    def faults_of(self, number: int, form: forms.Form) -> None:
        """Put the faults of one of the leaf's own forms beside its fields here."""
        for name, found in form.errors.items():
            for words in found:
                self.fault(number, str(words), name)

    def landed(self, number: int, row: int | None) -> None:
        """What was typed for a leaf is kept now: shown again, it must not be sent a second time. `row`: its new score."""
        if row is not None or self.words_of(number):
            self._done.add(number)
        data = cast("MultiValueDict[str, Any]", self.data).copy()
        for name in (*_PAPER, "text"):
            data.pop(f"m{number}_{name}", None)
        if row is not None:
            data[f"m{number}_thay"] = str(row)
        self.data = data


def _word_fields(line: Line) -> list[tuple[str, forms.Field, Any]]:
    """The fields of a leaf's score, or of its explanation, each with what fills it."""
    if not line.scored:
        area = forms.Textarea(attrs={"rows": 3})
        return [("text", forms.CharField(label="Giải trình", max_length=4000, widget=area), "")]
    form = ScoreForm(line.leaf, value=line.value, initial={"note": line.note, "thay": str(line.seen or "")})
    found = [(name, field, form.initial.get(name)) for name, field in form.fields.items() if name not in _HIDDEN]
    for name in (BY_HAND, "note"):  # said once, at the head of the page
        if name in form.fields:
            form.fields[name].help_text = ""
    form.fields["note"].widget = forms.Textarea(attrs={"rows": 2, "class": "grows"})
    return found


def _paper_fields() -> list[tuple[str, forms.Field, Any]]:
    form = PaperForm()
    words = {"title": "Tên tài liệu", "number": "Số, ký hiệu, ngày", "file": "Tệp tài liệu"}
    for name, label in words.items():
        form.fields[name].label = label
    return [(name, form.fields[name], None) for name in _PAPER]
