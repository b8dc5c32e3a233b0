"""The nightly job of the hold watches, and the first look after one starts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from lamplighter.desk.holds.services import look_at_running
from lamplighter.desk.rhythm import LONG


@task(queue_name=LONG)
def look_at_all() -> int:
    """Looks at every running watch as of yesterday; tells how many readings were new. A second run adds none."""
    return len(look_at_running(timezone.localdate() - timedelta(days=1)))
