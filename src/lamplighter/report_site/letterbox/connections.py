"""How a letterbox file is opened: every commit is on the disk, and what is overwritten is really overwritten."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Somebody waits: rather be told soon that it was not kept.
BUSY_SECONDS = 5.0


def connect(path: Path, *, page_bytes: int = 4096) -> sqlite3.Connection:
    """Open one file of the letterbox for reading and writing; a new one gets pages of this size."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA page_size={page_bytes:d}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    # The log is emptied by the writer as soon as it has a moment, never left to grow (see `truncate_log`).
    connection.execute("PRAGMA wal_autocheckpoint=0")
    # Sorting may never spill sealed tips, or their order, into a temporary file.
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def every_file(folder: Path) -> list[Path]:
    """Every worker's file, also of workers that no longer run."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(".sqlite3"))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is committed, or nothing is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def unhurried(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits inside are whole, but may be lost with the power: only for what nobody was told of.

    The next commit outside, and every cut of the log, puts them on the disk first.
    """
    connection.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous=FULL")


def restart_log(connection: sqlite3.Connection) -> None:
    """Move the write-ahead log into the file and begin it anew over what is there: it need not grow again.

    A commit that makes its file longer takes a disk several times as long as one that does not.
    """
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()


def truncate_log(connection: sqlite3.Connection, *, tries: int = 1) -> None:
    """Move the write-ahead log into the file and cut it to nothing: the log would tell the order of arrival.

    Where another connection is just doing so this one is turned away at once, not made to wait; it may try again.
    """
    for _ in range(tries):
        turned_away, *_rest = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not turned_away:
            return
        time.sleep(0.01)
