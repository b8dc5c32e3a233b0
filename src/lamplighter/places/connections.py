"""Read-only connections to one SQLite file, one a thread, because a connection may not be shared by two at once."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from lamplighter.places.errors import PackMissing


class ReadOnly:
    """Opens a connection the first time a thread asks; `close` closes all of them."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise PackMissing(path=path)
        self.path = path
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def __call__(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._connect()
        return connection

    def close(self) -> None:
        """Closes every connection; a thread that asks again gets a new one."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._own = threading.local()

    def _connect(self) -> sqlite3.Connection:
        # Nothing writes a pack while it is read (a new one replaces the file), so SQLite need not lock or look for a WAL.
        address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        with self._lock:
            self._all.append(connection)
        return connection
