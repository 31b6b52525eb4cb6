"""The score sheet page against a bare Django page with as many rows and columns, both through all middleware."""

from benchmarks.rounds import Contest, contest

SHEET = "/so-ldtbxh/2021/bang-diem/"
GOAL = 2.0


def run() -> Contest:
    """Signed in, by Django's test client. Needs Django loaded on the example."""
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.bare_page"
    from django.test import Client
    from django.test.utils import setup_test_environment, teardown_test_environment

    from benchmarks import bare_page
    from parindex.organisations.models import User
    from parindex.web.rendering.table import Cell

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="van-phong"))
    setup_test_environment()
    table = client.get(SHEET).context["sheet"]
    teardown_test_environment()
    bare_page.fill([[cell.text if isinstance(cell, Cell) else cell for cell in row.cells] for row in table.rows])

    def get(url: str) -> int:
        answer = client.get(url)
        if answer.status_code != 200:
            raise AssertionError(f"{url}: {answer.status_code}")
        return len(answer.content)

    sizes = get("/bare/"), get(SHEET)
    return contest(
        f"Score sheet page, {len(table.rows)} rows, {len(table.columns)} columns",
        {
            "bare Django page (one query, template loop)": lambda: get("/bare/"),
            "score sheet page": lambda: get(SHEET),
        },
        repeat=10,
        goals={"score sheet page": GOAL},
        note=f"Pages of {sizes[0]:,} and {sizes[1]:,} bytes; the same cells, the same middleware, the same session.",
    )
