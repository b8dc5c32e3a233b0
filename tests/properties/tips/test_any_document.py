"""Whatever the bytes, `read` gives one of the three documents or a TipError; whatever the document, it comes back."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.tips import (
    MAX_DOCUMENT,
    PART_BYTES,
    Document,
    Enclosure,
    EnclosureKind,
    Message,
    Tip,
    TipError,
    dump,
    enclose,
    join,
    read,
)

ids = st.from_regex(r"[0-9a-f]{32}", fullmatch=True)
words = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t"), min_size=1, max_size=60)
messages = st.builds(
    Message, mailbox=ids, text=words.filter(str.strip), language=st.sampled_from(["en", "ro", "pl", "lt"])
)
kinds: st.SearchStrategy[tuple[EnclosureKind, int, str]] = st.sampled_from(
    [("photo", 1, "image/jpeg"), ("photo", 3, "image/jpeg"), ("contact", 1, "application/json")]
)
# A few bytes repeated, so that several parts are made without hypothesis drawing each byte.
contents = st.builds(
    lambda raw, times: raw * times, st.binary(min_size=1, max_size=7), st.integers(1, 3 * PART_BYTES // 7)
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)
a_message = json.loads(dump(Message(mailbox="0" * 32, text="x", language="en")))
an_enclosure = json.loads(dump(enclose("0" * 32, "photo", 1, "image/jpeg", b"x")[0]))


def document_or_refusal(document: bytes) -> Document | None:
    try:
        return read(document)
    except TipError:
        return None


@given(messages)
def test_every_message_comes_back_from_its_document(message: Message) -> None:
    assert read(dump(message)) == message


@given(ids, kinds, contents, st.randoms(use_true_random=False))
def test_every_enclosure_comes_back_through_its_documents(
    tip: str, kind: tuple[EnclosureKind, int, str], content: bytes, random: Random
) -> None:
    documents = [dump(part) for part in enclose(tip, *kind, content)]
    random.shuffle(documents)
    assert max(map(len, documents)) <= MAX_DOCUMENT
    parts = [read(document) for document in documents]
    assert join([part for part in parts if isinstance(part, Enclosure)]) == content


@given(st.binary(max_size=400))
def test_whatever_the_bytes_reading_gives_a_document_or_a_sentence(document: bytes) -> None:
    found = document_or_refusal(document)
    assert found is None or read(dump(found)) == found


@given(st.sampled_from([a_message, an_enclosure]), st.sampled_from([*a_message, *an_enclosure, "story"]), json_values)
def test_whatever_one_field_holds_reading_gives_a_document_or_a_sentence(
    base: dict[str, object], name: str, value: object
) -> None:
    found = document_or_refusal(json.dumps({**base, name: value}).encode())
    assert found is None or isinstance(found, Message | Enclosure | Tip)
