"""Makes sure that nginx is here, behind which the public half is tested: installs Debian's where it may, else says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def found() -> bool:
    return bool(shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"))


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing nginx", flush=True)
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"]):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environ)


def main() -> None:
    if not found():
        install()
    if not found():
        sys.exit(
            "The test behind a proxy needs nginx, and none is here. Install it (Debian: apt-get install nginx-light)."
        )


if __name__ == "__main__":
    main()
