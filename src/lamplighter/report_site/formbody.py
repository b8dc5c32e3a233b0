"""Reads the body of a posted form strictly: its type, its size and its encoding, with nothing written to disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl

from django.http import HttpRequest

from lamplighter.report_site import multipart
from lamplighter.report_site.errors import FilesTooLarge, FormUnreadable, NotAForm, TooLarge, TooManyFields
from lamplighter.tips import clean

MOST_BYTES = 4 * 1024 * 1024
MOST_WITH_FILES = 32 * 1024 * 1024
MOST_FIELDS = 400
MOST_DRAINED = 64 * 1024 * 1024
PIECE = 64 * 1024

Value = TypeVar("Value")


@dataclass(frozen=True)
class Form:
    """What was posted: every value cleaned, and whether some letters could not be read as they were sent."""

    values: Mapping[str, tuple[str, ...]]
    garbled: bool = False
    files: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return self.values.get(name, ("",))[0]

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.values.get(name, ())))


def read(request: HttpRequest, *, files: bool = False) -> Form:
    """The form in this request, or a sentence about why it cannot be read; with files only where a page asks for them."""
    if files and request.content_type == "multipart/form-data":
        return _with_files(request)
    if request.content_type != "application/x-www-form-urlencoded":
        raise NotAForm
    body = body_of(request, MOST_BYTES)
    try:
        return Form(_grouped(_pairs(body, "utf-8")))
    except UnicodeDecodeError:
        # An old browser or a script sent another encoding. Show the text as best it can be read; lose nothing.
        return Form(_grouped(_pairs(body, "latin-1")), garbled=True)


def _with_files(request: HttpRequest) -> Form:
    try:
        body = body_of(request, MOST_WITH_FILES)
    except TooLarge:
        raise FilesTooLarge(limit=MOST_WITH_FILES // (1024 * 1024)) from None
    found = multipart.parts(body, request.content_params.get("boundary", "") if request.content_params else "")
    typed = [(part.name, part.content) for part in found if not part.is_file]
    files = _together((part.name, part.content) for part in found if part.is_file)
    try:
        return Form(_grouped([(name, raw.decode()) for name, raw in typed]), files=files)
    except UnicodeDecodeError:
        return Form(_grouped([(name, raw.decode("latin-1")) for name, raw in typed]), garbled=True, files=files)


def body_of(request: HttpRequest, most: int) -> bytes:
    """The body, refused by its stated length before a byte of it is read, and where it ended before that length.

    A line that broke in the middle must not send half a report, nor a whole one without its flag of danger.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise FormUnreadable from None
    if length > most:
        raise TooLarge(limit=most // (1024 * 1024))
    # In pieces: asked for all of it at once, the server would hold it a second time, and go on holding it.
    body = b"".join(iter(lambda: request.read(PIECE), b""))
    if len(body) < length:
        raise FormUnreadable
    return body


def forget(request: HttpRequest) -> None:
    """Let go of what was sent at once: a page's context may hold the request until rubbish is next collected."""
    request.__dict__.pop("_stream", None)
    request.META.pop("wsgi.input", None)


def drain(request: HttpRequest) -> None:
    """Read and forget what is left of a refused body: a browser that is still sending would not see our answer."""
    left = MOST_DRAINED
    while left > 0 and (piece := request.read(PIECE)):
        left -= len(piece)


def _pairs(body: bytes, encoding: str) -> list[tuple[str, str]]:
    # Raw bytes above 127 should have been escaped by the browser; in UTF-8 they still mean what they say.
    text = body.decode(encoding)
    if text.count("&") >= MOST_FIELDS:
        raise TooManyFields
    return parse_qsl(text, keep_blank_values=True, encoding=encoding, errors="strict")


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    return _together((name, raw if name == "state" else clean(raw)) for name, raw in pairs)


def _together(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    grouped: dict[str, tuple[Value, ...]] = {}
    for name, value in pairs:
        grouped[name] = (*grouped.get(name, ()), value)
    return grouped
