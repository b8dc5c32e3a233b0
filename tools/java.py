"""Makes sure that Java is here, which Spark runs on: finds one, installs Debian's where it may, else says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def found() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()))


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Java", flush=True)
    packages = ("openjdk-17-jre-headless",)
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environ)


def main() -> None:
    if not found():
        install()
    if not found():
        sys.exit(
            "Scans on Spark need Java 17, and none is here. Install it (Debian: apt-get install "
            "openjdk-17-jre-headless), or set JAVA_HOME to one, and run this again."
        )


if __name__ == "__main__":
    main()
