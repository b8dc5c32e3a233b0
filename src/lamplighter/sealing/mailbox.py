"""From code words to a mailbox: an id and a key that only the words can give, and that tell nothing about the words.

Over 90 random bits need no slow hash: the derivation is HKDF, and the words themselves are stored nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lamplighter.sealing.wordlist import CodeWords
from lamplighter.sealing.xwing import SEED_BYTES, OpeningKey

SALT = b"lamplighter-words-v1"
MAILBOX_LABEL = b"mailbox id"
KEY_LABEL = b"x-wing seed"
MAILBOX_BYTES = 16


@dataclass(frozen=True)
class MailboxKeys:
    """What eight words open: a mailbox known by a random-looking id, and the key for what is left in it."""

    mailbox: str
    public_key: bytes
    private: OpeningKey = field(repr=False)

    @property
    def opening_keys(self) -> Mapping[bytes, OpeningKey]:
        """The one key, as an envelope is opened with."""
        return {self.private.public.key_id: self.private}


def mailbox_keys(words: CodeWords) -> MailboxKeys:
    """Derive the mailbox of these words; the same words always give the same mailbox."""
    private = OpeningKey(_derive(words, KEY_LABEL, SEED_BYTES))
    return MailboxKeys(_derive(words, MAILBOX_LABEL, MAILBOX_BYTES).hex(), private.public.raw, private)


def _derive(words: CodeWords, label: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=SALT, info=label).derive(words.encode())
