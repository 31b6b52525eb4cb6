"""A thrown-away example workspace, with Django loaded for it."""

import os
import subprocess
import sys
from pathlib import Path


def open_example(folder: Path) -> Path:
    """Build the example with the command, then load Django on it. Once a process."""
    workspace = folder / "workspace"
    command = Path(sys.executable).parent / "parindex"
    subprocess.run(  # noqa: S603 (our own command)
        [str(command), "--workspace", str(workspace), "demo", "--json"], check=True, capture_output=True
    )
    os.environ["PARINDEX_WORKSPACE"] = str(workspace)
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.settings"
    import django

    django.setup()
    return workspace
