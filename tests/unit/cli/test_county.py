"""`lamplighter county` builds a pack from a folder or a file, and shows what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_county
from typer.testing import CliRunner, Result

from lamplighter.cli.county import county
from lamplighter.places import Pack


def run(*arguments: object) -> Result:
    return CliRunner().invoke(county, [str(argument) for argument in arguments])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAMPLIGHTER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_pack_is_built_where_the_settings_say_and_its_numbers_are_told(home: Path, tmp_path: Path) -> None:
    done = run("build", small_county.write(tmp_path / "in"))
    assert done.exit_code == 0, done.output
    assert "Smallshire, version 1+" in done.stdout
    assert "5  areas\n" in done.stdout
    assert "Note: 1 areas have no population." in done.stdout
    with Pack.open(home / "county.sqlite3") as pack:
        assert pack.name == "Smallshire"


def test_a_descriptor_apart_from_its_tables_and_another_place_for_the_pack(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path / "in")
    (folder / "county.yaml").rename(tmp_path / "small.yaml")
    done = run("build", tmp_path / "small.yaml", "--tables", folder, "--out", tmp_path / "out.sqlite3")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.sqlite3").is_file()


def test_show_tells_version_numbers_and_credits(tmp_path: Path) -> None:
    shown = run("show", small_county.build(tmp_path)).stdout
    assert shown.startswith("Smallshire, version 1+")
    assert "Made up for tests. (CC0)" in shown


def test_show_find_tells_candidates_with_their_reasons(tmp_path: Path) -> None:
    pack = small_county.build(tmp_path)
    assert "0.97  street    High Street, Birch" in run("show", pack, "--find", "high st birch").stdout
    assert run("show", pack, "--find", "zzzz").stdout == "Nothing was found.\n"
