"""The mailboxes' file, which every worker opens: apart from the letterbox, so that nothing joins the two."""

from __future__ import annotations

import fcntl
import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from lamplighter.report_site import clock
from lamplighter.report_site.errors import MailboxesFull, MailboxesUnavailable
from lamplighter.report_site.letterbox.connections import connect, transaction, truncate_log
from lamplighter.report_site.mailboxes import ended, lasting, slots
from lamplighter.report_site.mailboxes.drip import Drip
from lamplighter.report_site.mailboxes.slots import Reply

FILE = "mailboxes.sqlite3"
# Every worker writes at random about so often, so that the file's time tells of no reply and of nobody's ending.
COVER_SECONDS = 120.0

log = logging.getLogger("lamplighter.report_site")


class Mailboxes:
    """Open once in each worker process, after it is forked."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / FILE
        self._drip = Drip()
        make(self._path)
        self._open = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._stop = threading.Event()
        self._tidying = threading.Thread(target=self._tidy, name="mailboxes", daemon=True)
        self._tidying.start()

    def close(self) -> None:
        self._stop.set()
        self._tidying.join()
        for connection in self._all:
            connection.close()

    def sealed_in(self, mailbox: str) -> list[bytes]:
        """What is in a mailbox, sealed, in no order; nothing is written down of who looked."""
        with _refused_where_unavailable():
            return slots.sealed_in(self._file(), mailbox)

    def put(self, replies: Sequence[Reply]) -> None:
        """Return once all are on the disk, each once, but for those of a mailbox that was ended."""

        def put(file: sqlite3.Connection) -> None:
            for reply in replies:
                slots.put(file, reply)

        self._write(put)

    def end(self, mailbox: str, *, until: date) -> None:
        """Overwrite what is in a mailbox, and keep nothing that comes for it until this day."""
        self._write(lambda file: self._end(file, mailbox, until))

    def _end(self, file: sqlite3.Connection, mailbox: str, until: date) -> None:
        real = slots.empty(file, mailbox) or lasting.holds(file, mailbox)
        if not ((real or self._drip.take()) and lasting.add(file, mailbox, until, real=real)):
            ended.add(file, mailbox, until)

    def forget(self, today: date) -> None:
        """Overwrite what has come to its day, and one free slot."""

        def forget(file: sqlite3.Connection) -> None:
            slots.forget(file, today)
            ended.forget(file, today)
            lasting.forget(file, today)
            slots.cover(file)

        self._write(forget)

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        with _refused_where_unavailable():
            file = self._file()
            with transaction(file):
                change(file)
            truncate_log(file)

    def _tidy(self) -> None:
        while not self._stop.wait(secrets.SystemRandom().expovariate(1 / COVER_SECONDS)):
            try:
                self.forget(clock.today())
            except (MailboxesUnavailable, MailboxesFull) as error:
                log.warning("the mailboxes could not be tidied: %s", type(error).__name__)

    def _file(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        held: sqlite3.Connection | None = getattr(self._open, "connection", None)
        if held is None:
            held = self._open.connection = connect(self._path)
            self._all.append(held)
        return held


def make(path: Path) -> None:
    """Make the file if there is none; one worker does, and the others wait for it."""
    with path.with_suffix(".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            _bring_up_to_date(path)
            return
        unfinished = path.with_suffix(".making")
        unfinished.unlink(missing_ok=True)
        with closing(connect(unfinished)) as connection, transaction(connection):
            for statement in (slots.SCHEMA + ended.SCHEMA + lasting.SCHEMA).split(";")[:-1]:
                connection.execute(statement)
            slots.add(connection)
            ended.add_rows(connection)
            lasting.add_rows(connection)
        unfinished.rename(path)


def _bring_up_to_date(path: Path) -> None:
    """A file from before endings were kept for good gets the room for them."""
    try:
        with closing(connect(path)) as connection, transaction(connection):
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'lasting'").fetchone():
                connection.execute(lasting.SCHEMA)
                lasting.add_rows(connection)
    except sqlite3.Error as error:
        log.warning("the mailboxes could not be brought up to date: %s", type(error).__name__)


@contextmanager
def _refused_where_unavailable() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise MailboxesUnavailable from error
