"""The passphrase of the keyring: where it is read from, how long it must be, and how one is made of code words."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import NewType

from lamplighter.sealing.errors import PassphraseMissing, PassphraseTooShort
from lamplighter.sealing.files import PRIVATE, write_file
from lamplighter.sealing.words import make_words

Passphrase = NewType("Passphrase", str)

MINIMUM = 16
CREDENTIAL = "lamplighter-passphrase"


def passphrase(raw: str) -> Passphrase:
    """Return the passphrase, or refuse one that is too short."""
    typed = spelt(raw)
    if len(typed) < MINIMUM:
        raise PassphraseTooShort(minimum=MINIMUM, length=len(typed))
    return typed


def spelt(raw: str) -> Passphrase:
    """Return a passphrase in one spelling, whichever keyboard typed it and whether or not a line feed follows."""
    return Passphrase(unicodedata.normalize("NFC", raw).strip("\r\n"))


def read_passphrase(path: Path) -> Passphrase:
    """Read the passphrase from the service's systemd credential, if it has one, or else from the file."""
    for place in (_credential(), path):
        if place and place.is_file():
            return passphrase(place.read_text(encoding="utf-8"))
    raise PassphraseMissing(path=path)


def generate_passphrase(path: Path) -> Passphrase:
    """Make a passphrase of code words and write it to a file that only its owner can read."""
    made = Passphrase(make_words())
    write_file(path, f"{made}\n".encode(), mode=PRIVATE, replace=False)
    return made


def exposed(path: Path) -> bool:
    """Say whether anyone but the owner may read this file."""
    return path.exists() and bool(path.stat().st_mode & 0o077)


def _credential() -> Path | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) / CREDENTIAL if folder else None
