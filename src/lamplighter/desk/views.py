"""The home page, the health check, and the pages for what Django itself refuses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lamplighter.desk import duties, refusals
from lamplighter.desk.errors import NotHere, NotPermitted
from lamplighter.desk.staff.access import officer, open_to_all


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html", {"tiles": duties.tiles(officer(request))})


@open_to_all
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def form_expired(request: HttpRequest, **_reason: object) -> HttpResponse:
    sentence = _("This form had been open too long, or came from elsewhere. Go back, reload the page and try again.")
    return render(request, "desk/refused.html", {"sentence": sentence}, status=403)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it in the call
    return refusals.page(request, NotPermitted())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django names it in the call
    return refusals.page(request, NotHere())


def fault(_request: HttpRequest) -> HttpResponse:
    """Shown when something unexpected broke; it reads nothing, because reading may be what broke."""
    return HttpResponse(render_to_string("desk/fault.html"), status=500)
