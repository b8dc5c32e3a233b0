"""The desk's one line to the report site: always opened from here, every request signed, answers bounded."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from lamplighter.desk.errors import DeskError
from lamplighter.sealing.channel import SigningKey, padded_request, sign_request

SECONDS = 20
LARGEST_ANSWER = 64 * 1024 * 1024
TRIES = 3
APART_MS = 30_000
"""Two machines that keep time are much nearer than this; the site accepts twice as much."""
PAUSE = 0.02
"""Seconds before an overtaken request is signed again: far more than the millisecond that stamps are counted in."""


class ChannelError(DeskError):
    """The report site did not do what the desk asked."""


class ReportSiteUnreachable(ChannelError):
    """The report site cannot be reached ({why}). Check that it runs, and that report_origin names it."""


class ReportSiteRefused(ChannelError):
    """The report site refused a request of the desk (status {status}). Check that both have the same keys."""


class AnswerNotUnderstood(ChannelError):
    """The report site answered something that is not an answer to the desk. Check that both run the same version."""


@dataclass
class Channel:
    """Signed requests to one report site; `clocks` says in a sentence what is wrong with the two clocks, if anything."""

    origin: str
    signing_key: SigningKey
    clocks: str = ""

    def post(self, path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        """Asks one thing; a request that came too late, for whatever reason, is signed again and repeated.

        The site gives a challenge then, and takes the answer whatever the clocks say. Nothing recorded can be sent again.
        """
        body = padded_request(path, json.dumps(question, separators=(",", ":")).encode())
        challenge = ""
        for tries in range(TRIES):
            time.sleep(PAUSE * tries)
            status, answer = self._send(path, body, challenge)
            if status == http.client.OK:
                return _read(answer)
            if status not in {http.client.FORBIDDEN, http.client.CONFLICT, http.client.UNAUTHORIZED}:
                break
            challenge = self._challenge(answer)
        raise ReportSiteRefused(status=status)

    def _challenge(self, answer: bytes) -> str:
        """What the site wants signed, if the request was only late; and what that tells about the clocks."""
        try:
            found = json.loads(answer)
            challenge, there, last = str(found["challenge"]), int(found["clock"]), int(found["last"])
        except (ValueError, TypeError, KeyError):
            return ""
        self.clocks = clock_fault(_now(), there, last) or self.clocks
        return challenge

    def _send(self, path: str, body: bytes, challenge: str) -> tuple[int, bytes]:
        headers = sign_request(self.signing_key, "POST", path, body, _stamps.following(), challenge)
        connection = self._connect()
        try:
            connection.request("POST", path, body, {**headers, "Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise ReportSiteUnreachable(why=type(error).__name__) from error
        finally:
            connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.origin)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        return kind(parts.netloc, timeout=SECONDS)


def clock_fault(here: int, there: int, last: int) -> str:
    """What is wrong with the clocks, from the desk's, the site's and the last time the site accepted, in milliseconds."""
    if abs(here - there) > APART_MS:
        apart = {"minutes": round(abs(here - there) / 60_000, 1)}
        return _("The clocks of the desk and of the report site are {minutes} minutes apart.").format(**apart)
    if last > there + APART_MS:
        return _("The report site's clock was ahead and has been set back.")
    return ""


def _now() -> int:
    return time.time_ns() // 1_000_000


class _Stamps:
    """Milliseconds since 1970, each later than the one before: the site takes two of one millisecond for a replay.

    Only a clock that is set back starts again from where it is.
    """

    def __init__(self) -> None:
        self._last = 0
        self._one_at_a_time = threading.Lock()

    def following(self) -> int:
        with self._one_at_a_time:
            now = _now()
            self._last = now if self._last > now + APART_MS else max(self._last + 1, now)
            return self._last


_stamps = _Stamps()


def _read(answer: bytes) -> dict[str, Any]:
    if len(answer) > LARGEST_ANSWER:
        raise AnswerNotUnderstood
    try:
        found = json.loads(answer)
    except ValueError as error:
        raise AnswerNotUnderstood from error
    if not isinstance(found, dict):
        raise AnswerNotUnderstood
    return found
