"""The footholds: a map and a table that say the same, and one page for each."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds import pages, selectors, services
from lamplighter.desk.footholds.errors import FootholdError, NoSuchDay
from lamplighter.desk.footholds.forms import JudgementForm
from lamplighter.desk.footholds.models import Foothold, Judgement
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def footholds(request: HttpRequest) -> HttpResponse:
    found = selectors.scans(_day(request))
    earlier, later = selectors.neighbouring_dates(found.date)
    context = pages.of_scans(found) | {"earlier": earlier, "later": later}
    return render(request, "footholds/list.html", context)


def _day(request: HttpRequest) -> date | None:
    asked = request.GET.get("date", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise NoSuchDay(given=asked[:20]) from None


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
