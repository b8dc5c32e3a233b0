"""The desk's keyring: every private key the desk has, in one file that a passphrase opens.

An old sealing key stays and opens what was sealed to it; a rotation only changes what new envelopes are sealed to.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from lamplighter.sealing.bundle import DeskPublic
from lamplighter.sealing.channel import SigningKey, verify_key_of
from lamplighter.sealing.errors import BackupDiffers, KeyringDamaged, KeyringMissing
from lamplighter.sealing.files import PRIVATE, write_file
from lamplighter.sealing.lock import RECOMMENDED, Cost, Lock
from lamplighter.sealing.passphrase import passphrase, read_passphrase, spelt
from lamplighter.sealing.storage import StorageKey
from lamplighter.sealing.xwing import OpeningKey

__all__ = ["DeskPublic", "Keyring", "read_passphrase"]

FORMAT = "lamplighter-keyring"
VERSION = 1


@dataclass(frozen=True)
class Keyring:
    """The keys of one desk: the sealing key in use, those before it, and the keys for the channel and the store."""

    sealing: OpeningKey
    older: tuple[OpeningKey, ...]
    signing_key: SigningKey = field(repr=False)
    storage_key: StorageKey = field(repr=False)
    lock: Lock = field(repr=False, compare=False)

    @classmethod
    def make(cls, secret: str, *, cost: Cost = RECOMMENDED) -> Self:
        """Make a whole new set of keys under this passphrase."""
        signing, storage = SigningKey(secrets.token_bytes(32)), StorageKey(secrets.token_bytes(32))
        return cls(OpeningKey.make(), (), signing, storage, Lock.make(passphrase(secret), cost))

    @classmethod
    def load(cls, path: Path, secret: str) -> Self:
        """Open the keyring with its passphrase, or say why it does not open."""
        found = _read(path)
        lock = Lock.reopen(_part(found, "lock"), spelt(secret))
        return cls._unpacked(lock.open(_bytes(found, "keys")), lock)

    def save(self, path: Path, *, replace: bool = False) -> None:
        """Write the keyring for its owner's eyes only; a keyring already there is kept unless `replace` is said."""
        content = {"format": FORMAT, "version": VERSION, "lock": self.lock.described(), "keys": self._closed()}
        write_file(path, json.dumps(content, indent=1).encode() + b"\n", mode=PRIVATE, replace=replace)

    def rotate(self) -> Self:
        """Return the keyring with a new sealing key; the one it replaces still opens what it was sealed to."""
        return replace(self, sealing=OpeningKey.make(), older=(self.sealing, *self.older))

    def backup(self, path: Path, secret: str) -> None:
        """Write a copy, then prove that it is one by opening it with the passphrase."""
        self.save(path)
        if Keyring.load(path, secret) != self:
            raise BackupDiffers(path=path)

    @property
    def public(self) -> DeskPublic:
        return DeskPublic(self.sealing.public, verify_key_of(self.signing_key))

    @property
    def opening_keys(self) -> Mapping[bytes, OpeningKey]:
        """Give every sealing key, current and older, by its key id."""
        return {key.public.key_id: key for key in (self.sealing, *self.older)}

    def _closed(self) -> str:
        secret = {
            "sealing": [_text(key.seed) for key in (self.sealing, *self.older)],
            "signing": _text(self.signing_key),
            "storage": _text(self.storage_key),
        }
        return _text(self.lock.close(json.dumps(secret).encode()))

    @classmethod
    def _unpacked(cls, content: bytes, lock: Lock) -> Self:
        found = json.loads(content)
        current, *older = (OpeningKey(base64.b64decode(seed)) for seed in found["sealing"])
        signing, storage = (base64.b64decode(found[name]) for name in ("signing", "storage"))
        return cls(current, tuple(older), SigningKey(signing), StorageKey(storage), lock)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise KeyringMissing(path=path) from error
    except ValueError as error:
        raise KeyringDamaged(why="it is not valid JSON") from error
    if not isinstance(found, dict) or (found.get("format"), found.get("version")) != (FORMAT, VERSION):
        raise KeyringDamaged(why="it is not a keyring of a version this Lamplighter knows")
    return found


def _part(found: dict[str, Any], name: str) -> dict[str, Any]:
    part = found.get(name)
    if not isinstance(part, dict):
        raise KeyringDamaged(why=f"its {name} is missing")
    return part


def _bytes(found: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(found[name], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise KeyringDamaged(why=f"its {name} cannot be read") from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
