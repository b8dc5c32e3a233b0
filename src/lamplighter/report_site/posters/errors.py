"""What can keep a poster from being printed."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class PosterError(LamplighterError):
    """The poster cannot be made."""


class NoLetters(PosterError):
    """The poster in “{language}” cannot be printed: no font that comes with Lamplighter has all its letters ({why})."""


class NoSuchLanguage(PosterError):
    """There is no “{language}” on this site; it speaks {known}."""
