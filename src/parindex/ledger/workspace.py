"""The folder that a workspace is: database, store, derived files, output."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from parindex.ledger.store import Store, not_writable


@dataclass(frozen=True)
class Workspace:
    """Paths inside one workspace. Everything under `derived` can be deleted: it is made again when needed."""

    root: Path

    @property
    def store(self) -> Store:
        """Batches and evidence, by hash."""
        return Store(self.root / "store")

    @property
    def waiting(self) -> Store:
        """Files that background imports have yet to read; each is removed when its import has ended."""
        return Store(self.root / "waiting")

    @property
    def derived(self) -> Path:
        """Current rows of the registers, made from the batches."""
        return self.root / "derived"

    @property
    def output(self) -> Path:
        """Documents and error sheets."""
        return self.root / "out"

    @property
    def temporary(self) -> Path:
        """Uploads and files being made; emptied by nobody but safe to empty."""
        return self.root / "tmp"

    def make_folders(self) -> None:
        """Create what is missing. InputFault when the place cannot be written."""
        try:
            for folder in (self.root, self.store.root, self.derived, self.output, self.temporary):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(error) from error

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder that lives as long as the block. InputFault when the disk is full or read-only."""
        try:
            folder = tempfile.TemporaryDirectory(dir=self.temporary, ignore_cleanup_errors=True)
        except OSError as error:
            raise not_writable(error) from error
        with folder as name:
            yield Path(name)


def workspace() -> Workspace:
    """The workspace that the settings name."""
    return Workspace(settings.WORKSPACE)
