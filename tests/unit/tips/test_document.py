"""The tip document: strict in, canonical out, a sentence for everything else."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from lamplighter.tips import MAX_ANSWER, MAX_DOCUMENT, MAX_STORY, ReplyTo, Tip, TipPlace, Work, dump, errors, parse

REPLY = ReplyTo(mailbox="0123456789abcdef" * 2, public_key=base64.b64encode(bytes(1216)).decode())
FULL = Tip(
    language="en",
    story="Different people go in at night.\nThe man who lives there looks frightened.",
    kinds=("cuckooing", "drug_supply"),
    role="neighbour",
    danger_now="not_sure",
    signs=("cuckooing.new_people",),
    place=TipPlace(text="above the shop", postcode="ZP4 7QT", lat=52.0, lon=-0.5, precision="postcode"),
    when="most nights",
    still_happening="yes",
    hazards="a large dog",
    how_known="saw",
    reply_to=REPLY,
    sealed_by="browser",
    photos=3,
    work=Work(threshold="child_at_risk", basis="legal_duty"),
)


def document(**changes: Any) -> bytes:
    return json.dumps({"version": 2, "language": "en", **changes}).encode()


def test_a_full_tip_comes_back_as_it_was_written() -> None:
    assert parse(dump(FULL)) == FULL


def test_the_same_tip_gives_the_same_bytes_however_its_point_was_typed() -> None:
    whole = Tip(language="en", place=TipPlace(lat=52, lon=-0.0))
    parts = Tip(language="en", place=TipPlace(lat=52.0, lon=0.0))
    assert dump(whole) == dump(parts)


def test_a_document_needs_only_its_version_and_language() -> None:
    assert parse(document()) == Tip(language="en")


def test_a_documents_keys_are_sorted_and_its_text_is_utf_8() -> None:
    written = dump(Tip(language="cy", story="Tŷ gwag"))
    assert "Tŷ gwag".encode() in written
    assert list(json.loads(written)) == sorted(json.loads(written))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (b"", errors.NotJson),
        (b"[]", errors.WrongType),
        (b"null", errors.WrongType),
        (b"[" * 100_000, errors.NotJson),
        (b"9" * 5_000, errors.NotJson),
        (b'\xff{"version":1}', errors.NotText),
        ('{"version":1,"language":"en"}'.encode("utf-16"), errors.NotText),
        (b'{"version":1,"version":1,"language":"en"}', errors.RepeatedField),
        (b'{"version":1,"language":"en","place":{"lat":NaN,"lon":0}}', errors.NotJson),
        (b'{"version":1,"language":"en","place":{"lat":1e999,"lon":0}}', errors.WrongType),
        (b'{"language":"en"}', errors.MissingField),
        (b'{"version":1}', errors.MissingField),
        (b'{"version":3,"language":"en"}', errors.UnknownVersion),
        (b'{"version":true,"language":"en"}', errors.UnknownVersion),
        (b'{"version":1.0,"language":"en"}', errors.UnknownVersion),
        (b" " * (MAX_DOCUMENT + 1), errors.DocumentTooLong),
    ],
)
def test_what_is_no_document_is_refused_with_its_own_error(given: bytes, error: type[errors.TipError]) -> None:
    with pytest.raises(error):
        parse(given)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"email": "someone@example.com"}, errors.UnknownField),
        ({"place": {"what3words": "a.b.c"}}, errors.UnknownField),
        ({"reply_to": {"mailbox": "0" * 32}}, errors.MissingField),
        ({"reply_to": {"mailbox": "0" * 31, "public_key": REPLY.public_key}}, errors.WrongType),
        ({"reply_to": {"mailbox": "0" * 32, "public_key": "AAAA"}}, errors.WrongType),
        ({"reply_to": {"mailbox": "0" * 32, "public_key": "é"}}, errors.WrongType),
        ({"reply_to": "mailbox"}, errors.WrongType),
        ({"place": "behind the shop"}, errors.WrongType),
        ({"place": {"lat": "52", "lon": 0}}, errors.WrongType),
        ({"place": {"lat": True, "lon": 0}}, errors.WrongType),
        ({"place": {"lat": 52}}, errors.BadPlace),
        ({"place": {"lat": 91, "lon": 0}}, errors.BadPlace),
        ({"place": {"lat": 0, "lon": -181}}, errors.BadPlace),
        ({"place": {"precision": "exact"}}, errors.UnknownChoice),
        ({"place": {"postcode": "Z" * 17}}, errors.FieldTooLong),
        ({"story": 7}, errors.WrongType),
        ({"story": None}, errors.WrongType),
        ({"story": "x" * (MAX_STORY + 1)}, errors.StoryTooLong),
        ({"story": "bell \x07"}, errors.NotPlainText),
        ({"story": "return\r\n"}, errors.NotPlainText),
        ({"story": "half \ud800"}, errors.NotPlainText),
        ({"people": "x" * (MAX_ANSWER + 1)}, errors.FieldTooLong),
        ({"kinds": "cuckooing"}, errors.WrongType),
        ({"kinds": [1]}, errors.WrongType),
        ({"kinds": ["Not An Id"]}, errors.UnknownChoice),
        ({"kinds": ["cuckooing", "cuckooing"]}, errors.RepeatedChoice),
        ({"signs": [f"sign{number}" for number in range(201)]}, errors.TooMany),
        ({"role": "officer"}, errors.UnknownChoice),
        ({"danger_now": True}, errors.WrongType),
        ({"language": "English"}, errors.UnknownChoice),
        ({"channel": "post"}, errors.UnknownChoice),
        ({"sealed_by": "hand"}, errors.UnknownChoice),
        ({"photos": 4}, errors.TooMany),
        ({"photos": -1}, errors.WrongType),
        ({"photos": True}, errors.WrongType),
        ({"photos": 1.0}, errors.WrongType),
        ({"work": "nurse"}, errors.WrongType),
        ({"work": {"name": "somebody"}}, errors.UnknownField),
        ({"work": {"threshold": "high"}}, errors.UnknownChoice),
        ({"work": {"basis": "consent"}}, errors.UnknownChoice),
    ],
)
def test_a_field_that_is_wrong_is_refused_with_its_own_error(
    changes: dict[str, Any], error: type[errors.TipError]
) -> None:
    with pytest.raises(error):
        parse(document(**changes))


def test_a_story_of_exactly_the_limit_is_taken() -> None:
    assert len(parse(document(story="é" * MAX_STORY)).story) == MAX_STORY


def test_a_megabyte_of_story_is_refused_by_a_sentence() -> None:
    with pytest.raises(errors.DocumentTooLong, match=r"The tip is 10000\d\d bytes long and the most"):
        parse(document(story="x" * 1_000_000))


def test_a_tip_too_large_to_seal_is_refused_when_it_is_written() -> None:
    # The story and the eight other free-text answers, each full of characters of four bytes.
    answer = "\U0001f56f" * MAX_ANSWER
    largest = Tip(
        language="en",
        story="\U0001f56f" * MAX_STORY,
        when=answer,
        how_often=answer,
        people=answer,
        vehicles=answer,
        contacts=answer,
        who_else_knows=answer,
        hazards=answer,
        at_risk=answer,
    )
    with pytest.raises(errors.DocumentTooLong):
        dump(largest)


def test_a_refusal_never_repeats_what_the_tip_says() -> None:
    with pytest.raises(errors.TipError) as refused:
        parse(document(role="I am his sister"))
    assert "sister" not in str(refused.value)


def test_a_kind_this_version_never_heard_of_is_still_read() -> None:
    assert parse(document(kinds=["a_kind_added_later"])).kinds == ("a_kind_added_later",)
