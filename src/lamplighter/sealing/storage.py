"""Keys for what the desk stores: each tip has its own, so destroying one key destroys one tip for good."""

from __future__ import annotations

import secrets
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from lamplighter.sealing.errors import StorageError

StorageKey = NewType("StorageKey", bytes)
TipKey = NewType("TipKey", bytes)

KEY_LABEL = b"lamplighter-tip-key-v1\x00"
PART_LABEL = b"lamplighter-tip-part-v1\x00"
NONCE_BYTES = 12


def new_tip_key() -> TipKey:
    return TipKey(secrets.token_bytes(32))


def wrap(storage_key: StorageKey, tip_id: str, tip_key: TipKey) -> bytes:
    """Encrypt a tip's key under the storage key; the result belongs to this tip and opens for no other."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(storage_key).encrypt(nonce, tip_key, KEY_LABEL + tip_id.encode())


def unwrap(storage_key: StorageKey, tip_id: str, wrapped: bytes) -> TipKey:
    return TipKey(_decrypt(storage_key, wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], KEY_LABEL + tip_id.encode()))


def encrypt_part(tip_key: TipKey, tip_id: str, part: str, content: bytes) -> tuple[bytes, bytes]:
    """Return the nonce and ciphertext of one part of a tip; it decrypts as this part of this tip and as nothing else."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, ChaCha20Poly1305(tip_key).encrypt(nonce, content, _part_label(tip_id, part))


def decrypt_part(tip_key: TipKey, tip_id: str, part: str, nonce: bytes, ciphertext: bytes) -> bytes:
    return _decrypt(tip_key, nonce, ciphertext, _part_label(tip_id, part))


def _part_label(tip_id: str, part: str) -> bytes:
    # An id and a part name hold no zero byte, so no two pairs give the same label.
    return PART_LABEL + tip_id.encode() + b"\x00" + part.encode()


def _decrypt(key: bytes, nonce: bytes, ciphertext: bytes, label: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(nonce), bytes(ciphertext), label)
    except (InvalidTag, ValueError) as error:
        raise StorageError from error
