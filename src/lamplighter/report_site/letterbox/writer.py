"""One thread writes one file: it commits whatever has queued in one go, and answers only after the commit."""

from __future__ import annotations

import logging
import queue
import secrets
import sqlite3
import threading
import time
from datetime import date
from pathlib import Path

from lamplighter.report_site import clock
from lamplighter.report_site.errors import LetterboxUnavailable
from lamplighter.report_site.letterbox import used
from lamplighter.report_site.letterbox.connections import connect, restart_log, transaction, truncate_log, unhurried
from lamplighter.report_site.letterbox.known import Known
from lamplighter.report_site.letterbox.slots import Deposit, Slots, make

MOST_TOGETHER = 128
# The log is cut to nothing this long after the last commit. Under steady load it is begun anew after so many commits, over
# those before, and cut to nothing after so many of these rounds.
REST_SECONDS = 0.02
COMMITS_A_ROUND = 16
ROUNDS_A_CUT = 4
# When nobody comes the writer writes all the same, at random, about so often: otherwise the file's time would be that
# of the last tip.
COVER_SECONDS = 30.0
NEW_DAY_SECONDS = 3600.0

log = logging.getLogger("lamplighter.report_site")


class Job:
    """A deposit whose sender waits; `marks` are all it may already be known by, in any worker's file."""

    def __init__(self, deposit: Deposit, marks: tuple[bytes, ...]) -> None:
        self.deposit = deposit
        self.marks = marks
        self.done = False
        self._outcome: bytes | Exception | None = None
        self._waiting = threading.Lock()
        self._waiting.acquire()

    def wait(self) -> bytes | None:
        """Return once it is on the disk: the mark it was known by, or `None` for one kept now; raise if it is not."""
        self._waiting.acquire()
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def answer(self, outcome: bytes | Exception | None) -> None:
        self._outcome, self.done = outcome, True
        self._waiting.release()


class Writer:
    """Owns one file; any number of threads may call `keep`."""

    def __init__(self, path: Path, *, most: int) -> None:
        self.path = path
        make(path)
        self._connection = connect(path)
        self._known = Known(path.parent)
        self._slots = Slots(self._connection, most)
        truncate_log(self._connection)
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._uncut = False
        self._commits = self._rounds = 0
        self._today = date.min
        self._forget_at: float | None = None
        self._stopping = False
        self._in_trouble = False
        self._thread = threading.Thread(target=self._run, name="letterbox", daemon=True)
        self._thread.start()

    def keep(self, deposit: Deposit, marks: tuple[bytes, ...] = ()) -> bytes | None:
        """Return once it is on the disk: `None`, or the mark it was already known by; raise if it is not."""
        if not self._thread.is_alive():
            raise LetterboxUnavailable
        job = Job(deposit, marks or (deposit.mark,))
        self._queue.put(job)
        # No time limit: an answer given too early could be wrong, and a repeat is only safe after a true answer.
        return job.wait()

    @property
    def fullness(self) -> float:
        return self._slots.fullness

    @property
    def works(self) -> bool:
        """Whether the last thing written was written; somebody or something writes every half a minute."""
        return self._thread.is_alive() and not self._in_trouble

    def close(self) -> None:
        """Finish what has queued, then stop."""
        self._queue.put(None)
        self._thread.join()
        self._known.close()
        self._connection.close()

    def _run(self) -> None:
        while not self._stopping:
            quiet = not self._uncut
            jobs = self._queued()
            self._commit(jobs)
            if quiet and not jobs:
                self._cover()
            self._tidy(resting=not jobs)
        # What is still to be mixed or cut, unless the disk no longer takes it.
        while self._uncut and self._tidy(resting=True):
            continue

    def _queued(self) -> list[Job]:
        """Everything that waits; nothing when nobody comes for a moment, or when it is time to stop."""
        jobs: list[Job] = []
        try:
            job = self._queue.get(timeout=REST_SECONDS if self._uncut else _until_cover())
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
        self._commits, self._uncut = self._commits + 1, True
        try:
            self._keep_once(jobs)
            self._in_trouble = False
        except (sqlite3.Error, OSError) as error:
            self._in_trouble = True
            _refuse(jobs, error)
        finally:
            # Whatever else went wrong, nobody is left waiting and nobody is told that a tip is kept.
            _refuse(jobs, None)

    def _keep_once(self, jobs: list[Job]) -> None:
        """Keep those that no worker keeps yet. Each sender holds the lock of his id, so no two here are the same."""
        known = self._known.among({mark for job in jobs for mark in job.marks})
        fresh = [job for job in jobs if known.isdisjoint(job.marks)]
        refusals = self._slots.keep([job.deposit for job in fresh]) if fresh else []
        for job, refusal in zip(fresh, refusals, strict=True):
            job.answer(refusal)
        for job in jobs:
            if not job.done:
                job.answer(next(mark for mark in job.marks if mark in known))

    def _cover(self) -> None:
        try:
            self._slots.stir()
            self._uncut = True
            self._in_trouble = False
        except sqlite3.Error as error:
            self._in_trouble = True
            log.warning("the letterbox could not be written to: %s", type(error).__name__)

    def _tidy(self, *, resting: bool) -> bool:
        """After the answers are given: make room, mix, forget old marks, and cut the log as soon as nobody waits."""
        try:
            more = self._slots.make_room()
            self._forget_daily()
            if resting and self._uncut:
                self._cut_log()
                # While room is being made the writer comes back soon, though nobody writes.
                self._uncut = more
            elif self._commits >= COMMITS_A_ROUND:
                self._next_round()
        except sqlite3.Error as error:
            # A full or locked disk. Tips already answered are safe, and the next one is refused if it cannot be kept.
            log.warning("the letterbox could not be tidied: %s", type(error).__name__)
            return False
        return True

    def _next_round(self) -> None:
        if self._rounds + 1 == ROUNDS_A_CUT:
            self._cut_log()
        else:
            restart_log(self._connection)
            self._commits, self._rounds = 0, self._rounds + 1

    def _cut_log(self) -> None:
        truncate_log(self._connection)
        self._commits = self._rounds = 0

    def _forget_daily(self) -> None:
        """Forget on a new day, once it has lasted an hour: no clock set wrong for a moment forgets what may be re-sent.

        A form can be sent for half an hour, and then no more (docs/sealing.md).
        """
        today, now = clock.today(), time.monotonic()
        if today != self._today:
            self._today, self._forget_at = today, now + NEW_DAY_SECONDS
        if self._forget_at is not None and now >= self._forget_at:
            with unhurried(self._connection), transaction(self._connection):
                used.forget(self._connection, today)
            self._forget_at = None


def _until_cover() -> float:
    return secrets.SystemRandom().expovariate(1 / COVER_SECONDS)


def _refuse(jobs: list[Job], error: Exception | None) -> None:
    for job in jobs:
        if not job.done:
            refusal = LetterboxUnavailable()
            refusal.__cause__ = error
            job.answer(refusal)
