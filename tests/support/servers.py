"""Starts the real sites and the real worker as processes of their own, on free ports, and stops them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-m", "lamplighter"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Place:
    """One home folder and the ports its two sites listen on."""

    home: Path
    report_port: int
    desk_port: int

    @property
    def report(self) -> str:
        return f"http://127.0.0.1:{self.report_port}"

    @property
    def desk(self) -> str:
        return f"http://127.0.0.1:{self.desk_port}"

    @property
    def environ(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("LAMPLIGHTER_", "DJANGO_"))}
        return kept | {
            "LAMPLIGHTER_HOME": str(self.home),
            "LAMPLIGHTER_REPORT_PORT": str(self.report_port),
            "LAMPLIGHTER_DESK_PORT": str(self.desk_port),
            "LAMPLIGHTER_REPORT_ORIGIN": self.report,
            "LAMPLIGHTER_DESK_ORIGIN": self.desk,
            "LAMPLIGHTER_COLLECT_DANGER_SECONDS": "5",
            "LAMPLIGHTER_COLLECT_SECONDS": "30",
            "LAMPLIGHTER_REPLY_DELAY_SECONDS": "1",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs one lamplighter command to its end; a failure shows all that it printed."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environ, capture_output=True, text=True, check=False, timeout=1200
        )
        assert done.returncode == 0, f"lamplighter {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done


def place(home: Path) -> Place:
    return Place(home, free_port(), free_port())


@contextmanager
def serving(where: Place, *parts: str) -> Iterator[None]:
    """Runs `lamplighter serve PART` for each part until the block ends."""
    with ExitStack() as stack:
        for part in parts:
            stack.enter_context(_process(where, part))
        for part, address in (("report-site", where.report), ("desk", where.desk)):
            if part in parts:
                _wait(address)
        yield


@contextmanager
def _process(where: Place, part: str) -> Iterator[subprocess.Popen[bytes]]:
    with (where.home / f"{part}.log").open("wb") as log:
        process = subprocess.Popen([*COMMAND, "serve", part], env=where.environ, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < end, f"{address} did not answer within {seconds} s"
            time.sleep(0.1)
        else:
            return
