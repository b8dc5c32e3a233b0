"""The rules every answer in a tip keeps: right type, within its length, and text that can be stored and shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lamplighter.tips.errors import FieldTooLong, NotPlainText, RepeatedChoice, TooMany, UnknownChoice, WrongType

MAX_ANSWER = 2_000
MAX_ID = 64
_FAR = 1e6

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
# Control characters but for tab and line feed, and surrogates, which no UTF-8 can carry.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")
_HEXADECIMAL = re.compile(r"[0-9a-f]{32}\Z")


def clean(raw: str) -> str:
    """Return what a person typed in the form a tip accepts: NFC, line feeds only, nothing that cannot be shown."""
    return unicodedata.normalize("NFC", _UNFIT.sub("", _LINE_ENDS.sub("\n", raw))).strip()


def text(field: str, value: object, limit: int = MAX_ANSWER) -> str:
    """Refuse anything but plain text of at most `limit` characters."""
    if not isinstance(value, str):
        raise WrongType(field=field, wanted="text")
    if len(value) > limit:
        raise FieldTooLong(field=field, limit=limit, length=len(value))
    if unfit := _UNFIT.search(value):
        raise NotPlainText(field=field, code=f"U+{ord(unfit.group()):04X}")
    return value


def choice(field: str, value: object, allowed: Sequence[str]) -> str:
    """Refuse anything but one of the words allowed."""
    if text(field, value) not in allowed:
        raise UnknownChoice(field=field)
    return str(value)


def language(value: object) -> str:
    """Refuse anything but the tag of a language, such as `en` or `pt-BR`."""
    if not _LANGUAGE.match(text("language", value)):
        raise UnknownChoice(field="language")
    return str(value)


def hexadecimal(field: str, value: object) -> str:
    """Refuse anything but an id of 16 bytes, as envelopes and mailboxes have."""
    if not _HEXADECIMAL.match(text(field, value)):
        raise WrongType(field=field, wanted="32 hexadecimal digits")
    return str(value)


def ids(field: str, values: object, limit: int) -> tuple[str, ...]:
    """Refuse anything but a tuple of different ids; which ids exist is the catalogue's business, not the document's."""
    if not isinstance(values, tuple):
        raise WrongType(field=field, wanted="a list of ids")
    if len(values) > limit:
        raise TooMany(field=field, limit=limit, count=len(values))
    for position, value in enumerate(values):
        if not _ID.match(text(field, value, MAX_ID)):
            raise UnknownChoice(field=field)
        if value in values[:position]:
            raise RepeatedChoice(field=field)
    return values


def number(field: str, value: object) -> float | None:
    """Return a finite number, or nothing for nothing; a browser writes 52.0 as 52, and both are the same here."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _FAR:
        raise WrongType(field=field, wanted="a number or null")
    return float(value) + 0.0  # which makes -0.0 plain zero, so that equal tips have equal bytes


def count(field: str, value: object, limit: int) -> int:
    """Refuse anything but a whole number from 0 to `limit`."""
    # `True` is a number in Python; a document that says so is wrong all the same.
    if type(value) is not int or value < 0:
        raise WrongType(field=field, wanted=f"a whole number from 0 to {limit}")
    if value > limit:
        raise TooMany(field=field, limit=limit, count=value)
    return value


def position(field: str, value: object, limit: int) -> int:
    """Refuse anything but a whole number from 1 to `limit`."""
    if type(value) is not int or not 1 <= value <= limit:
        raise WrongType(field=field, wanted=f"a whole number from 1 to {limit}")
    return value
