"""The queue, the page of one tip, and the decisions a person makes there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lamplighter.desk import county
from lamplighter.desk.errors import NotHere
from lamplighter.desk.pages import number_of, query_without_page
from lamplighter.desk.queue import selectors, services
from lamplighter.desk.queue.forms import FORMS, Deciding, QueueFilter, UndoForm
from lamplighter.desk.queue.sheet import sheet
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.READ_TIPS)
@require_safe
def tips(request: HttpRequest) -> HttpResponse:
    form = QueueFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "page": selectors.queue_page(number_of(request), **chosen),
        "areas": selectors.areas(),
        "query": query_without_page(request),
        "narrowed": any(chosen.values()),
    }
    return render(request, "queue/tips.html", context)


@needs(Permit.READ_TIPS)
@require_safe
def tip(request: HttpRequest, tip_id: UUID) -> HttpResponse:
    return _page(request, tip_id)


@needs(Permit.DECIDE_TIPS)
@require_POST
def decide(request: HttpRequest, tip_id: UUID, about: str) -> HttpResponse:
    if about not in FORMS:
        raise NotHere
    form = FORMS[about](request.POST)
    if not form.is_valid():
        return _page(request, tip_id, refused=form)
    chosen = selectors.assessment(tip_id).tip
    services.decide(chosen, by=officer(request), about=about, **form.cleaned_data)
    messages.success(request, _("Decided. It is in the history below, and can be undone there."))
    return redirect("queue:tip", tip_id)


@needs(Permit.DECIDE_TIPS)
@require_POST
def undo(request: HttpRequest, tip_id: UUID, pk: int) -> HttpResponse:
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why you undo it."))
        return redirect("queue:tip", tip_id)
    services.undo(selectors.decision(tip_id, pk), by=officer(request), **form.cleaned_data)
    messages.success(request, _("Undone. What stood before is in force again."))
    return redirect("queue:tip", tip_id)


@needs(Permit.SEE_FOOTHOLDS)
@require_safe
def county_outline(_request: HttpRequest) -> HttpResponse:
    """The county's boundaries for the map; they hold nothing of any tip, so a browser may keep them a day."""
    pack = county.pack()
    response = JsonResponse(pack.boundaries("ward") if pack else {"type": "FeatureCollection", "features": []})
    patch_cache_control(response, private=True, max_age=86_400)
    return response


def _page(request: HttpRequest, tip_id: UUID, refused: Deciding | None = None) -> HttpResponse:
    assessment = selectors.assessment(tip_id)
    context = {
        "sheet": sheet(assessment),
        "assessment": assessment,
        "tip": assessment.tip,
        "decisions": selectors.decisions(assessment.tip),
        "similar": selectors.similar_nearby(assessment.tip),
        "forms": _forms(assessment, refused),
        "found": selectors.place_candidates(request.GET.get("place", "")),
        "searched": request.GET.get("place", ""),
        "errors": refused,
    }
    return render(request, "queue/tip.html", context, status=422 if refused else 200)


def _forms(assessment: Any, refused: Deciding | None) -> dict[str, Deciding]:
    """One form for each thing to decide, filled in with how it stands."""
    stands = {
        "urgency": assessment.urgency,
        "status": assessment.status,
        "kind": [assessment.top_kind],
        "place": "",
    }
    forms = {about: form(initial={"value": stands[about]}, auto_id=f"{about}_%s") for about, form in FORMS.items()}
    if refused is not None:
        refused.auto_id = f"{refused.about}_%s"
        forms[refused.about] = refused
    return forms
