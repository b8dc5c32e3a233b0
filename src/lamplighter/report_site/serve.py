"""Runs the public site: granian with one process a core, each with its own letterbox file, and no log of who came."""

from __future__ import annotations

import multiprocessing
import resource
import threading
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from lamplighter.config import Settings
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.watch import check_hours
from lamplighter.report_site.worker import worker_count
from lamplighter.report_site.wsgi import application

# Most of them only wait: for the disk, the more together the better, or for their turn in a flood.
BLOCKING_THREADS = 64
# How many connections a worker holds at once, also those that say nothing; the rest wait in the kernel's queue rather
# than fill memory.
BACKPRESSURE = 1024
FILES_BESIDE = 256
SLOWEST_HEADER_MS = 15_000
# A worker told to stop while it is still starting does not hear it, and is ended after this.
LONGEST_FAREWELL_SECONDS = 10


def server(settings: Settings) -> MPServer:
    """The server, not yet listening."""
    return MPServer(
        "lamplighter.report_site.wsgi",
        address=settings.report_host,
        port=settings.report_port,
        interface=Interfaces.WSGI,
        workers=worker_count(settings),
        blocking_threads=BLOCKING_THREADS,
        backpressure=BACKPRESSURE,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=SLOWEST_HEADER_MS),
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_FAREWELL_SECONDS,
    )


def allow_connections() -> None:
    """Many systems let a process have fewer files than it holds connections, and more if it asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = BACKPRESSURE + FILES_BESIDE
    if resource.RLIM_INFINITY != soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )


def run(settings: Settings, keys: FormKeys | None = None) -> None:
    """Serve until told to stop; a measurement that writes forms itself brings the keys."""
    check_hours(settings)
    allow_connections()
    # A process that breaks must leave no picture of its memory, where half-written reports are.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The form keys are memory shared with the workers, which only a fork hands down.
    multiprocessing.set_start_method("fork", force=True)
    keys = keys or FormKeys()
    stop = threading.Event()
    threading.Thread(target=keys.rotate_hourly, args=(stop,), name="form keys", daemon=True).start()
    try:
        server(settings).serve(target_loader=partial(application, settings, keys), wrap_loader=False)
    finally:
        stop.set()
