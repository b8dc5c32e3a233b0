"""What the page's scripts seal opens in Python, and the other way round; what was sealed once still opens in both."""

from __future__ import annotations

import base64
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import page_code
import pytest

from lamplighter.sealing import (
    SIZES,
    EnvelopeId,
    OpeningKey,
    SealingKey,
    mailbox_keys,
    open_envelope,
    seal,
    sealed_size,
)
from lamplighter.sealing.envelope import header_of
from lamplighter.sealing.errors import EnvelopeTampered
from lamplighter.sealing.words import RANDOM_WORDS, CodeWords, check_word, made_on, read_words

KEPT = Path(__file__).resolve().parents[2] / "vectors/sealing.json"
ID = EnvelopeId("00112233445566778899aabbccddeeff")
OTHER_ID = EnvelopeId("ff112233445566778899aabbccddeeff")
BOTH = ("python", "page")


@cache
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def of(part: str, by: str) -> dict[str, Any]:
    (found,) = (each for each in kept()[part] if each["by"] == by)
    return dict(found)


class Keys:
    def __init__(self, key: OpeningKey) -> None:
        self.opening_keys = {key.public.key_id: key}


@cache
def key() -> OpeningKey:
    return OpeningKey(bytes.fromhex(kept()["key"]["seed"]))


def text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


@pytest.mark.parametrize("by", BOTH)
def test_a_kept_envelope_still_opens_in_python(by: str) -> None:
    found = of("envelopes", by)
    opened = open_envelope(raw(found["envelope"]), envelope_id=EnvelopeId(found["id"]), keyring=Keys(key()))
    assert opened.decode() == found["document"]


@pytest.mark.parametrize("by", BOTH)
def test_a_kept_envelope_still_opens_in_the_page_and_only_under_its_id(by: str) -> None:
    found = of("envelopes", by)
    given = {"call": "open", "envelope": found["envelope"], "seed": text(key().seed)}
    right, wrong = page_code.run([{**given, "id": found["id"]}, {**given, "id": OTHER_ID}])
    assert raw(right["gives"]).decode() == found["document"]
    assert "fails" in wrong


@pytest.mark.parametrize("by", BOTH)
def test_kept_words_still_open_the_same_mailbox_in_both(by: str) -> None:
    found = of("words", by)
    keys = mailbox_keys(CodeWords(found["words"]))
    assert (keys.mailbox, keys.private.seed.hex(), text(keys.public_key)) == (
        found["mailbox"],
        found["seed"],
        found["public_key"],
    )
    assert made_on(CodeWords(found["words"]), today=date.fromisoformat(found["day"])).isoformat() == found["day"]
    in_page = page_code.call("mailboxKeys", words=found["words"])
    assert in_page == {"mailbox": found["mailbox"], "seed": found["seed"], "publicKey": found["public_key"]}


def test_the_kept_key_is_the_same_in_both() -> None:
    public = page_code.call("publicKeyOf", seed=text(key().seed))
    assert public == kept()["key"]["public_key"] == text(key().public.raw)
    assert SealingKey(raw(public)).key_id.hex() == kept()["key"]["key_id"]


LENGTHS = (0, 1, *(edge + more for edge in (8188, 32764) for more in (0, 1)), 131_068)


def documents() -> list[bytes]:
    return [bytes(at % 251 for at in range(length)) for length in LENGTHS]


def test_whatever_the_length_python_opens_what_the_page_seals_at_the_same_size() -> None:
    given = {"call": "seal", "id": ID, "publicKey": text(key().public.raw)}
    answers = page_code.run([{**given, "document": text(each)} for each in documents()])
    for document, answer in zip(documents(), answers, strict=True):
        envelope = raw(answer["gives"])
        assert header_of(envelope) == header_of(seal(document, envelope_id=ID, to=key().public))
        assert len(envelope) == sealed_size(next(size for size in SIZES if len(document) + 4 <= size))
        assert open_envelope(envelope, envelope_id=ID, keyring=Keys(key())) == document
        with pytest.raises(EnvelopeTampered):
            open_envelope(envelope, envelope_id=OTHER_ID, keyring=Keys(key()))


def test_whatever_the_length_the_page_opens_what_python_seals() -> None:
    sealed = [text(seal(each, envelope_id=ID, to=key().public)) for each in documents()]
    answers = page_code.run([{"call": "open", "envelope": e, "id": ID, "seed": text(key().seed)} for e in sealed])
    assert [raw(answer["gives"]) for answer in answers] == documents()


def test_the_page_refuses_what_no_envelope_holds() -> None:
    (answer,) = page_code.run(
        [{"call": "seal", "id": ID, "publicKey": text(key().public.raw), "document": text(bytes(131_069))}]
    )
    assert "too long" in answer["fails"]


def test_words_made_in_the_page_are_read_stand_for_their_day_and_are_never_the_same() -> None:
    days = [date(2026, 11, 22).toordinal() + 37 * n for n in range(60)]
    made = [answer["gives"] for answer in page_code.run([{"call": "makeWords", "day": day} for day in days])]
    for day, words in zip(days, made, strict=True):
        assert read_words(words) == words
        assert check_word(words.split()[:RANDOM_WORDS]) == words.split()[-1]
        assert made_on(CodeWords(words), today=date.fromordinal(day)) == date.fromordinal(day)
    # 420 words drawn of 7,433: about a dozen come twice by chance, and a broken source of chance gives hundreds.
    assert len({word for words in made for word in words.split()[:7]}) > 360
    assert len(set(made)) == len(made)
