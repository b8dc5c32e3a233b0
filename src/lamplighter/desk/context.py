"""What every template is given: nothing for a visitor; menu, permits and the strip of alarms for staff."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lamplighter.desk import lookout
from lamplighter.desk.duties import duties
from lamplighter.desk.staff.models import User


def every_page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"menu": (), "permits": frozenset()}
    return {"menu": _menu(request, user), "permits": user.permits, "lookout": lookout.opened()}


def _menu(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    here = request.resolver_match.app_name if request.resolver_match else ""
    items = [item for duty in duties() for item in duty.menu if item.permit in user.permits]
    return [{"title": item.title, "href": item.href, "current": item.app == here} for item in items]
