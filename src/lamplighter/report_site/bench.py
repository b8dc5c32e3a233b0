"""Measures the last post of the journey: the real server, many people at once, every accepted tip collected and opened.

It writes the forms itself, under form keys it shares with the server, so that only the sending is timed.
"""

from __future__ import annotations

import asyncio
import base64
import json
import multiprocessing
import os
import resource
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
from urllib.parse import urlencode

from lamplighter.config import Settings
from lamplighter.report_site import clock, sending, serve
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.state import Draft, seal
from lamplighter.report_site.worker import worker_count
from lamplighter.sealing import EnvelopeId, Keyring, open_envelope, sign_request
from lamplighter.sealing.lock import Cost
from lamplighter.tips import parse

STORY = (
    "Different men go up to the flat at all hours and stay a few minutes. The man who lives there looks frightened. "
)
THANKS = b"Your report is kept"


@dataclass
class Tally:
    """What the clients saw."""

    accepted: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    errors: int = 0


def measure(*, clients: int = 32, seconds: float = 10.0) -> dict[str, Any]:
    """One run: its counts, its pace, and how many of the accepted the desk could open."""
    with tempfile.TemporaryDirectory(prefix="lamplighter-bench-") as folder:
        keyring, keys = Keyring.make("a bench by the river", cost=Cost(1, 1, 8)), FormKeys()
        settings = _settings(Path(folder))
        settings.letterbox.parent.mkdir(parents=True)
        keyring.public.save(settings.desk_public)
        with _served(settings, keys):
            tally, spent, cpu = _load(settings, keys, clients, seconds)
            collected = _collect(settings, keyring)
    return _result(tally, collected, clients, spent, cpu)


def _result(tally: Tally, collected: set[str], clients: int, spent: float, cpu: float) -> dict[str, Any]:
    times = sorted(tally.times) or [0.0]
    return {
        "accepted": len(tally.accepted),
        "per_second": round(len(tally.accepted) / spent, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[min(len(times) - 1, len(times) * 99 // 100)] * 1000, 1),
        "errors": tally.errors,
        "collected": len(tally.accepted & collected),
        "clients": clients,
        "seconds": round(spent, 2),
        "cpu_seconds": round(cpu, 2),
        "cores": os.cpu_count(),
    }


def _settings(home: Path) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Settings(home=home, demo=True, report_port=port, report_origin=f"http://127.0.0.1:{port}")


@contextmanager
def _served(settings: Settings, keys: FormKeys) -> Iterator[None]:
    os.environ["LAMPLIGHTER_HOME"] = str(settings.home)
    # Not a daemon: the server has children of its own.
    server: BaseProcess = multiprocessing.get_context("fork").Process(target=serve.run, args=(settings, keys))
    server.start()
    try:
        _wait(settings)
        yield
    finally:
        server.terminate()
        server.join()


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


def _load(settings: Settings, keys: FormKeys, clients: int, seconds: float) -> tuple[Tally, float, float]:
    tally = Tally()
    started, before = time.monotonic(), _cpu()

    async def everybody() -> None:
        until = started + seconds
        await asyncio.gather(*(_client(settings, keys, tally, until) for _ in range(clients)))

    asyncio.run(everybody())
    return tally, time.monotonic() - started, _cpu() - before


def _cpu() -> float:
    """Count this process alone: the clients' share, so that the server's can be told from it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _client(settings: Settings, keys: FormKeys, tally: Tally, until: float) -> None:
    reader, writer = await asyncio.open_connection(settings.report_host, settings.report_port)
    while time.monotonic() < until:
        envelope_id, request = _request(settings, keys)
        started = time.monotonic()
        writer.write(request)
        answer = await _answer(reader)
        tally.times.append(time.monotonic() - started)
        if THANKS in answer:
            tally.accepted.add(envelope_id)
        else:
            tally.errors += 1
    writer.close()
    await writer.wait_closed()


def _request(settings: Settings, keys: FormKeys) -> tuple[str, bytes]:
    answers = Answers(kinds=("cuckooing",), role="neighbour", story=STORY * 4, street="Mill Lane", how_known="saw")
    draft = sending.prepared(Draft(answers=answers))
    body = urlencode({"state": seal(draft, keys, now=clock.seconds()), "go": "words"}).encode()
    head = (
        f"POST /en/t/15 HTTP/1.1\r\nHost: {settings.report_host}:{settings.report_port}\r\nOrigin: null\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return draft.envelope_id, head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return await reader.readexactly(int(length.partition(b":")[2]))


def _collect(settings: Settings, keyring: Keyring) -> set[str]:
    """Everything the desk can collect and open, by its envelope id."""
    opened: set[str] = set()
    more = True
    while more:
        answer = _channel(settings, keyring, "/channel/collect", {"limit": 500})
        for found in answer["envelopes"]:
            sealed = base64.b64decode(found["envelope"])
            parse(open_envelope(sealed, envelope_id=EnvelopeId(found["id"]), keyring=keyring))
            opened.add(found["id"])
        _channel(settings, keyring, "/channel/acknowledge", {"ids": [found["id"] for found in answer["envelopes"]]})
        more = answer["more"]
    return opened


def _channel(settings: Settings, keyring: Keyring, path: str, body: dict[str, Any]) -> dict[str, Any]:
    time.sleep(0.002)  # the channel takes each millisecond once
    raw = json.dumps(body).encode()
    signed = sign_request(keyring.signing_key, "POST", path, raw, clock.milliseconds())
    request = urllib.request.Request(settings.report_origin + path, raw, signed, method="POST")  # noqa: S310 (our own loopback address)
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 (as above)
        found: dict[str, Any] = json.loads(response.read())
    return found
