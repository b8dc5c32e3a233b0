"""Answers to a form, and what a form carries along, come in very few lengths, so that lengths tell little of what is in them.

Whoever watches a line sees how long each answer is, to the byte, and nothing else of it. So an answer is compressed and then
filled up to the next of a few lengths, each twice the one before (and, from 32 kB on, 32 kB more).
"""

from __future__ import annotations

import struct
import zlib

from django.http import HttpResponse

SHRUNK = 8 * 1024
# For the few browsers that do not take compressed pages.
PLAIN = 16 * 1024
STATE = 1024
MOST_MORE = 32 * 1024

# RFC 1952: deflate, no name, no time, by no system in particular.
_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
_GZIP_TAIL = struct.Struct("<II")
# RFC 1951, 3.2.4: the last block, stored as it is: how long it is, and that number's complement.
_STORED = struct.Struct("<BHH")
_ALL_BITS = 0xFFFF
_COMMENT = b"<!--%b-->"
_LEAST_COMMENT = len(_COMMENT % b"")


def filled(response: HttpResponse, *, shrunk: bool) -> HttpResponse:
    """The same page with a comment behind it, which brings what is sent to one of few lengths."""
    if shrunk:
        response.content = _shrunk(response.content)
        response.headers["Content-Encoding"] = "gzip"
    else:
        page = response.content
        response.content = page + _comment(_next(len(page) + _LEAST_COMMENT, PLAIN) - len(page))
    response.headers["Content-Length"] = str(len(response.content))
    return response


def filled_state(document: str) -> bytes:
    """A JSON document with blanks behind it, which mean nothing there."""
    raw = document.encode()
    return raw.ljust(_next(len(raw), STATE))


def _shrunk(page: bytes) -> bytes:
    """The page compressed, and then the comment stored as it is, so that the length comes out to the byte."""
    squeezing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    squeezed = squeezing.compress(page) + squeezing.flush(zlib.Z_SYNC_FLUSH)
    around = len(_GZIP_HEAD) + len(squeezed) + _STORED.size + _GZIP_TAIL.size
    short = _next(around + _LEAST_COMMENT, SHRUNK) - around
    stored = _comment(short)
    tail = _GZIP_TAIL.pack(zlib.crc32(page + stored), (len(page) + len(stored)) & 0xFFFFFFFF)
    return _GZIP_HEAD + squeezed + _STORED.pack(1, len(stored), len(stored) ^ _ALL_BITS) + stored + tail


def _comment(length: int) -> bytes:
    return _COMMENT % (b" " * (length - _LEAST_COMMENT))


def _next(length: int, step: int) -> int:
    """The first of `step`, twice that, and so on, that is enough; what is added fits one stored block."""
    while step < length:
        step += min(step, MOST_MORE)
    return step
