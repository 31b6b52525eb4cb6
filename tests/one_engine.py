"""One SQL engine for all tests of a process, in the sample only: to open another takes longer than most tests do.

Each connection has a database of its own in it. In full, every connection opens an engine, as in the software.
"""

import itertools
from functools import cache
from typing import Any

import duckdb

_really_connect = duckdb.connect
_numbers = itertools.count(1)


@cache
def _engine(settings: tuple[tuple[str, Any], ...]) -> duckdb.DuckDBPyConnection:
    return _really_connect(":memory:", config=dict(settings))


class _Own:
    """A connection to a fresh, empty database that goes when the connection is closed."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, temporary: str) -> None:
        self._database = f"of_test_{next(_numbers)}"
        self._engine = engine
        self._real: duckdb.DuckDBPyConnection | None = engine.cursor()
        self._real.execute(f"ATTACH ':memory:' AS {self._database}")
        self._real.execute(f"USE {self._database}")
        self._real.execute("SET temp_directory = $place", {"place": temporary})

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Another connection to the same database."""
        made = self._engine.cursor()
        made.execute(f"USE {self._database}")
        return made

    def close(self) -> None:
        """Drop the database."""
        if self._real is not None:
            self._real.close()
            self._real = None
            self._engine.cursor().execute(f"DETACH {self._database}")

    def __getattr__(self, name: str) -> Any:
        if self._real is None:
            raise duckdb.ConnectionException("Connection already closed")
        return getattr(self._real, name)

    def __enter__(self) -> "_Own":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


def connect(database: str = ":memory:", *, config: dict[str, Any] | None = None) -> Any:
    """What takes the place of `duckdb.connect`; a call that the software never makes goes to the real one."""
    if database != ":memory:" or not config or "temp_directory" not in config:
        return _really_connect(database, config=config or {})
    shared = {name: value for name, value in config.items() if name != "temp_directory"}
    return _Own(_engine(tuple(sorted(shared.items()))), config["temp_directory"])
