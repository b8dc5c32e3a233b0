"""The measurements send real reports to the real server, and find every accepted one again; how fast is not judged here."""

from __future__ import annotations

import pytest

from lamplighter.report_site import bench
from lamplighter.report_site.bench import intake


@pytest.fixture(autouse=True)
def _home_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMPLIGHTER_HOME", "")


def test_every_report_accepted_under_load_is_collected_and_opened() -> None:
    found = intake.run(clients=4, seconds=1)
    assert found["accepted"] == found["collected"] > 0
    assert found["errors"] == 0


def test_in_a_flood_nothing_accepted_is_lost_and_all_danger_is_collected() -> None:
    found = bench.measure_flood(seconds=1)
    assert found["danger"]["accepted"] == found["danger"]["sent"] > 0
    for kind in ("copies", "distinct"):
        assert found[kind]["accepted"] == found[kind]["collected"] > 0
        assert (found[kind]["errors"], found[kind]["asked_to_wait"]) == (0, 0)
