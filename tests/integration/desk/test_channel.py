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


def test_clocks_that_do_not_agree_stop_nothing_and_are_told_of() -> None:
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        site.challenge, site.clock = "c" * 32, time.time_ns() // 1_000_000 + 600_000
        line = channel.Channel(origin, DESK)
        line.post("/channel/watch", {"watched": True})
    assert len(site.asked) == 1
    assert "10.0 minutes apart" in line.clocks


def test_a_site_whose_clock_was_ahead_and_is_set_back_is_reached_and_told_of() -> None:
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        site.challenge, site.last = "c" * 32, time.time_ns() // 1_000_000 + 86_400_000
        line = channel.Channel(origin, DESK)
        line.post("/channel/watch", {"watched": True})
    assert len(site.asked) == 1
    assert "has been set back" in line.clocks


def test_a_request_that_another_process_overtook_tells_nothing_about_clocks() -> None:
    with fake_report_site.running(verify_key_of(DESK)) as (site, origin):
        site.challenge, site.last = "c" * 32, time.time_ns() // 1_000_000 + 500
        line = channel.Channel(origin, DESK)
        line.post("/channel/watch", {"watched": True})
    assert (len(site.asked), line.clocks) == (1, "")


def test_stamps_follow_a_clock_that_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [2_000_000_000_000 * 1_000_000]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    stamps = channel._Stamps()
    first = stamps.following()
    now[0] -= 1_000 * 1_000_000
    assert stamps.following() == first + 1
    now[0] -= 3_600_000 * 1_000_000
    assert stamps.following() == now[0] // 1_000_000
