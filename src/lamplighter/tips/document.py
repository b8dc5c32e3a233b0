"""The tip document: the one way a tip is written as bytes, and the one strict way back.

Every document ever written stays readable; anything else is refused with a sentence (docs/tip-document.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, NoReturn

from lamplighter.tips.errors import (
    DocumentTooLong,
    MissingField,
    NotJson,
    NotText,
    RepeatedField,
    UnknownField,
    UnknownVersion,
    WrongType,
)
from lamplighter.tips.place import TipPlace
from lamplighter.tips.tip import VERSION, ReplyTo, Tip, Work

# What the largest sealed envelope holds: 128 KiB less its four length bytes (docs/sealing.md).
MAX_DOCUMENT = 128 * 1024 - 4

_TIP_FIELDS = frozenset(field.name for field in fields(Tip))
# What each version may hold; what an older one did not ask takes its default.
_VERSIONS = {1: _TIP_FIELDS - {"sealed_by", "photos", "work"}, VERSION: _TIP_FIELDS}
_PLACE_FIELDS = frozenset(field.name for field in fields(TipPlace))
_REPLY_FIELDS = frozenset(field.name for field in fields(ReplyTo))
_WORK_FIELDS = frozenset(field.name for field in fields(Work))


def dump(tip: Tip) -> bytes:
    """Write a tip as canonical JSON: every field, sorted keys, no spaces, UTF-8. The same tip gives the same bytes."""
    document = json.dumps(asdict(tip), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return _within_size(document.encode())


def parse(document: bytes) -> Tip:
    """Read a tip document; whatever the bytes are, the answer is a tip or a TipError."""
    return _tip(_object(_within_size(document)))


def _within_size(document: bytes) -> bytes:
    if len(document) > MAX_DOCUMENT:
        raise DocumentTooLong(limit=MAX_DOCUMENT, length=len(document))
    return document


def _object(document: bytes) -> dict[str, Any]:
    try:
        found = json.loads(document.decode(), object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise NotText from error
    except RecursionError as error:
        raise NotJson(why="it is nested too deeply") from error
    except ValueError as error:
        raise NotJson(why=str(error)) from error
    return _mapping("document", found)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise RepeatedField(field=_showable(next(name for name in names if names.count(name) > 1)))
    return found


def _no_constant(name: str) -> NoReturn:
    raise NotJson(why=f"{name} is not a number")


def _mapping(field: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongType(field=field, wanted="an object")
    return value


def _tip(found: dict[str, Any]) -> Tip:
    _check_names(found, _VERSIONS[_version(found)], required=("language",))
    given = {name: value for name, value in found.items() if name != "version"}
    for name in ("kinds", "signs"):
        if isinstance(given.get(name), list):
            given[name] = tuple(given[name])
    if given.get("place") is not None:
        given["place"] = _place(_mapping("place", given["place"]))
    if given.get("reply_to") is not None:
        given["reply_to"] = _reply_to(_mapping("reply_to", given["reply_to"]))
    if given.get("work") is not None:
        given["work"] = _work(_mapping("work", given["work"]))
    return Tip(**given)


def _version(found: Mapping[str, Any]) -> int:
    if "version" not in found:
        raise MissingField(field="version")
    version = found["version"]
    # `True == 1` in Python, so the type is looked at as well.
    if type(version) is not int or version not in _VERSIONS:
        raise UnknownVersion(version=json.dumps(version)[:40], known=f"1 to {VERSION}")
    return version


def _check_names(found: Mapping[str, Any], known: frozenset[str], *, required: tuple[str, ...] = ()) -> None:
    for name in found:
        if name not in known:
            raise UnknownField(field=_showable(name))
    for name in required:
        if name not in found:
            raise MissingField(field=name)


def _showable(name: str) -> str:
    return name[:40].encode(errors="replace").decode()


def _place(found: dict[str, Any]) -> TipPlace:
    _check_names(found, _PLACE_FIELDS)
    return TipPlace(**found)


def _reply_to(found: dict[str, Any]) -> ReplyTo:
    _check_names(found, _REPLY_FIELDS, required=("mailbox", "public_key"))
    return ReplyTo(**found)


def _work(found: dict[str, Any]) -> Work:
    _check_names(found, _WORK_FIELDS)
    return Work(**found)
