"""How many reports a second the site accepts, and how long people wait: 32 at once, and 128 beside it.

Every accepted report is collected and opened afterwards. The forms are made beforehand, so that only the sending is timed.
"""

from __future__ import annotations

import os
import time
from itertools import chain, islice
from typing import Any

from lamplighter.report_site.bench.clients import Tally, send_for
from lamplighter.report_site.bench.posts import STORY, told
from lamplighter.report_site.bench.site import Site, running

BESIDE = 128
# Forms made beforehand, a second of the run and client; more are made on the way if the site is faster than that.
MADE_A_SECOND = 1200


def measure(*, clients: int = 32, seconds: float = 10.0) -> dict[str, Any]:
    """The figures asked for, and those of 128 clients under `beside`."""
    return {**run(clients=clients, seconds=seconds), "beside": run(clients=BESIDE, seconds=seconds)}


def run(*, clients: int, seconds: float) -> dict[str, Any]:
    """One server, one load: its counts, its pace, what it cost, and how many of the accepted the desk could open."""
    with running() as site:
        posts = site.posts.copies(told(STORY * 4))
        ready = list(islice(posts, int(MADE_A_SECOND * seconds)))
        before, started = (site.cpu_seconds(), time.process_time()), time.monotonic()
        tally = send_for(site.settings, chain(ready, posts), clients=clients, seconds=seconds)
        spent = time.monotonic() - started
        cpu = (site.cpu_seconds() - before[0], time.process_time() - before[1])
        site.collect()
        return {"clients": clients, **figures(tally, site, spent), **_cost(tally, cpu), **machine()}


def figures(tally: Tally, site: Site, spent: float) -> dict[str, Any]:
    """Counts, pace and waiting times."""
    return {
        "accepted": len(tally.accepted),
        "per_second": round(len(tally.accepted) / spent, 1),
        "p50_ms": percentile(tally.times, 50),
        "p99_ms": percentile(tally.times, 99),
        "errors": tally.errors + tally.asked,
        "collected": len(tally.accepted & site.opened),
        "seconds": round(spent, 2),
    }


def percentile(times: list[float], percent: int) -> float:
    ordered = sorted(times) or [0.0]
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000, 1)


def _cost(tally: Tally, cpu: tuple[float, float]) -> dict[str, float]:
    """Processor time an accepted report, of the site and of the load that shares its machine."""
    accepted = len(tally.accepted) or 1
    return {
        "server_cpu_ms_each": round(1000 * cpu[0] / accepted, 2),
        "load_cpu_ms_each": round(1000 * cpu[1] / accepted, 2),
    }


def machine() -> dict[str, Any]:
    """How busy the machine was with other work, which the figures must be read beside."""
    return {"cores": os.cpu_count(), "load_average": round(os.getloadavg()[0], 2)}
