"""The one form renderer: label above, hint, error beside its field, one primary button. Works without JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from parindex.web.rendering.markup import same_site


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a form under a heading. `folded`: behind it, until one of them holds a value or a fault.

    `told`: what stands over the fields, each with its name. `parts`: further sections inside, under smaller headings; one
    that is folded is then open where `opened` says so, or where a field has a fault, since its fields begin filled in.
    """

    title: str
    names: Sequence[str] = ()
    folded: bool = False
    told: Sequence[tuple[str, str]] = ()
    parts: "Sequence[Section]" = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class FormLook:
    """How a form is sent: `submit` on its button; `action` and `cancel` are paths of this site ("" is this page).

    `swap`: id of the table that htmx replaces by that of the answer, `swap_also` of another element that goes with it;
    without JavaScript the whole page comes.
    `wide`: short fields stand two in a line. `also`: name and text of a second, quieter button that sends the form too.
    `sections`: the fields in parts; a field that none of them names stands in the first.
    """

    submit: str = "Lưu"
    method: Literal["post", "get"] = "post"
    action: str = ""
    cancel: str = ""
    cancel_text: str = "Hủy"
    inline: bool = False
    danger: bool = False
    swap: str = ""
    swap_also: str = ""
    wide: bool = False
    also: tuple[str, str] | None = None
    sections: Sequence[Section] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with its fields, as the template shows it."""

    title: str
    fields: Sequence[BoundField]
    folded: bool = False
    open: bool = False
    told: Sequence[tuple[str, str]] = ()
    parts: "Sequence[_Part]" = ()


def _parts(form: BaseForm, sections: Sequence[Section]) -> list[_Part]:
    fields = {one.name: one for one in form.visible_fields()}
    placed = {name for section in sections for one in (section, *section.parts) for name in one.names}
    rest = [name for name in fields if name not in placed]
    parts = []
    for number, section in enumerate(sections or (Section(""),)):
        wanted = {*section.names, *(rest if number == 0 else ())}
        own = [one for name, one in fields.items() if name in wanted]
        inner = [
            _Part(one.title, [fields[name] for name in one.names if name in fields], told=one.told)
            for one in section.parts
        ]
        if own or inner:
            parts.append(_Part(section.title, own, section.folded, _opened(section, own, inner), section.told, inner))
    return parts


def _opened(section: Section, own: Sequence[BoundField], inner: Sequence[_Part]) -> bool:
    """Whether a folded section begins open."""
    if not section.folded or section.opened:
        return section.folded
    faulty = any(field.errors for part in inner for field in part.fields)
    return faulty or any(one.errors or one.value() for one in own)


def render_form(form: BaseForm, look: FormLook | None = None, *, csrf_token: str = "") -> SafeString:
    """Return the form as HTML.

    Raises ValueError if `action` or `cancel` leave the site, or if a posted form comes without its CSRF token: such a
    form could never be sent.
    """
    chosen = look or FormLook()
    if chosen.method == "post" and not csrf_token:
        raise ValueError("a form that is posted needs the CSRF token of the request")
    for address in (chosen.action, chosen.cancel):
        if address:
            same_site(address)
    context = {"form": form, "look": chosen, "csrf_token": csrf_token, "faults": _faults(form)}
    context["parts"] = _parts(form, chosen.sections)
    return mark_safe(render_to_string("parts/form.html", context))  # noqa: S308 (an escaping template)


def _faults(form: BaseForm) -> int:
    """How many fields are at fault; the form says so at its top when there are several to look for."""
    return sum(1 for name in form.errors if name in form.fields)
