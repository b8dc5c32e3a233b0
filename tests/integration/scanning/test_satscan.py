"""A run that went to SaTScan's files and back scans to the same answer, by the commands a user types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from satscan_files import leave_run
from typer.testing import CliRunner, Result

from lamplighter.cli import imports, satscan, scan
from lamplighter.feeds.satscan.errors import ParametersUnsupported


def run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    for group in (imports, satscan, scan):
        group.register(app)
    return CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)


def written_run(folder: Path, shared: Path, name: str) -> Path:
    """One of the reference's runs as a settings file that names the shared tables."""
    benchmarks = shared / "benchmarks/scan"
    answers = json.loads((benchmarks / "answers.json").read_text(encoding="utf-8"))
    settings: dict[str, Any] = next(each["settings"] for each in answers if each["run"] == name)
    for table in ("cases", "areas", "population", "controls"):
        if settings[table]:
            settings[table] = str(benchmarks / settings[table])
    path = folder / f"{name}.json"
    path.write_text(json.dumps(settings | {"replicates": 999}), encoding="utf-8")
    return path


@pytest.mark.shared
def test_new_york_goes_to_satscan_and_back_and_scans_to_the_references_answer(tmp_path: Path, shared: Path) -> None:
    settings = written_run(tmp_path, shared, "nyc01_stp_prosp_3km_7d")
    printed = run("export", "satscan", settings, "--out", tmp_path / "theirs").stdout.split()
    assert [Path(file).suffix for file in printed] == [".prm", ".cas", ".geo"]
    assert run("import", "satscan", printed[0], "--out", tmp_path / "back").exit_code == 0
    back = tmp_path / "back/nyc01_stp_prosp_3km_7d.json"
    answers = {}
    for name, path in (("straight", settings), ("round", back)):
        out = tmp_path / f"{name}.json"
        run("scan", "--settings", path, "--out", out, "--threads", "1")
        answers[name] = json.loads(out.read_text(encoding="utf-8"))
    best = answers["round"]["clusters"][0]
    assert (best["observed"], round(best["expected"], 2)) == (4, 0.67)
    assert best["test_statistic"] == pytest.approx(3.845418, abs=5e-7)
    assert answers["round"]["clusters"] == answers["straight"]["clusters"]
    assert answers["round"]["maxima"] == answers["straight"]["maxima"]

    drawn = run("export", "clusters", tmp_path / "round.json", "--areas", tmp_path / "back/areas.csv",
                "--format", "geojson", "--out", tmp_path / "clusters.geojson")  # fmt: skip
    assert drawn.stdout.startswith(f"{len(answers['round']['clusters'])} clusters")
    run("export", "clusters", tmp_path / "round.json", "--format", "csv", "--out", tmp_path / "clusters.csv")
    assert (tmp_path / "clusters.csv").read_text(encoding="utf-8").splitlines()[1].startswith("1,11418,9,2.9")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["nm01_poisson_retro_st", "nm02_poisson_spatial", "nh01_bernoulli_spatial"])
def test_the_tables_of_other_models_come_back_whole(tmp_path: Path, shared: Path, name: str) -> None:
    settings = written_run(tmp_path, shared, name)
    written = json.loads(settings.read_text(encoding="utf-8"))
    theirs = Path(run("export", "satscan", settings, "--out", tmp_path / "theirs").stdout.split()[0])
    named = [part for covariate in written.get("covariates", ()) for part in ("--covariate", covariate)]
    assert run("import", "satscan", theirs, "--out", tmp_path / "back", *named).exit_code == 0
    for table in ("cases", "areas", "population", "controls"):
        if written[table]:
            before = sorted(Path(written[table]).read_text(encoding="utf-8").split())
            assert sorted((tmp_path / "back" / f"{table}.csv").read_text(encoding="utf-8").split()) == before


def test_what_satscan_asks_for_and_we_cannot_do_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(ParametersUnsupported, match="IterativeScan=y"):
        run("import", "satscan", leave_run(tmp_path, IterativeScan="y"), "--out", tmp_path / "ours")


def test_geojson_without_areas_is_asked_for_them(tmp_path: Path) -> None:
    asked = run("export", "clusters", tmp_path / "r.json", "--format", "geojson", "--out", tmp_path / "o")
    assert asked.exit_code == 2
    assert "--areas" in asked.stderr
