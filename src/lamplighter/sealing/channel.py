"""The signed channel: the report site obeys a request only if the desk signed it just now and never before.

Just now is told by its time or, where the two clocks do not agree, by a challenge of the site that it answers.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lamplighter.sealing.errors import RequestOutOfTime, RequestReplayed, SignatureMissing, SignatureWrong

SigningKey = NewType("SigningKey", bytes)
VerifyKey = NewType("VerifyKey", bytes)

TIMESTAMP = "Lamplighter-Timestamp"
SIGNATURE = "Lamplighter-Signature"
CHALLENGE = "Lamplighter-Challenge"
LABEL = b"lamplighter-channel-v1"
WINDOW_MS = 60_000

# What goes over the line has one of few lengths, so that whoever watches it cannot tell a reply from none, nor a few reports
# from none. JSON may end in blanks.
KIB = 1024
STEP = KIB
REQUEST_STEPS = {"/channel/replies": 64 * KIB, "/channel/acknowledge": 16 * KIB}
ANSWER_STEPS = {"/channel/collect": 64 * KIB}
# So many replies always fit the first step, with room for what is told beside each.
REPLIES_TOGETHER = 4

_CHALLENGE = re.compile(r"[0-9a-f]{32}\Z")
_DIGITS = re.compile(r"[0-9]{1,15}\Z")


def verify_key_of(signing_key: SigningKey) -> VerifyKey:
    return VerifyKey(Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw())


def padded_request(path: str, body: bytes) -> bytes:
    """A request's JSON, filled up with blanks to a multiple of its path's step."""
    return _padded(body, REQUEST_STEPS.get(path, STEP))


def padded_answer(path: str, body: bytes) -> bytes:
    """An answer's JSON, filled up with blanks to a multiple of its path's step."""
    return _padded(body, ANSWER_STEPS.get(path, STEP))


def _padded(body: bytes, step: int) -> bytes:
    return body + b" " * (-len(body) % step)


def sign_request(
    signing_key: SigningKey, method: str, path: str, body: bytes, now_ms: int, challenge: str = ""
) -> dict[str, str]:
    """Return the headers that make this request the desk's own, and an answer to the challenge if one is given."""
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    signature = key.sign(_signed_part(method, path, body, str(now_ms), challenge))
    headers = {TIMESTAMP: str(now_ms), SIGNATURE: base64.b64encode(signature).decode()}
    return headers | ({CHALLENGE: challenge} if challenge else {})


def verify_request(
    verify_key: VerifyKey,
    method: str,
    path: str,
    body: bytes,
    headers: Mapping[str, str],
    now_ms: int,
    *,
    after_ms: int | None = None,
) -> int:
    """Return the request's timestamp if the desk signed it within the window and, where given, after `after_ms`."""
    return _in_time(signed_at(verify_key, method, path, body, headers), now_ms, after_ms)


def signed_at(verify_key: VerifyKey, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Return the request's timestamp if the desk signed it, whenever that was."""
    timestamp, signature = _read_headers(headers)
    signed = _signed_part(method, path, body, timestamp, answered(headers))
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, signed)
    except InvalidSignature as error:
        raise SignatureWrong from error
    return int(timestamp)


def answered(headers: Mapping[str, str]) -> str:
    """The challenge this request says it answers, or nothing; true only once the signature was checked."""
    return next((value for name, value in headers.items() if name.lower() == CHALLENGE.lower()), "")


def _read_headers(headers: Mapping[str, str]) -> tuple[str, bytes]:
    given = {name.lower(): value for name, value in headers.items()}
    timestamp, signature = given.get(TIMESTAMP.lower()), given.get(SIGNATURE.lower())
    if not timestamp or not signature:
        raise SignatureMissing
    if not _DIGITS.match(timestamp):
        raise SignatureWrong
    try:
        return timestamp, base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureWrong from error


def _signed_part(method: str, path: str, body: bytes, timestamp: str, challenge: str) -> bytes:
    # A line feed inside a part would let two different requests share one signed text.
    if "\n" in method or "\n" in path:
        raise SignatureWrong
    if challenge and not _CHALLENGE.match(challenge):
        raise SignatureWrong
    parts = (method.upper(), path, timestamp, sha256(body).hexdigest(), *([challenge] if challenge else []))
    return b"\n".join([LABEL, *(part.encode() for part in parts)])


def _in_time(timestamp_ms: int, now_ms: int, after_ms: int | None) -> int:
    if abs(now_ms - timestamp_ms) > WINDOW_MS:
        raise RequestOutOfTime(seconds=abs(now_ms - timestamp_ms) // 1000, window=WINDOW_MS // 1000)
    if after_ms is not None and timestamp_ms <= after_ms:
        raise RequestReplayed
    return timestamp_ms
