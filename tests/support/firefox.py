"""Firefox as Debian ships it, without a screen, driven over Marionette: its own line, a port and a few JSON messages."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import webdriver
from window import Refused, until

NAME = "firefox"
PREFERENCES: dict[str, Any] = {
    # Any free port; Firefox writes down which.
    "marionette.port": 0,
    # Nothing is fetched or asked that has nothing to do with the page.
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    # As people have it: Firefox keeps its tabs so that they can be opened again after a fall.
    "browser.sessionstore.resume_from_crash": True,
}
# What went wrong in a page: its own errors, and what the policy refused.
SAID = """
const said = Services.console.getMessageArray().map((each) => String(each.message));
return said.filter((each) => each.startsWith("[JavaScript") && each.includes('{file: "http'));
"""
# What Firefox would write down now to open its tabs again.
RESTORED = """
const [done] = arguments;
const { TabStateFlusher } = ChromeUtils.importESModule("resource:///modules/sessionstore/TabStateFlusher.sys.mjs");
TabStateFlusher.flush(gBrowser.selectedBrowser).then(() => done(SessionStore.getBrowserState()));
"""
# A tab that is closed is written down a little later than it is gone.
CLOSED = """
const closing = gBrowser.selectedTab;
gBrowser.addTab("about:blank", { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
gBrowser.removeTab(closing);
"""
WRITTEN = "return SessionStore.getClosedTabCount(window)"
REOPENED = """
const [done] = arguments;
addEventListener("SSTabRestored", () => done(), { once: true });
gBrowser.selectedTab = SessionStore.undoCloseTab(window, 0);
"""


class Marionette:
    """A message is its length, a colon and JSON: [kind, number, command or error, what is given]."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._receive()
        self.send("WebDriver:NewSession", **webdriver.CAPABILITIES)

    def ask(self, command: str, **given: Any) -> Any:
        found = self.send(f"WebDriver:{command}", **given)
        return found["value"] if set(found) == {"value"} else found

    def send(self, command: str, **given: Any) -> Any:
        self._number += 1
        raw = json.dumps([0, self._number, command, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(raw), raw))
        _kind, _number, error, found = self._receive()
        if error:
            raise Refused(f"{error['error']}: {error['message']}")
        return found

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = b"".join(iter(lambda: self._answers.read(1), b":"))
        return json.loads(self._answers.read(int(length)))


class Tab(webdriver.Tab):
    """A tab whose browser can also be asked what it keeps."""

    line: Marionette

    def within(self, script: str, command: str = "ExecuteScript") -> Any:
        """Runs in the browser itself, not in the page."""
        self.line.send("Marionette:SetContext", value="chrome")
        try:
            return self.line.ask(command, script=script, args=[], sandbox="system")
        finally:
            self.line.send("Marionette:SetContext", value="content")

    def restored(self) -> str:
        return str(self.within(RESTORED, "ExecuteAsyncScript"))

    def close_and_open_again(self) -> None:
        earlier = self.within(WRITTEN)
        self.within(CLOSED)
        until(lambda: self.within(WRITTEN) > earlier, "the closed tab is written down")
        before = self.line.send("WebDriver:GetWindowHandles")
        self.within(REOPENED, "ExecuteAsyncScript")
        (opened,) = set(self.line.send("WebDriver:GetWindowHandles")) - set(before)
        self.line.ask("SwitchToWindow", handle=opened)

    def back(self) -> None:
        try:
            super().back()
        except Refused as refused:
            # The browser's own page: "This document is no longer available".
            if "notCached" not in str(refused):
                raise

    def said(self) -> list[str]:
        return list(self.within(SAID))


class Firefox:
    """One browser for all visits; each has a tab of its own."""

    name = NAME

    def __init__(self, line: Marionette) -> None:
        self._line = line

    @contextmanager
    def visit(self, *, scripts: bool) -> Iterator[Tab]:
        tab = Tab(self._line)
        tab.within(f"Services.prefs.setBoolPref('javascript.enabled', {json.dumps(scripts)})")
        before = self._line.send("WebDriver:GetWindowHandles")
        made = self._line.ask("NewWindow", type="tab", focus=True)
        self._line.ask("SwitchToWindow", handle=made["handle"])
        for each in before:
            self._line.ask("SwitchToWindow", handle=each)
            self._line.ask("CloseWindow")
        self._line.ask("SwitchToWindow", handle=made["handle"])
        tab.within("Services.console.reset()")
        yield tab
        # Firefox breaks off a page's last script where its tab is closed, and says so in the next visit.
        tab.go("about:blank")
        until(lambda: tab.run("return document.URL === 'about:blank'"), "the page is gone")


@contextmanager
def launched() -> Iterator[Firefox]:
    with tempfile.TemporaryDirectory(prefix="lamplighter-firefox-") as folder, launched_in(Path(folder)) as opened:
        yield opened


@contextmanager
def launched_in(profile: Path) -> Iterator[Firefox]:
    """Its folder, too, is as people's are: when it is closed, it has written down what it keeps."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "no Firefox is here: run make browsers, which installs one or says how"
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines))
    command = [program, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--profile", str(profile)], stdout=quiet, stderr=quiet)
    try:
        line = Marionette(_port(profile))
        yield Firefox(line)
        line.send("Marionette:Quit", flags=["eAttemptQuit"])
        line.close()
        process.wait(timeout=60)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _port(profile: Path) -> int:
    written = profile / "MarionetteActivePort"
    until(lambda: written.exists() and written.read_text(), "Firefox listens")
    return int(written.read_text())
