"""The how-to for real data is run line by line, as a reader would."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/how-to/run-on-real-data.md"


def steps(home: Path, data: Path) -> list[list[str]]:
    """The commands of the page that stand on lines of their own, in order."""
    lines = re.findall(r"^ {7}lamplighter (.+)$", PAGE.read_text(), flags=re.MULTILINE)
    at_home = [line.replace("$LAMPLIGHTER_HOME", str(home)).replace("../shared/data", str(data)) for line in lines]
    return [shlex.split(line) for line in at_home]


def run(arguments: list[str], home: Path) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LAMPLIGHTER_", "DJANGO_"))}
    environ = kept | {"LAMPLIGHTER_HOME": str(home), "LAMPLIGHTER_DEMO": "true"}
    command = [sys.executable, "-m", "lamplighter", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_main_job_runs_on_a_real_county_as_the_how_to_says(shared: Path, tmp_path: Path) -> None:
    said = {tuple(step[:2]): run(step, tmp_path) for step in steps(tmp_path, shared / "data")}
    assert len(said) == 6
    assert said["import", "police-uk"].startswith("200,572 rows read")
    tips = len((tmp_path / "stream/tips.jsonl").read_text().splitlines())
    assert f"{tips:,} tips sent and assessed" in said["simulate", "send"]
    again = run(["import", "police-uk", str(shared / "data/police_uk_northants")], tmp_path)
    assert " 0 added" in again
    found = json.loads((tmp_path / "briefing/footholds.json").read_text())
    planted = json.loads((tmp_path / "stream/truth.json").read_text())["footholds"]
    active = {foothold["id"]: set(foothold["areas"]) for foothold in planted if not foothold["end"]}
    reported = set().union(*(foothold["areas"] for foothold in found["footholds"]))
    assert {name for name, areas in active.items() if areas & reported} == set(active)
    assert {run["stream"] for run in found["scans"]} == {"tips", "recorded"}
    assert (tmp_path / "briefing/briefing.html").stat().st_size > 5_000
    assert (tmp_path / "briefing/briefing.pdf").read_bytes().startswith(b"%PDF")
