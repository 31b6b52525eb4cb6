"""The page of a register over a million rows against the same page over a thousand: open, look for words, go on."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.million import million_batch
from benchmarks.rounds import Contest, contest
from parindex.records.engine import connect, path_literal
from parindex.records.folding import fold_batches
from parindex.records.registers import REGISTERS

PAGE = "/so-ldtbxh/2021/so-lieu/dossiers/"
GOAL = 3.0
FEW, MANY = "1,000 rows", "1,000,000 rows"
ASKED = {
    "opened": "",
    "next page": "?page=2",
    "last page but one, ordered by a date": "?sort=-due&page=19",
    "ordered by the code, last first": "?sort=-code",
    "narrowed to a unit": "?don-vi=ncc",
    "narrowed to a channel": "?channel=online",
    "narrowed to a month": "?ngay=received&tu=01/06/2021&den=30/06/2021",
    "narrowed to a unit and a month, ordered by a date": "?don-vi=ncc&ngay=received&tu=01/06/2021&den=30/06/2021&sort=-due",
    "looked through for a rare word": "?tim=000123",
    "looked through for two common words": "?tim=nguoi+cong",
    "looked through for two common words, ordered by a date": "?tim=nguoi+cong&sort=-due",
}


def _current(folder: Path) -> dict[str, Path]:
    """The rows of both sizes as the ledger would fold them."""
    batch, register = million_batch(folder), REGISTERS["dossiers"]
    files = {FEW: folder / "few.parquet", MANY: folder / "many.parquet"}
    with connect(folder) as connection:
        query = f"SELECT * FROM read_parquet({path_literal(batch)}) USING SAMPLE reservoir(1000 ROWS) REPEATABLE (7)"
        few = folder / "few.batch.parquet"
        connection.execute(f"COPY ({query}) TO {path_literal(few)} (FORMAT parquet)")
        fold_batches(connection, register, [(1, few)], files[FEW])
        fold_batches(connection, register, [(1, batch)], files[MANY])
    return files


def runs(folder: Path) -> Iterator[Contest]:
    """Signed in, by Django's test client, all middleware. Needs Django loaded on the example."""
    from django.test import Client

    from parindex.organisations.models import User
    from parindex.web.views import register

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="van-phong"))
    files = _current(folder)

    def get(size: str, query: str) -> None:
        register.current_file = lambda *_: files[size]  # type: ignore[assignment]
        answer = client.get(PAGE + query)
        if answer.status_code != 200:
            raise AssertionError(f"{PAGE}{query}: {answer.status_code}")

    for name, query in ASKED.items():
        yield contest(
            f"Page of a register, {name}",
            {FEW: lambda query=query: get(FEW, query), MANY: lambda query=query: get(MANY, query)},  # type: ignore[misc]
            repeat=3,
            goals={MANY: GOAL},
        )
