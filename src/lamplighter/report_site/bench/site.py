"""The real site in a folder of its own, the processor time it takes, and the desk that collects from it."""

from __future__ import annotations

import base64
import json
import multiprocessing
import os
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from lamplighter.config import Settings
from lamplighter.report_site import clock, serve
from lamplighter.report_site.bench.posts import Posts
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.worker import worker_count
from lamplighter.sealing import EnvelopeId, Keyring, open_envelope, sign_request
from lamplighter.sealing.errors import EnvelopeTampered
from lamplighter.sealing.lock import Cost
from lamplighter.tips import parse

LIMIT = 500


@dataclass
class Site:
    """One running site and the keys of its desk."""

    settings: Settings
    keyring: Keyring
    keys: FormKeys
    server: BaseProcess
    opened: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    @property
    def posts(self) -> Posts:
        return Posts(self.settings, self.keys)

    def cpu_seconds(self) -> float:
        """Processor time of every process of the site so far."""
        return sum(_cpu_seconds(each) for each in _family(self.server.pid or 0))

    def collect(self) -> None:
        """Collect, open and acknowledge all that waits, as the desk does; what does not open is noted as such."""
        while self.collect_some():
            pass

    def collect_some(self, *, danger_only: bool = False) -> bool:
        """One answer's worth of it; whether more waits."""
        answer = self._channel("/channel/collect", {"limit": LIMIT, "danger_only": danger_only})
        for found in answer["envelopes"]:
            self._open(base64.b64decode(found["envelope"]), EnvelopeId(found["id"]))
        self._channel("/channel/acknowledge", {"ids": [found["id"] for found in answer["envelopes"]]})
        return bool(answer["more"])

    def _open(self, sealed: bytes, envelope_id: EnvelopeId) -> None:
        try:
            parse(open_envelope(sealed, envelope_id=envelope_id, keyring=self.keyring))
        except EnvelopeTampered:
            self.refused.add(envelope_id)
        else:
            self.opened.add(envelope_id)

    def _channel(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        time.sleep(0.002)  # the channel takes each millisecond once
        raw = json.dumps(body).encode()
        signed = sign_request(self.keyring.signing_key, "POST", path, raw, clock.milliseconds())
        request = urllib.request.Request(self.settings.report_origin + path, raw, signed, method="POST")  # noqa: S310 (our own loopback address)
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 (as above)
            found: dict[str, Any] = json.loads(response.read())
        return found


@contextmanager
def running() -> Iterator[Site]:
    """Start the site on a free port, with as many workers as it would have, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="lamplighter-bench-") as folder:
        settings, keyring, keys = _settings(Path(folder)), _keyring(), FormKeys()
        settings.letterbox.parent.mkdir(parents=True)
        keyring.public.save(settings.desk_public)
        os.environ["LAMPLIGHTER_HOME"] = folder
        # Not a daemon: the server has children of its own.
        server = multiprocessing.get_context("fork").Process(target=serve.run, args=(settings, keys))
        server.start()
        try:
            _wait(settings)
            yield Site(settings, keyring, keys, server)
        finally:
            server.terminate()
            server.join()


def _keyring() -> Keyring:
    return Keyring.make("a bench by the river", cost=Cost(1, 1, 8))


def _settings(home: Path) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Settings(home=home, demo=True, report_port=port, report_origin=f"http://127.0.0.1:{port}")


def _wait(settings: Settings) -> None:
    """Until every worker answers: a connection may land on any of them."""
    answered = 0
    while answered < 20 * worker_count(settings):
        try:
            with urllib.request.urlopen(settings.report_origin + "/en/", timeout=60) as response:  # noqa: S310 (loopback)
                response.read()
        except urllib.error.URLError:
            answered = 0
            time.sleep(0.05)
        else:
            answered += 1


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _cpu_seconds(pid: int) -> float:
    # utime and stime are the 14th and 15th fields; the second, the name, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
