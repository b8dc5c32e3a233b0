"""An error's sentence in the language of the page: its docstring is what translators are given.

The address decides the language, so a request of the desk, which has none in its address, is answered in English.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from django.utils.translation import gettext

from lamplighter.errors import LamplighterError
from lamplighter.photos import PhotoError
from lamplighter.places import PostcodeElsewhere, PostcodeMalformed
from lamplighter.report_site.errors import (
    ChannelRefused,
    ChannelUnreadable,
    HoursUnreadable,
    MailboxesFull,
    ReportSiteError,
)
from lamplighter.sealing.errors import StateError, WordsNotRecognised, WordsUncertain

# What a visitor may be told, with everything below it; the desk and whoever starts the site read English.
FOR_VISITORS: tuple[type[LamplighterError], ...] = (
    ReportSiteError,
    PhotoError,
    PostcodeMalformed,
    PostcodeElsewhere,
    StateError,
    WordsNotRecognised,
    WordsUncertain,
)
NOT_FOR_VISITORS = (ChannelRefused, ChannelUnreadable, HoursUnreadable, MailboxesFull)


def told(error: LamplighterError) -> str:
    """The sentence a person reads, with its fields filled in."""
    return gettext(sentence(type(error))).format(**error.fields)


def sentence(kind: type[LamplighterError]) -> str:
    """The sentence of a kind of error, on one line, its fields still to be filled in."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split())


def for_visitors() -> Iterator[type[LamplighterError]]:
    """Every kind of error whose sentence a visitor may read: these are translated."""
    for kind in FOR_VISITORS:
        yield from (each for each in _and_below(kind) if not issubclass(each, NOT_FOR_VISITORS))


def _and_below(kind: type[LamplighterError]) -> Iterator[type[LamplighterError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _and_below(each)
