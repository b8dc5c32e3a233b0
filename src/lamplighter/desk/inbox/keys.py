"""The desk's keyring, unlocked with the passphrase from its file or the service's credentials; None while locked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lamplighter.desk.inbox.errors import DeskLocked
from lamplighter.errors import LamplighterError
from lamplighter.sealing.keyring import Keyring, read_passphrase


@dataclass(frozen=True)
class Lock:
    """The keyring, or the sentence that says why it is locked."""

    keyring: Keyring | None
    why: str = ""


def unlocked() -> Keyring | None:
    return state().keyring


def required() -> Keyring:
    """The keyring, or the page that says it is locked."""
    lock = state()
    if lock.keyring is None:
        raise DeskLocked(why=lock.why)
    return lock.keyring


def state() -> Lock:
    """Unlocking is slow on purpose, so its outcome is kept until one of the two files changes."""
    keyring, passphrase = settings.LAMPLIGHTER.keyring, settings.LAMPLIGHTER.passphrase_file
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return _state(keyring, _stamp(keyring), passphrase, _stamp(passphrase), credentials)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=4)
def _state(keyring: Path, _keyring_stamp: object, passphrase: Path, _passphrase_stamp: object, _place: str) -> Lock:
    try:
        return Lock(Keyring.load(keyring, read_passphrase(passphrase)))
    except LamplighterError as error:
        return Lock(None, str(error))
