"""What can be wrong with the catalogue; each class says it in a sentence."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class SignsError(LamplighterError):
    """The catalogue of signs cannot be used."""


class CatalogueUnreadable(SignsError):
    """The catalogue file {file} is not right: {problem}"""


class RepeatedSign(SignsError):
    """Two signs share the id "{sign}"; each sign needs its own."""


class MissingKind(SignsError):
    """The catalogue must hold exactly the eight kinds; it differs in: {kinds}."""


class UnknownKind(SignsError):
    """There is no kind of hidden crime called "{kind}"."""


class UnknownSign(SignsError):
    """There is no sign called "{sign}"."""
