"""A report site that speaks the channel and nothing else: it hands out envelopes until they are acknowledged."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lamplighter.sealing import VerifyKey, verify_request
from lamplighter.sealing.channel import answered, signed_at
from lamplighter.sealing.errors import SealingError


@dataclass
class FakeReportSite:
    """What waits, what was asked, and how it misbehaves."""

    verify_key: VerifyKey
    waiting: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    lengths: list[tuple[str, int]] = field(default_factory=list)
    """What somebody who watches the line sees of each request."""
    broken: set[str] = field(default_factory=set)
    answers: dict[str, bytes] = field(default_factory=dict)
    last: int = 0
    challenge: str = ""
    """Where it gives one: what must be signed by whoever comes too late."""
    clock: int = 0

    def answer(self, path: str, question: dict[str, Any]) -> dict[str, Any]:
        if path == "/channel/collect":
            found = [e for e in self.waiting if e["danger"] or not question["danger_only"]]
            return {"envelopes": found[:2], "more": len(found) > 2}
        if path == "/channel/acknowledge":
            before = len(self.waiting)
            self.waiting = [e for e in self.waiting if e["id"] not in question["ids"]]
            return {"cleared": before - len(self.waiting)}
        return {}


@contextmanager
def running(verify_key: VerifyKey) -> Iterator[tuple[FakeReportSite, str]]:
    site = FakeReportSite(verify_key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: FakeReportSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = self._decide(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def _decide(self, body: bytes) -> tuple[int, bytes]:
            now = int(self.headers["Lamplighter-Timestamp"])
            headers = dict(self.headers)
            try:
                if site.challenge and answered(headers) == site.challenge:
                    signed_at(site.verify_key, "POST", self.path, body, headers)
                else:
                    site.last = verify_request(
                        site.verify_key, "POST", self.path, body, headers, site.clock or now, after_ms=site.last
                    )
            except SealingError:
                late = {"challenge": site.challenge, "clock": site.clock or now, "last": site.last}
                return 403, json.dumps(late).encode() if site.challenge else b""
            site.lengths.append((self.path, len(body)))
            site.asked.append((self.path, json.loads(body)))
            if self.path in site.broken:
                return 500, b""
            return 200, site.answers.get(self.path) or json.dumps(site.answer(self.path, json.loads(body))).encode()

        def log_request(self, *_: object) -> None:
            """Says nothing."""

    return Handler
