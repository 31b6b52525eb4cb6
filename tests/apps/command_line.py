"""The command as a process of its own."""

import sys
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from parindex.cli.main import entry; entry()")


def command(folder: Path, *words: str) -> list[str]:
    """A command line on a workspace."""
    return [*PROGRAM, "--workspace", str(folder), *words]
