"""The pages anybody may read without starting a report: start, guide, bulletin, help, privacy, accessibility, thanks."""

from __future__ import annotations

from collections.abc import Hashable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lamplighter import signs
from lamplighter.report_site import clock, watch
from lamplighter.report_site.errors import NotHere, WrongMethod
from lamplighter.report_site.language import language_of
from lamplighter.report_site.posters.views import made
from lamplighter.report_site.state import LIFE_MINUTES
from lamplighter.report_site.worker import current
from lamplighter.signs.errors import UnknownKind


def front(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/en/")


def start(request: HttpRequest) -> HttpResponse:
    worker = current()
    context = {
        "takes_reports": worker.takes_reports,
        **reading_now(),
        "minutes": LIFE_MINUTES,
        "has_bulletins": bool(worker.bulletins),
    }
    return _page(request, "start.html", context)


def reading_now() -> dict[str, Hashable]:
    """Who reads reports at this moment, for any page that says so."""
    worker = current()
    return {"notice": watch.notice(worker.settings, worker.word, clock.here())}


def leave(_request: HttpRequest) -> HttpResponse:
    """The way out of the last page: asks the browser to forget what it kept of this site, and goes somewhere ordinary."""
    response = HttpResponse(status=303)
    response.headers["Location"] = current().settings.exit_address
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def guides(request: HttpRequest) -> HttpResponse:
    return _page(request, "guides.html", {"kinds": signs.kinds(), "poster": made(language_of(request.path), 0)})


def guide(request: HttpRequest, number: int) -> HttpResponse:
    try:
        kind = signs.kind_by_number(number)
    except UnknownKind:
        raise NotHere from None
    found = signs.signs_of(kind.id)
    context = {
        "kind": kind,
        "signs": found,
        "kind_helplines": signs.helplines(kind.id),
        "poster": made(language_of(request.path), number),
    }
    return _page(request, "guide.html", context)


def bulletins(request: HttpRequest) -> HttpResponse:
    return _page(request, "bulletins.html", {"bulletins": current().bulletins})


def bulletin(request: HttpRequest, number: int) -> HttpResponse:
    found = next((each for each in current().bulletins if each.number == number), None)
    if found is None:
        raise NotHere
    return _page(request, "bulletin.html", {"bulletin": found})


def plain(request: HttpRequest, name: str) -> HttpResponse:
    context = {"settings": current().settings, "minutes": LIFE_MINUTES}
    return _page(request, f"{name}.html", context)


def after(request: HttpRequest) -> HttpResponse:
    return _page(request, "after.html", {"settings": current().settings, **reading_now()})


def attribution(request: HttpRequest) -> HttpResponse:
    pack = current().pack
    return _page(request, "attribution.html", {"sentences": pack.attribution if pack else []})


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    if request.method == "POST":
        raise WrongMethod
    return render(request, template, context)
