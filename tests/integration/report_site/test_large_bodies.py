"""Only a few large posts are in memory at a time; whoever sends a report without photos notices nothing of it."""

from __future__ import annotations

import threading

import pytest
from report_house import House
from reporter import Reporter

from lamplighter.report_site import largebodies

PHOTOS = {"Content-Type": "multipart/form-data; boundary=x"}
LARGE = b"--x\r\n" + bytes(largebodies.LARGE)


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    """One place, and nobody who waits for it."""
    only = threading.BoundedSemaphore(1)
    monkeypatch.setattr(largebodies, "_places", only)
    monkeypatch.setattr(largebodies, "PATIENCE_SECONDS", 0)
    return only


def posted(house: House, body: bytes) -> Reporter:
    return house.visitor()._go("POST", "/en/t", body, PHOTOS)


def test_a_large_post_is_told_to_wait_while_others_are_read(house: House, places: threading.BoundedSemaphore) -> None:
    with places:
        refused = posted(house, LARGE)
        assert (refused.status, "We are busy with other photos" in refused.text) == (503, True)
        assert posted(house, b"--x\r\n").status == 400
        assert house.visitor().begin().heading == "Is somebody in danger now?"


def test_the_place_is_given_back_however_the_post_ends(house: House, places: threading.BoundedSemaphore) -> None:
    for _ in range(3):
        assert posted(house, LARGE).status == 400
    assert places.acquire(blocking=False)
