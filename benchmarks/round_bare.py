"""Bare Django twins of a round's pages: one query, one template loop over as many rows with the same cells; one save."""

from collections.abc import Callable, Sequence
from itertools import count

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

COLUMNS = 11


class BareScore(models.Model):
    """A row of text cells, in a table of its own."""

    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 = (models.TextField() for _ in range(COLUMNS))

    class Meta:
        app_label = "bare"
        db_table = "bare_score"


TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Phiếu</title></head><body><table>"
    "{% for row in rows %}<tr>"
    + "".join(f"<td>{{{{ row.c{number} }}}}</td>" for number in range(COLUMNS))
    + "</tr>{% endfor %}</table></body></html>"
)


def fill(rows: Sequence[Sequence[str]]) -> None:
    """Make the table and put the same cells into it that the sheet shows."""
    with connection.schema_editor() as editor:
        editor.create_model(BareScore)
    BareScore.objects.bulk_create(BareScore(**{f"c{at}": text for at, text in enumerate(row)}) for row in rows)


def view(request: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse(TEMPLATE.render({"rows": BareScore.objects.all()}, request))


def saving() -> Callable[[], object]:
    """A save of one row in a transaction, each time another one."""
    numbers = count()

    def save() -> None:
        with transaction.atomic():
            BareScore(**{f"c{at}": f"{at}" for at in range(COLUMNS - 1)}, c10=f"{next(numbers)}").save(
                force_insert=True
            )

    return save


urlpatterns = [path("bare-round/", view), path("", include("parindex.urls"))]
