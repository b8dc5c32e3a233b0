"""A scan that a person asks for: kept with who asked, run by the worker, and how far it is can be seen."""

from __future__ import annotations

import logging
import time
from datetime import date, timedelta

from django.utils import timezone

from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.footholds import services
from lamplighter.desk.footholds.errors import DayIsNotOver, FootholdError
from lamplighter.desk.footholds.models import HandScan
from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.errors import LamplighterError

STILL_RUNNING = timedelta(hours=1)
TOLD_EVERY = 0.5  # seconds
log = logging.getLogger(__name__)


def ask_for_scan(day: date, *, by: User) -> tuple[HandScan, bool]:
    """The scan of a day, and whether it is a new one: one that waits or runs already is not asked for twice."""
    if not by.may(Permit.JUDGE_FOOTHOLDS):
        raise NotPermitted(permit=Permit.JUDGE_FOOTHOLDS)
    if day > timezone.localdate():
        raise DayIsNotOver
    waiting = HandScan.objects.filter(day=day, finished=None, asked__gt=timezone.now() - STILL_RUNNING).first()
    if waiting:
        return waiting, False
    made = HandScan.objects.create(day=day, by=by)
    record(by, "footholds.scan_asked", [f"hand_scan:{made.pk}"], date=day.isoformat())
    return made, True


def run_asked(pk: int) -> None:
    """Runs it and notes how far it is; whatever goes wrong is said on the page that waits for it."""
    asked = HandScan.objects.get(pk=pk)
    try:
        services.run_scans(asked.day, _Telling(asked))
    except LamplighterError as refusal:
        asked.failed = str(refusal)[:500]
    except Exception:
        log.exception("a scan asked for by hand failed")
        asked.failed = str(FootholdError())
        raise
    finally:
        asked.finished = timezone.now()
        asked.save(update_fields=["finished", "failed"])


class _Telling:
    """Notes the progress now and then, and each new step."""

    def __init__(self, asked: HandScan) -> None:
        self.asked, self.at = asked, 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        if step == self.asked.step and time.monotonic() - self.at < TOLD_EVERY:
            return
        self.at = time.monotonic()
        self.asked.step, self.asked.done, self.asked.total = step, done, total
        self.asked.save(update_fields=["step", "done", "total"])
