"""WebKitGTK's own small browser, on a screen that nobody sees, driven by the WebDriver that Debian ships with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import servers
import webdriver

NAME = "webkit"


# A driven WebKit writes its console nowhere, so the page itself is asked to hear what goes wrong, from the first thing that
# is asked of it: while it loads.
HEARING = """
if (!window.heard) {
    window.heard = [];
    addEventListener("error", (event) => window.heard.push(event.message));
    addEventListener("unhandledrejection", (event) => window.heard.push(String(event.reason)));
    document.addEventListener("securitypolicyviolation", (event) => window.heard.push(event.effectiveDirective));
}
"""


class Tab(webdriver.Tab):
    def run(self, script: str) -> Any:
        return super().run(HEARING + script)

    def _find(self, place: str) -> str:
        # WebKit's driver does not scroll far enough by itself where a page has a `scroll-padding`.
        self.run(f"document.querySelector('{place}').scrollIntoView({{ block: 'center' }})")
        return super()._find(place)

    def said(self) -> list[str]:
        return list(self.run("return window.heard"))


class WebKit:
    """A new browser, without a past, for each visit."""

    name = NAME

    def __init__(self, display: str) -> None:
        self._environ = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11"}

    @contextmanager
    def visit(self, *, scripts: bool) -> Iterator[Tab]:
        port = servers.free_port()
        command = ["WebKitWebDriver", f"--port={port}"]
        with (
            tempfile.TemporaryDirectory(prefix="lamplighter-webkit-") as home,
            _running(command, self._environ | {"HOME": home}),
        ):
            servers._wait(f"http://127.0.0.1:{port}/status")
            line = webdriver.OverHttp(port, {"webkitgtk:browserOptions": options(scripts=scripts)})
            yield Tab(line)
            line.close()


def options(*, scripts: bool) -> dict[str, Any]:
    return {"binary": program(), "args": ["--automation", f"--enable-javascript={str(scripts).lower()}"]}


def program() -> str:
    found = sorted(str(path) for path in Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    assert found, "no WebKit is here: run make browsers, which installs one or says how"
    return found[-1]


@contextmanager
def launched() -> Iterator[WebKit]:
    assert shutil.which("Xvfb"), "no Xvfb is here: run make browsers, which installs one or says how"
    seen, told = os.pipe()
    command = ["Xvfb", "-displayfd", str(told), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    with _running(command, dict(os.environ), told):
        os.close(told)
        with os.fdopen(seen) as line:
            yield WebKit(f":{line.readline().strip()}")


@contextmanager
def _running(command: list[str], environ: dict[str, str], *kept: int) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environ, stdout=quiet, stderr=quiet, pass_fds=kept)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
