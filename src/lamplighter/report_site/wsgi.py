"""The site as a WSGI application, for one worker process."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

import django
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries

from lamplighter.config import Settings
from lamplighter.report_site import cores, worker
from lamplighter.report_site.formkeys import FormKeys

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def application(settings: Settings, keys: FormKeys) -> Application:
    """Set this process up and return the application; call it once, after the process is forked."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lamplighter.report_site.settings"
    log_faults_only()
    django.setup(set_prefix=False)
    forget_databases()
    held = worker.Worker(settings, keys)
    worker.hold(held)
    cores.keep_to_one(held.letterbox.number)
    site = whole(get_wsgi_application())
    # All that is here stays; looking through it for rubbish again and again would only take time.
    gc.freeze()
    return site


def whole(site: Application) -> Application:
    """Hand each answer over in one piece: no page of ours is so long that it must be sent in parts."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        response = site(environ, start_response)
        try:
            return [b"".join(response)]
        finally:
            response.close()

    return answer


def forget_databases() -> None:
    """Django looks after its database connections around each request; this site has none."""
    signals.request_started.disconnect(reset_queries)
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)


def log_faults_only() -> None:
    """Nothing about a request is logged; a fault of ours is one line on standard error."""
    for name in ("django", "django.request", "django.security", "django.server"):
        silenced = logging.getLogger(name)
        silenced.handlers[:] = [logging.NullHandler()]
        silenced.propagate = False
    ours = logging.getLogger("lamplighter")
    ours.handlers[:] = [logging.StreamHandler(sys.stderr)]
    ours.setLevel(logging.WARNING)
    ours.propagate = False
