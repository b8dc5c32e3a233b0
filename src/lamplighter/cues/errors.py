"""What can be wrong with the phrase lists; each class says it in a sentence."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class CuesError(LamplighterError):
    """The lists of phrases cannot be used."""


class PhraseNotUnderstood(CuesError):
    """The phrase "{phrase}" is not written in the phrase language: {problem}."""


class CueListUnreadable(CuesError):
    """The list {file} is not right: {problem}"""
