"""One thread writes one file: it commits whatever has queued in one go, and answers only after the commit."""

from __future__ import annotations

import logging
import queue
import secrets
import sqlite3
import threading
from concurrent.futures import Future
from datetime import date
from pathlib import Path

from lamplighter.report_site import clock
from lamplighter.report_site.errors import LetterboxUnavailable
from lamplighter.report_site.letterbox import used
from lamplighter.report_site.letterbox.connections import connect, transaction, truncate_log
from lamplighter.report_site.letterbox.slots import Deposit, Slots, make

Job = tuple[Deposit, "Future[None]"]
MOST_TOGETHER = 128
# The log is emptied this long after the last commit; under steady load, after this many commits at the latest.
REST_SECONDS = 0.02
COMMITS_BETWEEN_CHECKPOINTS = 32
# When nobody comes the writer writes all the same, at random, about so often: otherwise the file's time would be that
# of the last tip.
COVER_SECONDS = 30.0

log = logging.getLogger("lamplighter.report_site")


class Writer:
    """Owns one file; any number of threads may call `keep`."""

    def __init__(self, path: Path, *, most: int) -> None:
        self.path = path
        make(path)
        self._connection = connect(path)
        self._slots = Slots(self._connection, most)
        truncate_log(self._connection)
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._commits = 0
        self._forgot = date.min
        self._stopping = False
        self._in_trouble = False
        self._thread = threading.Thread(target=self._run, name="letterbox", daemon=True)
        self._thread.start()

    def keep(self, deposit: Deposit) -> None:
        """Return once the deposit is on the disk; raise if it is not."""
        if not self._thread.is_alive():
            raise LetterboxUnavailable
        done: Future[None] = Future()
        self._queue.put((deposit, done))
        # No time limit: an answer given too early could be wrong, and a repeat is only safe after a true answer.
        done.result()

    @property
    def works(self) -> bool:
        """Whether the last thing written was written; somebody or something writes every half a minute."""
        return self._thread.is_alive() and not self._in_trouble

    def close(self) -> None:
        """Finish what has queued, then stop."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while not self._stopping:
            quiet = not self._commits
            jobs = self._queued()
            self._commit(jobs)
            if quiet and not jobs:
                self._cover()
            self._tidy(resting=not jobs)
        # What is still to be mixed or cut, unless the disk no longer takes it.
        while self._commits and self._tidy(resting=True):
            continue

    def _queued(self) -> list[Job]:
        """Everything that waits; nothing when nobody comes for a moment, or when it is time to stop."""
        jobs: list[Job] = []
        try:
            job = self._queue.get(timeout=REST_SECONDS if self._commits else _until_cover())
            while job is not None and len(jobs) < MOST_TOGETHER:
                jobs.append(job)
                job = self._queue.get_nowait()
        except queue.Empty:
            return jobs
        if job is not None:
            jobs.append(job)
        self._stopping = job is None
        return jobs

    def _commit(self, jobs: list[Job]) -> None:
        if not jobs:
            return
        self._commits += 1
        try:
            refusals = self._slots.keep([deposit for deposit, _ in jobs])
            for (_, done), refusal in zip(jobs, refusals, strict=True):
                done.set_exception(refusal) if refusal else done.set_result(None)
            self._in_trouble = False
        except sqlite3.Error as error:
            self._in_trouble = True
            _refuse(jobs, error)
        finally:
            # Whatever else went wrong, nobody is left waiting and nobody is told that a tip is kept.
            _refuse(jobs, None)

    def _cover(self) -> None:
        try:
            self._slots.stir()
            self._commits += 1
            self._in_trouble = False
        except sqlite3.Error as error:
            self._in_trouble = True
            log.warning("the letterbox could not be written to: %s", type(error).__name__)

    def _tidy(self, *, resting: bool) -> bool:
        """After the answers are given: make room, mix, forget old marks, and cut the log as soon as nobody waits."""
        try:
            self._slots.grow_if_half_full()
            self._forget_daily()
            mixing = self._slots.mix()
            if self._commits and (resting or self._commits >= COMMITS_BETWEEN_CHECKPOINTS):
                truncate_log(self._connection)
                # While tips are being mixed the writer comes back soon, though nobody writes.
                self._commits = int(mixing)
        except sqlite3.Error as error:
            # A full or locked disk. Tips already answered are safe, and the next one is refused if it cannot be kept.
            log.warning("the letterbox could not be tidied: %s", type(error).__name__)
            return False
        return True

    def _forget_daily(self) -> None:
        today = clock.today()
        if today != self._forgot:
            with transaction(self._connection):
                used.forget(self._connection, today)
            self._forgot = today


def _until_cover() -> float:
    return secrets.SystemRandom().expovariate(1 / COVER_SECONDS)


def _refuse(jobs: list[Job], error: Exception | None) -> None:
    for _, done in jobs:
        if not done.done():
            refusal = LetterboxUnavailable()
            refusal.__cause__ = error
            done.set_exception(refusal)
