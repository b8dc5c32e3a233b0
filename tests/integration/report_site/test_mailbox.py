"""The mailbox as a person sees it: words in, messages out, a message back, an end; and never what was done."""

from __future__ import annotations

import base64
import secrets
from datetime import date, timedelta

import pytest
from report_house import House, keyring
from reporter import Reporter, whole_journey

from lamplighter import tips
from lamplighter.report_site import clock, mailbox
from lamplighter.sealing import (
    CodeWords,
    EnvelopeId,
    MailboxKeys,
    OpeningKey,
    mailbox_keys,
    make_words,
    open_envelope,
    seal,
)

DANGER = "He has a knife and is going to kill her right now."
THANKS = "Thank you for what you told us. We have read it. Please do not take any risk for us."


def looked(house: House, words: str) -> Reporter:
    return house.visitor().get("/en/m").press("begin").press("open", words=words)


def leave(house: House, words: CodeWords, text: str = THANKS) -> None:
    """What the desk does: seals a reply to the key of the words and sends it."""
    keys = mailbox_keys(words)
    document = tips.dump_reply(tips.Reply(text=text, day=clock.today().isoformat()))
    sealed = seal(document, envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)
    reply = {"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": base64.b64encode(sealed).decode()}
    assert house.channel("/channel/replies", {"replies": [reply]})[0] == 200


def heard(house: House) -> list[tuple[tips.Document, bool]]:
    """What the desk would open."""
    return [
        (tips.read(open_envelope(sealed, envelope_id=EnvelopeId(each.envelope_id), keyring=keyring())), each.danger)
        for each, sealed in house.worker.letterbox.collect(100).envelopes
    ]


def at(monkeypatch: pytest.MonkeyPatch, later: int) -> None:
    today = clock.today() + timedelta(days=later)
    monkeypatch.setattr(clock, "today", lambda: today)


def test_the_words_of_a_report_open_its_mailbox(house: House) -> None:
    person = whole_journey(house.visitor(), story="Voices at night.")
    words = " ".join(person.words)
    found = looked(house, words.upper())
    assert (found.status, found.heading) == (200, "Messages")
    assert "Received" in found.text
    assert clock.today().strftime("your report came on %-d %B %Y") in found.text
    assert "There is no message for you." in found.text


def test_a_message_of_the_desk_is_read_by_whoever_has_the_words_alone(house: House) -> None:
    words = make_words(clock.today())
    leave(house, words)
    assert THANKS in looked(house, words).text
    assert THANKS not in looked(house, make_words(clock.today())).text


def test_after_a_fixed_time_it_says_closed_and_messages_are_still_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = make_words(clock.today())
    leave(house, words)
    at(monkeypatch, 27)
    assert "Received" in looked(house, words).text
    at(monkeypatch, 1)
    found = looked(house, words)
    assert ("Closed" in found.text, "Received" in found.text, THANKS in found.text) == (True, False, True)


def test_a_mailbox_ends_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    words = make_words(clock.today())
    leave(house, words)
    at(monkeypatch, 180)
    found = looked(house, words)
    assert found.heading == "These words have come to their end"
    assert THANKS not in found.text


def test_a_mailbox_that_was_ended_looks_like_one_that_was_never_used(house: House) -> None:
    words = make_words(clock.today())
    leave(house, words)
    person = looked(house, words).press("end")
    assert person.heading == "End this mailbox now?"
    assert THANKS in looked(house, words).text
    assert person.press("end_now").heading == "The mailbox is ended"
    leave(house, words)
    assert THANKS not in looked(house, words).text
    assert looked(house, words).text == looked(house, make_words(clock.today())).text


def test_what_a_person_writes_back_reaches_the_desk_sealed_and_once(house: House) -> None:
    words = make_words(clock.today())
    page = looked(house, words)
    action, values = page.page.action, dict(page.page.values)
    sent = page.press("write", text="It is the blue door.\r\nNumber 14.")
    assert (sent.status, sent.heading) == (200, "Thank you. Your message is kept.")
    again = house.visitor().post(action, {**values, "text": "It is the blue door.\r\nNumber 14.", "go": "write"})
    assert again.heading == sent.heading
    ((document, danger),) = heard(house)
    assert document == tips.Message(
        mailbox=mailbox_keys(words).mailbox, text="It is the blue door.\nNumber 14.", language="en"
    )
    assert danger is False


