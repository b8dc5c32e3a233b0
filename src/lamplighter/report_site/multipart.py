"""Takes apart a form that carries files (RFC 7578), in memory and whole: a part that is cut off means that nothing is read.

The name of a file is never looked at: all that is known of one is its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.http import parse_header_parameters

from lamplighter.report_site.errors import FormUnreadable, TooManyFields

# As many as there are signs to tick on the form on one page, and what else it asks.
MOST_PARTS = 300
LONGEST_BOUNDARY = 70
LONGEST_HEAD = 2_000


@dataclass(frozen=True)
class Part:
    """One field of the form, or one file of a field."""

    name: str
    content: bytes
    is_file: bool


def parts(body: bytes, boundary: str) -> list[Part]:
    """Every part of the form, in order; a file field in which nothing was picked is left out."""
    if not 0 < len(boundary) <= LONGEST_BOUNDARY or not boundary.isascii():
        raise FormUnreadable
    mark = b"--" + boundary.encode()
    if not body.startswith(mark):
        raise FormUnreadable
    found: list[Part] = []
    place = len(mark)
    while not body.startswith(b"--", place):
        if len(found) == MOST_PARTS:
            raise TooManyFields
        part, place = _part(body, place, b"\r\n" + mark)
        found.append(part)
    return [part for part in found if part.content or not part.is_file]


def _part(body: bytes, start: int, mark: bytes) -> tuple[Part, int]:
    """The part that starts here, and where the next one does; an empty line stands between what describes it and it."""
    gap = body.find(b"\r\n\r\n", start, start + LONGEST_HEAD)
    end = body.find(mark, gap + 4) if gap >= 0 else -1
    if end < 0:
        raise FormUnreadable
    told = _disposition(body[start:gap])
    if "name" not in told:
        raise FormUnreadable
    return Part(told["name"], body[gap + 4 : end], "filename" in told), end + len(mark)


def _disposition(head: bytes) -> dict[str, str]:
    """What `Content-Disposition` says; a name in letters we cannot read is no name of ours, so it may be misread."""
    for line in head.decode(errors="replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            kind, told = parse_header_parameters(value.strip())
            return told if kind == "form-data" else {}
    return {}
