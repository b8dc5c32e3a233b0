"""A real text browser in a terminal of our own: what its screen shows, and the keys somebody presses.

The terminal is a VT52, the plainest that Lynx draws on: nine commands, all read here.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# Long enough that every page but the longest is on the screen at once; a VT52 can name no line below.
ROWS, COLUMNS = 190, 80
PATIENCE = 30.0
# Lynx writes each picture of its screen at once; when nothing more has come for this long, it waits for a key.
REST = 0.1
KEYS = {"enter": b"\r", "tab": b"\t"}


@dataclass
class Screen:
    """What stands on the screen, and where the cursor is."""

    cells: list[list[str]] = field(default_factory=lambda: [[" "] * COLUMNS for _ in range(ROWS)])
    row: int = 0
    column: int = 0
    _rest: bytes = b""

    def feed(self, data: bytes) -> None:
        data = self._rest + data
        place = 0
        while place < len(data):
            taken = self._one(data, place)
            if not taken:
                break
            place += taken
        self._rest = data[place:]

    def _one(self, data: bytes, at: int) -> int:
        """Reads one command or letter; how many bytes it took, 0 where it has not all come yet."""
        if data[at] == 0x1B:
            return self._command(data, at)
        if data[at] < 0x20:
            self._control(data[at])
            return 1
        size = 1 + (data[at] >= 0xC0) + (data[at] >= 0xE0) + (data[at] >= 0xF0)
        if len(data) < at + size:
            return 0
        self._letter(data[at : at + size].decode("utf-8", "replace"))
        return size

    def _command(self, data: bytes, at: int) -> int:
        size = 4 if data[at + 1 : at + 2] == b"Y" else 2
        if len(data) < at + size:
            return 0
        name = chr(data[at + 1])
        if name == "Y":
            self.row, self.column = data[at + 2] - 32, data[at + 3] - 32
        elif name == "H":
            self.row = self.column = 0
        elif name in "JK":
            self._clear(below=name == "J")
        elif name in "ABCD":
            down, right = {"A": (-1, 0), "B": (1, 0), "C": (0, 1), "D": (0, -1)}[name]
            self.row, self.column = self.row + down, self.column + right
        elif name == "I":
            self._scroll_down()
        return size

    def _control(self, code: int) -> None:
        if code == 0x0D:
            self.column = 0
        elif code == 0x08:
            self.column = max(0, self.column - 1)
        elif code == 0x0A and self.row == ROWS - 1:
            self.cells = [*self.cells[1:], [" "] * COLUMNS]
        elif code == 0x0A:
            self.row += 1

    def _scroll_down(self) -> None:
        if self.row == 0:
            self.cells = [[" "] * COLUMNS, *self.cells[:-1]]
        else:
            self.row -= 1

    def _clear(self, *, below: bool) -> None:
        self.cells[self.row][self.column :] = [" "] * (COLUMNS - self.column)
        if below:
            self.cells[self.row + 1 :] = [[" "] * COLUMNS for _ in range(ROWS - self.row - 1)]

    def _letter(self, letter: str) -> None:
        self.cells[min(self.row, ROWS - 1)][min(self.column, COLUMNS - 1)] = letter
        self.column += 1

    @property
    def lines(self) -> list[str]:
        return ["".join(line).rstrip() for line in self.cells]

    def __str__(self) -> str:
        return "\n".join(line for line in self.lines if line)

    @property
    def text(self) -> str:
        """The words on the screen, however its lines are broken; the last lines are Lynx's own."""
        return " ".join(" ".join(self.lines[: ROWS - 3]).split())

    @property
    def here(self) -> str:
        """The line the cursor is on, from the cursor on."""
        return "".join(self.cells[min(self.row, ROWS - 1)][self.column :]).strip()


@dataclass
class Lynx:
    """One person at a terminal."""

    terminal: int
    screen: Screen = field(default_factory=Screen)

    def waits_for(self, told: Callable[[Screen], bool], what: str) -> None:
        """Read what is drawn until the screen tells it and Lynx rests."""
        end = time.monotonic() + PATIENCE
        while not (told(self.screen) and not self._drawn(REST)):
            assert time.monotonic() < end, f"{what} never came:\n{self.screen}"
            self._drawn(REST)

    def _drawn(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if ready:
            self.screen.feed(os.read(self.terminal, 65536))
        return bool(ready)

    def sees(self, text: str) -> None:
        self.waits_for(lambda screen: text in screen.text, text)

    def press(self, key: str) -> None:
        os.write(self.terminal, KEYS.get(key, key.encode()))

    def go_to(self, text: str) -> None:
        """Press Tab until the cursor stands on it: a link, a button (Lynx writes what it sends before it) or an answer."""
        for _ in range(200):
            if re.match(r"(\(.{1,30}\) |\[.\] )?" + re.escape(text), self.screen.here):
                return
            self._tab()
        raise AssertionError(f"{text} is never come to:\n{self.screen}")

    def _tab(self) -> None:
        before = (self.screen.row, self.screen.column)
        self.press("tab")
        self.waits_for(lambda screen: (screen.row, screen.column) != before, "another place")

    def follow(self, text: str, then: str) -> None:
        self.go_to(text)
        self.press("enter")
        self.sees(then)

    def tick(self, text: str) -> None:
        self.go_to(text)
        self.press("enter")
        self.waits_for(lambda screen: re.match(r"\((\*|X)\)|\[X\]", screen.here) is not None, f"{text} ticked")

    def fill(self, label: str, text: str) -> None:
        """Go to the field after a label, and write."""
        (row,) = [number for number, line in enumerate(self.screen.lines) if line.strip().startswith(label)]
        for _ in range(200):
            if self.screen.row >= row and self.screen.here.startswith("_"):
                break
            self._tab()
        self.press(text)
        self.sees(text)


@contextmanager
def at(address: str) -> Iterator[Lynx]:
    """Lynx as it comes, at an address."""
    assert shutil.which("lynx"), "no Lynx is here: run make journeys, which installs it or says how"
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environ = {
        **os.environ,
        "TERM": "vt52",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "LINES": str(ROWS),
        "COLUMNS": str(COLUMNS),
    }
    command = ["lynx", "-show_cursor=on", "-nopause", "-nocolor", "-display_charset=utf-8", "-cookies=off", address]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True)
    os.close(theirs)
    try:
        yield Lynx(ours)
    finally:
        process.kill()
        process.wait(timeout=30)
        os.close(ours)
