"""Makes sure that a real Chromium is here: finds one, installs Debian's where it may, else says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    named = os.environ.get("LAMPLIGHTER_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium", flush=True)
    packages = ("chromium", "fonts-liberation")
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environ)


def main() -> None:
    if not found():
        install()
    if not found():
        sys.exit(
            "The browser journeys need Chromium, and none is here. Install it (Debian: apt-get install chromium), or "
            "set LAMPLIGHTER_CHROMIUM to one, and run this again."
        )


if __name__ == "__main__":
    main()
