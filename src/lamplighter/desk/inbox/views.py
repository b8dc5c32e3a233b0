"""The inbox page: is the desk collecting, what waits, and what could not be opened."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lamplighter.desk.errors import NotHere
from lamplighter.desk.inbox import keys, refused, selectors, services, tasks
from lamplighter.desk.inbox.errors import NoMoment
from lamplighter.desk.pages import number_of, query_without_page
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.SEE_INBOX)
@require_safe
def envelopes(request: HttpRequest) -> HttpResponse:
    context = {
        "lock": keys.state(),
        "counts": selectors.counts(),
        "unopened": refused.unopened(),
        "reasons": refused.reasons(),
        "page": selectors.refused(number_of(request)),
        "apart": selectors.apart(1),
        "query": query_without_page(request),
        "last_collected": selectors.last_collected(),
        "last_heartbeat": selectors.last_heartbeat(),
        "last_reached": selectors.last_reached(),
        "unreachable": any(trouble.kind == "unreachable" for trouble in selectors.troubles()),
        **selectors.standing_still(),
    }
    return render(request, "inbox/envelopes.html", context)


@needs(Permit.DECIDE_TIPS)
@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    envelope = selectors.envelope(pk)
    if envelope is None:
        raise NotHere
    services.try_again(envelope, by=officer(request))
    tasks.open_and_assess.enqueue()
    messages.info(request, _("The envelope waits again. The worker tries to open it within a few seconds."))
    return redirect("inbox:list")


@needs(Permit.DECIDE_TIPS)
@require_POST
def try_all_again(request: HttpRequest) -> HttpResponse:
    services.try_all_again(by=officer(request))
    tasks.open_and_assess.enqueue()
    messages.info(request, _("They all wait again. The worker tries to open them, danger first."))
    return redirect("inbox:list")


@needs(Permit.DECIDE_TIPS)
@require_POST
def looked_through(request: HttpRequest) -> HttpResponse:
    services.look_through(_moment(request.POST.get("until", "")), by=officer(request))
    messages.info(request, _("Noted. They stay here, and only what comes from now on asks to be looked at."))
    return redirect("inbox:list")


def _moment(text: str) -> datetime:
    """When the page was made whose button was pressed."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NoMoment from None
    if moment.tzinfo is None:
        raise NoMoment
    return moment


@needs(Permit.SEE_INBOX)
@require_POST
def collect_now(request: HttpRequest) -> HttpResponse:
    tasks.collect_all.enqueue()
    messages.info(request, _("The worker was asked to collect. New tips are in the queue within a few seconds."))
    return redirect("inbox:list")
