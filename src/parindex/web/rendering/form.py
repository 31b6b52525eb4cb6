"""The one form renderer: label above, hint, error beside its field, one primary button. Works without JavaScript."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from parindex.web.rendering.markup import same_site


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a form under a heading. `folded`: behind it, until one of them holds a value or a fault.

    `told`: what stands over the fields, each with its name. `parts`: further sections inside, under smaller headings, and
    folded ones in those; a folded section with parts is open where `opened` says so, or where a field has a fault.
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
    placed = {name for section in sections for name in _names(section)}
    rest = [name for name in fields if name not in placed]
    parts = [
        _part(fields, section, rest if number == 0 else ()) for number, section in enumerate(sections or (Section(""),))
    ]
    return [one for one in parts if one.fields or one.parts]


def _part(fields: Mapping[str, BoundField], section: Section, more: Collection[str] = ()) -> _Part:
    wanted = {*section.names, *more}
    own = [one for name, one in fields.items() if name in wanted]
    inner = [_part(fields, one) for one in section.parts]
    opened = section.folded and (
        section.opened or _faulty(inner) or any(one.errors or (not inner and one.value()) for one in own)
    )
    return _Part(section.title, own, section.folded, opened, section.told, inner)


def _faulty(parts: Iterable[_Part]) -> bool:
    return any(any(one.errors for one in part.fields) or _faulty(part.parts) for part in parts)


def _names(section: Section) -> Iterator[str]:
    yield from section.names
    for one in section.parts:
        yield from _names(one)


def _faulty_fields(parts: Iterable[_Part], where: str = "") -> Iterator[tuple[BoundField, str]]:
    """The fields at fault with their labels, in parts of parts after the name of the part: there many bear one label."""
    for part in parts:
        for one in part.fields:
            if one.errors:
                yield one, f"{where}: {one.label}" if where else str(one.label)
        for inner in part.parts:
            yield from _faulty_fields((inner,), where or inner.title.partition(" (")[0])


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
    context["parts"] = parts = _parts(form, chosen.sections)
    context["faulty"] = list(_faulty_fields(parts))
    return mark_safe(render_to_string("parts/form.html", context))  # noqa: S308 (an escaping template)


def _faults(form: BaseForm) -> int:
    """How many fields are at fault; the form says so at its top when there are several to look for."""
    return sum(1 for name in form.errors if name in form.fields)
