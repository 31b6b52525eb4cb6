"""The command as a process: arguments in, exit code and two streams out."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import forked_command
from tests.forked_command import clean_environment

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
    fresh: bool = False,
) -> Ran:
    """Run the command, with warnings as errors: in a fork of a process that has loaded it, or else (`fresh`, and whenever
    an environment is given) as it is installed."""
    place = [] if workspace is None else ["--workspace", str(workspace)]
    words = [*place, *map(str, args)]
    if fresh or env is not None:
        done = subprocess.run(
            [str(COMMAND), *words], capture_output=True, cwd=cwd, env=clean_environment() | (env or {}), timeout=400
        )
        code, out, err = done.returncode, done.stdout, done.stderr
    else:
        code, out, err = forked_command.run(words, cwd=cwd)
    return Ran(code, out.decode("utf-8"), err.decode("utf-8", "replace"))
