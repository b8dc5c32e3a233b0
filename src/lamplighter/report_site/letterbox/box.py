"""The whole letterbox of one worker: it writes its own file and reads every worker's."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lamplighter.report_site.errors import LetterboxUnavailable
from lamplighter.report_site.letterbox import slots, used
from lamplighter.report_site.letterbox.connections import connect, every_file, truncate_log
from lamplighter.report_site.letterbox.known import Known
from lamplighter.report_site.letterbox.locks import claim, one_at_a_time
from lamplighter.report_site.letterbox.slots import Deposit, Waiting
from lamplighter.report_site.letterbox.writer import Writer
from lamplighter.sealing import EnvelopeId

Choice = Literal["words", "plain"]
CHOICES: tuple[Choice, ...] = ("words", "plain")
MOST_BYTES_TOGETHER = 8 * 1024 * 1024


@dataclass(frozen=True)
class Receipt:
    """That a report is on the disk, whether it already was, and whether it was sent with code words."""

    choice: Choice
    repeated: bool


@dataclass(frozen=True)
class Collected:
    """Envelopes for the desk, in no order, and whether more wait."""

    envelopes: tuple[tuple[Waiting, bytes], ...]
    more: bool


class Letterbox:
    """Open once in each worker process, after it is forked."""

    def __init__(self, folder: Path, *, most: int) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self.number, self._owner = claim(folder)
        self._writer = Writer(folder / f"{self.number}.sqlite3", most=most)
        self._known = Known(folder)

    @property
    def works(self) -> bool:
        """Whether this worker's file takes what is written to it."""
        return self._writer.works

    @property
    def fullness(self) -> float:
        """How full this worker's file is, from 0 to 1, where only reports about danger are still taken."""
        return self._writer.fullness

    def close(self) -> None:
        """Finish writing and give the file's number back."""
        self._writer.close()
        self._known.close()
        os.close(self._owner)

    def deposit(
        self,
        envelope_id: str,
        envelope: bytes,
        *,
        danger: bool,
        day: str,
        choice: Choice,
        secret: str = "",
        enclosures: Sequence[tuple[EnvelopeId, bytes]] = (),
    ) -> Receipt:
        """Return once a report and all its enclosures are on the disk, once however often and wherever it is sent.

        `secret` comes with every sending of the same report and is on no disk. Whatever goes wrong, nothing is kept.
        """
        marks: dict[Choice, bytes] = {each: used.mark(envelope_id, each, secret) for each in CHOICES}
        report = Deposit(
            envelope_id=envelope_id,
            envelope=envelope,
            danger=danger,
            day=day,
            mark=marks[choice],
            enclosures=tuple(enclosures),
        )
        try:
            return self._deposit(report, choice, marks)
        except (sqlite3.Error, OSError) as error:
            raise LetterboxUnavailable from error

    def is_kept(self, envelope_id: str, *, secret: str = "") -> bool:
        """Whether a report was deposited under this id within the days that are remembered."""
        try:
            return bool(self._known.among([used.mark(envelope_id, each, secret) for each in CHOICES]))
        except (sqlite3.Error, OSError) as error:
            raise LetterboxUnavailable from error

    def _deposit(self, report: Deposit, choice: Choice, marks: dict[Choice, bytes]) -> Receipt:
        with one_at_a_time(self._folder / "ids.lock", report.envelope_id):
            known_as = self._writer.keep(report, tuple(marks.values()))
        if known_as is None:
            return Receipt(choice, repeated=False)
        return Receipt(next(kept for kept, mark in marks.items() if mark == known_as), repeated=True)

    def collect(self, limit: int, *, danger_only: bool = False) -> Collected:
        """Danger first, then what is small, the rest drawn at random; what is returned is shuffled: its order says nothing.

        Nearly every report is small, and no heap of photos then stands before one.
        """
        with self._files() as files:
            found = [(file, each) for file in files for each in slots.waiting(file, danger_only=danger_only)]
            secrets.SystemRandom().shuffle(found)
            found.sort(key=lambda pair: (not pair[1].danger, pair[1].size))
            chosen = _within_bytes(found[:limit])
        secrets.SystemRandom().shuffle(chosen)
        return Collected(tuple(chosen), more=len(chosen) < len(found))

    def acknowledge(self, envelope_ids: Collection[str]) -> int:
        """Overwrite what the desk has stored; the number that was still here."""
        cleared = 0
        if not envelope_ids:
            return cleared
        with self._files() as files:
            for file in files:
                cleared += slots.clear(file, envelope_ids)
                truncate_log(file, tries=50)
        return cleared

    @contextmanager
    def _files(self) -> Iterator[list[sqlite3.Connection]]:
        """Open every worker's file, for as long as the desk asks."""
        with ExitStack() as opened:
            yield [opened.enter_context(closing(connect(path))) for path in every_file(self._folder)]


def _within_bytes(found: list[tuple[sqlite3.Connection, Waiting]]) -> list[tuple[Waiting, bytes]]:
    """As many as one answer can carry, and at least one."""
    chosen: list[tuple[Waiting, bytes]] = []
    total = 0
    for file, each in found:
        envelope = slots.contents(file, each)
        if envelope is None:
            continue
        total += len(envelope)
        if chosen and total > MOST_BYTES_TOGETHER:
            break
        chosen.append((each, envelope))
    return chosen
