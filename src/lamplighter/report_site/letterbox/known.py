"""What is remembered in any worker's file; any number of threads may ask, one at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path

from lamplighter.report_site.letterbox import used
from lamplighter.report_site.letterbox.connections import connect, every_file


class Known:
    """A connection to every file, those of other workers opened as they are found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, sqlite3.Connection] = {}
        self._one_at_a_time = threading.Lock()

    def among(self, marks: Collection[bytes]) -> set[bytes]:
        """Those of the marks under which any worker keeps, or has kept, a report."""
        with self._one_at_a_time:
            for path in every_file(self._folder):
                if path not in self._files:
                    self._files[path] = connect(path)
            return {mark for file in self._files.values() for mark in used.seen(file, marks)}

    def close(self) -> None:
        for file in self._files.values():
            file.close()
