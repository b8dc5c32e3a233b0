"""Runs the desk: its database brought up to date first, by one process at a time, then granian until told to stop."""

from __future__ import annotations

import fcntl
import os

import django
from django.core.management import call_command
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from lamplighter.config import Settings

WORKERS = 2
BLOCKING_THREADS = 4
# A worker told to stop while it is still starting does not hear it, and is ended after this.
LONGEST_FAREWELL_SECONDS = 10


def set_up(settings: Settings) -> None:
    """Makes Django ready in this process and the database up to date; the worker may start at the same moment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.desk.settings")
    django.setup()
    with (settings.home / "desk" / "upgrade.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0)


def run(settings: Settings) -> None:
    """Serves until told to stop."""
    set_up(settings)
    Server(
        "lamplighter.desk.wsgi:application",
        address=settings.desk_host,
        port=settings.desk_port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=BLOCKING_THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_FAREWELL_SECONDS,
    ).serve()
