"""What every page shows: the site's own name, the way out, and the other ways to report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lamplighter import signs
from lamplighter.report_site import worker
from lamplighter.report_site.language import language_of


def house(request: HttpRequest) -> dict[str, Any]:
    settings = worker.current().settings
    return {
        "site_name": settings.site_name,
        "receiver": settings.receiver,
        "exit_address": settings.exit_address,
        "demo": settings.demo,
        "language": language_of(request.path),
        "helplines": signs.helplines(),
    }
