"""What no browser sends, over a bare connection to the real server: it answers or hangs up, repeats nothing, and goes on."""

from __future__ import annotations

import os
import random
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import fuzz_judge
import pytest
import report_server
from fuzz_site import AROUND, WRITTEN, Answer
from reporter import whole_journey

MANY = int(os.environ.get("FUZZ_REQUESTS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
HOST = b"Host: 127.0.0.1\r\n"
BODY = f"state=x&story={WRITTEN}".encode()
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
CLOSE = b"Connection: close\r\n"
END = b"\r\n"
MARK = AROUND.encode()
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
SENT: dict[str, bytes] = {
    "nothing": b"",
    "no request": b"\r\n\r\n\r\n",
    "no version": b"GET /en/" + MARK + END + END,
    "an old version": b"GET /en/ HTTP/1.0\r\n\r\n",
    "an unknown version": b"GET /en/ HTTP/9.9\r\n" + HOST + END,
    "two spaces": b"GET  /en/  HTTP/1.1\r\n" + HOST + END,
    "a tab": b"GET\t/en/\tHTTP/1.1\r\n" + HOST + END,
    "no method": b" /en/ HTTP/1.1\r\n" + HOST + END,
    "an odd method": b"G(T /en/ HTTP/1.1\r\n" + HOST + END,
    "a method of its own": MARK + b" /en/ HTTP/1.1\r\n" + HOST + CLOSE + END,
    "bytes in the address": b"GET /en/\xff\xfe\x00" + MARK + b" HTTP/1.1\r\n" + HOST + END,
    "a whole address": b"GET http://" + MARK + b".example/en/ HTTP/1.1\r\n" + HOST + CLOSE + END,
    "an address for a proxy": b"CONNECT " + MARK + b".example:443 HTTP/1.1\r\n" + HOST + CLOSE + END,
    "a star": b"OPTIONS * HTTP/1.1\r\n" + HOST + CLOSE + END,
    "broken escapes": b"GET /en/%zz%f" + MARK + b"? HTTP/1.1\r\n" + HOST + CLOSE + END,
    "a very long address": b"GET /en/" + MARK * 20_000 + b" HTTP/1.1\r\n" + HOST + END,
    "no host": b"GET /en/t HTTP/1.1\r\n" + CLOSE + END,
    "two hosts": b"GET /en/t HTTP/1.1\r\n" + HOST + b"Host: " + MARK + END + CLOSE + END,
    "another host": b"GET /en/t HTTP/1.1\r\nHost: " + MARK + b".example\r\n" + CLOSE + END,
    "a folded header": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: a\r\n " + MARK + END + CLOSE + END,
    "no colon": b"GET /en/ HTTP/1.1\r\n" + HOST + MARK + END + END,
    "a space before the colon": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X : " + MARK + END + END,
    "a bare line feed": b"GET /en/ HTTP/1.1\nHost: 127.0.0.1\n" + CLOSE + b"X: " + MARK + b"\n\n",
    "a nought in a header": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: " + MARK + b"\x00\r\n\r\n",
    "very many headers": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: " + MARK + END + b"Y: z\r\n" * 3_000 + END,
    "a very long header": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: " + MARK * 60_000 + END + END,
    "less than it says": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 9999\r\n" + END + BODY,
    "more than it says": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3\r\n" + CLOSE + END + BODY,
    "a length below nothing": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: -5\r\n" + END + BODY,
    "a length in words": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: " + MARK + END + END + BODY,
    "two lengths": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + LENGTH + b"Content-Length: 1\r\n" + END + BODY,
    "a length and pieces": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + LENGTH + b"Transfer-Encoding: chunked\r\n" + CLOSE + END + b"0\r\n\r\n",
    "no length": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + CLOSE + END + BODY,
    "pieces": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + CLOSE + b"Transfer-Encoding: chunked\r\n" + END + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    "pieces without an end": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n" + END + b"%x\r\n%s" % (len(BODY), BODY),
    "pieces of no length": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n" + END + MARK + END + BODY,
    "pieces too long to count": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n" + END + b"f" * 40 + END + BODY,
    "an unknown coding": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: " + MARK + END + END + BODY,
    "packed": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Encoding: gzip\r\n" + LENGTH + CLOSE + END + BODY,
    "waits to be asked": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Expect: 100-continue\r\n" + LENGTH + CLOSE + END + BODY,
    "one after another": (b"GET /en/" + MARK + b" HTTP/1.1\r\n" + HOST + END) * 3 + b"GET /en/ HTTP/1.1\r\n" + HOST + CLOSE + END,
    "one within another": b"POST /en/t HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 4\r\n" + END + b"a=b&GET /" + MARK + b" HTTP/1.1\r\n" + HOST + CLOSE + END,
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(40),
    "a change of protocol": b"GET /en/ HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: " + MARK + END + END,
    "a web socket": b"GET /en/ HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + MARK + END + END,
    "the opening of TLS": bytes.fromhex("1603010200010001fc0303") + MARK * 20,
}  # fmt: skip
# The server would wait for the rest of these: whoever sent them stops speaking.
UNFINISHED = {"nothing", "no request", "less than it says", "pieces without an end", "another protocol"}
PATIENCE_SECONDS = 0.2
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(frozen=True)
class Line:
    """What came over one connection until it was closed."""

    raw: bytes

    @property
    def first(self) -> Answer | None:
        head, end, rest = self.raw.removeprefix(GO_ON).partition(b"\r\n\r\n")
        if not end:
            return None
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
        return Answer(int(status.split()[1]), headers, rest)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[report_server.Server]:
    with report_server.running(tmp_path_factory.mktemp("site")) as started:
        yield started


def tell(server: report_server.Server, sent: bytes, patience: float) -> Line:
    """Send these bytes, wait so long for an answer, stop speaking, and hear what comes until the line is closed."""
    heard: list[bytes] = []
    with socket.create_connection(("127.0.0.1", server.where.report_port), timeout=60) as line:
        try:
            line.sendall(sent)
            line.settimeout(patience)
            heard += [piece] if (piece := first_piece(line)) else []
            line.settimeout(60)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65_536):
                heard.append(piece)
        except (ConnectionError, OSError):
            return Line(b"".join(heard))
    return Line(b"".join(heard))


def first_piece(line: socket.socket) -> bytes:
    """The beginning of an answer; that somebody may go on is none."""
    try:
        heard = line.recv(65_536)
        return heard + line.recv(65_536) if heard == GO_ON else heard
    except TimeoutError:
        return b""


def judge(line: Line) -> None:
    """What the site answers carries its headers; what the server itself refuses says nothing at all."""
    assert MARK not in line.raw
    assert WRITTEN.encode() not in line.raw
    assert b"granian" not in line.raw.lower()
    answer = line.first
    if answer is None:
        assert line.raw == b""
        return
    assert answer.status < 500
    if answer.body:
        found = {name.lower(): value for name, value in answer.headers}
        assert {name: found.get(name) for name in fuzz_judge.HEADERS} == fuzz_judge.HEADERS
    assert "set-cookie" not in {name.lower() for name, _ in answer.headers}


def in_order(server: report_server.Server) -> None:
    """Nothing was said in the log, and the site takes reports as before."""
    log = (server.where.home / "log").read_text()
    assert len(log.splitlines()) <= 1, log
    assert MARK.decode() not in log
    assert whole_journey(server.visitor(), story="Voices at night.").heading == "Thank you. Your report is kept."


@pytest.mark.parametrize("name", SENT)
def test_a_request_that_is_none_is_answered_or_hung_up_on(server: report_server.Server, name: str) -> None:
    line = tell(server, SENT[name], PATIENCE_SECONDS if name in UNFINISHED else 60)
    assert line.raw or name in UNFINISHED
    judge(line)


def test_requests_broken_anywhere_are_answered_or_hung_up_on_and_the_site_goes_on(server: report_server.Server) -> None:
    chance = random.Random(SEED)
    statuses: Counter[int] = Counter()
    for _ in range(MANY // 8):
        line = tell(server, broken(chance), PATIENCE_SECONDS)
        judge(line)
        statuses[line.first.status if line.first else 0] += 1
    assert {200, 400} <= set(statuses), statuses
    in_order(server)


def broken(chance: random.Random) -> bytes:
    """One of the requests, cut short, with bytes changed, doubled or taken out."""
    sent = bytearray(chance.choice(list(SENT.values()))[:3_000])
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(sent))
        what = chance.choice(("change", "cut", "add", "double", "drop"))
        if what == "cut":
            del sent[at:]
        elif what == "drop":
            del sent[at : at + chance.randint(1, 8)]
        elif what == "double":
            sent[at:at] = sent[at : at + chance.randint(1, 40)]
        elif what == "add":
            sent[at:at] = chance.choice((b"\r\n", b"\x00", b"%", b" ", b":", b"\xff", MARK))
        elif sent:
            sent[at % len(sent)] = chance.randrange(256)
    return bytes(sent)
