"""Sealed form state: answers travel between pages unreadable and unalterable, and only for half an hour.

The key lives only in memory, so a token that leaks later, in a browser's history or a log, opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import struct
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from lamplighter.sealing.errors import StateBroken, StateExpired

LABEL = b"lamplighter-state-v1"
MAX_AGE = 1_800

_VERSION = b"\x01"
_NONCE_BYTES = 12
# The minute of issue, not the second: a token should say no more about its writer than its expiry needs.
_MINUTE = struct.Struct(">I")


def new_state_key() -> bytes:
    return secrets.token_bytes(32)


def seal_state(key32: bytes, payload: bytes, now: float) -> str:
    """Seal the answers into a token for a hidden form field; `now` is in seconds since 1970."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = ChaCha20Poly1305(key32).encrypt(nonce, _MINUTE.pack(int(now) // 60) + payload, LABEL + _VERSION)
    return base64.urlsafe_b64encode(_VERSION + nonce + sealed).rstrip(b"=").decode()


def open_state(keys: Iterable[bytes], token: str, now: float, max_age: int = MAX_AGE) -> bytes:
    """Return the answers in a token sealed under any of these keys, or say why they are lost."""
    opened = _open(keys, _decode(token))
    (minute,) = _MINUTE.unpack_from(opened)
    if minute > int(now) // 60 + 1:
        raise StateBroken
    # Issue times are rounded down to the minute, so a whole minute is added in the reporter's favour.
    if now - minute * 60 >= max_age + 60:
        raise StateExpired(minutes=max_age // 60)
    return opened[_MINUTE.size :]


def _decode(token: str) -> bytes:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise StateBroken from error
    if not raw.startswith(_VERSION) or len(raw) < 1 + _NONCE_BYTES + _MINUTE.size + 16:
        raise StateBroken
    return raw


def _open(keys: Iterable[bytes], raw: bytes) -> bytes:
    nonce, sealed = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
    for key in keys:
        try:
            return ChaCha20Poly1305(key).decrypt(nonce, sealed, LABEL + _VERSION)
        except InvalidTag:  # sealed under another of the keys, or under none
            continue
    raise StateBroken
