"""Few large posts at a time: what is held in memory at once has a bound, whoever sends it and before any of it is read.

Photos are the only large thing an honest visitor sends. All else is small and never waits here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from lamplighter.report_site.errors import PhotosBusy

LARGE = 1024 * 1024
# A body of photos (32 MB) is held about twice over while it is taken apart.
AT_ONCE = 8
PATIENCE_SECONDS = 10.0

_places = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def room_for(request: HttpRequest) -> Iterator[None]:
    """Hold a place while a large body is answered; wait a little for one, then say that we are busy."""
    if not is_large(request):
        yield
        return
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise PhotosBusy
    try:
        yield
    finally:
        _places.release()


def is_large(request: HttpRequest) -> bool:
    """By the length that is stated: no more than that is ever read."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return not (stated.isascii() and stated.isdigit()) or int(stated) > LARGE
