"""`lamplighter simulate` makes a county and a stream from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli.simulate import register
from lamplighter.feeds import county as feed


@pytest.fixture
def app():
    made = typer.Typer()
    register(made)
    return made


def test_a_county_and_a_stream_are_made_by_two_commands(app, tmp_path: Path):
    made = CliRunner().invoke(app, ["simulate", "county", str(tmp_path / "county"), "--population", "100000"])
    assert made.exit_code == 0
    assert "59 areas" in made.stdout
    feed.build(tmp_path / "county", tmp_path / "pack.sqlite3")
    where = f"--county {tmp_path}/pack.sqlite3 --out {tmp_path}/stream --seed 4"
    when = "--start 2026-01-05 --weeks 16 --crackdown-start 2026-04-13"
    told = CliRunner().invoke(app, f"simulate stream {where} {when}")
    assert told.exit_code == 0
    assert "2026-01-05 to 2026-04-26" in told.stdout
    assert (tmp_path / "stream" / "tips.jsonl").stat().st_size > 100_000


def test_a_day_that_is_none_is_refused(app, tmp_path: Path):
    shown = CliRunner().invoke(app, f"simulate stream --county x --out {tmp_path} --start soon")
    assert shown.exit_code == 2
    assert "soon" in shown.output
