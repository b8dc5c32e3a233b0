"""What nginx answers by itself is a page of ours in the reader's language; and nobody can hold all its lines."""

from __future__ import annotations

import re
import select
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from html import unescape
from pathlib import Path

import behind_nginx
import pytest
import report_server
import servers
from behind_nginx import Answer, Proxy
from django.conf import settings

from lamplighter.report_site.headers import HEADERS
from lamplighter.report_site.proxy_pages import SENTENCES

HEAD = b"Host: 127.0.0.1\r\n"
AGENT = b"User-Agent: Lanternfish/12\r\n"
# What differs from line to line, and the program's own name, which nginx lets nobody change.
OF_THE_LINE = {"connection", "transfer-encoding", "date", "content-length", "keep-alive", "server", "vary"}


def get(path: str) -> bytes:
    return b"GET " + path.encode() + b" HTTP/1.1\r\n" + HEAD + AGENT + b"Connection: close\r\n\r\n"


def half_a_post(path: str, length: int = 100) -> bytes:
    """A form of which nothing comes after its first letters."""
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    return b"POST %b HTTP/1.1\r\n%b%bContent-Length: %d\r\n\r\nstory=" % (path.encode(), HEAD, kind, length)


def words(body: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


@pytest.fixture(scope="module")
def nobody_there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """A proxy whose site is down."""
    folder = tmp_path_factory.mktemp("down") / "nginx"
    with behind_nginx.running(folder, nowhere()) as proxy:
        yield proxy


ODD = {
    "unread": [
        b"GET /pl/ HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\n\r\n",
        b"Quillfeather\r\n\r\n",
        get("/en/" + "Q" * 9_000),
        b"GET /en/ HTTP/1.1\r\n" + HEAD + b"X-Odd: " + b"Q" * 9_000 + b"\r\n\r\n",
        b"TRACE /en/ HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"POST /en/ HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: odd\r\n\r\n",
    ],
    "not-here": [get("/s/nothing"), get("/s/en/busy.html")],
    "too-large": [half_a_post("/en/t", 34 * 1024 * 1024 + 1)],
    "no-answer": [get("/en/"), b"POST /en/t HTTP/1.1\r\n" + HEAD + b"Content-Length: 6\r\n\r\nstory="],
}


@pytest.mark.parametrize("name", ODD)
def test_what_nginx_answers_itself_is_a_page_of_ours(nobody_there: Proxy, name: str) -> None:
    for request in ODD[name]:
        status, _, body = nobody_there.said(request)
        shown = words(body)
        assert status >= 400, request[:60]
        assert "nginx" not in shown, request[:60]
        assert str(SENTENCES[name]) in shown, (request[:60], shown[:200])
        assert "Call 999 if somebody is in danger now" in shown
        assert "101" in shown
        assert b"Lanternfish" not in body
        assert b"Quillfeather" not in body


def test_its_headers_are_the_site_s_own_word_for_word(nobody_there: Proxy, tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        ours = server.visitor().get("/en/nothing").answer_headers
    wanted = of_ours(ours) | {"strict-transport-security": "max-age=31536000"}
    assert {name.lower() for name in HEADERS} - {"server"} <= set(wanted)
    for request in (each for requests in ODD.values() for each in requests if not each.startswith(b"GET /pl")):
        assert of_ours(nobody_there.said(request)[1]) == wanted, request[:60]
    sheet = nobody_there.said(get("/s/plain.css"))
    assert sheet[0] == 200
    assert of_ours(sheet[1]) == wanted | {"content-type": "text/css"}


def of_ours(headers: Mapping[str, str]) -> dict[str, str]:
    pairs = [(name.lower(), value) for name, value in headers.items()]
    assert len(pairs) == len(dict(pairs)), pairs
    return {name: value for name, value in pairs if name not in OF_THE_LINE}


def test_the_page_speaks_the_language_of_the_address_with_the_english_beside_it(nobody_there: Proxy) -> None:
    for code, _name in settings.LANGUAGES:
        _, headers, body = nobody_there.said(get(f"/{code}/m"))
        assert headers["Content-Language"] == code
        assert f'<html lang="{code}"' in body.decode()
        assert str(SENTENCES["no-answer"]) in words(body)
        assert ("We cannot take" in words(body).partition("English")[0]) == (code == "en")


def test_whoever_sends_a_header_or_a_body_too_slowly_is_let_go(tmp_path: Path) -> None:
    short = {"client_header_timeout": "1s", "client_body_timeout": "1s"}
    with behind_nginx.running(tmp_path / "nginx", nowhere(), **short) as proxy:
        for begun in (b"GET /en/ HTTP/1.1\r\nHost: 127", half_a_post("/en/t")):
            with proxy.line() as line:
                line.sendall(begun)
                assert is_let_go(line)
        assert not told_of(proxy)


def is_let_go(line: socket.socket) -> bool:
    """Waits until the other side ends the line; it would wait a minute for one that is held."""
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_whoever_takes_in_no_answer_is_let_go(tmp_path: Path) -> None:
    with (
        report_server.running(tmp_path) as server,
        behind_nginx.running(tmp_path / "nginx", server.address, send_timeout="1s", keepalive_timeout="60s") as proxy,
        proxy.line(receives=4096) as line,
    ):
        line.setblocking(False)
        asked = b"GET /a/plain.css HTTP/1.1\r\n" + HEAD + b"\r\n"
        with pytest.raises((ssl.SSLWantWriteError, ConnectionError)):
            line.sendall(asked * 100_000)
        watched = select.poll()
        watched.register(line, select.POLLERR | select.POLLHUP)
        assert watched.poll(60_000)
        assert not told_of(proxy)


def test_one_address_gets_so_many_answers_at_a_time_and_is_written_down_nowhere(tmp_path: Path) -> None:
    with behind_nginx.running(tmp_path / "nginx", nowhere(), **{"limit_conn callers": "2"}) as proxy:
        with ExitStack() as held:
            for _ in range(2):
                held.enter_context(proxy.line()).sendall(half_a_post("/lt/t"))
            _, _, body = until(proxy, get("/lt/"), 503)
            assert str(SENTENCES["busy"]) in words(body)
            assert "Nieko neišsaugota" in words(body)
        # Whoever goes makes room.
        until(proxy, get("/lt/"), 502)
        assert not told_of(proxy)
        held_by = [path for path in tmp_path.rglob("*") if path.is_file() and b"Lanternfish" in path.read_bytes()]
        assert held_by == []


def test_large_bodies_are_few_at_a_time_and_keep_no_small_one_out(tmp_path: Path) -> None:
    with behind_nginx.running(tmp_path / "nginx", nowhere(), **{"limit_conn large": "1"}) as proxy:
        of_no_known_length = b"POST /en/t HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nstory"
        for large in (half_a_post("/en/t", 2_000_000), of_no_known_length):
            with proxy.line() as line:
                line.sendall(large)
                until(proxy, half_a_post("/en/t", 3_000_000), 503)
                assert proxy.said(get("/en/"))[0] == 502
            until(proxy, b"POST /en/t HTTP/1.1\r\n" + HEAD + b"Content-Length: 1000001\r\n\r\n" + b"a" * 1_000_001, 502)


def test_a_site_that_does_not_answer_in_time_gets_the_same_page(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with behind_nginx.running(tmp_path / "nginx", address, proxy_read_timeout="1s") as proxy:
            status, _, body = proxy.said(get("/pl/m"))
    assert status == 504
    assert str(SENTENCES["no-answer"]) in words(body)


def told_of(proxy: Proxy) -> list[str]:
    """Lines about anybody; what is said of the machine's own limits is about nobody."""
    return [line for line in proxy.errors.splitlines() if re.search(r"client|127\.0\.0\.1|request|Lanternfish", line)]


def until(proxy: Proxy, request: bytes, status: int) -> Answer:
    """Asks again until the proxy's other workers have seen what was begun on other lines, or that it is over."""
    for _ in range(500):
        found = proxy.said(request)
        if found[0] == status:
            return found
    raise AssertionError(f"never answered with {status}: {found[0]}")


def nowhere() -> str:
    """The address of a site that is down."""
    return f"http://127.0.0.1:{servers.free_port()}"
