"""Whoever watches over the machine learns whether reports are taken, and nothing about how many."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from report_house import House
from reporter import whole_journey


def test_it_works_and_says_the_same_after_a_report(house: House) -> None:
    before = house.visitor().get("/health")
    assert (before.status, before.body) == (200, b"working\n")
    whole_journey(house.visitor(), story="Voices at night.")
    assert house.visitor().get("/health").body == before.body


def test_a_letterbox_that_cannot_be_written_to_is_told(house: House) -> None:
    # Rather than the fifteen seconds that a real lock is waited for.
    house.worker.letterbox._writer._connection.execute("PRAGMA busy_timeout = 10")
    box = next(house.worker.settings.letterbox.glob("*.sqlite3"))
    with closing(sqlite3.connect(box, isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        assert whole_journey(house.visitor(), story="Voices at night.").status == 503
        told = house.visitor().get("/health")
        another.execute("ROLLBACK")
    assert (told.status, told.body) == (503, b"not taking reports: the letterbox cannot be written to\n")
    whole_journey(house.visitor(), story="Voices at night.")
    assert house.visitor().get("/health").status == 200


def test_a_site_without_the_desks_key_says_so(house: House) -> None:
    house.worker.settings.desk_public.unlink()
    told = house.visitor().get("/health")
    assert told.status == 503
    assert b"key or a document is missing" in told.body
