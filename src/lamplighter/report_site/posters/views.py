"""Offers the posters that were made; the desk's people print them, and so may anybody."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse

from lamplighter.report_site.errors import NotHere, WrongMethod
from lamplighter.report_site.language import language_of
from lamplighter.report_site.worker import current


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    if request.method == "POST":
        raise WrongMethod
    path = made(language_of(request.path), number)
    if path is None:
        raise NotHere
    return HttpResponse(path.read_bytes(), content_type="application/pdf")


def made(language: str, number: int) -> Path | None:
    """The poster of a kind (0: the general one), if somebody made it."""
    path = current().settings.published / "posters" / f"{language}-{number}.pdf"
    return path if path.is_file() else None
