"""Many tips assessed at once, on every core: what a flood or a first load needs, and a quiet day does not."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

import django

from lamplighter.desk import county
from lamplighter.desk.queue.assessing import Asked, Found, assess

# Below this, starting the processes takes longer than the work.
MANY = 300
CHUNK = 10

Assess = Callable[[Iterable[Asked]], Iterable[Found]]


@contextmanager
def assessors(waiting: int) -> Iterator[Assess]:
    """The function to assess with, in the order given: in this process for a few, in one a core for many."""
    if waiting < MANY:
        yield lambda asked: [assess(one, county.pack()) for one in asked]
        return
    # Spawned, not forked: a fork would inherit the database connection and half-held locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=_ready) as pool:
        yield lambda asked: pool.map(_one, asked, chunksize=CHUNK)


def _ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.desk.settings")
    django.setup()


def _one(asked: Asked) -> Found:
    return assess(asked, county.pack())
