"""What every template is given: nothing for a visitor; menu, permits and alarms for staff."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lamplighter.desk.duties import alarms, duties
from lamplighter.desk.staff.models import User


def every_page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"menu": (), "alarms": (), "permits": frozenset()}
    return {"menu": _menu(request, user), "alarms": alarms(), "permits": user.permits}


def _menu(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    here = request.resolver_match.app_name if request.resolver_match else ""
    items = [item for duty in duties() for item in duty.menu if item.permit in user.permits]
    return [{"title": item.title, "href": item.href, "current": item.app == here} for item in items]
