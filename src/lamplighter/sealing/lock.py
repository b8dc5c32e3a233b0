"""The lock of a keyring: a passphrase stretched by Argon2id into the key that encrypts what the keyring holds."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from lamplighter.sealing.errors import KeyringDamaged, WrongPassphrase
from lamplighter.sealing.passphrase import Passphrase

LABEL = b"lamplighter-keyring-v1"
NONCE_BYTES = 12
SALT_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """What one guess of a passphrase costs: the second choice of RFC 9106, about a quarter of a second here."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536

    def __post_init__(self) -> None:
        # A damaged file must not make the desk allocate without end.
        if not (
            1 <= self.iterations <= 64 and 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= 4_194_304
        ):
            raise KeyringDamaged(why="the cost of its passphrase makes no sense")


RECOMMENDED = Cost()


@dataclass(frozen=True)
class Lock:
    """A passphrase's key, its salt and cost, and a check that tells a wrong passphrase from a damaged file."""

    cost: Cost
    salt: bytes
    check: bytes
    key: bytes = field(repr=False)

    @classmethod
    def make(cls, passphrase: Passphrase, cost: Cost = RECOMMENDED) -> Self:
        salt = secrets.token_bytes(SALT_BYTES)
        key, check = _stretch(passphrase, salt, cost)
        return cls(cost, salt, check, key)

    @classmethod
    def reopen(cls, found: Mapping[str, Any], passphrase: Passphrase) -> Self:
        """Rebuild the lock a keyring file describes; a wrong passphrase is refused."""
        try:
            cost = Cost(int(found["iterations"]), int(found["lanes"]), int(found["memory_kib"]))
            salt, check = (base64.b64decode(found[name], validate=True) for name in ("salt", "check"))
            if found["name"] != "argon2id" or len(salt) != SALT_BYTES:
                raise KeyringDamaged(why="its lock is of no known kind")
        except (KeyError, TypeError, ValueError) as error:
            raise KeyringDamaged(why="its lock is not described") from error
        key, expected = _stretch(passphrase, salt, cost)
        if not compare_digest(check, expected):
            raise WrongPassphrase
        return cls(cost, salt, check, key)

    def described(self) -> dict[str, str | int]:
        return {
            "name": "argon2id",
            "iterations": self.cost.iterations,
            "lanes": self.cost.lanes,
            "memory_kib": self.cost.memory_kib,
            "salt": base64.b64encode(self.salt).decode(),
            "check": base64.b64encode(self.check).decode(),
        }

    def close(self, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + ChaCha20Poly1305(self.key).encrypt(nonce, content, LABEL)

    def open(self, closed: bytes) -> bytes:
        try:
            return ChaCha20Poly1305(self.key).decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], LABEL)
        except (InvalidTag, ValueError) as error:
            raise KeyringDamaged(why="its keys do not decrypt") from error


def _stretch(passphrase: Passphrase, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    stretched = Argon2id(
        salt=salt, length=64, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(passphrase.encode())
    # The check is a hash of bytes the key does not use; it helps a guesser no more than the ciphertext does.
    return stretched[:32], sha256(stretched[32:]).digest()[:8]
