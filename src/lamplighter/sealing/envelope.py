"""Sealed envelopes: whatever is inside, an envelope has one of three exact sizes and opens only under its own id.

The byte format is in docs/sealing.md, so that a browser can seal one too. Header and envelope id are both bound in
HPKE's `info`: for a single message that is as strong as associated data, and it is the library's public interface.
"""

from __future__ import annotations

import re
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from lamplighter.sealing.errors import (
    EnvelopeTampered,
    EnvelopeTruncated,
    NotAnEnvelope,
    NotAnEnvelopeId,
    PaddingBroken,
    SealedToAnotherKey,
    TooLargeToSeal,
    UnknownEnvelopeVersion,
    UnknownSuite,
)
from lamplighter.sealing.xwing import OpeningKey, SealingKey

EnvelopeId = NewType("EnvelopeId", str)

MAGIC = b"LAMP"
VERSION = 1
SUITE_XWING = 1
SIZES = (8_192, 32_768, 131_072)
LABEL = b"lamplighter-envelope-v1\x00"

_HEADER = struct.Struct(">4sHH8s")
_LENGTH = struct.Struct(">I")
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_OVERHEAD = _HEADER.size + KEM.MLKEM768_X25519.enc_length() + 16
_ID = re.compile(r"[0-9a-f]{32}\Z")

LARGEST_DOCUMENT = SIZES[-1] - _LENGTH.size


@dataclass(frozen=True)
class Header:
    """What an envelope says in the clear: how it is sealed and to which key."""

    version: int
    suite: int
    key_id: bytes

    def packed(self) -> bytes:
        return _HEADER.pack(MAGIC, self.version, self.suite, self.key_id)


class HoldsKeys(Protocol):
    """Anything that has opening keys by key id, such as a keyring."""

    @property
    def opening_keys(self) -> Mapping[bytes, OpeningKey]: ...


def new_envelope_id() -> EnvelopeId:
    return EnvelopeId(secrets.token_hex(16))


def read_envelope_id(raw: str) -> EnvelopeId:
    """Return the id, or refuse whatever is not one."""
    if not _ID.match(raw):
        raise NotAnEnvelopeId
    return EnvelopeId(raw)


def sealed_size(padded: int) -> int:
    """Return the exact length of an envelope whose document is padded to this size."""
    return padded + _OVERHEAD


def seal(document: bytes, *, envelope_id: EnvelopeId, to: SealingKey) -> bytes:
    """Seal a document to the desk's key, under this id; only the desk can open it, and only under this id."""
    header = Header(VERSION, SUITE_XWING, to.key_id).packed()
    return header + _SUITE.encrypt(_pad(document), to.hpke, _info(header, envelope_id))


def open_envelope(envelope: bytes, *, envelope_id: EnvelopeId, keyring: HoldsKeys) -> bytes:
    """Return the document inside, or say in one sentence why there is none."""
    header = header_of(envelope)
    if len(envelope) not in {sealed_size(size) for size in SIZES}:
        raise EnvelopeTruncated(length=len(envelope))
    key = keyring.opening_keys.get(header.key_id)
    if key is None:
        raise SealedToAnotherKey(key_id=header.key_id.hex())
    try:
        padded = _SUITE.decrypt(envelope[_HEADER.size :], key.hpke, _info(header.packed(), envelope_id))
    except InvalidTag as error:
        raise EnvelopeTampered from error
    return _unpad(padded)


def header_of(envelope: bytes) -> Header:
    """Read the header alone; it is only proven true when the envelope opens."""
    if len(envelope) < _HEADER.size or not envelope.startswith(MAGIC):
        raise NotAnEnvelope
    _, version, suite, key_id = _HEADER.unpack_from(envelope)
    if version != VERSION:
        raise UnknownEnvelopeVersion(version=version)
    if suite != SUITE_XWING:
        raise UnknownSuite(suite=suite)
    return Header(version, suite, key_id)


def _info(header: bytes, envelope_id: EnvelopeId) -> bytes:
    return LABEL + header + bytes.fromhex(read_envelope_id(envelope_id))


def _pad(document: bytes) -> bytes:
    filled = _LENGTH.pack(len(document)) + document
    for size in SIZES:
        if len(filled) <= size:
            return filled.ljust(size, b"\x00")
    raise TooLargeToSeal(length=len(document), limit=LARGEST_DOCUMENT)


def _unpad(padded: bytes) -> bytes:
    """Accept only the one padding `_pad` gives, so that nothing can be hidden behind the document."""
    (length,) = _LENGTH.unpack_from(padded)
    document = padded[_LENGTH.size : _LENGTH.size + length]
    if length > LARGEST_DOCUMENT or _pad(document) != padded:
        raise PaddingBroken
    return document
