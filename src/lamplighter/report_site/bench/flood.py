"""A flood at full speed, of copies and of distinct texts half of which claim danger, and people in true danger beside it.

The flood comes from processes of its own. What counts is how long those people wait for their answer, and how long the
desk needs to collect every report about danger that has piled up.
"""

from __future__ import annotations

import multiprocessing
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from typing import Any

from lamplighter.report_site.answers import Answers
from lamplighter.report_site.bench.clients import Tally, send_for
from lamplighter.report_site.bench.intake import machine, percentile
from lamplighter.report_site.bench.posts import STORY, told
from lamplighter.report_site.bench.site import Site, running

EACH_CLIENTS = 32
# One person in danger after another, each as soon as the one before was answered and this has passed.
BETWEEN_SECONDS = 0.25
MADE_A_SECOND = 600
KINDS = ("copies", "distinct")


def measure(*, seconds: float = 10.0) -> dict[str, Any]:
    """How the flood and the people in danger fared."""
    with running() as site, ExitStack() as floods:
        pipes = {kind: floods.enter_context(_flood(site, kind, seconds)) for kind in KINDS}
        for pipe in pipes.values():
            pipe.send("start")
        urgent = _in_danger(site, seconds)
        collection = _collect_danger(site, urgent)
        tallies = {kind: pipe.recv() for kind, pipe in pipes.items()}
        site.collect()
        return _told(site, urgent, tallies, collection) | {"seconds": seconds, **machine()}


@contextmanager
def _flood(site: Site, kind: str, seconds: float) -> Iterator[Any]:
    """A process that waits for its word, floods, and sends back what it saw."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=_send, args=(site, kind, seconds, theirs), daemon=True)
    process.start()
    ours.recv()
    try:
        yield ours
    finally:
        process.join()


def _send(site: Site, kind: str, seconds: float, pipe: Any) -> None:
    posts = site.posts.copies(told(STORY * 4)) if kind == "copies" else site.posts.distinct(_distinct)
    ready = list(islice(posts, int(MADE_A_SECOND * seconds)))
    pipe.send("ready")
    pipe.recv()
    pipe.send(send_for(site.settings, chain(ready, posts), clients=EACH_CLIENTS, seconds=seconds))


def _distinct(number: int) -> Answers:
    return told(f"{STORY} {secrets.token_hex(40)}", danger_now="yes" if number % 2 else "no")


def _in_danger(site: Site, seconds: float) -> Tally:
    """People who tick that somebody is in danger now, one after another, while the flood lasts."""
    posts = site.posts.distinct(lambda number: told(f"She is in danger now. {number}", danger_now="yes"))
    tally, until = Tally(), time.monotonic() + seconds
    while time.monotonic() < until:
        tally.add(send_for(site.settings, posts, clients=1, seconds=0))
        threading.Event().wait(BETWEEN_SECONDS)
    return tally


def _collect_danger(site: Site, urgent: Tally) -> float:
    """Seconds until the desk has every report about danger, all of them having waited for it."""
    started = time.monotonic()
    while not urgent.accepted <= site.opened:
        site.collect(danger_only=True)
    return time.monotonic() - started


def _told(site: Site, urgent: Tally, tallies: dict[str, Tally], collection: float) -> dict[str, Any]:
    longest = site.settings.collect_danger_seconds
    return {
        "danger": {
            "sent": len(urgent.times),
            "accepted": len(urgent.accepted),
            "p50_ms": percentile(urgent.times, 50),
            "longest_ms": percentile(urgent.times, 100),
            "collection_s": round(collection, 2),
            "collected_within_s": round(longest + collection, 1),
        },
        **{kind: _fared(site, tally) for kind, tally in tallies.items()},
    }


def _fared(site: Site, tally: Tally) -> dict[str, Any]:
    return {
        "accepted": len(tally.accepted),
        "p50_ms": percentile(tally.times, 50),
        "p99_ms": percentile(tally.times, 99),
        "asked_to_wait": tally.asked,
        "errors": tally.errors,
        "collected": len(tally.accepted & site.opened),
    }
