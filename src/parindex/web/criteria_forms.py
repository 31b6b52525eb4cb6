"""Forms of the criteria-set editor: a leaf with its rule, a heading, the head of the set, the whole text, a new set."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from parindex.criteria.editing import GONE
from parindex.documents.wording.set_changes import SCORED_BY, WHEN_EMPTY
from parindex.measures.catalogue import MEASURES
from parindex.web.criteria_rule_form import lines, number_text, rule_fields, shown_number
from parindex.web.fields import NumberField, PlainForm, WholeField, mend_required


class VersionedForm(PlainForm):
    """Carries the version that the writer saw, so that a stale write is refused."""

    ban = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})


def _items(raw: object) -> str:
    return "\n".join(str(one) for one in raw) if isinstance(raw, Sequence) and not isinstance(raw, str) else ""


class HeadingForm(VersionedForm):
    """An area, or a criterion with components: its code and name."""

    code = forms.CharField(label="Mã", max_length=30)
    name = forms.CharField(label="Tên", max_length=1000, widget=_area(2))

    def __init__(self, raw: Mapping[str, Any], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].initial, self.fields["name"].initial = raw.get("code"), raw.get("name")

    def changes(self) -> dict[str, object]:
        """Field of the set → its value."""
        return {"code": self.cleaned_data["code"].strip(), "name": one_line(self.cleaned_data["name"])}


def one_line(text: str) -> str:
    """Words that a person may have broken into lines."""
    return " ".join(text.split())


class LeafForm(VersionedForm):
    """A leaf: what it asks, the fields of its rule, its papers. `shape`: the shape that its rule is to have."""

    code = forms.CharField(label="Mã", max_length=30)
    name = forms.CharField(label="Tên", max_length=1000, widget=_area(2))
    max_points = NumberField(label="Điểm tối đa", max_digits=12, decimal_places=6)
    scored_by = forms.ChoiceField(label="Ai chấm", choices=tuple(SCORED_BY.items()))
    measure = forms.ChoiceField(
        label="Chỉ tiêu", required=False, help_text="Để trống nếu người chấm tự ghi giá trị kèm tài liệu kiểm chứng."
    )
    when_empty = forms.ChoiceField(label="Khi không phát sinh", required=False, choices=tuple(WHEN_EMPTY.items()))
    scoring_text = forms.CharField(label="Cách chấm nguyên văn", required=False, max_length=8000, widget=_area(4))
    evidence = forms.CharField(
        label="Tài liệu kiểm chứng", required=False, widget=_area(3), help_text="Mỗi dòng một loại."
    )
    legal_basis = forms.CharField(label="Căn cứ", required=False, widget=_area(3), help_text="Mỗi dòng một căn cứ.")

    def __init__(self, raw: Mapping[str, Any], shape: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._raw = raw
        rule = raw.get("rule")
        own, self._read = rule_fields(rule if isinstance(rule, Mapping) else {}, shape)
        self.rule_names = tuple(f"r_{name}" for name in own)
        self.fields |= {f"r_{name}": field for name, field in own.items()}
        self._offer_measures()
        for name in ("code", "name", "scored_by", "measure", "when_empty", "scoring_text"):
            self.fields[name].initial = raw.get(name)
        self.fields["max_points"].initial = shown_number(raw.get("max_points"))
        for name in ("evidence", "legal_basis"):
            self.fields[name].initial = _items(raw.get(name))
        mend_required(self)

    def _offer_measures(self) -> None:
        known = [(code, f"{code}: {one.title}") for code, one in MEASURES.items()]
        present = self._raw.get("measure")
        if isinstance(present, str) and present not in MEASURES:
            known.append((present, f"{present} (không có chỉ tiêu này)"))
        self.fields["measure"].choices = [("", "(không có: nhận định)"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Also the rule, read from its fields."""
        data: dict[str, Any] = super().clean() or {}
        if not set(self.rule_names) & self.errors.keys():
            try:
                data["rule"] = self._read({name[2:]: data.get(name) for name in self.rule_names})
            except forms.ValidationError as error:
                self.add_error(self.rule_names[0] if self.rule_names else None, error)
        return data

    def changes(self) -> dict[str, object]:
        """Field of the set → its value, `GONE` where there is none."""
        data = self.cleaned_data
        text = data["scoring_text"].replace("\r\n", "\n").strip()
        return {
            "code": data["code"].strip(),
            "name": one_line(data["name"]),
            "max_points": number_text(data["max_points"], self._raw.get("max_points")),
            "scored_by": data["scored_by"],
            "measure": data["measure"] or GONE,
            "when_empty": data["when_empty"] or GONE,
            "rule": data["rule"],
            "scoring_text": text if text else GONE,
            **{name: self._listed(name) for name in ("evidence", "legal_basis")},
        }

    def _listed(self, name: str) -> object:
        given = lines(self.cleaned_data[name])
        if given or name in self._raw:
            return given if given or self._raw.get(name) == () else GONE
        return GONE


