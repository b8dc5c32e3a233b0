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

from lamplighter.desk.errors import DeskError
from lamplighter.sealing.channel import SigningKey, sign_request

SECONDS = 20
LARGEST_ANSWER = 64 * 1024 * 1024
TRIES = 3
PAUSE = 0.02
"""Seconds before an overtaken request is signed again: far more than the millisecond that stamps are counted in."""


class ChannelError(DeskError):
    """The report site did not do what the desk asked."""


class ReportSiteUnreachable(ChannelError):
    """The report site cannot be reached: {why}."""


class ReportSiteRefused(ChannelError):
    """The report site refused a request of the desk (status {status}). Check that both have the same keys."""


class AnswerNotUnderstood(ChannelError):
    """The report site answered something that is not an answer to the desk."""


@dataclass(frozen=True)
class Channel:
    """Signed requests to one report site."""

    origin: str
    signing_key: SigningKey

    def post(self, path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        """Asks one thing; a request that another process's newer one overtook is signed again and repeated."""
        body = json.dumps(question, separators=(",", ":")).encode()
        for tries in range(TRIES):
            time.sleep(PAUSE * tries)
            status, answer = self._send(path, body)
            if status == http.client.OK:
                return _read(answer)
            if status not in {http.client.FORBIDDEN, http.client.CONFLICT, http.client.UNAUTHORIZED}:
                break
        raise ReportSiteRefused(status=status)

    def _send(self, path: str, body: bytes) -> tuple[int, bytes]:
        headers = sign_request(self.signing_key, "POST", path, body, _stamps.following())
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


class _Stamps:
    """Milliseconds since 1970, each later than the one before: the site takes two of one millisecond for a replay."""

    def __init__(self) -> None:
        self._last = 0
        self._one_at_a_time = threading.Lock()

    def following(self) -> int:
        with self._one_at_a_time:
            self._last = max(self._last + 1, time.time_ns() // 1_000_000)
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
