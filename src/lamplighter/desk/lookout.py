"""The strip above every page: alarms, and what came while the page lay open. It looks again by itself where scripts run.

Looking again is not work: a desk that is left open is logged out as if it had not looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from lamplighter.desk import duties
from lamplighter.desk.duties import Alarm, News
from lamplighter.desk.staff.access import officer
from lamplighter.desk.staff.models import User


@dataclass(frozen=True)
class Lookout:
    """What the strip says, and since when the page has lain open."""

    since: datetime
    alarms: Sequence[Alarm]
    news: Sequence[News] = ()

    @property
    def mark(self) -> str:
        """Changes with what is said, so that nothing is said twice to somebody who hears the page."""
        said = "\n".join([*(str(each.sentence) for each in self.alarms), *(str(each.sentence) for each in self.news)])
        return sha256(said.encode()).hexdigest()[:16]


def opened() -> Lookout:
    """The strip of a page as it is opened."""
    return Lookout(timezone.now(), duties.alarms())


def again(user: User, since: datetime) -> Lookout:
    """The strip of a page that has lain open for a while."""
    return Lookout(since, duties.alarms(), duties.news(user, since))


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The strip anew, or nothing where it would say what it says already."""
    found = again(officer(request), _since(request.GET.get("since", "")))
    # Without it the session middleware keeps nothing, so looking does not put off the end of the session.
    del request.session
    if found.mark == request.GET.get("mark"):
        return HttpResponse(status=204)
    return HttpResponse(render_to_string("desk/_lookout.html", {"lookout": found}))


def _since(given: str) -> datetime:
    try:
        found = parse_datetime(given)
    except ValueError:
        found = None
    return found if found and found.tzinfo else timezone.now()
