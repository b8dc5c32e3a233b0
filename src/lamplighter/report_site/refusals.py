"""Refuses what this site does not do, and turns every error into one plain sentence; the only place for HTTP statuses."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lamplighter.errors import LamplighterError
from lamplighter.report_site import formbody, largebodies
from lamplighter.report_site.errors import (
    FormUnreadable,
    FromElsewhere,
    NotHere,
    OutOfOrder,
    ReportSiteError,
    WrongMethod,
)
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import current
from lamplighter.sealing.errors import ChannelError, NotADeskBundle, StateError

CHANNEL = "/channel/"
METHODS = ("GET", "HEAD", "POST")
# Errors of other rooms that reach this one; our own carry their status.
STATUS: dict[type[LamplighterError], int] = {StateError: 410, ChannelError: 403, NotADeskBundle: 400}

log = logging.getLogger("lamplighter.report_site")


class Refusals:
    """Lets nothing through but plain requests of our own pages, and lets no traceback or request reach a log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        formbody.forget(request)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            check(request)
            with largebodies.room_for(request):
                return self._get_response(request)
        except ReportSiteError as error:
            return refused(request, error)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, LamplighterError) and status_of(error):
            return refused(request, error)
        log.error("%s", where(error))
        return refused(request, OutOfOrder())


def check(request: HttpRequest) -> None:
    """Only the methods we use, and no form sent from another site's page."""
    if request.method not in METHODS:
        raise WrongMethod
    if request.method == "POST" and not request.path.startswith(CHANNEL):
        _check_sender(request)


def _check_sender(request: HttpRequest) -> None:
    """Where a browser says who sent a form, it must be us. Our own pages send `null`: they give no referrer."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise FromElsewhere
    origin = request.headers.get("Origin", "null")
    if origin != "null" and origin not in _our_origins(request):
        raise FromElsewhere


def _our_origins(request: HttpRequest) -> tuple[str, str]:
    configured = urlsplit(current().settings.report_origin)
    return f"{configured.scheme}://{configured.netloc}", f"{request.scheme}://{request.get_host()}"


def refused(request: HttpRequest, error: LamplighterError) -> HttpResponse:
    """The sentence of an error, as a page or, on the channel, as JSON."""
    formbody.drain(request)
    status = status_of(error) or OutOfOrder.status
    if request.path.startswith(CHANNEL):
        return JsonResponse({"error": told(error)}, status=status)
    response = render(request, "refused.html", {"sentence": told(error), "again": status == 410}, status=status)
    if isinstance(error, WrongMethod):
        response.headers["Allow"] = ", ".join(METHODS)
    return response


def status_of(error: LamplighterError) -> int | None:
    """The HTTP status of an error a visitor can understand; `None` for one that only we can mend."""
    if isinstance(error, ReportSiteError):
        return error.status
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), None)


def where(error: BaseException) -> str:
    """The kind of an unexpected error and the line it came from: never its text, which may quote a request."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown line"
    return f"{type(error).__name__} at {last}"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's way in for addresses that match nothing; it passes the exception by this name."""
    del exception
    return refused(request, NotHere())


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's way in for requests it refuses itself, such as one for another host."""
    del exception
    return refused(request, FormUnreadable())


def out_of_order(request: HttpRequest) -> HttpResponse:
    """Django's way in for a fault outside our own views."""
    return refused(request, OutOfOrder())
