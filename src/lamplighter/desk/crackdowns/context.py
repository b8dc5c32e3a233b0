"""The clock of every crackdown that runs, for the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lamplighter.desk.crackdowns import selectors
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit


def clocks(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    seen = isinstance(user, User) and user.may(Permit.SEE_CRACKDOWNS)
    return {"clocks": selectors.clocks() if seen else ()}
