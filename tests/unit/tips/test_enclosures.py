"""Messages, enclosures and contacts: strict in, canonical out, a sentence for everything else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from lamplighter.sealing import new_envelope_id, seal
from lamplighter.sealing.xwing import OpeningKey
from lamplighter.tips import (
    MAX_DOCUMENT,
    MAX_ENCLOSURE,
    MAX_MESSAGE,
    PART_BYTES,
    Contact,
    Enclosure,
    Message,
    dump,
    dump_contact,
    enclose,
    errors,
    join,
    parse,
    parse_contact,
    read,
)

TIP = "0123456789abcdef" * 2
PHOTO = b"\xff\xd8 a made-up photo \xff\xd9"
MESSAGE = {"document": "message", "version": 1, "mailbox": TIP, "text": "Yes.", "language": "en"}
(ENCLOSURE,) = enclose(TIP, "photo", 1, "image/jpeg", PHOTO)


def written(base: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps({**base, **changes}).encode()


def of_enclosure(**changes: Any) -> bytes:
    return written(json.loads(dump(ENCLOSURE)), **changes)


@pytest.mark.parametrize("length", [1, PART_BYTES, PART_BYTES + 1, MAX_ENCLOSURE])
def test_what_is_enclosed_comes_back_whole_whichever_way_its_parts_come(length: int) -> None:
    content = bytes(range(256)) * (length // 256 + 1)
    parts = enclose(TIP, "photo", 3, "image/jpeg", content[:length])
    assert join(parts[::-1]) == content[:length]


def test_the_largest_part_fits_the_largest_envelope() -> None:
    part = enclose(TIP, "photo", 3, "image/jpeg", b"\xff" * MAX_ENCLOSURE)[-1]
    assert len(dump(part)) <= MAX_DOCUMENT
    assert seal(dump(part), envelope_id=new_envelope_id(), to=OpeningKey.make().public)


def test_more_than_can_be_enclosed_is_refused() -> None:
    with pytest.raises(errors.EnclosureTooLong):
        enclose(TIP, "photo", 1, "image/jpeg", bytes(MAX_ENCLOSURE + 1))


def test_nothing_at_all_cannot_be_enclosed() -> None:
    with pytest.raises(errors.WrongType):
        enclose(TIP, "photo", 1, "image/jpeg", b"")


def test_parts_that_do_not_make_one_whole_are_refused() -> None:
    first, second = enclose(TIP, "photo", 1, "image/jpeg", bytes(PART_BYTES + 1))
    for parts in ([], [first], [first, first], [first, replace(second, number=2)], [first, second, second]):
        with pytest.raises(errors.PartsDoNotFit):
            join(parts)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (written(MESSAGE, document="letter"), errors.UnknownDocument),
        (written(MESSAGE, document=["message"]), errors.UnknownDocument),
        (written(MESSAGE, version=2), errors.UnknownVersion),
        (written(MESSAGE, version=True), errors.UnknownVersion),
        (written(MESSAGE, story="x"), errors.UnknownField),
        (written(MESSAGE, mailbox=TIP.upper()), errors.WrongType),
        (written(MESSAGE, mailbox=None), errors.WrongType),
        (written(MESSAGE, language="English"), errors.UnknownChoice),
        (written(MESSAGE, text=" \n"), errors.EmptyMessage),
        (written(MESSAGE, text="x" * (MAX_MESSAGE + 1)), errors.FieldTooLong),
        (written(MESSAGE, text="\x00"), errors.NotPlainText),
        (b'{"document":"message","version":1}', errors.MissingField),
        (b'{"document":"enclosure","version":1}', errors.MissingField),
        (of_enclosure(tip="../../etc"), errors.WrongType),
        (of_enclosure(kind="video"), errors.UnknownChoice),
        (of_enclosure(kind="contact"), errors.UnknownChoice),
        (of_enclosure(media="image/svg+xml"), errors.UnknownChoice),
        (of_enclosure(number=4), errors.WrongType),
        (of_enclosure(number=0), errors.WrongType),
        (of_enclosure(number=True), errors.WrongType),
        (of_enclosure(kind="contact", media="application/json", number=2), errors.WrongType),
        (of_enclosure(parts=9), errors.WrongType),
        (of_enclosure(part=2), errors.WrongType),
        (of_enclosure(data=""), errors.WrongType),
        (of_enclosure(data="AAAA AAAA"), errors.WrongType),
        (of_enclosure(data="AB=="), errors.WrongType),
        (of_enclosure(data="A" * 130_004), errors.FieldTooLong),
    ],
)
def test_what_is_no_document_is_refused_with_its_own_error(given: bytes, error: type[errors.TipError]) -> None:
    with pytest.raises(error):
        read(given)


def test_a_message_is_no_tip() -> None:
    with pytest.raises(errors.UnknownField):
        parse(written(MESSAGE))


def test_a_message_comes_back_as_it_was_written() -> None:
    message = Message(mailbox=TIP, text="Yes, every\nFriday.", language="en")
    assert read(dump(message)) == message


def test_a_contact_comes_back_as_it_was_written() -> None:
    contact = Contact(name="Made-up Name", phone_or_email="01632 960001", receipt=True)
    assert parse_contact(dump_contact(contact)) == contact


@pytest.mark.parametrize("given", [b"[]", b'{"receipt":1}', b'{"name":null}', b'{"address":"x"}'])
def test_what_is_no_contact_is_refused(given: bytes) -> None:
    with pytest.raises(errors.TipError):
        parse_contact(given)


def test_one_part_of_an_enclosure_holds_its_bytes() -> None:
    assert isinstance(ENCLOSURE, Enclosure)
    assert ENCLOSURE.content == PHOTO
