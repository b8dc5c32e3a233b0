"""The nightly job: scan the day that has just ended."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from lamplighter.desk.footholds.services import run_scans


@task()
def scan_yesterday() -> int:
    """Tells how many streams were scanned."""
    return len(run_scans(timezone.localdate() - timedelta(days=1)))
