"""Shows a photo, or how to reach a writer, to somebody who asked for just that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lamplighter.desk.enclosures import selectors, services
from lamplighter.desk.enclosures.errors import NoSuchPhoto
from lamplighter.desk.enclosures.forms import OpeningForm
from lamplighter.desk.queue import selectors as queue
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.READ_TIPS)
@require_safe
def photo(request: HttpRequest, tip_id: UUID, number: int) -> HttpResponse:
    """The page around one photo: small and grey, until somebody asks for more."""
    tip = queue.assessment(tip_id).tip
    enclosed = selectors.enclosed(tip)
    if number not in enclosed.photos:
        raise NoSuchPhoto
    context = {"tip": tip, "number": number, "enclosed": enclosed, "full": request.GET.get("as") == "full"}
    return render(request, "enclosures/photo.html", context)


@needs(Permit.READ_TIPS)
@require_safe
def picture(request: HttpRequest, tip_id: UUID, number: int) -> HttpResponse:
    """The photo itself: never anything but the JPEG that was made anew when it came."""
    content = services.open_photo(queue.assessment(tip_id).tip, number, by=officer(request))
    return HttpResponse(content, content_type="image/jpeg", headers={"Content-Disposition": "inline"})


@needs(Permit.OPEN_CONTACTS)
@require_POST
def contact(request: HttpRequest, tip_id: UUID) -> HttpResponse:
    tip, form = queue.assessment(tip_id).tip, OpeningForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why you need to reach this person."))
        return redirect("queue:tip", tip_id)
    found = services.open_contact(tip, by=officer(request), **form.cleaned_data)
    return render(request, "enclosures/contact.html", {"tip": tip, "contact": found})
