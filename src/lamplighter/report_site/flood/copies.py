"""Knows a text that was sent before, by a hash whose key is only in memory; nothing about any text is on the disk.

A copy is still a report: it is kept like any other, and only waits behind texts that nobody has sent yet.
"""

from __future__ import annotations

import secrets
import threading
import time
from hashlib import blake2b

KEY_BYTES = 32
HASH_BYTES = 16
REMEMBERED_SECONDS = 3600.0
MOST = 20_000
# Two neighbours may well write the same few words.
SHORTEST = 40


class Copies:
    """The texts of the last hour or two, as hashes; each worker knows those that came to it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(KEY_BYTES)
        self._now: dict[bytes, bytes] = {}
        self._before: dict[bytes, bytes] = {}
        self._turned = time.monotonic()
        self._one_at_a_time = threading.Lock()

    def has(self, text: str, envelope_id: str) -> bool:
        """Whether another report had this text; a report that is sent again is no copy of itself."""
        letters = "".join(filter(str.isalnum, text.casefold()))
        if len(letters) < SHORTEST:
            return False
        hashed, sender = self._hash(letters), self._hash(envelope_id)
        with self._one_at_a_time:
            self._forget(time.monotonic())
            first = self._before.get(hashed) or sender
            return self._now.setdefault(hashed, first) != sender

    def _forget(self, now: float) -> None:
        if now - self._turned > REMEMBERED_SECONDS or len(self._now) >= MOST:
            self._before, self._now, self._turned = self._now, {}, now

    def _hash(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self._key, digest_size=HASH_BYTES).digest()