class HeadForm(VersionedForm):
    """What the set says of itself; its other parts have forms of their own (`criteria_part_forms`)."""

    id = forms.CharField(label="Mã của bộ (id)", max_length=80)
    title = forms.CharField(label="Tên", max_length=500, widget=_area(2))
    nature = forms.ChoiceField(
        label="Tính chất",
        choices=[("model", "mẫu, minh họa: không xếp hạng"), ("official", "chính thức, có quyết định")],
    )
    year = WholeField(label="Năm", min_value=1990, max_value=2100)
    block = forms.CharField(label="Khối", max_length=80)
    scale = NumberField(label="Thang điểm", max_digits=12, decimal_places=6)
    survey_share = NumberField(
        label="Phần điều tra (% thang điểm)",
        required=False,
        max_digits=6,
        decimal_places=3,
        help_text="Nếu ghi, được đối chiếu với tổng điểm các mục chấm bằng điều tra.",
    )

    def __init__(self, raw: Mapping[str, Any], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._raw = raw
        for name in ("id", "title", "nature", "year", "block"):
            self.fields[name].initial = raw.get(name)
        for name in ("scale", "survey_share"):
            self.fields[name].initial = shown_number(raw.get(name))
        mend_required(self)

    def changes(self) -> dict[str, object]:
        """Field of the set → its value, `GONE` where there is none."""
        data = self.cleaned_data
        share = number_text(data["survey_share"], self._raw.get("survey_share"))
        return {
            "id": data["id"].strip(),
            "title": one_line(data["title"]),
            "nature": data["nature"],
            "year": data["year"],
            "block": data["block"].strip(),
            "scale": number_text(data["scale"], self._raw.get("scale")),
            "survey_share": GONE if share is None else share,
        }


class WholeTextForm(VersionedForm):
    """The whole document as text."""

    van_ban = forms.CharField(label="Toàn văn (YAML)", widget=_area(40), strip=False, max_length=2_000_000)


class NewSetForm(PlainForm):
    """A set that begins: from another one, or from a file."""

    code = forms.SlugField(
        label="Mã bộ tiêu chí mới",
        max_length=80,
        help_text="Chữ thường không dấu, số, dấu gạch nối; ví dụ so-2027. Cũng là id ghi trong bộ.",
        error_messages={"invalid": "Mã chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ so-2027."},
    )
    title = forms.CharField(label="Tên", max_length=500, required=False, help_text="Để trống để giữ tên đang có.")
    year = WholeField(
        label="Năm", min_value=1990, max_value=2100, required=False, help_text="Để trống để giữ năm đang có."
    )


class CopyForm(NewSetForm):
    """From a set that is there: to the next year, or to be amended."""

    tu = forms.ChoiceField(label="Chép từ")

    def __init__(self, sources: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tu"].choices = sources  # type: ignore[attr-defined]
        self.fields = {"tu": self.fields["tu"], **{n: f for n, f in self.fields.items() if n != "tu"}}


class FileForm(NewSetForm):
    """From a file: YAML as it is, or the official table in Word or Excel, read into proposals."""

    file = forms.FileField(
        label="Tệp",
        help_text="Bộ tiêu chí .yaml, hoặc bảng đã ban hành .docx, .xlsx: mỗi câu “cách chấm” thành một quy tắc "
        "đề xuất để xác nhận.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống; hãy chọn tệp khác."},
    )
    block = forms.CharField(
        label="Khối",
        max_length=80,
        required=False,
        help_text="Bảng đã ban hành chấm khối nào, ví dụ so hoặc xa. Tệp .yaml giữ khối ghi trong tệp.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"file": self.fields["file"], **{n: f for n, f in self.fields.items() if n != "file"}}
        self.fields["title"].help_text = "Để trống để lấy theo tệp."
        self.fields["year"].help_text = "Bảng đã ban hành chấm cho năm nào. Tệp .yaml giữ năm ghi trong tệp."

    def clean(self) -> dict[str, Any]:
        """What a table does not say of itself has to be said; a YAML file says it."""
        data: dict[str, Any] = super().clean() or {}
        if "file" in data and not self.is_yaml:
            for name, words in (("year", "năm mà bảng này chấm"), ("block", "khối mà bảng này chấm, ví dụ so hoặc xa")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Hãy ghi {words}.")
        return data

    @property
    def is_yaml(self) -> bool:
        """Whether the file is a set as it is, not an official table."""
        return str(self.cleaned_data["file"].name).lower().endswith((".yaml", ".yml"))


class MoveForm(VersionedForm):
    """Where an item goes: under another heading."""

    toi = forms.ChoiceField(label="Chuyển sang")

    def __init__(self, headings: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["toi"].choices = headings  # type: ignore[attr-defined]
