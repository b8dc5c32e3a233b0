"""X-Wing keys: a 32-byte seed is the whole private key, so a keyring or eight words can hold one.

X-Wing joins ML-KEM-768 and X25519, so that both must fall before an envelope opens. It is still an Internet-Draft
(draft-connolly-cfrg-xwing-kem); the envelope header carries a version so that a later suite can follow.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256, shake_256
from typing import Self

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from lamplighter.sealing.errors import NotASealingKey

SEED_BYTES = 32
MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1184
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + 32
KEY_ID_BYTES = 8


@dataclass(frozen=True)
class SealingKey:
    """The public half: anyone who holds it can seal, and nobody can open with it."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != PUBLIC_BYTES:
            raise NotASealingKey(wanted=PUBLIC_BYTES, length=len(self.raw))
        try:
            _ = self.hpke
        except ValueError as error:
            raise NotASealingKey(wanted=PUBLIC_BYTES, length=len(self.raw)) from error

    @property
    def key_id(self) -> bytes:
        """Return the first eight bytes of the key's SHA-256: enough to choose a key, no secret."""
        return sha256(self.raw).digest()[:KEY_ID_BYTES]

    @cached_property
    def hpke(self) -> MLKEM768X25519PublicKey:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:MLKEM_PUBLIC_BYTES]),
            X25519PublicKey.from_public_bytes(self.raw[MLKEM_PUBLIC_BYTES:]),
        )


@dataclass(frozen=True)
class OpeningKey:
    """The private half, never shown when printed."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise NotASealingKey(wanted=SEED_BYTES, length=len(self.seed))

    @classmethod
    def make(cls) -> Self:
        return cls(secrets.token_bytes(SEED_BYTES))

    @cached_property
    def public(self) -> SealingKey:
        mlkem, x25519 = self._halves
        return SealingKey(mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())

    @cached_property
    def hpke(self) -> MLKEM768X25519PrivateKey:
        return MLKEM768X25519PrivateKey(*self._halves)

    @cached_property
    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        """Expand the seed as the draft's expandDecapsulationKey does."""
        expanded = shake_256(self.seed).digest(MLKEM_SEED_BYTES + 32)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:MLKEM_SEED_BYTES]),
            X25519PrivateKey.from_private_bytes(expanded[MLKEM_SEED_BYTES:]),
        )
