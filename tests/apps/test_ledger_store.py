"""Bytes on disk: whole or not there, the same twice is once, and damage shows."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parindex.errors import InputFault
from parindex.ledger.actions import import_file
from parindex.ledger.models import Batch
from parindex.ledger.queries import current_file, damaged_files, register_named
from parindex.ledger.store import Store, file_digest
from parindex.ledger.workspace import Workspace
from parindex.organisations.models import AuditEvent, User

Write = Callable[..., Path]
ROW = ("NV-1", "30/06/2021", "29/06/2021")


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_digest_and_twice_is_once(tmp_path: Path) -> None:
    store, source = Store(tmp_path / "kho #1"), tmp_path / "a"
    source.write_bytes(b"x" * 3_000_000)
    digest = store.put(source)
    made = store.path(digest).stat().st_mtime_ns
    assert store.put(source) == digest == file_digest(store.path(digest))
    assert (files(store.root), store.path(digest).stat().st_mtime_ns) == ([store.path(digest)], made)
    assert store.is_sound(digest)


@pytest.mark.parametrize("harm", [b"", b"xx", b"x" * 3_000_001])
def test_a_damaged_file_is_replaced_when_its_bytes_come_again(tmp_path: Path, harm: bytes) -> None:
    store, source = Store(tmp_path / "kho"), tmp_path / "a"
    source.write_bytes(b"x" * 3_000_000)
    digest = store.put(source)
    assert store.was_sound(digest)
    store.path(digest).write_bytes(harm)
    assert not store.is_sound(digest)
    assert not store.was_sound(digest)
    assert store.put(source) == digest
    assert store.is_sound(digest)
    assert files(store.root) == [store.path(digest)]


def test_an_empty_file_is_bytes_too(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert Store(tmp_path / "kho").put(tmp_path / "a").startswith("e3b0c44298fc1c14")


def _full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def _read_only(*_: object, **__: object) -> Any:
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.mkdir", "tempfile.mkstemp"])
@pytest.mark.parametrize("how", [_full, _read_only])
def test_a_full_disk_or_a_read_only_folder_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, how: Callable[..., Any]
) -> None:
    store, source = Store(tmp_path / "kho"), tmp_path / "a"
    source.write_bytes(b"abc")
    with monkeypatch.context() as patch:
        patch.setattr(broken, how)
        with pytest.raises(InputFault, match="Chưa có gì thay đổi"):
            store.put(source)
    assert files(tmp_path) == [source]
    assert store.put(source) == file_digest(source)


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.mkdir", "tempfile.mkdtemp"])
@pytest.mark.parametrize("how", [_full, _read_only])
def test_an_import_that_cannot_be_written_is_the_inputs_fault_and_changes_nothing(
    admin: User,
    units: object,
    tasks: Write,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
    how: Callable[..., Any],
) -> None:
    path = tasks(ROW)
    order = {"by": admin, "register": "assigned_tasks", "path": path, "source": "so", "unit": "so"}
    events = AuditEvent.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(broken, how)
        with pytest.raises(InputFault):
            import_file(**order)
    assert not Batch.objects.exists()
    assert AuditEvent.objects.count() == events
    assert files(workspace.store.root) == []
    assert import_file(**order).accepted == 1


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _edit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [_truncate, _edit, Path.unlink])
def test_a_damaged_file_is_found_and_no_figure_is_made_from_it(
    admin: User, units: object, tasks: Write, workspace: Workspace, harm: Callable[[Path], None]
) -> None:
    import_file(by=admin, register="assigned_tasks", path=tasks(ROW), source="so", unit="so")
    (batch,) = Batch.objects.all()
    assert damaged_files() == ()
    harm(workspace.store.path(batch.digest))
    assert damaged_files() == (batch.digest,)
    shutil.rmtree(workspace.derived)
    with pytest.raises(InputFault, match="doctor"):
        current_file(register_named("assigned_tasks"))


def test_derived_files_can_all_be_deleted(admin: User, units: object, tasks: Write, workspace: Workspace) -> None:
    import_file(by=admin, register="assigned_tasks", path=tasks(ROW), source="so", unit="so")
    before = current_file(register_named("assigned_tasks")).read_bytes()
    shutil.rmtree(workspace.derived)
    shutil.rmtree(workspace.temporary)
    assert current_file(register_named("assigned_tasks")).read_bytes() == before
