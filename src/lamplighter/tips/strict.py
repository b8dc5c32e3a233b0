"""The JSON both ways that every sealed document keeps to: one object, no name twice, no name that does not belong."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import fields
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

# What the largest sealed envelope holds: 128 KiB less its four length bytes (docs/sealing.md).
MAX_DOCUMENT = 128 * 1024 - 4


def written(found: Mapping[str, Any]) -> bytes:
    """Write an object as canonical JSON: sorted keys, no spaces, UTF-8. The same object gives the same bytes.

    A dataclass inside is written as an object of its fields.
    """
    document = json.dumps(
        found, default=fields_of, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return _within_size(document.encode())


def fields_of(found: Any) -> dict[str, Any]:
    """Every field of a dataclass by its name, without going into it: far cheaper than `asdict`, which copies all."""
    return {field.name: getattr(found, field.name) for field in fields(found)}


def read(document: bytes) -> dict[str, Any]:
    """Return the one object in these bytes, or a TipError."""
    try:
        found = json.loads(_within_size(document).decode(), object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise NotText from error
    except RecursionError as error:
        raise NotJson(why="it is nested too deeply") from error
    except ValueError as error:
        raise NotJson(why=str(error)) from error
    return mapping("document", found)


def mapping(field: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongType(field=field, wanted="an object")
    return value


def version(found: Mapping[str, Any], known: Collection[int]) -> int:
    """Return the version a document says it has, if it is one of those known."""
    if "version" not in found:
        raise MissingField(field="version")
    given = found["version"]
    # `True == 1` in Python, so the type is looked at as well.
    if type(given) is not int or given not in known:
        said = f"1 to {max(known)}" if len(known) > 1 else "1"
        raise UnknownVersion(version=json.dumps(given)[:40], known=said)
    return given


def names(found: Mapping[str, Any], known: Collection[str], *, required: Collection[str] = ()) -> None:
    """Refuse a name that does not belong, and the lack of one that must be there."""
    for name in found:
        if name not in known:
            raise UnknownField(field=_showable(name))
    for name in required:
        if name not in found:
            raise MissingField(field=name)


def _within_size(document: bytes) -> bytes:
    if len(document) > MAX_DOCUMENT:
        raise DocumentTooLong(limit=MAX_DOCUMENT, length=len(document))
    return document


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        given = [name for name, _ in pairs]
        raise RepeatedField(field=_showable(next(name for name in given if given.count(name) > 1)))
    return found


def _no_constant(name: str) -> NoReturn:
    raise NotJson(why=f"{name} is not a number")


def _showable(name: str) -> str:
    return name[:40].encode(errors="replace").decode()
