"""The pages of hold watches: start one, read it, end it, take it up again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lamplighter.desk import schedule
from lamplighter.desk.crackdowns.errors import CrackdownError
from lamplighter.desk.holds import pages, selectors, services
from lamplighter.desk.holds.forms import EndForm, StartForm
from lamplighter.desk.holds.models import HoldWatch
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit

REFUSED = 422
LOOK = "lamplighter.desk.holds.tasks.look_at_all"


@needs(Permit.WORK_TASKS)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, outcome: int) -> HttpResponse:
    closed = selectors.outcome(outcome)
    context = pages.of_start(closed)
    form = StartForm(request.POST or None, initial={"area": context["proposed"]})
    if form.is_valid():
        try:
            made = services.start_watch(closed, by=officer(request), area=form.cleaned_data["area"])
        except CrackdownError as refusal:
            form.add_error(None, str(refusal))
        else:
            schedule.ask(LOOK)
            return redirect("holds:watch", made.pk)
    status = REFUSED if form.is_bound else 200
    return render(request, "holds/start.html", context | {"form": form}, status=status)


@needs(Permit.SEE_CRACKDOWNS)
@require_safe
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.watch(pk), EndForm())


@needs(Permit.WORK_TASKS)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.watch(pk), EndForm(request.POST)
    if form.is_valid():
        try:
            services.end_watch(found, by=officer(request), why=form.cleaned_data["why"])
        except CrackdownError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("holds:watch", pk)
    return _page(request, found, form)


@needs(Permit.WORK_TASKS)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    services.take_up_again(selectors.watch(pk), by=officer(request))
    schedule.ask(LOOK)
    return redirect("holds:watch", pk)


def _page(request: HttpRequest, found: HoldWatch, form: EndForm) -> HttpResponse:
    status = REFUSED if form.is_bound else 200
    return render(request, "holds/watch.html", pages.of_watch(found) | {"form": form}, status=status)
