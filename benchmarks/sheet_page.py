"""The score sheet page against a bare Django page with as many rows and columns, both through all middleware."""

from benchmarks.rounds import Contest, contest

SHEET = "/so-ldtbxh/2021/bang-diem/"
GOAL = 2.0


def run() -> Contest:
    """Signed in, by Django's test client. Needs Django loaded on the example."""
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.bare_page"
    from django.test import Client, RequestFactory

    from benchmarks import bare_page
    from parindex.assessment import queries
    from parindex.organisations.models import User
    from parindex.web.page import open_place
    from parindex.web.rendering.table import Cell
    from parindex.web.views import sheet

    client = Client(SERVER_NAME="localhost")
    user = User.objects.get(username="van-phong")
    client.force_login(user)
    request = RequestFactory().get(SHEET)
    request.user = user
    table = sheet.sheet_table(open_place(request, "so-ldtbxh", "2021"), queries.picture("so-ldtbxh", "2021"))
    bare_page.fill([[cell.text if isinstance(cell, Cell) else cell for cell in row.cells] for row in table.rows])

    def get(url: str) -> int:
        answer = client.get(url)
        if answer.status_code != 200:
            raise AssertionError(f"{url}: {answer.status_code}")
        return len(answer.content)

    def first_after_a_write() -> int:
        queries._picture.cache_clear()
        sheet._SHEETS = sheet.Kept()
        return get(SHEET)

    sizes = get("/bare/"), get(SHEET)
    return contest(
        f"Score sheet page, {len(table.rows)} rows, {len(table.columns)} columns",
        {
            "bare Django page (one query, template loop)": lambda: get("/bare/"),
            "score sheet page": lambda: get(SHEET),
            "score sheet page, first view after any write": first_after_a_write,
        },
        repeat=10,
        goals={"score sheet page": GOAL},
        note=f"Pages of {sizes[0]:,} and {sizes[1]:,} bytes; the same cells, the same middleware, the same session. "
        "The page is kept until anything is written (any audit row, any figure); the last line is that first view.",
    )
