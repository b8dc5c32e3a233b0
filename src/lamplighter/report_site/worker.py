"""What one worker process holds: the settings, the form keys, its letterbox, and the files the desk may replace."""

from __future__ import annotations

import os
from pathlib import Path

from lamplighter.config import Settings
from lamplighter.places import Pack
from lamplighter.report_site import published, watch
from lamplighter.report_site.errors import NotTakingReports
from lamplighter.report_site.flood import Gate
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.fresh import Fresh
from lamplighter.report_site.letterbox import Letterbox
from lamplighter.report_site.mailboxes import Mailboxes
from lamplighter.sealing import DeskPublic


def worker_count(settings: Settings) -> int:
    """As many as the settings say, or one a core."""
    return settings.report_workers or os.cpu_count() or 1


class Worker:
    """Made once in each process, after it is forked."""

    def __init__(self, settings: Settings, keys: FormKeys) -> None:
        watch.check_hours(settings)
        self.settings = settings
        self.keys = keys
        most = -(-settings.letterbox_most // worker_count(settings))
        self.letterbox = Letterbox(settings.letterbox, most=most)
        self.gate = Gate(lambda: self.letterbox.fullness)
        self.mailboxes = Mailboxes(settings.mailboxes)
        self._pack = Fresh(settings.county_pack, Pack.open)
        self._desk = Fresh(settings.desk_public, DeskPublic.load)
        self._word = Fresh(self.word_file, watch.read)
        self._bulletins = Fresh(published.file_in(settings.published), published.read)

    @property
    def word_file(self) -> Path:
        return self.settings.letterbox.parent / "watch.json"

    @property
    def pack(self) -> Pack | None:
        return self._pack.get()

    @property
    def desk(self) -> DeskPublic | None:
        return self._desk.get()

    @property
    def word(self) -> watch.Word:
        return self._word.get() or watch.Word()

    @property
    def bulletins(self) -> tuple[published.Bulletin, ...]:
        return self._bulletins.get() or ()

    @property
    def takes_reports(self) -> bool:
        """The go-live switch is on, and there is a key to seal to."""
        return not self.settings.missing_for_go_live and self.desk is not None

    def must_take_reports(self) -> DeskPublic:
        desk = self.desk
        if desk is None or self.settings.missing_for_go_live:
            raise NotTakingReports
        return desk

    def close(self) -> None:
        self.letterbox.close()
        self.mailboxes.close()


_held: list[Worker] = []


def hold(worker: Worker | None) -> None:
    """Make this the worker of the process, or none."""
    _held[:] = [worker] if worker else []


def current() -> Worker:
    return _held[0]
