"""The desk's public half: the key residents' tips are sealed to, and the key that proves a request is the desk's."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from lamplighter.sealing.channel import VerifyKey
from lamplighter.sealing.errors import NotADeskBundle, NotASealingKey
from lamplighter.sealing.files import PUBLIC, write_file
from lamplighter.sealing.xwing import SealingKey

FORMAT = "lamplighter-desk-public"
VERSION = 1
FIELDS = frozenset({"format", "version", "key_id", "sealing_key", "verify_key"})
VERIFY_KEY_BYTES = 32


@dataclass(frozen=True)
class DeskPublic:
    """All the report site knows of the desk."""

    sealing_key: SealingKey
    verify_key: VerifyKey

    @property
    def key_id(self) -> str:
        return self.sealing_key.key_id.hex()

    @property
    def fingerprints(self) -> dict[str, str]:
        """Give each key's SHA-256 in groups that two people can read to each other."""
        return {"sealing key": grouped(self.sealing_key.raw), "channel key": grouped(self.verify_key)}

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "key_id": self.key_id,
            "sealing_key": base64.b64encode(self.sealing_key.raw).decode(),
            "verify_key": base64.b64encode(self.verify_key).decode(),
        }

    @classmethod
    def from_json(cls, found: object) -> Self:
        """Read a bundle, or say what is wrong with it."""
        if not isinstance(found, dict) or set(found) != FIELDS:
            raise NotADeskBundle(why=f"it must have exactly the fields {', '.join(sorted(FIELDS))}")
        if (found["format"], found["version"]) != (FORMAT, VERSION):
            raise NotADeskBundle(why="it is of a version this Lamplighter does not know")
        bundle = cls(_sealing_key(found["sealing_key"]), VerifyKey(_decoded(found["verify_key"])))
        if len(bundle.verify_key) != VERIFY_KEY_BYTES or bundle.key_id != found["key_id"]:
            raise NotADeskBundle(why="its keys and its key id do not belong together")
        return bundle

    def save(self, path: Path) -> None:
        write_file(path, json.dumps(self.to_json(), indent=1).encode() + b"\n", mode=PUBLIC, replace=True)

    @classmethod
    def load(cls, path: Path) -> Self:
        try:
            return cls.from_json(json.loads(path.read_bytes()))
        except FileNotFoundError as error:
            raise NotADeskBundle(why=f"there is no file at {path}") from error
        except ValueError as error:
            raise NotADeskBundle(why="it is not valid JSON") from error


def grouped(key: bytes) -> str:
    """Write the first 128 bits of a key's SHA-256 as eight groups of four digits."""
    digits = sha256(key).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def _sealing_key(encoded: object) -> SealingKey:
    try:
        return SealingKey(_decoded(encoded))
    except NotASealingKey as error:
        raise NotADeskBundle(why=str(error)) from error


def _decoded(encoded: object) -> bytes:
    if not isinstance(encoded, str):
        raise NotADeskBundle(why="its keys must be base64 text")
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise NotADeskBundle(why="its keys must be base64 text") from error
