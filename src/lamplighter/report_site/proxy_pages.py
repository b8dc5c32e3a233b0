"""The pages a proxy shows where the site itself cannot answer: small files in each language that say what became of a report.

They are made at set-up, so that they need nothing that may be down, and hold nothing of any visit.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lamplighter import signs
from lamplighter.config import Settings
from lamplighter.report_site.language import unreviewed

# Where the proxy has them, under its own folder; `deploy/nginx.conf` says the same.
PREFIX = "s"
BESIDE = ("plain.css", "plain.rtl.css", "mark.svg")
SENTENCES = {
    "unread": _("We could not read what your browser sent. Nothing was kept. Please start from our first page."),
    "not-here": _("There is no page at this address."),
    "too-large": _(
        "What you added is too large for us. Nothing was kept. Go back, and send fewer or smaller photos, or none."
    ),
    "no-answer": _(
        "We cannot take anything just now. Take it that nothing was kept. Wait a minute, go back and send it again. "
        "If it did reach us, we still keep it only once."
    ),
    "busy": _(
        "Too many people are here at once. Nothing was kept. Wait a minute, go back and send it again. "
        "If you added photos, you can send it without them."
    ),
}


def write(settings: Settings, folder: Path) -> None:
    """Writes every page in every language, and what they look like beside them, where a proxy may read them."""
    home = folder / PREFIX
    for path, page in _pages(settings):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(page, encoding="utf-8")
    for name in BESIDE:
        shutil.copyfile(Path(str(django_settings.STATIC_ROOT)) / name, home / name)


def _pages(settings: Settings) -> Iterator[tuple[str, str]]:
    for language, _name in django_settings.LANGUAGES:
        with translation.override(language):
            for name in SENTENCES:
                yield f"{language}/{name}.html", _page(settings, language, name)


def _page(settings: Settings, language: str, name: str) -> str:
    shown = {
        "sentence": SENTENCES[name],
        "site_name": settings.site_name,
        "exit_address": settings.exit_address,
        "language": language,
        "LANGUAGE_CODE": language,
        "LANGUAGE_BIDI": translation.get_language_bidi(),
        "helplines": signs.helplines(),
        "unreviewed": unreviewed(language),
    }
    return render_to_string("proxy.html", shown)
