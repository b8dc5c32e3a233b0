"""A file read once and read again only when it has changed, so that the desk can replace it while the site runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Fresh(Generic[T]):
    """What is in a file now, or `None` while there is no such file; files here are only ever replaced whole."""

    def __init__(self, path: Path, load: Callable[[Path], T]) -> None:
        self._path = path
        self._load = load
        self._seen: tuple[tuple[int, ...], T] | None = None

    def get(self) -> T | None:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return None
        version = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if self._seen is None or self._seen[0] != version:
            self._seen = (version, self._load(self._path))
        return self._seen[1]
