"""Makes sure that real browsers are here: Chromium, or those named. Installs Debian's where it may, else says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "Firefox": ("firefox-esr", "firefox"),
    "WebKit": ("WebKitWebDriver",),
    # The screen that nobody sees, which WebKit needs.
    "Xvfb": ("Xvfb",),
}
PACKAGES = {
    "Chromium": ("chromium", "fonts-liberation"),
    "Firefox": ("firefox-esr",),
    "WebKit": ("webkit2gtk-driver",),
    "Xvfb": ("xvfb",),
}


def found(name: str) -> str | None:
    named = os.environ.get("LAMPLIGHTER_CHROMIUM") if name == "Chromium" else None
    return named or next((path for each in PROGRAMS[name] if (path := shutil.which(each))), None)


def install(names: list[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(names)}", flush=True)
    packages = [package for name in names for package in PACKAGES[name]]
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environ)


def missing(names: list[str]) -> list[str]:
    return [name for name in names if not found(name)]


def main() -> None:
    wanted = sys.argv[1:] or ["Chromium"]
    if missing(wanted):
        install(missing(wanted))
    still = missing(wanted)
    if still:
        packages = " ".join(package for name in still for package in PACKAGES[name])
        sys.exit(
            f"The journeys need {' and '.join(still)}. Install it (Debian: apt-get install {packages}), or, for Chromium, "
            "set LAMPLIGHTER_CHROMIUM to one, and run this again."
        )


if __name__ == "__main__":
    main()
