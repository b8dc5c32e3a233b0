"""What only the real server can show: bodies it will not take, several workers that act as one, one worker lost."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import report_server
from reporter import Reporter, whole_journey

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[report_server.Server]:
    with report_server.running(tmp_path) as started:
        yield started


def at_send(person: Reporter) -> Reporter:
    person.begin().press().press().press().press(kinds=["not_sure"]).press(story="Voices at night.").press(
        street="Mill Lane"
    )
    while person.heading != "Send it":
        person.press()
    return person


def test_a_body_that_is_too_large_gets_its_sentence_over_a_real_connection(server: report_server.Server) -> None:
    with closing(http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)) as connection:
        connection.request("POST", "/en/t", b"story=" + b"a" * 12_000_000, FORM)
        response = connection.getresponse()
        assert (response.status, b"larger than this site can take" in response.read()) == (413, True)


def test_a_photo_that_is_refused_gets_its_sentence_over_a_real_connection(server: report_server.Server) -> None:
    with closing(http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)) as connection:
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        connection.request("POST", "/en/t", b"--x\r\n" + b"a" * 6_000_000, kind)
        response = connection.getresponse()
        assert (response.status, b"could not be read as a form" in response.read()) == (400, True)


def test_a_megabyte_of_story_is_given_back_whole(server: report_server.Server) -> None:
    person = server.visitor().begin().press().press().press().press(kinds=["not_sure"])
    story = ("Dzień dobry. " * 80_000).strip()
    person.press(story=story)
    assert person.status == 422
    assert f"{len(story):,}" in person.text
    assert person.page.values["story"] == [story]


def test_a_form_sent_twice_at_once_to_two_workers_is_one_report(server: report_server.Server) -> None:
    person = at_send(server.visitor())
    form = {**person.page.values, "go": "words"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: server.visitor().post("/en/t", form).words, range(16)))
    assert len({" ".join(words) for words in answers}) == 1
    assert len(answers[0]) == 8
    assert len(server.channel("/channel/collect", {})["envelopes"]) == 1


def test_any_worker_opens_what_any_other_sealed(server: report_server.Server) -> None:
    for _ in range(6):
        assert whole_journey(server.visitor(), story="Voices at night.").heading == "Thank you. Your report is kept."
    assert len(server.channel("/channel/collect", {})["envelopes"]) == 6


def test_when_one_worker_dies_nobody_s_answers_are_lost(server: report_server.Server) -> None:
    person = at_send(server.visitor())
    workers = workers_of(server)
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    assert sent_within_a_minute(server, person.page.values).words
    assert len(server.channel("/channel/collect", {})["envelopes"]) == 1


def workers_of(server: report_server.Server) -> list[int]:
    parent = server.process.pid
    return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="this machine has one core")
def test_each_worker_keeps_all_its_threads_on_a_core_of_its_own(server: report_server.Server) -> None:
    whole_journey(server.visitor(), story="Voices at night.")
    cores = [threads_run_on(worker) for worker in workers_of(server)]
    assert [len(each) for each in cores] == [1, 1]
    assert cores[0] != cores[1]


def threads_run_on(process: int) -> set[int]:
    threads = [int(each.name) for each in Path(f"/proc/{process}/task").iterdir()]
    assert len(threads) > 1
    return set().union(*(os.sched_getaffinity(each) for each in threads))


def sent_within_a_minute(server: report_server.Server, form: dict[str, list[str]]) -> Reporter:
    """A browser tries again when a connection breaks; so does this."""
    for _ in range(60):
        try:
            return server.visitor().post("/en/t", {**form, "go": "words"})
        except (OSError, http.client.HTTPException):
            time.sleep(1)
    raise AssertionError("the site did not come back")


def test_a_head_request_has_the_headers_of_a_page_and_no_body(server: report_server.Server) -> None:
    with closing(http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)) as connection:
        connection.request("HEAD", "/en/")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b"")
        assert response.headers["Cache-Control"] == "no-store"


def test_hundreds_of_connections_that_say_nothing_keep_nobody_out(server: report_server.Server) -> None:
    host, _, port = server.address.removeprefix("http://").partition(":")
    with ExitStack() as held:
        for _ in range(600):
            held.enter_context(closing(socket.create_connection((host, int(port)), timeout=60)))
        with closing(http.client.HTTPConnection(host, int(port), timeout=10)) as connection:
            connection.request("GET", "/en/")
            assert connection.getresponse().status == 200