def test_another_message_from_the_same_page_is_another_message(house: House) -> None:
    page = looked(house, make_words(clock.today()))
    action, values = page.page.action, dict(page.page.values)
    for text in ("Number 14.", "No, number 16."):
        house.visitor().post(action, {**values, "text": text, "go": "write"})
    assert len(heard(house)) == 2


def test_danger_in_a_message_is_answered_with_999_and_flagged(house: House) -> None:
    person = looked(house, make_words(clock.today())).press("write", text=DANGER)
    assert "in danger" in person.heading
    assert "999" in person.text
    assert heard(house) == []
    edited = person.press("again")
    assert edited.page.values["text"] == [DANGER]
    sent = edited.press("write", text=DANGER).press("on")
    assert sent.heading == "Thank you. Your message is kept."
    ((document, danger),) = heard(house)
    assert isinstance(document, tips.Message)
    assert (document.text, danger) == (DANGER, True)


def test_words_that_may_tell_who_wrote_are_pointed_out_and_may_stay(house: House) -> None:
    text = "I saw it from my kitchen window."
    person = looked(house, make_words(clock.today())).press("write", text=text)
    assert person.heading == "You may be giving yourself away"
    assert "my kitchen window" in person.text
    assert heard(house) == []
    assert person.press("again").page.values["text"] == [text]
    person = person.press("write", text=text).press("on")
    assert person.heading == "Thank you. Your message is kept."
    ((document, _),) = heard(house)
    assert isinstance(document, tips.Message)
    assert document.text == text


@pytest.mark.parametrize(("text", "said"), [("", "nothing to send"), ("a" * 4001, "4001"), ("  \r\n ", "nothing to")])
def test_a_message_that_cannot_be_sent_is_given_back(house: House, text: str, said: str) -> None:
    person = looked(house, make_words(clock.today())).press("write", text=text)
    assert person.status == 422
    assert said in person.text
    assert person.page.values["text"] == [text.strip()]
    assert heard(house) == []


def test_a_full_letterbox_is_said_and_the_message_is_not_lost(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from lamplighter.report_site.errors import LetterboxFull

    def full(*_: object, **__: object) -> None:
        raise LetterboxFull

    monkeypatch.setattr(house.worker.letterbox, "deposit", full)
    person = looked(house, make_words(clock.today())).press("write", text="Number 14.")
    assert person.status == 503
    assert "NOT kept" in person.text
    assert person.page.values["text"] == ["Number 14."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "this is 0"),
        ("garden garden", "this is 2"),
        ("zzyzxq " * 8, "zzyzxq"),
        ("x" * 500, "not code words"),
    ],
)
def test_wrong_words_are_answered_with_help(house: House, typed: str, said: str) -> None:
    person = looked(house, typed)
    assert person.status == 422
    assert said in person.text
    assert person.page.values["words"] == [typed.strip()]


def test_wrong_words_cost_nobody_else_anything(house: House) -> None:
    words = make_words(clock.today())
    for _ in range(50):
        looked(house, "garden " * 8)
    assert looked(house, words).heading == "Messages"


def test_words_are_read_only_from_a_page_that_was_just_asked_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    words, page = make_words(clock.today()), house.visitor().get("/en/m").press("begin")
    action, values = page.page.action, dict(page.page.values)
    assert house.visitor().post(action, {"words": words, "go": "open"}).status == 410
    later = clock.seconds() + 32 * 60
    monkeypatch.setattr(clock, "seconds", lambda: later)
    late = house.visitor().post(action, {**values, "words": words, "go": "open"})
    assert (late.status, late.heading) == (410, "Please start again")


