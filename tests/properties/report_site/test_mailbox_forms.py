"""Whatever is sent to a mailbox, the answer is a page with a sentence; a message arrives as it was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import report_house
from hypothesis import given, settings
from hypothesis import strategies as st
from report_house import House

from lamplighter import tips
from lamplighter.report_site import clock, mailbox_state
from lamplighter.report_site.mailbox_state import Visit
from lamplighter.sealing import EnvelopeId, make_words, open_envelope

GO = ["open", "show", "write", "on", "again", "end", "end_now", "next", ""]
texts = st.one_of(st.text(max_size=80), st.just("a" * 4_001), st.just("He has a knife and will kill her right now."))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with report_house.house(tmp_path_factory.mktemp("site"), letterbox_most=100_000) as opened:
        yield opened


def state(house: House, *, text: str = "", words: bool = True) -> str:
    visit = mailbox_state.new().changed(words=make_words(clock.today()) if words else None, text=text)
    return mailbox_state.seal(visit, house.worker.keys, now=clock.seconds())


@given(go=st.sampled_from(GO), typed=texts, text=texts, kept=texts, opened=st.booleans())
@settings(max_examples=150)
def test_any_form_sent_to_a_mailbox_gets_a_page(
    house: House, go: str, typed: str, text: str, kept: str, *, opened: bool
) -> None:
    form = {
        "state": state(house, text=tips.clean(kept)[: tips.MAX_MESSAGE], words=opened),
        "go": go,
        "words": typed,
        "text": text,
    }
    person = house.visitor().post("/en/m", {name: value.encode(errors="replace") for name, value in form.items()})  # type: ignore[dict-item, misc]
    assert person.status in (200, 422), person.text
    assert person.heading
    assert "Leave this page" in person.text


@given(token=st.text(max_size=200))
@settings(max_examples=60)
def test_any_state_that_we_did_not_seal_is_refused(house: House, token: str) -> None:
    form = {"state": token.encode(errors="replace"), "go": "show"}
    person = house.visitor().post("/en/m", form)  # type: ignore[arg-type]
    assert person.status == 410


@given(text=st.text(min_size=1, max_size=4_000).map(tips.clean).filter(bool))
@settings(max_examples=60)
def test_a_message_arrives_as_it_was_written(house: House, text: str) -> None:
    person = house.visitor().post("/en/m", {"state": state(house, text=text), "go": "on"})
    assert person.heading == "Thank you. Your message is kept."
    found = house.worker.letterbox.collect(100).envelopes
    documents = [
        tips.read(open_envelope(sealed, envelope_id=EnvelopeId(each.envelope_id), keyring=report_house.keyring()))
        for each, sealed in found
    ]
    house.worker.letterbox.acknowledge([each.envelope_id for each, _ in found])
    assert text in [document.text for document in documents if isinstance(document, tips.Message)]


@given(text=texts, other=texts)
def test_one_page_sends_one_text_under_one_id_and_another_under_another(text: str, other: str) -> None:
    visit: Visit = mailbox_state.new()
    assert (visit.envelope_id(text) == visit.envelope_id(other)) is (text == other)
