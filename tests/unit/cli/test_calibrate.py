"""The commands that say how often we cry wolf and how soon we see one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli import calibrate, evaluate
from lamplighter.evaluation.rivals import RIVALS
from lamplighter.feeds import county as feed
from lamplighter.simulation import county


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    county(folder / "tables", seed=1, population=60_000)
    feed.build(folder / "tables", folder / "county.sqlite3")
    return folder / "county.sqlite3"


def run(*arguments: str) -> str:
    app = typer.Typer()
    evaluate.register(app)
    calibrate.register(app)
    return CliRunner().invoke(app, ["evaluate", *arguments], catch_exceptions=False).stdout


def test_each_row_says_alarms_a_year_with_its_interval(pack: Path) -> None:
    told = run("calibration", "--county", str(pack), "--years", "20", "--tuning", "20", "--row", "plain")
    found = re.search(r"plain +(\d+) alarms in 20 years: .* a year \((.*) to (.*)\)", told)
    assert found
    alarms, low, high = found.groups()
    assert float(low) <= int(alarms) / 20 <= float(high)


def test_the_level_may_be_learnt_as_a_county_would(pack: Path) -> None:
    options = (
        "--county",
        str(pack),
        "--years",
        "20",
        "--tuning",
        "20",
        "--row",
        "all, by day of event",
        "--made-up",
        "2",
    )
    told = run("calibration", *options)
    assert "2 records, each judged by 20 years" in told
    found = json.loads(run("calibration", *options, "--json"))["all, by day of event"]
    assert [record["years"] for record in found["records"]] == [20, 20]
    assert f"{found['a_year']:.3f} a year" in told


def test_each_cell_compares_every_rival_on_the_same_footholds(pack: Path) -> None:
    options = ("--footholds", "3", "--tuning", "20", "--size", "1", "--strength", "8")
    told = run("timeliness", "--county", str(pack), *options)
    assert "3 footholds" in told
    assert all(method in told for method in RIVALS)
    assert sum(told.count(f": {verdict}") for verdict in ("better", "worse", "alike")) == len(RIVALS)


def test_days_are_scanned_with_their_replicates(pack: Path) -> None:
    options = ("--days", "2", "--replicates", "19", "--row", "plain")
    assert run("p-values", "--county", str(pack), *options).startswith("plain: 2 days")
    assert json.loads(run("p-values", "--county", str(pack), *options, "--json"))["plain"]["days"] == 2
