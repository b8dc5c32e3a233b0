"""Whatever is sent to any page, the answer is a page with a sentence; whatever is written, it arrives as it was written."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator

import pytest
import report_house
from hypothesis import given, settings
from hypothesis import strategies as st
from report_house import House
from reporter import Reporter

from lamplighter.report_site import clock, journey, sending, single
from lamplighter.report_site.answers import Answers, from_dict, tip, to_dict
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.questions import PAGES
from lamplighter.report_site.state import Draft, seal, unseal
from lamplighter.sealing.errors import StateError
from lamplighter.tips import clean, dump, parse

FORM = "application/x-www-form-urlencoded"
KEYS_OF_PAGES = [page.key for page in PAGES]
FIELDS = sorted({field.key for page in PAGES for field in page.fields} | {"go", "state"})
GO = [
    "next",
    "back",
    "on",
    "again",
    "words",
    "plain",
    "change:story",
    "change:check",
    "change:send",
    "change:which",
    "",
]
KEYS = FormKeys()

words = st.text(max_size=60)
values = st.one_of(
    words, st.sampled_from(["yes", "no", "cuckooing", "under_18", "own_words", "not_sure", "a" * 21_000])
)
forms = st.dictionaries(st.sampled_from(FIELDS) | words, st.lists(values, max_size=4), max_size=12)


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    """Answers as they can stand after any page: each read from whatever was posted."""
    found = Answers()
    for page in PAGES:
        posted = {field.key: tuple(map(clean, draw(st.lists(values, max_size=3)))) for field in page.fields}
        changed, problems = journey.read(page, Form({key: each for key, each in posted.items() if each}), found)
        found = found if problems else changed
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with report_house.house(tmp_path_factory.mktemp("site"), letterbox_most=100_000) as opened:
        yield opened


def understood(person: Reporter) -> None:
    """A page of ours: never a fault, always the way out and another way to turn to."""
    assert person.status in (200, 302, 400, 403, 404, 405, 410, 413, 415, 422, 503), person.text
    if person.status != 302:
        assert "Leave this page" in person.text
        assert "0800 555 111" in person.text
        assert person.heading


@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from([FORM, FORM, "text/plain"]),
)
@settings(max_examples=150)
def test_any_bytes_posted_get_a_page(house: House, body: bytes, kind: str) -> None:
    person = house.visitor()
    person._go("POST", "/en/t", body, {"Content-Type": kind})
    understood(person)


@given(page=st.sampled_from(KEYS_OF_PAGES), start=answers(), form=forms, go=st.sampled_from(GO) | words)
@settings(max_examples=150)
def test_any_form_posted_from_any_page_in_any_state_gets_a_page(
    house: House, page: str, start: Answers, form: dict[str, list[str]], go: str
) -> None:
    state = seal(sending.begun().changed(page=page, answers=start), house.worker.keys, now=clock.seconds())
    posted = {sendable(name): [sendable(each) for each in found] for name, found in form.items()}
    understood(house.visitor().post("/en/t", {**posted, "state": [state], "go": [sendable(go)]}))


@given(start=answers(), form=forms, go=st.sampled_from(GO) | words, page=st.sampled_from([single.FORM, single.READ]))
@settings(max_examples=100)
def test_any_form_posted_from_the_single_page_gets_a_page(
    house: House, start: Answers, form: dict[str, list[str]], go: str, page: str
) -> None:
    state = seal(sending.begun().changed(page=page, answers=start), house.worker.keys, now=clock.seconds())
    posted = {sendable(name): [sendable(each) for each in found] for name, found in form.items()}
    understood(house.visitor().post("/en/o", {**posted, "state": [state], "go": [sendable(go)]}))


def sendable(text: str) -> str:
    """Text without lone surrogates, which no browser can send."""
    return text.encode("utf-8", "ignore").decode()


@given(method=st.sampled_from(["GET", "HEAD"]), path=st.text(max_size=40))
def test_any_address_asked_for_gets_a_page(house: House, method: str, path: str) -> None:
    person = house.visitor()
    person._go(method, "/" + urllib.parse.quote(path, errors="ignore"), None, {})
    assert person.status in (200, 302, 404, 405)


@given(answers())
def test_answers_come_back_from_the_page_as_they_went(found: Answers) -> None:
    draft = Draft(page="people", answers=found, envelope_id="ab" * 16, words="a b c", warned=True, returning=True)
    assert from_dict(to_dict(found)) == found
    assert unseal(seal(draft, KEYS, now=1e9), KEYS, now=1e9) == draft


@given(answers())
def test_any_answers_make_a_tip_the_desk_can_read(found: Answers) -> None:
    made = tip(found, language="en", pack=None, reply_to=None)
    assert parse(dump(made)) == made
    assert made.story == found.story


@given(st.text(max_size=200), st.integers(0, 2**32))
def test_no_text_but_our_own_opens_as_answers(token: str, change: int) -> None:
    with pytest.raises(StateError):
        unseal(token, KEYS, now=1e9)
    ours = seal(Draft(answers=Answers(story="Voices at night.")), KEYS, now=1e9)
    place = change % len(ours)
    other = "B" if ours[place] == "A" else "A"
    altered = ours[:place] + other + ours[place + 1 :]
    try:
        # The last letter of base64 may carry spare bits, and then says the same.
        assert unseal(altered, KEYS, now=1e9).answers.story == "Voices at night."
        assert place == len(ours) - 1
    except StateError:
        pass


@given(st.text(min_size=1, max_size=300).map(clean).filter(bool))
@settings(max_examples=40)
def test_a_story_in_any_script_arrives_as_it_was_written(house: House, story: str) -> None:
    person = house.visitor().begin().press().press().press().press(kinds=["not_sure"]).press(story=story)
    if "danger" in person.heading:
        person.press("on")
    person.press(street="Mill Lane")
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    if "danger" in person.heading:
        person.press("plain")
    assert person.heading == "Thank you. Your report is kept."
    kept = {tip.story for tip, _ in house.tips()}
    house.worker.letterbox.acknowledge([each.envelope_id for each, _ in house.worker.letterbox.collect(100).envelopes])
    # The forms above may have been sent as well.
    assert story in kept
