"""The footholds: a map and a table that say the same, and one page for each."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds import asking, pages, selectors, services, tasks
from lamplighter.desk.footholds.errors import FootholdError, NoSuchDay
from lamplighter.desk.footholds.forms import JudgementForm, ScanForm
from lamplighter.desk.footholds.models import Foothold, Judgement
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def footholds(request: HttpRequest) -> HttpResponse:
    found = selectors.scans(_day(request))
    earlier, later = selectors.neighbouring_dates(found.date)
    context = pages.of_scans(found) | {"earlier": earlier, "later": later, "form": ScanForm()}
    return render(request, "footholds/list.html", context)


def _day(request: HttpRequest) -> date | None:
    asked = request.GET.get("date", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise NoSuchDay(given=asked[:20]) from None


@needs(Permit.JUDGE_FOOTHOLDS)
@require_POST
def scan(request: HttpRequest) -> HttpResponse:
    """Asks the worker for a scan; a refusal is said on the page the person came from."""
    form = ScanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the day to scan, such as 14 07 2026."))
        return redirect("footholds:list")
    try:
        asked, fresh = asking.ask_for_scan(form.cleaned_data["date"], by=officer(request))
    except FootholdError as refusal:
        messages.error(request, str(refusal))
        return redirect("footholds:list")
    if fresh:
        tasks.scan_asked.enqueue(asked.pk)
    return redirect("footholds:scan_progress", asked.pk)


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def scan_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "footholds/scan.html", {"asked": selectors.hand_scan(pk)})


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def foothold(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.foothold(pk), JudgementForm())


@needs(Permit.JUDGE_FOOTHOLDS)
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.foothold(pk), JudgementForm(request.POST)
    if form.is_valid():
        try:
            value = Judgement(form.cleaned_data["value"])
            services.judge(found, by=officer(request), value=value, why=form.cleaned_data["why"])
        except FootholdError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("footholds:foothold", pk)
    return _page(request, found, form)


@needs(Permit.JUDGE_FOOTHOLDS)
@require_POST
def undo(request: HttpRequest, pk: int, judgement: int) -> HttpResponse:
    latest = selectors.judgement(selectors.foothold(pk))
    if latest is None or latest.pk != judgement:
        raise NotHere
    services.take_back(latest, by=officer(request))
    return redirect("footholds:foothold", pk)


def _page(request: HttpRequest, found: Foothold, form: JudgementForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "footholds/foothold.html", pages.of_foothold(found) | {"form": form}, status=status)
