"""Template tags and filters: the renderers, and numbers and dates as Vietnamese documents write them."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

from parindex.assessment.rounds.amended import unread_amendment
from parindex.assessment.rounds.announced import announced_in
from parindex.documents.wording import numbers
from parindex.organisations.roles import Right
from parindex.web.rendering import chart as charts
from parindex.web.rendering import figures as figure_lists
from parindex.web.rendering import flow as flows
from parindex.web.rendering import form as forms
from parindex.web.rendering import table as tables
from parindex.web.round_words import shown

register = template.Library()

register.filter("count", numbers.count_text)
register.filter("percent", numbers.percent_text)
register.filter("points", numbers.points_text)
register.filter("date_vi", numbers.date_text, expects_localtime=True)
register.filter("moment_vi", numbers.moment_text, expects_localtime=True)


@register.simple_tag
def render_table(table: tables.Table) -> SafeString:
    """`{% render_table table %}`"""
    return tables.render_table(table)


@register.simple_tag
def render_figures(figures: Sequence[figure_lists.Figure]) -> SafeString:
    """`{% render_figures figures %}`"""
    return figure_lists.render_figures(figures)


@register.inclusion_tag("parts/amended_notice.html", takes_context=True)
def amended_notice(context: template.Context) -> dict[str, Any]:
    """`{% amended_notice %}`: what an amended set did to the unit of the page, on its overview and in its round."""
    place = context.get("place")
    if place is None or context.get("section") not in ("overview", "rounds"):
        return {}
    notice = unread_amendment(place.unit, place.period.code)
    if notice is None:
        return {}

    def leaf(code: str, query: str = "") -> str:
        return f"{place.url('round_leaf', round=notice.round, leaf=code)}{query}"

    earlier = f"?ban={notice.before}"
    return {
        "notice": notice,
        "left": [(f"{code}. {name}", leaf(code, earlier)) for code, name in notice.left],
        "own": [(code, leaf(code)) for code in notice.own],
        "changed": [
            f"{code} {' → '.join(shown(one, fixed=False) or 'không tính' for one in points)}"
            for code, *points in notice.changed
        ],
        "before_href": f"{place.url('round_sheet', round=notice.round)}{earlier}",
        "may": place.may(Right.ENTER),
        "read_href": place.url("round_amend_read", round=notice.round),
        "csrf_token": context.get("csrf_token", ""),
    }


_BESIDE = {"history": "trang này chỉ có các kết quả được ghi vào đây kèm số văn bản"}


@register.inclusion_tag("parts/announced_band.html", takes_context=True)
def announced_band(context: template.Context) -> dict[str, Any]:
    """`{% announced_band %}`: the result of a round that was announced of the unit, on pages that do not show its points."""
    place = context["place"]
    found = announced_in(place.unit, place.period.code)
    beside = _BESIDE.get(context["section"], "trang này hiện số liệu tự tính")
    return {"announced": [(one, place.url("round_sheet", round=one.round)) for one in found], "beside": beside}


@register.simple_tag
def chart(chart: charts.Chart) -> SafeString:
    """`{% chart chart %}`"""
    return charts.render_chart(chart)


@register.simple_tag
def render_flow(flow: flows.Flow) -> SafeString:
    """`{% render_flow flow %}`"""
    return flows.render_flow(flow)


@register.simple_tag(takes_context=True)
def render_form(
    context: template.Context, form: BaseForm, look: forms.FormLook | None = None, **say: Any
) -> SafeString:
    """`{% render_form form submit="Nạp dữ liệu" %}`, or with a ready look: `{% render_form form look %}`"""
    chosen = look or forms.FormLook(**say)
    return forms.render_form(form, chosen, csrf_token=str(context.get("csrf_token", "")))
