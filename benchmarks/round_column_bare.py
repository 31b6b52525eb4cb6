"""A bare Django page of a column: one query, one template loop over as many rows with the same cells and fields."""

from collections.abc import Sequence

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

TEXTS = 8


class BareUnit(models.Model):
    """A row of text cells and of what its fields hold, in a table of its own."""

    c0, c1, c2, c3, c4, c5, c6, c7 = (models.TextField() for _ in range(TEXTS))
    above, below, note = (models.TextField() for _ in range(3))

    class Meta:
        app_label = "bare"
        db_table = "bare_unit"


TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Cột</title></head><body><form method=post>"
    "{% csrf_token %}<table>{% for row in rows %}<tr>"
    + "".join(f"<td>{{{{ row.c{number} }}}}</td>" for number in range(TEXTS))
    + '<td><input name="{{ row.pk }}-numerator" value="{{ row.above }}" aria-label="Số đạt, {{ row.c0 }}"></td>'
    '<td><input name="{{ row.pk }}-denominator" value="{{ row.below }}" aria-label="Tổng số, {{ row.c0 }}"></td>'
    '<td><input name="{{ row.pk }}-points" value="" aria-label="Điểm, {{ row.c0 }}">'
    '<input type="hidden" name="{{ row.pk }}-seen" value="{{ row.pk }}"></td>'
    '<td><input name="{{ row.pk }}-note" value="{{ row.note }}" aria-label="Giải trình, {{ row.c0 }}"></td>'
    '<td><input type="checkbox" name="{{ row.pk }}-save" value="1" aria-label="Ghi, {{ row.c0 }}"></td>'
    "</tr>{% endfor %}</table></form></body></html>"
)


def fill(rows: Sequence[Sequence[str]]) -> None:
    """Make the table and put the same cells into it that the column shows."""
    with connection.schema_editor() as editor:
        editor.create_model(BareUnit)
    BareUnit.objects.bulk_create(
        BareUnit(above="95", below="100", note="", **{f"c{at}": text for at, text in enumerate(row[:TEXTS])})
        for row in rows
    )


def view(request: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse(TEMPLATE.render({"rows": BareUnit.objects.all()}, request))


urlpatterns = [path("bare-column/", view), path("", include("parindex.urls"))]
