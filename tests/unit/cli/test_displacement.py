"""The command prints the paper's numbers from a table, and says what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lamplighter.cli import displacement, evaluate
from lamplighter.evaluation.displacement_table import read_displacement_table
from lamplighter.evaluation.errors import DisplacementTableWrong

TABLE = "area,before,after\ncontrol,308,318\ntreated,207,110\ndisplacement_control,150,140\ndisplacement,178,157\n"


def run(*arguments: str) -> str:
    app = typer.Typer()
    evaluate.register(app)
    displacement.register(app)
    return CliRunner().invoke(app, ["evaluate", *arguments], catch_exceptions=False).stdout


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_difference_its_error_z_interval_and_the_quotient_are_printed(tmp_path: Path) -> None:
    printed = run("displacement", str(written(tmp_path, TABLE)))
    for line in ("(WDD): -118.00", "Standard error: 39.60", "z: -2.98", "-195.61 to -40.39", "(WDQ): 0.26. Nearby"):
        assert line in printed


def test_weights_and_lengths_are_taken_from_the_table_and_the_command(tmp_path: Path) -> None:
    weighted = TABLE.replace("after", "after,weight").replace("318", "318,0.9").replace("110", "110,1.2")
    weighted = weighted.replace("140", "140,1.6").replace("157", "157,1.5")
    found = json.loads(run("displacement", str(written(tmp_path, weighted)), "--json"))
    assert found["wdd"] == pytest.approx(-99.69444, abs=5e-6)
    longer = "area,pre,post\ncomparison,100,50\ntarget,80,20\n"
    found = json.loads(run("displacement", str(written(tmp_path, longer)), "--before-length", "2", "--json"))
    assert found["wdd"] == -20
    assert found["standard_error"] ** 2 == pytest.approx(115)
    assert found["displacement_quotient"] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no column area"),
        ("area,before\ntreated,1\n", "no column after"),
        ("area,before,after\ntreated,1,2\n", "no row control"),
        (TABLE.replace("displacement,", "elsewhere,"), '"elsewhere", unknown or repeated'),
        (TABLE + "treated,1,2\n", '"treated", unknown or repeated'),
        (TABLE.replace("110", "-110"), '"-110" is no whole number'),
        (TABLE.replace("110", "11.5"), '"11.5" is no whole number'),
        (TABLE.replace("110", "110,7"), "4 fields, the header 3"),
        ("area,before,after,weight\ntreated,1,2,heavy\n", '"heavy" is no number'),
    ],
)
def test_a_table_that_is_wrong_says_where(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DisplacementTableWrong, match=reason):
        read_displacement_table(written(tmp_path, text))


def test_a_table_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(DisplacementTableWrong, match="No such file"):
        read_displacement_table(tmp_path / "none.csv")


def test_the_hold_watch_is_measured_by_a_command() -> None:
    found = json.loads(run("hold-watch", "--quiet", "1", "--changed", "1", "--json"))["rows"]
    assert len(found) == 12
    assert all(row["watches"] == 1 for row in found)
