"""The language is the first part of the address: no cookie remembers it and no browser setting is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from lamplighter.report_site import catalogues


def language_of(path: str) -> str:
    """The language an address asks for; ours where it asks for none we have."""
    first = path.strip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Language:
    """Speaks the language of the address while the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request.path)):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language_of(request.path))
        return response

    def process_view(self, _request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> None:
        """A view reads the language as everybody does, from the address."""
        kwargs.pop("language", None)


class LanguageConverter:
    """Matches the languages we have in an address."""

    regex = "[a-z]{2,3}"

    def to_python(self, value: str) -> str:
        if value not in dict(settings.LANGUAGES):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


def unreviewed(language: str) -> bool:
    """Whether no person has checked this language's texts: then the English stands beside what safety hangs on."""
    return not catalogues.reviewed(language, [Path(folder) for folder in settings.LOCALE_PATHS])
