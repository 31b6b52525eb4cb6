"""A bare Django page: one query, one template loop over as many rows and columns as the score sheet has."""

from collections.abc import Sequence

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

COLUMNS = 8
TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Bảng</title></head><body><table>"
    "{% for row in rows %}<tr>"
    + "".join(f"<td>{{{{ row.c{number} }}}}</td>" for number in range(COLUMNS))
    + "</tr>{% endfor %}</table></body></html>"
)


class BareRow(models.Model):
    """A row of text cells, in a table of its own."""

    c0, c1, c2, c3, c4, c5, c6, c7 = (models.TextField() for _ in range(COLUMNS))

    class Meta:
        app_label = "bare"
        db_table = "bare_row"


def fill(rows: Sequence[Sequence[str]]) -> None:
    """Make the table and put the same cells into it that the sheet shows."""
    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
    BareRow.objects.bulk_create(BareRow(**{f"c{at}": text for at, text in enumerate(row)}) for row in rows)


def view(request: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse(TEMPLATE.render({"rows": BareRow.objects.all()}, request))


urlpatterns = [path("bare/", view), path("", include("parindex.urls"))]
