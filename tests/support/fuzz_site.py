"""The public site as its worker runs it, with no server between: a request is bytes, and so is the answer."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import report_house
from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern, URLResolver, get_resolver

from lamplighter.report_site import catalogues, clock, wsgi
from lamplighter.report_site.settings import LOCALE_PATHS
from lamplighter.sealing import sign_request

# In everything that is sent: one where a person writes, the other in addresses and headers, which no page may show.
WRITTEN, AROUND = "Quillfeather", "Ploverdown"
NUMBERS = ("0", "1", "8", "404", "99999999999999999999")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def page(self) -> bytes:
        """The body as a browser reads it: an answer to a form comes compressed to whoever takes that."""
        return gzip.decompress(self.body) if self.body and self.header("content-encoding") == "gzip" else self.body

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass
class Site:
    """The application object that granian is given, and everything it wrote to a log."""

    house: report_house.House
    logged: list[str]
    temporary: Path
    _app: wsgi.Application = field(default_factory=lambda: wsgi.whole(get_wsgi_application()))
    _signed_at: int = 0

    def send(self, method: str, path: bytes, query: str, headers: dict[str, str], body: bytes) -> Answer:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        environ = surroundings(method, path, query, headers, body)
        parts = self._app(environ, lambda status, found, *_rest: begun.append((status, found)))
        ((status, found),) = begun
        return Answer(int(status.split()[0]), tuple(found), b"".join(parts))

    def signature(self, path: str, body: bytes) -> dict[str, str]:
        """What makes this request the desk's own; each is later than the one before."""
        self._signed_at = max(self._signed_at + 1, clock.milliseconds())
        return sign_request(report_house.keyring().signing_key, "POST", path, body, self._signed_at)


def surroundings(method: str, path: bytes, query: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """What a WSGI server hands over (PEP 3333): addresses are bytes written as latin-1."""
    kept = {name.lower(): value for name, value in headers.items()}
    found = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in kept.items()}
    kind, length = found.pop("HTTP_CONTENT_TYPE", None), found.pop("HTTP_CONTENT_LENGTH", str(len(body)))
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": length,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "HTTP_HOST": "127.0.0.1:8000",
        **found,
        **({"CONTENT_TYPE": kind} if kind is not None else {}),
    }


@contextmanager
def opened(home: Path, pack: Path) -> Iterator[Site]:
    """A site with a county, a bulletin and a poster, that logs as in earnest, with a folder of its own for what is temporary."""
    temporary = home / "temporary"
    temporary.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(temporary)
    try:
        with report_house.house(home / "site", pack, letterbox_most=100_000) as house, listening() as logged:
            published(house)
            yield Site(house, logged, temporary)
    finally:
        tempfile.tempdir = before


def published(house: report_house.House) -> None:
    page = {"number": 1, "language": "en", "title": "News", "day": "2027-01-04"}
    texts = dict.fromkeys(("told", "did", "next", "cannot_say"), "A street was visited.")
    assert house.channel("/channel/publish", {"pages": [page | texts]})[0] == 200
    posters = house.worker.settings.published / "posters"
    posters.mkdir()
    (posters / "en-1.pdf").write_bytes(b"%PDF-1.7")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Everything that any logger wrote, exceptions included, where the site's own rule would have let it be written."""
    told: list[str] = []
    names = ("", "lamplighter", "django", "django.request", "django.security", "django.server")
    before = {
        name: (each.handlers[:], each.propagate, each.level) for name in names if (each := logging.getLogger(name))
    }
    wsgi.log_faults_only()
    ear = _Ear(told)
    for name in ("", "lamplighter"):
        logging.getLogger(name).addHandler(ear)
    try:
        yield told
    finally:
        for name, (handlers, propagate, level) in before.items():
            each = logging.getLogger(name)
            each.handlers[:], each.propagate = handlers, propagate
            each.setLevel(level)


class _Ear(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append(f"{record.name}: {logging.Formatter().format(record)}")


def addresses() -> dict[str, str]:
    """Every address in the table, once a language and with several numbers, and the route it belongs to."""
    return {path: route for route in routes() for path in _filled(route)} | {"/a/plain.css": "/a/", "/a/none": "/a/"}


def routes() -> list[str]:
    return [f"/{route}" for route in _routes(get_resolver().url_patterns, "")]


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, f"{before}{each.pattern}")
        else:
            yield f"{before}{each.pattern}"


def _filled(route: str) -> list[str]:
    languages = ["en", *(each.code for folder in LOCALE_PATHS for each in catalogues.found(folder))]
    paths = [route]
    for hole, values in (("<language:language>", languages), ("<int:", NUMBERS)):
        paths = [_with(path, hole, value) for path in paths for value in values] if hole in route else paths
    return paths


def _with(path: str, hole: str, value: str) -> str:
    return re.sub(re.escape(hole.rstrip(">")) + "[^>]*>", value, path)


def json_of(found: object) -> bytes:
    return json.dumps(found).encode("utf-8", "surrogatepass")
