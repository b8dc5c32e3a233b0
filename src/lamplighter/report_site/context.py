"""What every page shows: the site's own name, the way out, and the other ways to report."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from lamplighter import signs
from lamplighter.report_site import worker
from lamplighter.report_site.language import language_of, unreviewed


def house(request: HttpRequest) -> dict[str, Any]:
    settings = worker.current().settings
    return {
        "site_name": settings.site_name,
        # Our own words for it are translated, into English where that stands beside; what an operator wrote stands as it is.
        "receiver": gettext_lazy(settings.receiver),
        "exit_address": settings.exit_address,
        "demo": settings.demo,
        "language": language_of(request.path),
        "helplines": signs.helplines(),
        "languages": django_settings.LANGUAGES,
        "unreviewed": unreviewed(language_of(request.path)),
        "foot": _foot(language_of(request.path)),
    }


@cache
def _foot(language: str) -> str:
    """The foot of every page, which is the same for everybody, made once a language."""
    shown = {"language": language, "helplines": signs.helplines(), "unreviewed": unreviewed(language)}
    return render_to_string("parts/foot.html", shown)
