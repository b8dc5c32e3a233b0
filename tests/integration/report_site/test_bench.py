"""The measurements send real reports to the real server, and find every accepted one again; how fast is not judged here."""

from __future__ import annotations

import pytest

from lamplighter.report_site.bench import flood, intake


@pytest.fixture(autouse=True)
def _home_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMPLIGHTER_HOME", "")


def test_every_report_accepted_under_load_is_collected_and_opened() -> None:
    found = intake.run(clients=4, seconds=1)
    assert found["accepted"] == found["collected"] > 0
    assert found["errors"] == 0


def test_in_a_flood_nothing_accepted_is_lost_and_all_danger_is_collected() -> None:
    found = flood.run(flood.KINDS, seconds=1)
    assert found["danger"]["accepted"] == found["danger"]["sent"] > 0
    for kind in ("copies", "distinct"):
        assert found[kind]["accepted"] == found[kind]["collected"] > 0
        assert (found[kind]["errors"], found[kind]["asked_to_wait"]) == (0, 0)


def test_in_a_flood_of_rubbish_with_much_enclosed_all_danger_is_collected_and_the_rubbish_told_apart() -> None:
    found = flood.run([flood.RUBBISH], seconds=1)
    assert found["danger"]["accepted"] == found["danger"]["sent"] > 0
    assert found["rubbish"]["accepted"] == found["rubbish"]["collected"] > 0
    assert found["rubbish"]["errors"] == 0
