"""Makes sure that Lynx is here, in which a report is written as text: installs Debian's where it may, else says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Lynx", flush=True)
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "lynx"]):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environ)


def main() -> None:
    if not shutil.which("lynx"):
        install()
    if not shutil.which("lynx"):
        sys.exit(
            "The report in a text browser needs Lynx, and none is here. Install it (Debian: apt-get install lynx)."
        )


if __name__ == "__main__":
    main()
