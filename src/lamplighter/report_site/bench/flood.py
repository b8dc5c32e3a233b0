"""A flood at full speed, of copies and of distinct texts half of which claim danger, and people in true danger beside it.

Then another, of rubbish that claims danger and looks sealed, with as much enclosed as the site takes.

The flood comes from processes of its own. What counts is how long those people wait for their answer, and how long the
desk needs to collect the report of each of them out of all that has piled up.
"""

from __future__ import annotations

import multiprocessing
import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
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
RUBBISH = "rubbish"


def measure(*, seconds: float = 10.0) -> dict[str, Any]:
    """How the floods and the people in danger fared; what came of the second one stands under `beside`."""
    return {**run(KINDS, seconds=seconds), "beside": run([RUBBISH], seconds=seconds)}


def run(kinds: Sequence[str], *, seconds: float) -> dict[str, Any]:
    """One server and one flood, of all these kinds at once."""
    with running() as site, ExitStack() as floods:
        pipes = {kind: floods.enter_context(_flood(site, kind, seconds)) for kind in kinds}
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
    if kind == RUBBISH:
        _send_rubbish(site, seconds, pipe)
        return
    posts = site.posts.copies(told(STORY * 4)) if kind == "copies" else site.posts.distinct(_distinct)
    ready = list(islice(posts, int(MADE_A_SECOND * seconds)))
    pipe.send("ready")
    pipe.recv()
    pipe.send(send_for(site.settings, chain(ready, posts), clients=EACH_CLIENTS, seconds=seconds))


def _send_rubbish(site: Site, seconds: float, pipe: Any) -> None:
    """Each client in a thread of its own: such a post is too long to be handed to the system at once."""
    tally = Tally()
    pipe.send("ready")
    pipe.recv()
    with ThreadPoolExecutor(EACH_CLIENTS) as clients:
        key_id = site.keyring.public.sealing_key.key_id
        sent = [
            clients.submit(send_for, site.settings, site.posts.rubbish(key_id), clients=1, seconds=seconds)
            for _ in range(EACH_CLIENTS)
        ]
        for each in sent:
            tally.add(each.result())
    pipe.send(tally)


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
    """Seconds until the desk has the report of everybody in danger, all of them having waited for it."""
    started = time.monotonic()
    while not urgent.accepted <= site.opened:
        site.collect_some(danger_only=True)
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
        "collected": len(tally.accepted & (site.opened | site.refused)),
    }
