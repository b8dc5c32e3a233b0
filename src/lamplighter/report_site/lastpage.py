"""The page that thanks somebody, made once for all who are told the same: only the words differ.

Nothing anybody wrote is in what is remembered: the page is made with stand-ins, and the words are put in afterwards.
"""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lamplighter.report_site.language import language_of

MOST_REMEMBERED = 64

_made: dict[Hashable, tuple[str, ...]] = {}
# Random, so that no text of ours or of the settings can hold it.
_STAND_IN = secrets.token_hex(16)


def show(request: HttpRequest, words: Sequence[str], said: Mapping[str, Hashable]) -> HttpResponse:
    """Thank the reporter; `words` are plain letters from our own list."""
    pieces = _pieces(request, len(words), said)
    mixed = [part for pair in zip(pieces, (*words, ""), strict=True) for part in pair]
    return HttpResponse("".join(mixed))


def _pieces(request: HttpRequest, count: int, said: Mapping[str, Hashable]) -> tuple[str, ...]:
    """What stands before, between and after the words."""
    key = (language_of(request.path), count, *sorted(said.items(), key=lambda item: item[0]))
    found = _made.get(key)
    if found is None:
        if len(_made) >= MOST_REMEMBERED:
            _made.clear()
        page = render_to_string("done.html", {"words": [_STAND_IN] * count, **said}, request)
        found = _made[key] = tuple(page.split(_STAND_IN))
    return found
