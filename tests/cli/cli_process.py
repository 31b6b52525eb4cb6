"""The command as a process: arguments in, exit code and two streams out."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).parent / "parindex"
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on stdout of a run that went well; nothing but it."""
        assert self.code == 0, self.err
        return self.object

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object on stdout, whatever the exit code."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def refused(self) -> str:
        """The message of a refusal: exit 2, nothing on stdout, Vietnamese on stderr and no traceback."""
        assert self.code == 2, f"{self.code}: {self.out}{self.err}"
        assert self.out == ""
        assert VIETNAMESE.search(self.err), self.err
        assert "Traceback" not in self.err
        return self.err


def run_parindex(
    *args: object,
    workspace: Path | None = None,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    timeout: float = 400,
) -> Ran:
    """Run the installed command, with warnings as errors."""
    place = [] if workspace is None else ["--workspace", str(workspace)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PARINDEX", "DJANGO", "PYTHON"))}
    done = subprocess.run(
        [str(COMMAND), *place, *map(str, args)],
        capture_output=True,
        cwd=cwd,
        env=clean | {"PYTHONWARNINGS": "error"} | (env or {}),
        timeout=timeout,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))
