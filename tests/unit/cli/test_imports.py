"""`lamplighter import police-uk` tells what became of every row, and lists those it refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_county
import street_crime
from typer.testing import CliRunner, Result

from lamplighter.cli.imports import imports


def run(*arguments: object) -> Result:
    return CliRunner().invoke(imports, ["police-uk", *map(str, arguments)])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAMPLIGHTER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_second_import_says_0_added(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    small_county.build(tmp_path / "county").rename(home / "county.sqlite3")
    months = street_crime.write(tmp_path / "months" / "m.csv", street_crime.row("a"), street_crime.row("b")).parent
    assert run(months).stdout == "2 rows read: 2 added, 0 repeated, 0 outside, 0 refused\n"
    assert run(months).stdout == "2 rows read: 0 added, 2 repeated, 0 outside, 0 refused\n"
    assert (home / "recorded_crime.sqlite3").is_file()


def test_refused_rows_are_listed_where_asked(home: Path, tmp_path: Path) -> None:
    month = street_crime.write(tmp_path / "m.csv", street_crime.row("a", month="soon"))
    done = run(month, "--store", tmp_path / "store.sqlite3", "--report", tmp_path / "refused.csv")
    assert f"Refused rows are listed in {tmp_path / 'refused.csv'}" in done.stdout
    assert (tmp_path / "refused.csv").read_text().splitlines()[1].startswith('m.csv,2,"the month should read')


def test_without_a_pack_it_says_that_nothing_was_put_in_an_area(home: Path, tmp_path: Path) -> None:
    month = street_crime.write(tmp_path / "m.csv", street_crime.row("a"))
    assert "no offence was put in an area" in run(month, "--store", tmp_path / "store.sqlite3").stdout


def test_files_of_other_subjects_are_named(home: Path, tmp_path: Path) -> None:
    month = street_crime.write(tmp_path / "2025-01-smallshire-outcomes.csv")
    assert "outcomes.csv is not street-level crime" in run(month, "--store", tmp_path / "store.sqlite3").stdout