def test_a_page_of_a_report_opens_no_mailbox_and_the_other_way_about(house: House) -> None:
    report, messages = house.visitor().begin(), house.visitor().get("/en/m").press("begin")
    (state,), (other) = report.page.values["state"], messages.page.values["state"]
    assert house.visitor().post("/en/m", {"state": state, "go": "show"}).status == 410
    assert house.visitor().post(report.page.action, {"state": other, "go": "next"}).status == 410


def test_the_words_are_in_no_address_and_in_no_page_that_is_shown(house: House) -> None:
    words = make_words(clock.today())
    person = looked(house, words)
    pages = [person.body, person.press("write", text="Number 14.").body]
    assert person.page.action == "/en/m"
    run = " ".join(words.split()[:3])
    assert not any(run.encode() in page for page in pages)


def test_every_answer_has_one_of_a_few_lengths(house: House) -> None:
    empty, full = make_words(clock.today()), make_words(clock.today())
    for text in ("A short one.", "A longer one. " * 40):
        leave(house, full, text)
    pages = [looked(house, empty), looked(house, full), looked(house, "wrong"), looked(house, empty).press("end")]
    assert {len(page.body) for page in pages} == {16 * 1024}


def test_what_does_not_open_is_not_shown_and_stops_nothing(house: House) -> None:
    words = make_words(clock.today())
    keys = mailbox_keys(words)
    leave(house, words)
    forged = seal(b"{}", envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)
    elsewhere = seal(b"{}", envelope_id=EnvelopeId("f" * 32), to=OpeningKey.make().public)
    replies = [
        {"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": base64.b64encode(sealed).decode()}
        for sealed in (forged, elsewhere, secrets.token_bytes(len(forged)))
    ]
    assert house.channel("/channel/replies", {"replies": replies})[0] == 200
    assert THANKS in looked(house, words).text


def test_right_and_wrong_words_run_the_same_operations(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with_messages = make_words(clock.today())
    leave(house, with_messages)
    done: list[list[str]] = []
    for name in ("mailbox_keys", "open_envelope", "made_on"):
        honest = getattr(mailbox, name)

        def noted(*args: object, name: str = name, honest: object = honest, **kwargs: object) -> object:
            done[-1].append(name)
            return honest(*args, **kwargs)  # type: ignore[operator]

        monkeypatch.setattr(mailbox, name, noted)
    sealed_in = house.worker.mailboxes.sealed_in

    def looked_up(name: str) -> list[bytes]:
        done[-1].append("sealed_in")
        return sealed_in(name)

    monkeypatch.setattr(house.worker.mailboxes, "sealed_in", looked_up)
    old = make_words(clock.today() - timedelta(days=400))
    for words in (with_messages, make_words(clock.today()), old, "garden " * 8, ""):
        done.append([])
        looked(house, words)
    assert done[0] == ["mailbox_keys", "sealed_in", *["open_envelope"] * 8, "made_on"]
    assert all(each == done[0] for each in done)


def test_an_envelope_made_up_for_a_try_is_tried_in_full() -> None:
    """It has the header and the length of a true one, so that only the seal itself fails."""
    from lamplighter.sealing.errors import EnvelopeTampered

    keys: MailboxKeys = mailbox_keys(make_words(date(2027, 1, 4)))
    with pytest.raises(EnvelopeTampered):
        open_envelope(mailbox._made_up(keys), envelope_id=EnvelopeId(keys.mailbox), keyring=keys)


def test_a_look_leaves_no_trace_on_the_disk(house: House) -> None:
    words = make_words(clock.today())
    leave(house, words)
    house.worker.mailboxes._stop.set()  # no cover is written while this is watched
    before = on_disk(house)
    looked(house, words)
    looked(house, make_words(clock.today()))
    assert on_disk(house) == before


def on_disk(house: House) -> dict[str, bytes]:
    """The file and its log; the shared memory beside them says only who has them open."""
    return {
        path.name: path.read_bytes()
        for path in house.worker.settings.mailboxes.iterdir()
        if not path.name.endswith("-shm")
    }
