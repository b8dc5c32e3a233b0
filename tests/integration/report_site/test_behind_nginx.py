"""Behind nginx as we ship it a report goes through, and nothing anywhere tells who came or what was said."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import behind_nginx
import pytest
import report_house
import report_server
from reporter import Reporter, whole_journey

from lamplighter.sealing import EnvelopeId, open_envelope
from lamplighter.tips import parse

STORY = "Quillfeather says men come and go all night. He has a knife and will kill her right now."
AGENT = "Mozilla/5.0 (Marzipan 4711) Lanternfish/12"
FORWARDED = "203.0.113.77"
MARKERS = (b"Quillfeather", b"Lanternfish", FORWARDED.encode(), b"Mill Road", b"GET /", b"POST /")
Both = tuple[report_server.Server, behind_nginx.Proxy]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    (tmp_path / "home").mkdir()
    with (
        report_server.running(tmp_path / "home") as server,
        behind_nginx.running(tmp_path / "nginx", server.address) as proxy,
    ):
        yield server, proxy


def visitor(proxy: behind_nginx.Proxy) -> Reporter:
    return Reporter(proxy.send(), headers={"User-Agent": AGENT, "X-Forwarded-For": FORWARDED})


def test_a_report_sent_over_tls_reaches_the_desk(both: Both) -> None:
    server, proxy = both
    person = whole_journey(visitor(proxy), story=STORY)
    assert len(person.words) == 8
    (found,) = server.channel("/channel/collect", {})["envelopes"]
    sealed = base64.b64decode(found["envelope"])
    opened = open_envelope(sealed, envelope_id=EnvelopeId(found["id"]), keyring=report_house.keyring())
    assert parse(opened).story == STORY


def test_the_proxy_keeps_our_headers_and_adds_only_that_tls_stays(both: Both) -> None:
    server, proxy = both
    ours, theirs = server.visitor().get("/en/").answer_headers, visitor(proxy).get("/en/").answer_headers
    of_the_line = {"Connection", "Transfer-Encoding", "Date", "Content-Length", "Keep-Alive", "Server"}
    kept = {name: value for name, value in ours.items() if name.title() not in of_the_line}
    passed = {name: value for name, value in theirs.items() if name.title() not in of_the_line}
    assert passed.pop("Strict-Transport-Security") == "max-age=31536000"
    assert {name.lower(): value for name, value in passed.items()} == {
        name.lower(): value for name, value in kept.items()
    }


def test_no_file_tells_who_came_or_what_was_said(both: Both, tmp_path: Path) -> None:
    _, proxy = both
    person = visitor(proxy)
    whole_journey(person, story=STORY)
    person.get("/en/Quillfeather")
    person.post("/en/Quillfeather", {"story": STORY + "Quillfeather " * 60_000})
    looked_at = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"pid", "key.pem", "0.sqlite3"} <= {path.name for path in looked_at}
    named = {"nginx.conf"}  # what we wrote ourselves
    assert [
        (path, marker)
        for path in looked_at
        if path.name not in named
        for marker in MARKERS
        if marker in path.read_bytes()
    ] == []
    assert [
        path for kind in behind_nginx.TEMPORARY for path in (proxy.folder / kind).rglob("*") if path.is_file()
    ] == []
