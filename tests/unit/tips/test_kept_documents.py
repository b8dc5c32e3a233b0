"""Documents of every version ever released are kept here and must stay readable, byte for byte (docs/tip-document.md)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lamplighter.tips import Contact, Enclosure, Message, Tip, TipPlace, Work, dump, errors, parse, parse_contact, read

VERSION_1 = (
    '{"at_risk":"his daughter, about 9","channel":"form","contacts":"","danger_now":"no","hazards":"","how_known":"saw",'
    '"how_often":"","kinds":["cuckooing"],"language":"en","people":"","place":{"candidate":"street:1","label":"Mill Lane",'
    '"lat":50.5,"lon":-6.25,"postcode":"ZP4 7QT","precision":"street","text":"the flats"},"reply_to":null,'
    '"role":"neighbour","signs":[],"still_happening":"yes","story":"Caf\u00e9 \u201clights\u201d all night\\nevery night",'
    '"vehicles":"","version":1,"when":"","who_else_knows":""}'
).encode()

TIP_1 = Tip(
    language="en",
    story="Café “lights” all night\nevery night",
    kinds=("cuckooing",),
    role="neighbour",
    danger_now="no",
    place=TipPlace(
        text="the flats",
        postcode="ZP4 7QT",
        candidate="street:1",
        label="Mill Lane",
        lat=50.5,
        lon=-6.25,
        precision="street",
    ),
    still_happening="yes",
    how_known="saw",
    at_risk="his daughter, about 9",
)


VERSION_2 = (
    VERSION_1.replace(b'"people":""', b'"people":"","photos":2')
    .replace(b'"signs":[]', b'"sealed_by":"server","signs":[]')
    .replace(b'"version":1', b'"version":2')
    .replace(b'"role":"neighbour"', b'"role":"professional"')
    .replace(b'"who_else_knows":""', b'"who_else_knows":"","work":{"basis":"safeguarding","threshold":"adult_at_risk"}')
)

TIP_2 = replace(
    TIP_1,
    role="professional",
    sealed_by="server",
    photos=2,
    work=Work(threshold="adult_at_risk", basis="safeguarding"),
)


def test_a_version_1_document_means_what_it_meant() -> None:
    assert parse(VERSION_1) == TIP_1


def test_a_version_2_document_means_what_it_meant() -> None:
    assert parse(VERSION_2) == TIP_2


def test_a_version_2_tip_is_still_written_as_it_was() -> None:
    assert dump(TIP_2) == VERSION_2


def test_a_version_1_document_is_written_again_as_version_2_and_means_the_same() -> None:
    assert b'"version":2' in dump(parse(VERSION_1))
    assert parse(dump(parse(VERSION_1))) == TIP_1


def test_a_version_1_document_cannot_hold_what_version_2_added() -> None:
    for added in (b'"photos":1,', b'"sealed_by":"server",', b'"work":null,'):
        with pytest.raises(errors.UnknownField):
            parse(VERSION_1.replace(b"{", b"{" + added, 1))


MESSAGE_1 = (
    '{"document":"message","language":"pl","mailbox":"0123456789abcdef0123456789abcdef",'
    '"text":"Tak, w ka\u017cdy pi\u0105tek.\\nOko\u0142o 22.","version":1}'
).encode()

ENCLOSURE_1 = (
    b'{"data":"/9j/2Q==","document":"enclosure","kind":"photo","media":"image/jpeg","number":2,"part":1,"parts":3,'
    b'"tip":"fedcba9876543210fedcba9876543210","version":1}'
)

CONTACT_1 = (
    b'{"agreed_word":"lantern","name":"Made-up Name","organisation":"","phone_or_email":"07700 900123","receipt":false,'
    b'"safe_time":"weekdays, 10 to 12","safe_way":"text only"}'
)


def test_a_version_1_message_means_what_it_meant_and_is_written_as_it_was() -> None:
    message = Message(mailbox="0123456789abcdef" * 2, text="Tak, w każdy piątek.\nOkoło 22.", language="pl")
    assert read(MESSAGE_1) == message
    assert dump(message) == MESSAGE_1


def test_a_version_1_enclosure_means_what_it_meant_and_is_written_as_it_was() -> None:
    enclosure = Enclosure(
        tip="fedcba9876543210" * 2, kind="photo", number=2, part=1, parts=3, media="image/jpeg", data="/9j/2Q=="
    )
    assert read(ENCLOSURE_1) == enclosure
    assert enclosure.content == b"\xff\xd8\xff\xd9"
    assert dump(enclosure) == ENCLOSURE_1


def test_a_kept_contact_means_what_it_meant() -> None:
    assert parse_contact(CONTACT_1) == Contact(
        name="Made-up Name",
        phone_or_email="07700 900123",
        safe_time="weekdays, 10 to 12",
        safe_way="text only",
        agreed_word="lantern",
    )


def test_a_tip_is_read_by_the_one_way_in_as_well() -> None:
    assert read(VERSION_1) == TIP_1
    assert read(VERSION_2) == TIP_2
