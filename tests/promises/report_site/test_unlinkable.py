"""A thief takes the disk and knows who visited when. Matching tips to visits must be no better than guessing.

The thief reads every order there is to read: of slots, of bytes in the files and in the log, of ids, of the hashes of used
ids, of what is collected. Each is held against the true order of arrival. The same thief is let loose on an ordinary
table, where it must succeed: a thief who never finds anything would prove nothing.
"""

from __future__ import annotations

import math
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lamplighter.report_site.letterbox import Letterbox
from lamplighter.report_site.letterbox.slots import BATCHES

SMALL = min(BATCHES)
# Five standard errors: by chance alone one run in a million fails, for each order the thief tries.
MOST_Z = 5.0

Sent = list[tuple[str, bytes]]
"""Ids and envelopes, in the order in which they came."""


def sent(count: int) -> Sent:
    return [(secrets.token_hex(16), secrets.token_bytes(SMALL)) for _ in range(count)]


def kept_in_the_letterbox(folder: Path, tips: Sent, *, workers: int = 2) -> None:
    boxes = [Letterbox(folder, most=100_000) for _ in range(workers)]
    try:
        for number, (envelope_id, envelope) in enumerate(tips):
            box = boxes[number % workers]
            box.deposit(envelope_id, envelope, danger=False, day="2027-01-04", choice="plain", secret="")
    finally:
        for box in boxes:
            box.close()


def kept_in_an_ordinary_table(folder: Path, tips: Sent) -> None:
    with closing(sqlite3.connect(folder / "0.sqlite3")) as connection:
        connection.execute("CREATE TABLE tips (id TEXT PRIMARY KEY, envelope BLOB)")
        for tip in tips:
            with connection:
                connection.execute("INSERT INTO tips VALUES (?, ?)", tip)


def read_by_the_thief(folder: Path, tips: Sent) -> Iterator[tuple[str, dict[str, float]]]:
    """Every order that can be read off the disk: its name, and where each id stands in it."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    disk = b"".join(path.read_bytes() for path in files)
    yield "where the envelopes lie", {name: disk.find(envelope[:64]) for name, envelope in tips}
    yield "where the ids lie", {name: max(disk.find(bytes.fromhex(name)), disk.find(name.encode())) for name, _ in tips}
    yield "the ids as numbers", {name: int(name, 16) for name, _ in tips}
    for path in (path for path in files if path.suffix == ".sqlite3"):
        with closing(sqlite3.connect(path)) as connection:
            yield from rows_in_order(connection, path.stem)


def rows_in_order(connection: sqlite3.Connection, file: str) -> Iterator[tuple[str, dict[str, float]]]:
    """The rows of each table that holds ids, as they are numbered and as the database gives them back."""
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        if "id" in columns:
            found = connection.execute(f"SELECT rowid, id FROM {table}").fetchall()
            yield f"rows of {table}, file {file}", {readable(each): row for row, each in found}


def readable(found: str | bytes) -> str:
    return found if isinstance(found, str) else found.hex()


def agreement(places: dict[str, float], tips: Sent) -> tuple[int, int]:
    """How many pairs of tips stand in the order in which they came, and how many pairs there are."""
    row = [places[name] for name, _ in tips if places.get(name, -1) >= 0]
    pairs = [(row[a], row[b]) for a in range(len(row)) for b in range(a + 1, len(row))]
    return sum(first < second for first, second in pairs), len(pairs)


def standard_errors(right: int, pairs: int, runs: list[int]) -> float:
    """How far from half the pairs: Kendall's variance of tau, n tips a run (Kendall 1938, Biometrika 30:81-93)."""
    variance = sum(n * (n - 1) * (2 * n + 5) / 72 for n in runs)
    return (right - pairs / 2) / math.sqrt(variance)


def thefts(folder: Path, keep: Callable[[Path, Sent], None], *, runs: int, tips: int) -> dict[str, float]:
    """For each order the thief tries, how many standard errors it is from guessing, over some letterboxes."""
    right: dict[str, list[tuple[int, int, int]]] = {}
    for run in range(runs):
        place, arrived = folder / str(run), sent(tips)
        place.mkdir()
        keep(place, arrived)
        for name, places in read_by_the_thief(place, arrived):
            found = sum(places.get(each, -1) >= 0 for each, _ in arrived)
            right.setdefault(name, []).append((*agreement(places, arrived), found))
    return {
        name: standard_errors(sum(r for r, _, _ in each), sum(p for _, p, _ in each), [n for _, _, n in each])
        for name, each in right.items()
        if any(n > 1 for _, _, n in each)
    }


@pytest.mark.parametrize(("runs", "tips"), [(12, 40), (2, 700)], ids=["a quiet day", "more than it was made for"])
def test_no_order_on_the_disk_is_the_order_of_arrival(tmp_path: Path, runs: int, tips: int) -> None:
    found = thefts(tmp_path, kept_in_the_letterbox, runs=runs, tips=tips)
    assert {"where the envelopes lie", "where the ids lie", "rows of slots, file 0"} <= set(found)
    assert {name: z for name, z in found.items() if abs(z) > MOST_Z} == {}


def test_the_same_thief_reads_the_order_off_an_ordinary_table(tmp_path: Path) -> None:
    found = thefts(tmp_path, kept_in_an_ordinary_table, runs=3, tips=40)
    assert found["rows of tips, file 0"] > MOST_Z
    assert abs(found["where the envelopes lie"]) > MOST_Z
