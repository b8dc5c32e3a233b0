"""The one place where an error becomes a page: its sentence is shown, its class decides the HTTP status."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from lamplighter.desk.errors import NotHere, NotPermitted, OutOfService
from lamplighter.errors import LamplighterError

STATUS: dict[type[LamplighterError], int] = {NotPermitted: 403, NotHere: 404, OutOfService: 503}
REFUSED = 422


def status_of(error: LamplighterError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), REFUSED)


def page(request: HttpRequest, error: LamplighterError) -> HttpResponse:
    return render(request, "desk/refused.html", {"sentence": str(error)}, status=status_of(error))


class Refusals(MiddlewareMixin):
    """Turns an expected error into a page that says it; an unexpected one stays a fault, and is logged."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page(request, exception) if isinstance(exception, LamplighterError) else None
