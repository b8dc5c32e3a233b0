"""On real months that no tuning saw, the baseline forecasts better than counting, and its intervals hold.

The command itself is run, so that what `docs/algorithms/baseline.md` shows is what is tested.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli import evaluate
from lamplighter.feeds import county
from lamplighter.feeds.police_uk import import_files
from lamplighter.places import Pack

pytestmark = pytest.mark.shared
DESCRIPTOR = Path(__file__).parents[3] / "docs" / "how-to" / "northamptonshire.yaml"


@pytest.fixture(scope="module")
def kinds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("home")
    county.build(DESCRIPTOR, home / "county.sqlite3", tables=shared / "data")
    with Pack.open(home / "county.sqlite3") as pack:
        import_files([shared / "data" / "police_uk_northants"], home / "store.sqlite3", pack)
    app = typer.Typer()
    evaluate.register(app)
    asked = [
        "--store",
        str(home / "store.sqlite3"),
        "--county",
        str(home / "county.sqlite3"),
        "--tune-until",
        "2025-06",
    ]
    done = CliRunner().invoke(app, ["evaluate", "baseline", *asked, "--json"], catch_exceptions=False)
    found: dict[str, Any] = json.loads(done.stdout)["kinds"]
    return found


def test_the_months_judged_are_july_to_december(kinds: dict[str, Any]) -> None:
    assert set(kinds) == set(evaluate.KINDS)
    for found in kinds.values():
        assert found["periods"] == [f"2025-{month:02d}" for month in range(7, 13)]
        assert (found["areas"], found["top_areas"]) == (443, 22)


def test_every_way_of_counting_is_beaten_beyond_chance(kinds: dict[str, Any]) -> None:
    for found in kinds.values():
        assert len(found["gains"]) == 4
        assert all(gain["low"] > 0 for gain in found["gains"].values())


def test_nine_in_ten_intervals_hold(kinds: dict[str, Any]) -> None:
    for found in kinds.values():
        assert 0.88 <= found["coverage"]["randomised"]["value"] <= 0.92


def test_the_areas_ranked_highest_catch_at_least_what_counting_does(kinds: dict[str, Any]) -> None:
    for found in kinds.values():
        assert found["caught"] >= found["caught_by_counting"]


def test_deprivation_has_no_part_in_it(kinds: dict[str, Any]) -> None:
    assert all(found["tuning"]["deprivation"] == 0 for found in kinds.values())
