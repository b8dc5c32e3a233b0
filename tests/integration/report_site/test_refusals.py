"""What the site does not do: each refusal is a page with one clear sentence, and other ways to turn to."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import report_house
from django.test import Client
from report_house import House
from reporter import Reporter

from lamplighter.report_site import formbody, sending, views
from lamplighter.report_site.state import LIFE_MINUTES, seal

FORM = "application/x-www-form-urlencoded"


def refused(person: Reporter, status: int, sentence: str) -> None:
    assert person.status == status
    assert sentence in person.text
    assert "call 999" in person.text
    assert "0800 555 111" in person.text


@pytest.mark.parametrize("path", ["/en/y", "/xx/", "/en/t/1", "/en/g/9", "/en/n/1", "/admin/", "/en/t/-1"])
def test_an_address_with_nothing_behind_it(house: House, path: str) -> None:
    refused(house.visitor().get(path), 404, "There is no page at this address.")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_methods_we_do_not_use(house: House, method: str) -> None:
    response = Client().generic(method, "/en/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("path", ["/en/", "/en/g/", "/en/g/1", "/en/n/", "/en/help", "/en/privacy"])
def test_pages_that_take_no_form(house: House, path: str) -> None:
    refused(house.visitor().post(path, {"a": "b"}), 405, "cannot be asked for in that way")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_sent_from_another_site(house: House, headers: dict[str, str]) -> None:
    person = house.visitor().begin()
    refused(person.post("/en/t", person.page.values, headers), 403, "sent from another site")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": "null"},
    ],
)
def test_a_form_sent_from_our_own_page(house: House, headers: dict[str, str]) -> None:
    person = house.visitor().begin()
    assert person.post("/en/t", person.page.values, headers).heading == "Which of these are you?"


def test_a_file_is_refused_on_every_page_but_the_one_that_asks_for_it(house: House) -> None:
    refused(house.visitor().begin().attach("next", b"bytes"), 415, "We can read plain forms only")


def test_a_file_that_comes_with_nothing_of_ours_is_refused(house: House) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nbytes\r\n--x--\r\n'
    person = house.visitor()
    person._go("POST", "/en/t", body, {"Content-Type": "multipart/form-data; boundary=x"})
    refused(person, 410, "Please start again")


def test_more_than_three_photos_can_hold_is_refused_before_it_is_read(house: House) -> None:
    person = house.visitor()
    body = b"--x\r\n" + b"a" * formbody.MOST_WITH_FILES
    person._go("POST", "/en/t", body, {"Content-Type": "multipart/form-data; boundary=x"})
    refused(person, 413, "Your photos are too large for us: more than 32 megabytes together.")


def test_a_huge_body(house: House) -> None:
    person = house.visitor()
    person._go("POST", "/en/t", b"story=" + b"a" * formbody.MOST_BYTES, {"Content-Type": FORM})
    refused(person, 413, "larger than this site can take (4 megabytes)")


@pytest.mark.parametrize("state", ["", "x", "%%%", "AAAA" * 20, "é", "\x00"])
def test_a_state_that_is_not_ours(house: House, state: str) -> None:
    refused(house.visitor().post("/en/t", {"state": state, "go": "next"}), 410, "Please start again")


def test_a_state_that_was_changed_on_the_way(house: House) -> None:
    person = house.visitor().begin()
    state = person.page.values["state"][0]
    changed = state[:40] + ("A" if state[40] != "A" else "B") + state[41:]
    refused(person.post("/en/t", {"state": changed}), 410, "Nothing was sent just now.")


def test_a_form_left_open_too_long_shows_nothing_of_what_was_in_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.visitor().begin().press().press().press().press(kinds=["not_sure"])
    now = views.clock.seconds()
    monkeypatch.setattr(views.clock, "seconds", lambda: now + 60 * (LIFE_MINUTES + 2))
    person.press(story="Voices at night.")
    refused(person, 410, "30 minutes")
    assert "Voices" not in person.text


def test_answers_half_written_when_the_site_restarts_are_lost_and_the_page_says_so(tmp_path: Path) -> None:
    with report_house.house(tmp_path) as before:
        person = before.visitor().begin()
    with report_house.house(tmp_path):
        refused(person.press(danger_now="no"), 410, "restarted")


def test_another_host_name_is_refused(house: House) -> None:
    response = Client().post(
        "/en/t", b"", content_type=FORM, headers={"Host": "elsewhere.example", "Origin": "http://x"}
    )
    assert response.status_code == 400


def test_the_way_asked_for_by_its_address_begins_at_the_first_page_and_shows_nothing(house: House) -> None:
    person = house.visitor().begin().press().press().press().press(kinds=["not_sure"]).press(story="Voices at night.")
    person.get("/en/t")
    assert (person.status, person.heading) == (200, "Before you start")
    assert "Voices" not in person.text


def test_the_front_door_leads_to_a_language(house: House) -> None:
    assert house.visitor().get("/").answer_headers["Location"] == "/en/"


def test_a_button_nobody_drew_goes_on_and_sends_nothing(house: House) -> None:
    person = house.visitor().begin()
    for go in ("words", "plain", "change:nothing", "change:send", "", "x" * 500):
        assert person.post("/en/t", {**person.page.values, "go": go}).status in (200, 422)
    assert house.tips() == []


def test_sending_without_having_been_through_the_pages_sends_nothing(house: House) -> None:
    draft = sending.begun().changed(page="send")
    state = seal(draft, house.worker.keys, now=views.clock.seconds())
    person = house.visitor().post("/en/t", {"state": state, "go": "plain"})
    assert (person.status, person.heading) == (422, "Tell us what you noticed")
    assert house.tips() == []


def test_a_fault_of_ours_is_a_sentence_on_screen_and_a_line_without_words_in_the_log(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ValueError("could not read: Voices at night")

    person = house.visitor().begin()
    monkeypatch.setattr(views.journey, "read", fail)
    with caplog.at_level(logging.ERROR, "lamplighter.report_site"):
        refused(person.press(danger_now="no"), 500, "Something on our side went wrong")
    assert "ValueError at test_refusals.py" in caplog.text
    assert "Voices" not in caplog.text


DOCUMENTS = dict.fromkeys(
    ("impact_assessment", "policy_document", "controller", "privacy_notice", "accessibility_statement"), "on file, 2027"
)


@pytest.mark.parametrize("missing", DOCUMENTS)
def test_outside_the_demo_no_report_is_taken_until_every_document_is_recorded(tmp_path: Path, missing: str) -> None:
    with report_house.house(tmp_path, demo=False, **(DOCUMENTS | {missing: " "})) as closed:
        person = closed.visitor().get("/en/")
        assert "Reports cannot be sent here yet" in person.text
        assert "0800 555 111" in person.text
        assert "/en/t" not in person.page.links
        refused(person.begin(), 503, "Reports cannot be sent here yet")
        refused(person.post("/en/t", {"go": "plain"}), 503, "Reports cannot be sent here yet")
        assert closed.channel("/channel/collect")[0] == 200


def test_with_every_document_recorded_reports_are_taken(tmp_path: Path) -> None:
    with report_house.house(tmp_path, demo=False, **DOCUMENTS) as opened:
        assert opened.visitor().begin().status == 200
        assert "demonstration" not in opened.visitor().get("/en/").text
        assert "on file, 2027" in opened.visitor().get("/en/privacy").text


def test_without_the_desk_s_key_no_report_is_taken(tmp_path: Path) -> None:
    with report_house.house(tmp_path) as opened:
        opened.worker.settings.desk_public.unlink()
        refused(opened.visitor().begin(), 503, "Reports cannot be sent here yet")
        assert opened.channel("/channel/collect")[0] == 403
