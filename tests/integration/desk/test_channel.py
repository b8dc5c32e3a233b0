"""The line to the report site: a request that another overtook is signed again, never taken for a fault."""

from __future__ import annotations

import time

import fake_report_site
import pytest

from lamplighter.desk import channel
from lamplighter.sealing.channel import SigningKey, verify_key_of

DESK = SigningKey(bytes(range(32)))


def test_requests_of_one_millisecond_are_all_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: frozen)
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        for _ in range(20):
            channel.Channel(origin, DESK).post("/channel/watch", {"watched": True})
    assert len(site.asked) == 20


def test_a_request_that_a_newer_one_overtook_is_signed_again() -> None:
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        site.last = time.time_ns() // 1_000_000 + 15
        channel.Channel(origin, DESK).post("/channel/watch", {"watched": True})
    assert len(site.asked) == 1


def test_a_request_that_stays_behind_is_refused_with_advice() -> None:
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        site.last = time.time_ns() // 1_000_000 + 30_000
        with pytest.raises(channel.ReportSiteRefused, match="same keys"):
            channel.Channel(origin, DESK).post("/channel/watch", {"watched": True})
    assert site.asked == []
