"""Pins the newest allowed versions again: hashes and no addresses, for Python (needs uv) and for the browser (npm)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = "uv pip compile pyproject.toml --generate-hashes --no-header --no-annotate --python-version 3.11 --universal"
PYTHON = f"{COMPILE} --extra desk --extra dev --upgrade --quiet -o requirements.lock"
# Three hundred megabytes that only scans on Spark need; what both have is of one version.
SPARK = f"{COMPILE} --extra spark --constraints requirements.lock --quiet -o requirements-spark.lock"
BROWSER = "npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved"


def strip_addresses(path: Path) -> None:
    """Leaves out where a package was fetched and who asks for money: neither is needed to install it."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    for command in (PYTHON, SPARK, BROWSER):
        subprocess.run(command.split(), cwd=ROOT, check=True)
    strip_addresses(ROOT / "package-lock.json")


if __name__ == "__main__":
    main()
