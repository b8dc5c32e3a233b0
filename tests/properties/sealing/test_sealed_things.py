"""Whatever is sealed comes back whole to its owner, and whatever is altered does not come back at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.sealing import (
    LARGEST_DOCUMENT,
    SIZES,
    EnvelopeId,
    Header,
    OpeningKey,
    errors,
    new_state_key,
    open_envelope,
    open_state,
    seal,
    seal_state,
    sealed_size,
    sign_request,
    verify_request,
)
from lamplighter.sealing.channel import SigningKey, verify_key_of
from lamplighter.sealing.envelope import _SUITE, SUITE_XWING, VERSION, _info

ids = st.binary(min_size=16, max_size=16).map(lambda raw: EnvelopeId(raw.hex()))
KEY = OpeningKey(bytes(32))


@dataclass(frozen=True)
class Holder:
    opening_keys: dict[bytes, OpeningKey]


HOLDER = Holder({KEY.public.key_id: KEY})


@given(st.binary(max_size=300), st.integers(0, LARGEST_DOCUMENT), ids)
def test_any_document_comes_back_from_an_envelope_of_a_known_size(start: bytes, length: int, name: EnvelopeId) -> None:
    document = start.ljust(length, b"\x00")[:length]
    envelope = seal(document, envelope_id=name, to=KEY.public)
    assert open_envelope(envelope, envelope_id=name, keyring=HOLDER) == document
    assert len(envelope) == sealed_size(next(size for size in SIZES if length + 4 <= size))


ENVELOPE = seal(b"a tip", envelope_id=EnvelopeId("0" * 32), to=KEY.public)


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_any_altered_byte_keeps_an_envelope_shut(at: int, flip: int) -> None:
    altered = bytearray(ENVELOPE)
    altered[at] ^= flip
    with pytest.raises(errors.EnvelopeError):
        open_envelope(bytes(altered), envelope_id=EnvelopeId("0" * 32), keyring=HOLDER)


@given(st.binary(max_size=60), ids, ids)
def test_a_document_opens_under_its_own_id_alone(document: bytes, name: EnvelopeId, other: EnvelopeId) -> None:
    envelope = seal(document, envelope_id=name, to=KEY.public)
    if other != name:
        with pytest.raises(errors.EnvelopeTampered):
            open_envelope(envelope, envelope_id=other, keyring=HOLDER)


@given(st.binary(min_size=8, max_size=8))
def test_an_envelope_says_truly_which_key_it_was_sealed_to(key_id: bytes) -> None:
    """Even to a holder who would try the same key under another name."""
    at = ENVELOPE.index(KEY.public.key_id)
    renamed = ENVELOPE[:at] + key_id + ENVELOPE[at + len(key_id) :]
    if renamed != ENVELOPE:
        with pytest.raises(errors.EnvelopeTampered):
            open_envelope(renamed, envelope_id=EnvelopeId("0" * 32), keyring=Holder({key_id: KEY}))


@given(st.binary(max_size=100), st.integers(0, 2**32 - 1), st.binary(max_size=20))
def test_nothing_can_be_hidden_behind_a_document(document: bytes, length: int, behind: bytes) -> None:
    """Whoever seals by hand may claim any length and put anything after it; only the one true padding opens."""
    padded = (length.to_bytes(4) + document + behind).ljust(SIZES[0], b"\x00")
    true = length <= len(padded) - 4 and not any(padded[4 + length :])
    name = EnvelopeId("0" * 32)
    header = Header(VERSION, SUITE_XWING, KEY.public.key_id).packed()
    sealed = header + _SUITE.encrypt(padded, KEY.public.hpke, _info(header, name))
    if true:
        assert open_envelope(sealed, envelope_id=name, keyring=HOLDER) == padded[4 : 4 + length]
    else:
        with pytest.raises(errors.PaddingBroken):
            open_envelope(sealed, envelope_id=name, keyring=HOLDER)


@given(st.binary(max_size=200))
def test_any_bytes_are_opened_or_refused_by_a_sentence(given_bytes: bytes) -> None:
    with pytest.raises(errors.EnvelopeError):
        open_envelope(b"LAMP\x00\x01\x00\x01" + given_bytes, envelope_id=EnvelopeId("0" * 32), keyring=HOLDER)


@given(st.binary(max_size=500), st.integers(0, 2**31))
def test_any_state_comes_back_within_its_time(payload: bytes, now: int) -> None:
    key = new_state_key()
    token = seal_state(key, payload, now)
    assert open_state([key], token, now) == payload
    assert open_state([new_state_key(), key], token, now + 1_800) == payload
    with pytest.raises(errors.StateExpired):
        open_state([key], token, now + 1_860)


@given(st.text(max_size=200))
def test_any_text_is_a_state_or_refused_by_a_sentence(token: str) -> None:
    with pytest.raises(errors.StateBroken):
        open_state([bytes(32)], token, 0)


SIGNING = SigningKey(bytes(range(32)))
headers = st.dictionaries(st.sampled_from(["Lamplighter-Timestamp", "Lamplighter-Signature"]), st.text(max_size=90))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_signature_is_good_for_its_own_body_only(body: bytes, other: bytes) -> None:
    signed = sign_request(SIGNING, "POST", "/channel/collect", body, 1_000)
    assert verify_request(verify_key_of(SIGNING), "POST", "/channel/collect", body, signed, 1_000) == 1_000
    if other != body:
        with pytest.raises(errors.SignatureWrong):
            verify_request(verify_key_of(SIGNING), "POST", "/channel/collect", other, signed, 1_000)


@given(headers)
def test_any_headers_are_refused_by_a_sentence(found: dict[str, str]) -> None:
    with pytest.raises(errors.ChannelError):
        verify_request(verify_key_of(SIGNING), "POST", "/channel/collect", b"", found, 1_000)
