"""Files that wait between looking and confirming: each in a folder of its own in the workspace's temporary place.

They may hold personal columns that the import drops, so what nobody confirms is removed after two hours.
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from django.core.files.uploadedfile import UploadedFile

from parindex.ledger.workspace import workspace

_LONGEST_WAIT = 2 * 3600  # seconds


def _folder(token: str, state: str = "waiting") -> Path:
    return workspace().temporary / f"upload-{state}-{uuid.UUID(token)}"


def keep(file: "UploadedFile[bytes]") -> tuple[str, Path]:
    """Put an upload aside under a fresh token; only the last part of its name is used."""
    _remove_forgotten()
    token = str(uuid.uuid4())
    folder = _folder(token)
    folder.mkdir(parents=True)
    path = folder / (Path(str(file.name).replace("\\", "/")).name or "tep")
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return token, path


def waiting(token: str) -> Path | None:
    """A waiting upload, to be looked at again; None for one that is gone or was never given out. A wait begins anew with
    every look.
    """
    try:
        folder = _folder(token)
        os.utime(folder)
        return next(folder.iterdir(), None)
    except (OSError, ValueError):
        return None


def take(token: str) -> Path | None:
    """Claim a waiting upload; None when another request has claimed it: of two, exactly one gets the file."""
    claimed = _folder(token, "taken")
    try:
        _folder(token).rename(claimed)
    except OSError:
        return None
    return next(claimed.iterdir(), None)


def drop(token: str) -> None:
    """Remove an upload, waiting or claimed."""
    for state in ("waiting", "taken"):
        shutil.rmtree(_folder(token, state), ignore_errors=True)


@contextmanager
def written(upload: "UploadedFile[bytes] | None") -> Iterator[tuple[Path | None, str]]:
    """An upload as a file of its own while an action reads it, with the last part of its name; (None, "") without one."""
    if upload is None:
        yield None, ""
        return
    with workspace().scratch() as folder:
        path = folder / "tep"
        with path.open("wb") as out:
            out.writelines(upload.chunks())
        yield path, PureWindowsPath(Path(str(upload.name)).name).name


def _remove_forgotten() -> None:
    """Uploads that nobody confirmed."""
    oldest = time.time() - _LONGEST_WAIT
    for folder in workspace().temporary.glob("upload-*"):
        try:
            forgotten = folder.stat().st_mtime < oldest
        except OSError:  # another request has just removed it
            continue
        if forgotten:
            shutil.rmtree(folder, ignore_errors=True)
