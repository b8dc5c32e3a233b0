"""Key files are written whole or not at all, and only their owner can read them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lamplighter.sealing.errors import KeyringExists

PRIVATE = 0o600
PUBLIC = 0o644


def write_file(path: Path, content: bytes, *, mode: int, replace: bool) -> None:
    """Write by way of a temporary file beside it, so that a crash leaves the old file or the new one."""
    # Whoever may read the file must be able to reach it.
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if mode == PRIVATE else 0o755)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, mode)
            file.write(content)
            file.flush()
            os.fsync(handle)
        _put(temporary, path, replace=replace)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _put(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(path)
        return
    try:
        # A hard link fails where a file is already, so two makers cannot both win.
        path.hardlink_to(temporary)
    except FileExistsError as error:
        raise KeyringExists(path=path) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
