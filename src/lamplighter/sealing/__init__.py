"""Code words, keys and padded sealed envelopes; docs/sealing.md gives every byte."""

from __future__ import annotations

from lamplighter.sealing.bundle import DeskPublic
from lamplighter.sealing.channel import SigningKey, VerifyKey, sign_request, verify_request
from lamplighter.sealing.envelope import (
    LARGEST_DOCUMENT,
    SIZES,
    EnvelopeId,
    Header,
    header_of,
    new_envelope_id,
    open_envelope,
    read_envelope_id,
    seal,
    sealed_size,
)
from lamplighter.sealing.errors import SealingError
from lamplighter.sealing.keyring import Keyring
from lamplighter.sealing.mailbox import MailboxKeys, mailbox_keys
from lamplighter.sealing.pace import bench
from lamplighter.sealing.passphrase import Passphrase, read_passphrase
from lamplighter.sealing.state import new_state_key, open_state, seal_state
from lamplighter.sealing.storage import StorageKey, TipKey, decrypt_part, encrypt_part, new_tip_key, unwrap, wrap
from lamplighter.sealing.words import CodeWords, made_on, make_words, read_words
from lamplighter.sealing.xwing import OpeningKey, SealingKey

__all__ = [
    "LARGEST_DOCUMENT",
    "SIZES",
    "CodeWords",
    "DeskPublic",
    "EnvelopeId",
    "Header",
    "Keyring",
    "MailboxKeys",
    "OpeningKey",
    "Passphrase",
    "SealingError",
    "SealingKey",
    "SigningKey",
    "StorageKey",
    "TipKey",
    "VerifyKey",
    "bench",
    "decrypt_part",
    "encrypt_part",
    "header_of",
    "made_on",
    "mailbox_keys",
    "make_words",
    "new_envelope_id",
    "new_state_key",
    "new_tip_key",
    "open_envelope",
    "open_state",
    "read_envelope_id",
    "read_passphrase",
    "read_words",
    "seal",
    "seal_state",
    "sealed_size",
    "sign_request",
    "unwrap",
    "verify_request",
    "wrap",
]
