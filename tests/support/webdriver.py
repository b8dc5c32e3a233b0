"""The little of W3C WebDriver that our experiments need, over whichever line a browser offers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any, Protocol

from window import Refused

SHIFT = "\ue008"
# Waits are our own (window.py): a page brought back from memory loads nothing, and a driver that waits for it never ends.
CAPABILITIES = {"pageLoadStrategy": "none", "acceptInsecureCerts": True}
# WebKit never answers what it was asked of a page that went in that moment; asked again, of the next page, it does.
ANSWERED = 10.0
COMMANDS = {
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "GetCurrentURL": ("GET", "/url"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
}


class Line(Protocol):
    """Asks a browser for one of `COMMANDS` and gives its answer; `Refused` where it will not."""

    def ask(self, command: str, **given: Any) -> Any: ...


class OverHttp:
    """The line of a driver program such as WebKitWebDriver."""

    def __init__(self, port: int, wanted: dict[str, Any]) -> None:
        self._address = f"http://127.0.0.1:{port}/session"
        found = self._send("POST", "", {"capabilities": {"alwaysMatch": CAPABILITIES | wanted}})
        self._address += f"/{found['sessionId']}"

    def ask(self, command: str, **given: Any) -> Any:
        method, path = COMMANDS[command]
        return self._send(method, path.format(**given), given if method == "POST" else None)

    def close(self) -> None:
        self._send("DELETE", "", None)

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        raw = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self._address + path, raw, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=ANSWERED) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Refused(error.read().decode()) from error
        except TimeoutError as error:
            raise Refused from error


class Tab:
    """A window (window.py) at the end of a line."""

    def __init__(self, line: Line) -> None:
        self.line = line

    @property
    def address(self) -> str:
        return str(self.line.ask("GetCurrentURL"))

    def go(self, address: str) -> None:
        self.line.ask("Navigate", url=address)

    def back(self) -> None:
        self.line.ask("Back")

    def click(self, place: str) -> None:
        self.line.ask("ElementClick", id=self._find(place))

    def write(self, place: str, words: str) -> None:
        self.line.ask("ElementSendKeys", id=self._find(place), text=words)

    def shift(self, times: int) -> None:
        presses = [{"type": kind, "value": SHIFT} for _ in range(times) for kind in ("keyDown", "keyUp")]
        self.line.ask("PerformActions", actions=[{"type": "key", "id": "keys", "actions": presses}])

    def run(self, script: str) -> Any:
        return self.line.ask("ExecuteScript", script=script, args=[])

    def _find(self, place: str) -> str:
        (found,) = self.line.ask("FindElement", using="css selector", value=place).values()
        return str(found)
