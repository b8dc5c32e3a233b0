"""The briefing on the desk, and its three files to take away. Every tip it lists is recorded as shown."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from lamplighter.desk.briefing import export, facts, paper, wording
from lamplighter.desk.footholds import selectors as footholds
from lamplighter.desk.footholds.errors import NoSuchDay
from lamplighter.desk.ledger import reading
from lamplighter.desk.staff.access import needs
from lamplighter.desk.staff.roles import Permit

# A briefing looks weeks back and a day ahead, which the ends of the calendar do not have.
FIRST_YEAR, LAST_YEAR = 1900, 2999


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    day = _day(request)
    found = _gathered(day)
    days = {"day": day, "earlier": day - timedelta(days=1), "later": day + timedelta(days=1)}
    return render(request, "briefing/page.html", {"document": wording.document(found), **days})


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    day = _day(request)
    return _file(paper.pdf(wording.document(_gathered(day))), "application/pdf", f"briefing-{day}.pdf")


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def html(request: HttpRequest) -> HttpResponse:
    """Sent as a file to keep: its styles are inside it, which the desk's own pages never allow."""
    day = _day(request)
    made = render_to_string("briefing/file.html", {"document": wording.document(_gathered(day))})
    return _file(made.encode(), "text/html; charset=utf-8", f"briefing-{day}.html")


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return JsonResponse(export.footholds(footholds.scans(_day(request))), json_dumps_params={"ensure_ascii": False})


def _gathered(day: date) -> facts.Facts:
    found = facts.gather(day)
    reading.note(found.tips)
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _day(request: HttpRequest) -> date:
    """The day asked for, or the latest one that was scanned."""
    asked = request.GET.get("date", "")
    if not asked:
        return footholds.latest_date() or timezone.localdate()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise NoSuchDay(given=asked[:20]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoSuchDay(given=asked[:20])
    return day
