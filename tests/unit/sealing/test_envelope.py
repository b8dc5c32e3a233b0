"""Envelopes: three sizes, one id, one key; anything else does not open, and says why."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from lamplighter.sealing import (
    LARGEST_DOCUMENT,
    SIZES,
    EnvelopeId,
    OpeningKey,
    errors,
    header_of,
    new_envelope_id,
    open_envelope,
    seal,
    sealed_size,
)

KEY = OpeningKey(bytes(range(32)))
ID = EnvelopeId("00112233445566778899aabbccddeeff")


@dataclass(frozen=True)
class Holder:
    keys: tuple[OpeningKey, ...] = (KEY,)

    @property
    def opening_keys(self) -> dict[bytes, OpeningKey]:
        return {key.public.key_id: key for key in self.keys}


def sealed(document: bytes = b"a tip") -> bytes:
    return seal(document, envelope_id=ID, to=KEY.public)


def opened(envelope: bytes, envelope_id: EnvelopeId = ID) -> bytes:
    return open_envelope(envelope, envelope_id=envelope_id, keyring=Holder())


def raw_envelope(padded: bytes) -> bytes:
    """Seal bytes as docs/sealing.md says, without the padding our own code would give them."""
    header = b"LAMP\x00\x01\x00\x01" + KEY.public.key_id
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    info = b"lamplighter-envelope-v1\x00" + header + bytes.fromhex(ID)
    return header + suite.encrypt(padded, KEY.public.hpke, info)


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 8_192), (8_188, 8_192), (8_189, 32_768), (32_764, 32_768), (32_765, 131_072), (131_068, 131_072)],
)
def test_an_envelope_has_one_of_three_sizes_and_nothing_between(length: int, padded: int) -> None:
    envelope = sealed(b"x" * length)
    assert len(envelope) == sealed_size(padded) == padded + 1_152
    assert opened(envelope) == b"x" * length


def test_a_document_larger_than_the_largest_envelope_is_refused_by_a_sentence() -> None:
    with pytest.raises(errors.TooLargeToSeal, match="131069 bytes long and the largest envelope holds 131068"):
        sealed(b"x" * (LARGEST_DOCUMENT + 1))


def test_the_header_names_version_suite_and_key_and_nothing_else() -> None:
    envelope = sealed()
    assert envelope[:16] == b"LAMP\x00\x01\x00\x01" + KEY.public.key_id
    assert header_of(envelope).key_id == KEY.public.key_id


def test_an_envelope_made_from_the_written_format_opens() -> None:
    document = b"from another program"
    padded = (len(document).to_bytes(4, "big") + document).ljust(SIZES[0], b"\x00")
    assert opened(raw_envelope(padded)) == document


def test_sealing_twice_gives_two_envelopes_that_share_nothing_but_the_header() -> None:
    one, other = sealed(), sealed()
    assert one[:16] == other[:16]
    assert one[16:1136] != other[16:1136]
    assert one[1136:] != other[1136:]


def test_an_envelope_replayed_under_another_id_does_not_open() -> None:
    with pytest.raises(errors.EnvelopeTampered):
        opened(sealed(), new_envelope_id())


@pytest.mark.parametrize("at", [16, 1_100, 1_120, 1_136, 5_000, -1])
def test_one_changed_byte_is_noticed(at: int) -> None:
    envelope = bytearray(sealed())
    envelope[at] ^= 1
    with pytest.raises(errors.EnvelopeTampered):
        opened(bytes(envelope))


def test_a_hostile_curve_point_is_a_refusal_and_no_crash() -> None:
    envelope = bytearray(sealed())
    envelope[16 + 1088 : 16 + 1120] = bytes(32)
    with pytest.raises(errors.EnvelopeTampered):
        opened(bytes(envelope))


@pytest.mark.parametrize("length", [16, 17, 1_000, 9_343, 9_345])
def test_an_envelope_of_another_length_is_refused_before_it_is_opened(length: int) -> None:
    with pytest.raises(errors.EnvelopeTruncated):
        opened(sealed().ljust(length, b"\x00")[:length])


@pytest.mark.parametrize("given", [b"", b"LAMP", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_envelope_is_refused(given: bytes) -> None:
    with pytest.raises(errors.NotAnEnvelope):
        opened(given)


def test_an_unknown_version_and_an_unknown_suite_are_two_errors() -> None:
    envelope = sealed()
    with pytest.raises(errors.UnknownEnvelopeVersion, match="version 2"):
        opened(envelope[:4] + b"\x00\x02" + envelope[6:])
    with pytest.raises(errors.UnknownSuite, match="suite 9"):
        opened(envelope[:6] + b"\x00\x09" + envelope[8:])


def test_an_envelope_sealed_to_a_key_we_do_not_hold_names_that_key() -> None:
    other = OpeningKey.make().public
    with pytest.raises(errors.SealedToAnotherKey, match=other.key_id.hex()):
        opened(seal(b"", envelope_id=ID, to=other))


def test_a_swapped_key_id_does_not_open_with_the_key_it_names() -> None:
    second = OpeningKey.make()
    envelope = sealed()
    swapped = envelope[:8] + second.public.key_id + envelope[16:]
    with pytest.raises(errors.EnvelopeTampered):
        open_envelope(swapped, envelope_id=ID, keyring=Holder((KEY, second)))


@pytest.mark.parametrize(
    "padded",
    [
        b"\x00\x00\x00\x01ab".ljust(8_192, b"\x00"),
        b"\xff\xff\xff\xff".ljust(8_192, b"\x00"),
        b"\x00\x00\x1f\xfd".ljust(8_192, b"x"),
        b"\x00\x00\x00\x01a".ljust(32_768, b"\x00"),
    ],
)
def test_nothing_can_be_hidden_in_the_padding(padded: bytes) -> None:
    with pytest.raises(errors.PaddingBroken):
        opened(raw_envelope(padded))


@pytest.mark.parametrize("given", ["", "0" * 31, "0" * 33, "0" * 31 + "G", "A" * 32, "0" * 32 + "\n"])
def test_an_envelope_id_is_32_small_hexadecimal_digits(given: str) -> None:
    with pytest.raises(errors.NotAnEnvelopeId):
        seal(b"", envelope_id=EnvelopeId(given), to=KEY.public)
