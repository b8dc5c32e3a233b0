"""`lamplighter scan` writes the result file, says what it did on standard error, and refuses in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli import scan
from lamplighter.scanning.errors import AreaUnknown

app = typer.Typer()
scan.register(app)
runner = CliRunner()


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    (tmp_path / "areas.csv").write_text("area,x,y\nNorth,0,9\nSouth,0,0\n")
    (tmp_path / "cases.csv").write_text("area,date,cases\nNorth,2026-01-01,2\nSouth,2026-01-02,1\nNorth,2026-02-03,3\n")
    chosen = {"cases": "cases.csv", "areas": "areas.csv", "coordinates": "x_y", "replicates": 9}
    span = {"model": "permutation", "scan": "prospective", "start": "2026-01-01", "end": "2026-01-03"}
    (tmp_path / "run.json").write_text(json.dumps(chosen | span))
    return tmp_path / "run.json"


def test_the_result_goes_to_the_file_and_the_account_to_standard_error(settings: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    done = runner.invoke(app, ["--settings", str(settings), "--out", str(out), "--threads", "1"])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "3 cases fell outside the study period" in done.stderr
    assert json.loads(out.read_text())["replicates"] == 9


def test_an_engine_there_is_not_is_refused(settings: Path, tmp_path: Path) -> None:
    asked = ["--settings", str(settings), "--out", str(tmp_path / "result.json"), "--engine", "steam"]
    assert runner.invoke(app, asked).exit_code == 2


def test_a_wrong_table_leaves_no_result(settings: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("area,date,cases\nWest,2026-01-01,2\n")
    done = runner.invoke(app, ["--settings", str(settings), "--out", str(tmp_path / "result.json")])
    assert isinstance(done.exception, AreaUnknown)
    assert not (tmp_path / "result.json").exists()
