"""Many people who send at once from one thread: plain sockets, kept open, each sending again as soon as it is answered.

The load shares the machine with what it measures, so it does as little as it can: no answer is read further than it must.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from lamplighter.config import Settings
from lamplighter.report_site.bench.posts import Post

THANKS = b"Your report is kept"
PIECE = 65_536
PATIENCE_SECONDS = 60.0


@dataclass
class Tally:
    """What the senders saw; `asked` are those who were told, plainly, to try again."""

    accepted: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    asked: int = 0
    errors: int = 0

    def note(self, post: Post, answer: bytes, seconds: float) -> None:
        self.times.append(seconds)
        if THANKS in answer:
            self.accepted.add(post.envelope_id)
        elif answer.startswith(b"HTTP/1.1 503 "):
            self.asked += 1
        else:
            self.errors += 1

    def add(self, other: Tally) -> None:
        self.accepted |= other.accepted
        self.times += other.times
        self.asked += other.asked
        self.errors += other.errors


@dataclass
class _Sender:
    """One person's connection."""

    connection: socket.socket
    post: Post | None = None
    started: float = 0.0
    answer: bytearray = field(default_factory=bytearray)

    def send(self, post: Post) -> None:
        self.post, self.started, self.answer = post, time.perf_counter(), bytearray()
        # One form is far smaller than the kernel's buffer, so this never waits.
        self.connection.sendall(post.raw)

    def whole(self) -> bool:
        """Read what has come; whether the answer is all there."""
        piece = self.connection.recv(PIECE)
        if not piece:
            raise ConnectionResetError
        self.answer += piece
        head = self.answer.find(b"\r\n\r\n")
        return head >= 0 and len(self.answer) >= head + 4 + _length(bytes(self.answer[:head]).lower())


def _length(head: bytes) -> int:
    return int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])


def send_for(settings: Settings, posts: Iterator[Post], *, clients: int, seconds: float) -> Tally:
    """Send from this many connections for so long; the answers still due are then waited for."""
    tally = Tally()
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            sender = _Sender(socket.create_connection((settings.report_host, settings.report_port)))
            selector.register(sender.connection, selectors.EVENT_READ, sender)
        _send_all(selector, posts, tally, time.perf_counter() + seconds)
    return tally


def _send_all(selector: selectors.BaseSelector, posts: Iterator[Post], tally: Tally, until: float) -> None:
    for key in list(selector.get_map().values()):
        key.data.send(next(posts))
    while selector.get_map():
        ready = selector.select(PATIENCE_SECONDS)
        if not ready:
            tally.errors += len(selector.get_map())
            return
        for key, _ in ready:
            if not _goes_on(key.data, posts, tally, until):
                selector.unregister(key.fileobj)
                key.data.connection.close()


def _goes_on(sender: _Sender, posts: Iterator[Post], tally: Tally, until: float) -> bool:
    """Whether this sender has more to do."""
    try:
        if not sender.whole():
            return True
    except OSError:
        tally.errors += 1
        return False
    now = time.perf_counter()
    if sender.post:
        tally.note(sender.post, bytes(sender.answer), now - sender.started)
    if now >= until:
        return False
    sender.send(next(posts))
    return True
