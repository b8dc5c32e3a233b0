"""The real report site: granian with its workers, in a folder and on a port of its own, that can be stopped or killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import report_house
import servers
from reporter import Reporter, over_http

from lamplighter.report_site import clock
from lamplighter.sealing import sign_request


@dataclass
class Server:
    """One run of the site."""

    where: servers.Place
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return self.where.report

    def visitor(self, **headers: str) -> Reporter:
        return Reporter(over_http(self.address), headers=headers)

    def channel(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One request of the desk."""
        raw = json.dumps(body).encode()
        signed = sign_request(report_house.keyring().signing_key, "POST", path, raw, clock.milliseconds())
        request = urllib.request.Request(self.address + path, raw, signed, method="POST")
        with urllib.request.urlopen(request, timeout=60) as response:
            found: dict[str, Any] = json.loads(response.read())
        return found

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def kill(self) -> None:
        """SIGKILL to every process of the site at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


@contextmanager
def running(home: Path, **changed: str) -> Iterator[Server]:
    """Start the site as `lamplighter serve report-site` does, with these settings, and stop it at the end."""
    settings = report_house.settings(home)
    settings.letterbox.parent.mkdir(parents=True, exist_ok=True)
    if not settings.desk_public.exists():
        report_house.keyring().public.save(settings.desk_public)
    where = servers.place(home)
    environ = where.environ | {"LAMPLIGHTER_DEMO": "true", "LAMPLIGHTER_REPORT_WORKERS": "2"}
    environ |= {f"LAMPLIGHTER_{name.upper()}": value for name, value in changed.items()}
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lamplighter", "serve", "report-site"],
            env=environ,
            stdout=log,
            stderr=log,
            # A group of its own, so that a kill takes the workers with it.
            start_new_session=True,
        )
    server = Server(where, process)
    try:
        servers._wait(where.report)
        yield server
    finally:
        if process.poll() is None:
            server.stop()
