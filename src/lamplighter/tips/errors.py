"""What can be wrong with a tip document, one class and one sentence each.

A sentence names the field and never what is in it: sentences reach logs and lists that must not hold a tip's words.
"""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class TipError(LamplighterError):
    """The tip document cannot be read."""


class DocumentTooLong(TipError):
    """The tip is {length} bytes long and the most that can be sent is {limit}; please shorten it."""


class NotText(TipError):
    """The tip document is not written in UTF-8."""


class NotJson(TipError):
    """The tip document is not valid JSON: {why}."""


class RepeatedField(TipError):
    """The field “{field}” is given twice in the tip document."""


class UnknownVersion(TipError):
    """The tip document has version {version}; this Lamplighter reads versions {known}. Update it to read this tip."""


class UnknownField(TipError):
    """The field “{field}” does not belong in a tip document of this version."""


class MissingField(TipError):
    """The field “{field}” is missing from the tip document."""


class WrongType(TipError):
    """The field “{field}” must be {wanted}."""


class FieldTooLong(TipError):
    """The answer “{field}” is {length} characters long and the most that can be sent is {limit}."""


class StoryTooLong(FieldTooLong):
    """What you noticed is {length} characters long and the most that can be sent is {limit}; please shorten it."""


class TooMany(TipError):
    """The field “{field}” has {count} entries and the most that can be sent is {limit}."""


class RepeatedChoice(TipError):
    """The field “{field}” names the same thing twice."""


class UnknownChoice(TipError):
    """The field “{field}” has a value that is not one of its choices."""


class NotPlainText(TipError):
    """The field “{field}” has a character that cannot be stored or shown (code {code})."""


class BadPlace(TipError):
    """The place of the tip is not on the map: a latitude and a longitude are both needed, and both in range."""


class UnknownDocument(TipError):
    """The envelope holds a kind of document this Lamplighter does not know. Update it to read this one."""


class NotApproved(TipError):
    """Only approved texts can be sent to a reporter, and this is none of them."""


class EmptyMessage(TipError):
    """The message has no words in it."""


class EnclosureTooLong(TipError):
    """What is enclosed is {length} bytes long and the most that can be sent is {limit}."""


class PartsDoNotFit(TipError):
    """The parts of what was enclosed do not make one whole."""
